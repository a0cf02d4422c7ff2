"""nbgrader's settings for a course, as nbgrader's own commands read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course.folders import Course, CourseError
from autograder.course.plan import STUB


def settings(root: Path) -> Any:
    """The settings from the machine's `nbgrader_config.py`, the user's and the course's; later ones take precedence.

    Raises CourseError if one of the files does not run.
    """
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config, PyFileConfigLoader

    config = Config()
    for folder in (*reversed(jupyter_config_path()), str(root)):
        file = Path(folder) / "nbgrader_config.py"
        if file.is_file():
            try:
                config.merge(PyFileConfigLoader(file.name, path=folder).load_config())
            except Exception as error:  # it is the instructor's program, and may raise anything
                raise CourseError(f"{file} must run. It raises {type(error).__name__}: {error}. Mend it.") from error
    place_header(config, root)
    return config


def place_header(config: Any, root: Path) -> None:
    """Make the paths of the header and the footer absolute: they begin at the course's root, as in nbgrader."""
    included = config.get("IncludeHeaderFooter", {})
    for part, name in included.items():
        if part in ("header", "footer") and name:
            included[part] = str(root / name)


def gradebook_url(course: Course, config: Any, named: str | None = None) -> str:
    """The gradebook's database: the one that was named, else that of nbgrader's settings, else the course's own."""
    return str(named or config.CourseDirectory.get("db_url") or course.db_url)


def without_hook(root: Path) -> str | None:
    """What to do, as a sentence, if nbgrader's own buttons would not use our judge in this course; None if they do.

    Raises CourseError as `settings` does.
    """
    file = root / "nbgrader_config.py"
    if settings(root).Autograder.get("installed", False):
        return None
    got = "It does not" if file.is_file() else "It is not there"
    return (
        f"{file} must call autograder.hooks.install. {got}, so the formgrader's Autograde button here would run "
        "student code outside the sandbox: write it as `autograder new` does."
    )


def ignored(config: Any) -> list[str]:
    """The patterns of names that these settings leave out of a release."""
    from nbgrader.coursedir import CourseDirectory

    return list(CourseDirectory(config=config).ignore)


def preprocessed(path: Path, steps: Iterable[type[Any]], config: Any = None, **place: str) -> Any:
    """A notebook after nbgrader's preprocessors `steps`, with our STUB, which tells students what to do.

    place : what SaveCells must know: the assignment and the gradebook's URL
    """
    import nbformat
    from traitlets.config import Config

    ours = Config({"ClearSolutions": {"code_stub": {"python": STUB}}})
    ours.merge(config or {})
    notebook = nbformat.read(path, as_version=4)
    resources: dict[str, Any] = {"nbgrader": {"notebook": path.stem, **place}, "metadata": {"name": path.stem}}
    for step in steps:
        notebook, resources = step(config=ours).preprocess(notebook, resources)
    return notebook
