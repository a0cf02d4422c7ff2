"""Keeps who marked what and when in the formgrader: nbgrader's gradebook stores only the last mark.

    .autograder/marks/<assignment>.jsonl     one line for each point, extra credit or comment that a person entered

A line is appended in one write, so that two people who mark at once lose nothing.
"""

from __future__ import annotations

import functools
import getpass
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.course.folders import Course
from autograder.course.lateness import machine


def keep_log(handlers: Any) -> None:
    """Make nbgrader's two handlers that take marks write a line for each. handlers : nbgrader's module of them"""
    for handler, find, fields in (
        (handlers.GradeHandler, "find_grade_by_id", ("manual_score", "extra_credit")),
        (handlers.CommentHandler, "find_comment_by_id", ("manual_comment",)),
    ):
        handler.put = _logged(handler.put, find, fields)


def _logged(put: Callable[[Any, str], Any], find: str, fields: tuple[str, ...]) -> Callable[[Any, str], Any]:
    @functools.wraps(put)
    def logged(self: Any, id: str) -> Any:
        answer = put(self, id)
        if self.get_status() == 200:  # it was allowed, and is in the gradebook
            row = getattr(self.gradebook, find)(id)
            log(Course(Path(self.coursedir.root)), marker(self.current_user), row, fields)
        return answer

    return logged


def log(course: Course, by: str, row: Any, fields: tuple[str, ...]) -> None:
    """Append what a row of the gradebook holds now. fields : those that a person enters"""
    assignment = row.assignment.name
    line = {
        "when": machine(datetime.now(UTC)),
        "by": by,
        "student": row.notebook.student.id,
        "notebook": row.notebook.name,
        "cell": row.cell.name,
        **{field: getattr(row, field) for field in fields},
    }
    place = course.state / "marks" / f"{assignment}.jsonl"
    place.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, (json.dumps(line) + "\n").encode())
    finally:
        os.close(file)


def marker(user: Any) -> str:
    """The name of the person who is logged in: the hub's user, or the account where everybody shares one token."""
    name = user.get("name") if isinstance(user, dict) else getattr(user, "username", None)
    anonymous = not name or str(getattr(user, "name", "")).startswith("Anonymous")
    return getpass.getuser() if anonymous else str(name)
