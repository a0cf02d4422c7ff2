"""What nbgrader's formgrader shows to a person who marks: everybody by a name, and the pictures of the text.

`autograder.hooks` calls this in the process that serves the formgrader. Nothing is written here.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.folders import Course

READERS = ("get_students", "get_student", "get_submissions", "get_submission")


def show_ids(api: Any) -> None:
    """Show who has no name in the gradebook by their id; nbgrader's tables call them "None, None".

    api : nbgrader's class NbGraderAPI, which the tables are read from. Names come with `nbgrader db student import`.
    """
    for name in READERS:
        setattr(api, name, _named(getattr(api, name)))


def _named(read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def named(*arguments: Any, **keywords: Any) -> Any:
        found = read(*arguments, **keywords)
        for row in found if isinstance(found, list) else [found]:
            if row is not None and row["last_name"] is None and row["first_name"] is None:
                row["last_name"], row["first_name"] = row.get("student", row["id"]), ""
        return found

    return named


def show_pictures(files: Any) -> None:
    """Serve from the release what is not beside a judged notebook, such as the pictures that its text shows.

    files : nbgrader's class SubmissionFilesHandler. nbgrader copies the release to every student; we do not.
    """
    theirs = files.parse_url_path

    @functools.wraps(theirs)
    def parse_url_path(self: Any, url_path: str) -> str:
        path = Path(os.path.abspath(theirs(self, url_path)))
        return str(path if path.exists() else released(Course(Path(self.coursedir.root)), path))

    files.parse_url_path = parse_url_path


def released(course: Course, path: Path) -> Path:
    """The released file with the place of one in `autograded/<student>/<assignment>/`; any other path as it is."""
    try:
        _, assignment, *place = path.relative_to(course.root / "autograded").parts
    except ValueError:  # it is elsewhere, or no file of an assignment
        return path
    return course.root.joinpath("release", assignment, *place)
