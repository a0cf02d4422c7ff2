"""Questions that bring back what was learned: three at the start of a lesson, five at its end. Nothing is stored.

Stands alone beside the lessons, and needs no kernel once it has been shown: every answer is a fold to open.
"""

from __future__ import annotations

import html
import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("questions.toml")
LETTERS = "ABCDE"
HOW = "Answer each question in your head, then open the answer that you would give. Nothing is stored."


class QuestionsError(Exception):
    """The file of questions cannot be used; the message says what, what it must be, and what came instead."""


@dataclass(frozen=True)
class Answer:
    """One answer to choose, and the sentence that explains it."""

    text: str
    because: str
    right: bool = False
    mistake: str = ""  # a named mistake, "function/id", or a general cause, "id"
    check: str = ""  # an expression in Python that computes the answer


@dataclass(frozen=True)
class Question:
    """A question with one right answer and two to four wrong ones."""

    id: str
    lesson: str
    concept: str  # a term of the glossary
    text: str
    answers: tuple[Answer, ...]  # mixed, in the same order every time
    vote: bool

    @property
    def right(self) -> Answer:
        """The right answer."""
        return next(answer for answer in self.answers if answer.right)

    def lettered(self) -> list[tuple[str, Answer]]:
        """The answers with their letters, A first."""
        return list(zip(LETTERS, self.answers, strict=False))


@dataclass(frozen=True)
class Questions:
    """All questions by id, and which of them are asked when."""

    by_id: Mapping[str, Question]
    start: Mapping[str, tuple[str, ...]]  # lesson -> ids
    end: Mapping[str, tuple[str, ...]]  # lesson -> ids
    ticket: Mapping[str, tuple[str, ...]]  # day in class -> ids


def read_questions(path: Path = FILE) -> Questions:
    """The questions of a file. Raises QuestionsError if a part of one is missing or an id is used twice."""
    with open(path, "rb") as file:
        read = tomllib.load(file)
    found: dict[str, Question] = {}
    for one in read["question"]:
        question = _question(one)
        if question.id in found:
            raise QuestionsError(f"Each id in {path.name} must be used once. Got {question.id} twice. Rename one.")
        found[question.id] = question
    asked = ({when: tuple(ids) for when, ids in read[part].items()} for part in ("start", "end", "ticket"))
    return Questions(found, *asked)


def _question(one: dict[str, Any]) -> Question:
    try:
        answers = [
            Answer(one["right"], one["because"], True, check=one.get("check", "")),
            *(Answer(w["answer"], w["because"], False, w.get("mistake", ""), w.get("check", "")) for w in one["wrong"]),
        ]
        random.Random(one["id"]).shuffle(answers)
        vote = one.get("vote", False)
        return Question(one["id"], one["lesson"], one["concept"], one["question"], tuple(answers), vote)
    except KeyError as missing:
        raise QuestionsError(f"A question must have {missing}. Got {sorted(one)} in {one.get('id', one)}.") from None


class Quiz:
    """Some questions, as a notebook shows them: HTML with folds, or text where there is no HTML."""

    def __init__(self, questions: list[Question]) -> None:
        self.questions = questions

    def __repr__(self) -> str:
        asked, told = [HOW], ["Answers"]
        for number, question in enumerate(self.questions, 1):
            asked += ["", f"{number}. {question.text}"]
            for letter, answer in question.lettered():
                asked.append(f"   {letter}  {answer.text}")
                told.append(f"   {number}{letter}  {_verdict(answer)} {answer.because}")
        return "\n".join([*asked, "", *told])

    def _repr_html_(self) -> str:
        parts = [f"<p><em>{HOW}</em></p>"]
        for number, question in enumerate(self.questions, 1):
            folds = [
                f"<details><summary>{letter} · {marked(answer.text)}</summary>"
                f"<p><strong>{_verdict(answer)}</strong> {marked(answer.because)}</p></details>"
                for letter, answer in question.lettered()
            ]
            asked = f'<p style="margin-top: 1em"><strong>{number}.</strong> {marked(question.text)}</p>'
            parts.append(asked + "".join(folds))
        return f'<div class="recall">{"".join(parts)}</div>'


def _verdict(answer: Answer) -> str:
    return "Yes." if answer.right else "No."


def marked(text: str) -> str:
    """Text with `code` and *stress* as HTML."""
    pieces = re.split(r"(`[^`]+`)", text)
    return "".join(
        f"<code>{html.escape(piece[1:-1])}</code>"
        if piece.startswith("`")
        else re.sub(r"\*([^*]+)\*", r"<em>\1</em>", html.escape(piece))
        for piece in pieces
    )


def ask(lesson: str, part: str) -> Quiz:
    """The questions for the "start" or the "end" of a lesson, such as ask("03", "start")."""
    questions = read_questions()
    ids = {"start": questions.start, "end": questions.end}[part][lesson]
    return Quiz([questions.by_id[id] for id in ids])
