"""The spec of an exercise: everything that a check must know of it, as plain data.

The release holds specs without hidden tests (`reference.h5`); the judge makes the same specs with fresh ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .lessons import where
from .observe import Raised
from .plain import Opaque


class Rung(StrEnum):
    """The rungs in order. A check reports the first that fails; the last three are tried on what is right."""

    EXISTS = "exists"
    KIND = "kind"
    SHAPE = "shape"
    VALUE = "value"
    HIDDEN = "hidden"
    UNCHANGED = "unchanged"
    VECTORIZED = "vectorized"
    STABLE = "stable"


RUNGS = tuple(Rung)
FOUNDATION, QUALITIES = RUNGS[:5], RUNGS[5:]  # each needs those before it; each is tried on its own


@dataclass(frozen=True)
class Outcome:
    """How a call of the reference or of a named mistake ends: with a value, or with an exception."""

    value: Any = None
    raised: Raised | None = None
    changed: str = ""  # the first argument that the call changed
    variables: Mapping[str, Any] = field(default_factory=dict)  # a named mistake's intermediate values, by name


@dataclass(frozen=True)
class TestCase:
    """One call to try: its arguments, what the reference answers, and what each named mistake answers."""

    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    expected: Outcome = field(default_factory=Outcome)
    mistaken: Mapping[str, Outcome] = field(default_factory=dict)  # by the mistake's id
    variables: Mapping[str, Any] = field(default_factory=dict)  # the reference's intermediate values, by name
    aside: bool = False  # judged on its own: what goes wrong in such calls alone is a slip of form
    steps: Sequence[Any] = ()  # the values of all parts of its lines; of visible tests only


@dataclass(frozen=True)
class Hint:
    """What a message says to the student who made a named mistake."""

    id: str
    why: str
    look: str = ""  # what to look at, or a question, in words
    lesson: str = ""  # number of the lesson that cures it
    heading: str = ""  # and the heading in it
    fails: Rung = Rung.VALUE
    keeps: float = 0.0  # of the parts' points, for a function whose answers are all those of the mistake
    variant: str = ""  # which of several pieces of code with this name; the name itself for the first
    run: str = ""  # code for a new cell of the notebook
    beside: bool = False  # a second mistake beside the first of a message, and not another reading of one

    @property
    def key(self) -> str:
        """The key under which a test's `mistaken` holds the answers of this variant of the mistake."""
        return self.variant or self.id

    @property
    def read(self) -> str:
        """Where to read, in words; empty where no lesson is named."""
        return where(self.lesson, self.heading) if self.lesson else ""


@dataclass(frozen=True)
class Causes:
    """What a course says of general causes of wrong answers, those that belong to no exercise."""

    read: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # cause -> number of the lesson, heading
    names_of_other_cells: str = ""  # a regular expression: names that learners reach for from inside a function

    def place(self, cause: str) -> tuple[str, str]:
        """The lesson and the heading that treat a cause; two empty texts where none does."""
        return self.read.get(cause, ("", ""))


@dataclass(frozen=True)
class CheckSpec:
    """One exercise as a check sees it."""

    name: str
    notebook: str
    parts: Mapping[str, float]  # part of the answer -> points
    returns: tuple[str, ...]  # names of what is returned, one for each part of a tuple
    parameters: tuple[str, ...]  # names of the function's parameters
    visible: tuple[TestCase, ...]
    rungs: Mapping[Rung, float] = field(default_factory=dict)  # a quality that is asked for -> points; 0 is advice
    reads: tuple[str, ...] = ()  # the parameters that the answer depends on
    hidden: tuple[TestCase, ...] = ()
    hidden_count: int = 0
    stable: tuple[TestCase, ...] = ()
    hidden_stable: tuple[TestCase, ...] = ()
    scaling: tuple[TestCase, ...] = ()  # the same call on few and on many examples
    defaults: Mapping[str, Any] = field(default_factory=dict)  # of parameters that have one
    hints: Mapping[str, Hint] = field(default_factory=dict)
    evaluation_order: tuple[str, ...] = ()  # intermediate and returned values in the order they are computed
    uses: tuple[str, ...] = ()  # functions of the same notebook that it may call
    strict: tuple[str, ...] = ()  # numbers that must be numbers: an array of size 1 does not do
    floats: tuple[str, ...] = ()  # arrays that must hold floats
    rtol: float = 1e-6
    passed: str = ""  # a sentence to read after success
    practice: bool = False  # in a lesson, where nothing is graded
    causes: Causes = field(default_factory=Causes)

    @property
    def points(self) -> float:
        return sum(self.parts.values()) + sum(self.rungs.values())


