"""A course's own questions on its mistakes, if it has some: `notebooks/questions.toml` beside its lessons.

Of each `[[question]]` the report reads `id`, `lesson`, `question`, `right`, `because`, and in `wrong` which named
`mistake` is behind an answer: "exercise/mistake", or the id of a general cause alone. Other keys are the course's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.folders import LESSONS, CourseError
from autograder.toml_files import read_toml

FILE = "questions.toml"


@dataclass(frozen=True)
class Question:
    """A question for the class that brings a mistake to light."""

    id: str
    lesson: str
    text: str
    right: str
    because: str


#: "exercise/mistake", or a general cause -> the first question with an answer that shows it
Questions = Mapping[str, Question]


def read_questions(root: Path) -> dict[str, Question]:
    """The questions of the course in `root`, by mistake; none if it has no such file. Raises CourseError."""
    path = root / LESSONS / FILE
    try:
        told = read_toml(path).get("question", [])
        return {mistake: question for table in reversed(told) for mistake, question in _by_mistake(table)}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{path} must be TOML with tables [[question]], each with id, lesson, question, right, because and wrong. "
            f"Got {type(error).__name__}: {error}. Correct it."
        ) from None


def question_on(questions: Questions, exercise: str, mistake: str) -> Question | None:
    """The question on an exercise's mistake, or on the general cause with this name; None if there is none."""
    return questions.get(f"{exercise}/{mistake}") or questions.get(mistake)


def _by_mistake(told: Mapping[str, Any]) -> list[tuple[str, Question]]:
    words = (str(told[key]) for key in ("id", "lesson", "question", "right", "because"))
    question = Question(*words)
    return [(str(answer["mistake"]), question) for answer in told["wrong"] if "mistake" in answer]
