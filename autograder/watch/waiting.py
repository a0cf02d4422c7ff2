"""The page that a student reads instead of feedback while an attempt has to wait."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from autograder.feedback.html import environment

_FOLDER = Path(__file__).parent / "templates"


def waiting_page(student: str, assignment: str, per_hour: int, until: datetime) -> str:
    """The page as HTML. until : when the attempt can be judged at the earliest, shown in this machine's time zone"""
    local = until.astimezone()
    return (
        environment(_FOLDER)
        .get_template("waiting.html")
        .render(student=student, assignment=assignment, per_hour=per_hour, until=local, zone=local.strftime("%z"))
    )