def to_plain(spec: CheckSpec) -> dict[str, Any]:
    """The spec as nested plain data, without its hidden tests."""
    tests = {group: [_test_to_plain(p) for p in getattr(spec, group)] for group in _GROUPS}
    # an answer to an extreme can be long, and only the mistakes of that rung are looked for there
    at_extremes = {hint.key for hint in spec.hints.values() if hint.fails == Rung.STABLE}
    for row in tests["stable"]:
        row[3] = {id: outcome for id, outcome in row[3].items() if id in at_extremes}
    for row in tests["scaling"]:
        row[3] = {}
    hints = [
        [h.id, h.why, h.look, h.lesson, h.heading, str(h.fails), h.keeps, h.variant, h.run] for h in spec.hints.values()
    ]
    plain = {key: getattr(spec, key) for key in _AS_IS}
    paid = {"parts": dict(spec.parts), "rungs": {str(rung): points for rung, points in spec.rungs.items()}}
    return {**plain, **paid, **tests, "hints": hints}


def from_plain(data: Mapping[str, Any], causes: Causes) -> CheckSpec:
    """The spec that `to_plain` wrote."""
    tests: dict[str, Any] = {group: tuple(_test_from_plain(p) for p in data[group]) for group in _GROUPS}
    hints = {hint.key: hint for hint in map(_hint_from_plain, data["hints"])}
    rungs = {Rung(name): points for name, points in data["rungs"].items()}
    return CheckSpec(**{key: data[key] for key in (*_AS_IS, "parts")}, rungs=rungs, hints=hints, causes=causes, **tests)


_GROUPS = ("visible", "stable", "scaling")
_AS_IS = (
    "name",
    "notebook",
    "returns",
    "parameters",
    "defaults",
    "reads",
    "hidden_count",
    "evaluation_order",
    "uses",
    "strict",
    "floats",
    "rtol",
    "passed",
    "practice",
)


def _test_to_plain(test: TestCase) -> list[Any]:
    mistaken = {key: _outcome_to_plain(outcome) for key, outcome in test.mistaken.items()}
    variables = {key: value for key, value in test.variables.items() if not isinstance(value, Opaque)}
    expected = _outcome_to_plain(test.expected)
    return [test.arguments, dict(test.keywords), expected, mistaken, variables, test.aside, tuple(test.steps)]


def _test_from_plain(row: list[Any]) -> TestCase:
    arguments, keywords, expected, mistaken, variables, aside, steps = row
    outcomes = {key: _outcome_from_plain(o) for key, o in mistaken.items()}
    return TestCase(arguments, keywords, _outcome_from_plain(expected), outcomes, variables, aside, steps)


def _hint_from_plain(row: list[Any]) -> Hint:
    id, why, look, lesson, heading, fails, keeps, variant, run = row
    return Hint(id, why, look, lesson, heading, Rung(fails), keeps, variant, run)


def _outcome_to_plain(outcome: Outcome) -> list[Any]:
    raised = outcome.raised
    variables = {key: value for key, value in outcome.variables.items() if not isinstance(value, Opaque)}
    return [
        outcome.value,
        [raised.type_name, raised.message, raised.operation, raised.target] if raised else None,
        outcome.changed,
        variables,
    ]


def _outcome_from_plain(row: list[Any]) -> Outcome:
    raised = Raised(row[1][0], row[1][1], operation=row[1][2], target=row[1][3]) if row[1] else None
    return Outcome(row[0], raised, row[2], row[3])
