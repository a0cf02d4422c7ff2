"""`guess("σ(0)", 0.5)` answers a prediction: right, a known wrong idea with a sentence on it, or "run and compare".

What is known lies beside the notebook, in `predictions/<notebook>.toml`: by heading, by question. Nothing is stored
and nothing is graded; the kernel remembers the last answer to each question until it is restarted.
"""

from __future__ import annotations

import math
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 88  # characters, as the widest line of an output that JupyterLab does not wrap
CLOSE = 0.005  # a number with a fraction may be off by half a percent; a whole number must be met
SURE = ("low", "some", "very")

#: what is added to the answer, by whether it was right and how sure the learner was
HOW_SURE = {
    (True, "low"): "You doubted it and were right: say why it is so, and you will be sure next time.",
    (True, "very"): "You were sure, with reason.",
    (False, "low"): "You had doubts, and the doubts were right.",
    (False, "very"): "You were very sure. Sure and wrong is what you remember best.",
}


@dataclass(frozen=True)
class KnownAnswer:
    """An answer that somebody may give, in one or several spellings, and the sentence on it."""

    answers: tuple[Any, ...]
    because: str
    within: float | None = None  # how far a number may be off; None for half a percent

    def is_met_by(self, answer: object) -> bool:
        """Whether an answer is this one: as a number if both are numbers, else as a text without spaces and quotes."""
        return any(_same(answer, known, self.within) for known in self.answers)


@dataclass(frozen=True)
class Question:
    """What is asked below a heading, the right answer to it, and wrong ones that are known."""

    heading: str
    right: KnownAnswer
    wrong: tuple[KnownAnswer, ...]
    check: str = ""  # an expression that gives the right answer after the notebook has run; tests compare

    def reply(self, answer: object, sure: object = ...) -> str:
        """The sentence or two that answer a prediction; "nothing yet" where none was made."""
        if _is_open(answer):
            return "nothing yet"
        if sure is not ... and sure not in SURE:
            return f'sure must be "low", "some" or "very". Got {sure!r}. Write one of the three, in quotes.'
        met = next((one for one in (self.right, *self.wrong) if one.is_met_by(answer)), None)
        said = (
            f"not {_shown(answer)}: run the next cell and compare."
            if met is None
            else f"{_shown(answer)}: {'yes' if met is self.right else 'no'}. {met.because}"
        )
        return f"{said} {HOW_SURE.get((met is self.right, str(sure)), '')}".rstrip()


class Predictions:
    """The function `guess` of one notebook; it remembers the last answer to each question."""

    def __init__(self, known: Mapping[str, Question]) -> None:
        self.known = known
        self._right: dict[str, bool] = {}  # question -> whether its last answer was right

    def __call__(self, question: str, answer: object, sure: object = ...) -> None:
        """Answer a prediction. `sure`, if it is asked for, is "low", "some" or "very"."""
        _say(f"{question}   {self.reply(question, answer, sure)}")

    def reply(self, question: str, answer: object, sure: object = ...) -> str:
        """The words that answer a prediction; whether it was right is remembered for `look_again`."""
        if question not in self.known:
            return (
                "cannot be judged: leave the first words in quotes as they were, and predictions/ beside the notebook."
            )
        if not _is_open(answer):
            self._right[question] = self.known[question].right.is_met_by(answer)
        return self.known[question].reply(answer, sure)

    def summary(self) -> list[str]:
        """How many predictions were made and right, then the headings to look at again, each with its questions."""
        if not self._right:
            return ["No predictions yet. Replace the dots in a cell with guess(…), run it, and come back."]
        right = sum(self._right.values())
        lines = [f"{len(self._right)} of {len(self.known)} predictions made, {right} of them right."]
        missed: dict[str, list[str]] = {}
        for question, one in self.known.items():
            if self._right.get(question) is False:
                missed.setdefault(one.heading, []).append(question)
        again = [f'Look again at "{heading}": {"; ".join(questions)}' for heading, questions in missed.items()]
        return lines + (again or ["No idea here needs a second look."])

    def look_again(self) -> None:
        """Say which parts of the notebook to look at again."""
        for line in self.summary():
            _say(line)


def predictions(notebook: str) -> Predictions:
    """The function `guess` for a notebook, by the notebook's file name without .ipynb."""
    # not resolved: in source/ and notebooks/ this file is a link, and what is known lies beside the link
    path = Path(__file__).absolute().parent.parent / "predictions" / f"{notebook}.toml"
    return Predictions(read_predictions(path.read_text(encoding="utf-8")) if path.is_file() else {})


def read_predictions(text: str) -> dict[str, Question]:
    """The questions of a file, in its order: tables by heading, then by question. Raises KeyError, ValueError."""
    return {
        question: Question(
            heading, _known(one, "right"), tuple(_known(w, "answer") for w in one["wrong"]), one.get("check", "")
        )
        for heading, questions in tomllib.loads(text).items()
        for question, one in questions.items()
    }


def _known(one: Mapping[str, Any], key: str) -> KnownAnswer:
    answers = one[key] if isinstance(one[key], list) else [one[key]]
    return KnownAnswer(tuple(answers), one["because"], one.get("within"))


def _same(answer: object, known: object, within: float | None) -> bool:
    one, other = _number(answer), _number(known)
    if one is None or other is None:
        return _plain(answer) == _plain(known)
    if within is not None:
        return abs(one - other) <= within
    rel_tol = 1e-9 if other == int(other) else CLOSE  # rounding is allowed everywhere
    return math.isclose(one, other, rel_tol=rel_tol, abs_tol=1e-12)


def _number(value: object) -> float | None:
    """The number that an answer is, also if it was written in quotes; None for anything else, nan and inf too."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _plain(value: object) -> str:
    """An answer as text that spaces, quotes, capitals and the kind of brackets do not change; True is "yes"."""
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return text.casefold().translate(str.maketrans("[]−", "()-", " '\""))


def _is_open(answer: object) -> bool:
    return "Ellipsis" in str(answer)


def _shown(answer: object) -> str:
    return " ".join(str(answer).split())


def _say(text: str) -> None:
    print(textwrap.fill(text, WIDTH, subsequent_indent="    "))
