"""nbgrader's settings for a course, as its own commands would read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def settings(root: Path) -> Any:
    """What nbgrader would read: the machine's `nbgrader_config.py`, the user's, and over both the course's."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    for folder in (*reversed(jupyter_config_path()), str(root)):
        if (Path(folder) / "nbgrader_config.py").is_file():
            config.merge(PyFileConfigLoader("nbgrader_config.py", path=folder).load_config())
    return config


def without_hook(root: Path) -> str | None:
    """What is wrong where nbgrader's own buttons would not use our judge in this course, in one sentence; else None."""
    file = root / "nbgrader_config.py"
    try:
        installed = settings(root).Autograder.get("installed", False)
    except Exception as error:  # it is the instructor's program, and may raise anything
        return f"{file} must run. It raises {type(error).__name__}: {error}. Mend it."
    if installed:
        return None
    return (
        f"{file} should call autograder.hooks.install. It does not{'' if file.is_file() else ', for it is not there'}: "
        "the formgrader's Autograde button here would run student code outside the sandbox. Make it as `autograder new` "
        "does."
    )


def ignored(config: Any) -> list[str]:
    """The patterns of names that these settings leave out of a release."""
    from nbgrader.coursedir import CourseDirectory

    return list(CourseDirectory(config=config).ignore)
