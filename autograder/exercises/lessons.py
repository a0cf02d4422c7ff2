"""The lessons in `notebooks/`, so that a named mistake can say where to read."""

from __future__ import annotations

LESSONS = {
    "00": "Tour Jupyter and read a traceback",
    "01": "Turn an image into a column",
    "02": "Squash a score into a probability",
    "03": "Price a wrong answer",
    "04": "Walk downhill and read slopes",
    "05": "Follow the arrows back",
    "06": "Learn from m examples, first by loops",
    "07": "Throw the loops away",
    "08": "Let shapes stretch, and not surprise you",
    "09": "Ask why this cost",
}


def where(lesson: str) -> str:
    """A lesson's number and title, as a message names it."""
    return f"lesson {lesson}, {LESSONS[lesson]}"
