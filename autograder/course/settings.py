"""nbgrader's settings for a course, as its own commands would read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.plan import STUB


def settings(root: Path) -> Any:
    """What nbgrader would read: the machine's `nbgrader_config.py`, the user's, and over both the course's."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    for folder in (*reversed(jupyter_config_path()), str(root)):
        if (Path(folder) / "nbgrader_config.py").is_file():
            config.merge(PyFileConfigLoader("nbgrader_config.py", path=folder).load_config())
    return config


def ignored(config: Any) -> list[str]:
    """The patterns of names that these settings leave out of a release."""
    from nbgrader.coursedir import CourseDirectory

    return list(CourseDirectory(config=config).ignore)


def release_settings() -> Any:
    """nbgrader's settings for the steps that make a release: the stub says what to do."""
    from traitlets.config import Config

    config = Config()
    config.ClearSolutions.code_stub = {"python": STUB}
    return config
