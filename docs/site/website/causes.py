"""The sheet's second side: what Python and the checks say of a mistake, what it means, and where to read about it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from autograder.checks import exceptions, relations
from autograder.checks.observe import Raised
from autograder.checks.spec import CheckSpec

from .anchors import anchor

#: each of these lines fails, as a learner's line does, and its message is printed as this numpy words it
LINES = (
    "np.zeros((5, 2)) + np.zeros(5)",
    "w @ X",
    "np.dot(Y, Y)",
    "X.reshape(5, 2)",
    "np.zeros(4, 1)",
    "bool(Y > 0)",
    "math.exp(Y)",
    "Y[1]",
    "X.sum(axis=2)",
    "w ^ 2",
    "None + 1",
    "w, b = 1, 2, 3",
    "exp(1)",
    "print + 1",
    "{'w': 1}['W']",
)
LONGEST = 96  # characters of a message; some end in a signature that helps nobody

Places = dict[str, list[str]]  # cause -> number of the lesson, heading


def read_places(path: Path) -> Places:
    """The lessons' causes.toml: where each general cause is explained."""
    with open(path, "rb") as file:
        return dict(tomllib.load(file)["read"])


def tables(places: Places, lessons: dict[str, str]) -> str:
    """Two tables in Markdown: what Python says, and what a check says. `lessons`: number -> file name."""

    def place(cause: str) -> str:
        lesson, heading = places[cause]
        to = anchor(heading.replace("`", ""))  # the words of a heading, without its marks
        return f"[{lesson} *{heading}*](lessons/{lessons[lesson]}#{to})"

    stops = [f"| `{said}` | {_short(why)} | {place(id)} |" for said, id, why in messages() if id in places]
    runs = [f"| {_of_it(r.why)} | {place(r.id)} |" for r in relations.RELATIONS if r.why and r.id in places]
    return "\n".join(
        [
            "| Python stops and says | likely cause | read |\n|---|---|---|",
            *stops,
            "\n| It runs, and what comes back (*it*) is wrong: the likely cause | read |\n|---|---|",
            *runs,
            "",
        ]
    )


def messages() -> Iterator[tuple[str, str, str]]:
    """For each of LINES: what Python says, the id of its cause, and the cause in words."""
    spec = CheckSpec("function", "", {}, (), (), ())
    for line in LINES:
        raised = _raised(line)
        for hint in exceptions.explain(spec, raised):
            yield _cut(f"{raised.type_name}: {raised.message}"), hint.id, hint.why


def _raised(line: str) -> Raised:
    names = {"np": np, "math": math, "w": np.zeros((4, 1)), "X": np.zeros((4, 3)), "Y": np.zeros((1, 3))}
    try:
        exec(line, names)
    except Exception as error:
        return Raised(type(error).__name__, str(error).strip(), line=1)
    raise AssertionError(f"Every line of the sheet must fail. Got none from {line!r}. Change it in LINES.")


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + " …"


def _of_it(why: str) -> str:
    words = _short(why.format(part="it"))
    return words[0].upper() + words[1:]


def _short(why: str) -> str:
    """The words for paper, whose column says that the cause is a likely one."""
    return why.replace(". Usually ", ": ")
