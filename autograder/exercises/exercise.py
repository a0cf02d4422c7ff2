"""What an exercise is: points for each part of the answer, tests, and the named mistakes that learners make.

An exercise holds no right answer: the instructor's solution cells are the reference (see `solutions.py`).
"""

from __future__ import annotations

import functools
import inspect
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np

from autograder.checks.spec import FOUNDATION, QUALITIES, Causes
from autograder.errors import JudgeError
from autograder.exercises.slips import Slip, code_of

Function = Callable[..., Any]
Form = TypeVar("Form", Function, Slip)


class Decorator(Protocol):
    """A decorator that registers a function or slip and returns it unchanged."""

    def __call__(self, form: Form, /) -> Form: ...


@dataclass(frozen=True)
class Call:
    """Arguments to call an exercise's function with."""

    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    aside: bool = False  # judged on its own: what goes wrong in such calls alone costs no more than a slip of form


def call(*arguments: Any, **keywords: Any) -> Call:
    """The arguments, written as they would stand in a call."""
    return Call(arguments, keywords)


def aside(*arguments: Any, **keywords: Any) -> Call:
    """As `call`, for something on the side, such as printing: if only these calls go wrong, it costs little."""
    return Call(arguments, keywords, aside=True)


Calls = Callable[[np.random.Generator], Sequence[Call]]


def _none(rng: np.random.Generator) -> Sequence[Call]:
    return ()


@dataclass(frozen=True)
class Variant:
    """One of the wrong functions that go by the name of a mistake."""

    id: str  # the mistake's
    form: Function | Slip

    @property
    def function(self) -> Function:
        """The wrong function. Raises JudgeError if it is a slip that does not fit the solution."""
        return self.form.function if isinstance(self.form, Slip) else self.form

    def code(self, name: str) -> str:
        """Its text as a student would have written it under `name`. Raises JudgeError as `function` does."""
        return self.form.code if isinstance(self.form, Slip) else code_of(self.form, name)


@dataclass(frozen=True)
class Mistake(Variant):
    """A wrong function with an explanation: used to diagnose answers, test the grader and make example submissions."""

    fails: str  # the first rung it must not pass
    why: str  # to the student who made it: what the code does, and what follows from that
    look: str  # what to look at, or a question, in words
    run: str = ""  # code for a new cell of the notebook
    lesson: str = ""  # number of the lesson that cures it, as in "07"; empty in a course without lessons
    heading: str = ""  # the heading in that lesson under which the cure stands, word for word
    same_as: tuple[str, ...] = ()  # ids of mistakes with the same answers by algebra
    keeps: float = 0.0  # of the points for all parts: what a function that makes it earns at least


@dataclass(eq=False, kw_only=True)  # compared and hashed by identity: there is one of each
class Exercise:
    """One function to write. Its points are those of its parts and of its rungs together."""

    name: str
    notebook: str  # the notebook whose text asks for it: the name of its file without .ipynb
    parts: Mapping[str, float]  # part of the answer -> points, where it is always right
    rungs: Mapping[str, float] = field(default_factory=dict)  # what a right answer is tried for -> points; 0: advice
    returns: tuple[str, ...]  # what is returned, by name: ("grads", "cost"); keys of a dict name themselves
    visible: tuple[Call, ...]  # tried in the student's notebook and at grading
    hidden: Calls  # fresh ones for each submission; always as many, and at least one of each visible one's form
    stable: Calls = _none  # extremes, for the rung "stable"; the release has those of one generator
    scaling: Callable[[int, np.random.Generator], Call] | None = None  # a call on m examples, for "vectorized"
    evaluation_order: tuple[str, ...] = ()  # intermediate and returned values in the order they are computed
    uses: tuple[str, ...] = ()  # functions of the same notebook that it may call
    strict: tuple[str, ...] = ()  # numbers for which an array of size 1 does not do
    floats: tuple[str, ...] = ()  # arrays that must hold floats
    raises: tuple[str, ...] = ()  # exceptions that the text asks for, by the names of their types
    rtol: float = 1e-6
    ways: tuple[Function, ...] = ()  # other right functions: a value that one of them goes through is no wrong step
    passed: str = ""  # a sentence to read after success
    mistakes: list[Mistake] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    practice: bool = False  # in a lesson, where nothing is graded
    causes: Causes = field(default_factory=Causes)
    _solutions: Callable[[], Mapping[str, Any]] = dict  # of its notebook, by name; bound when it is loaded

    def __post_init__(self) -> None:
        strangers = [rung for rung in self.rungs if rung not in QUALITIES]
        if strangers:
            raise ValueError(f"rungs of {self.name!r} must be among {', '.join(QUALITIES)}. Got {strangers}.")

    @property
    def points(self) -> float:
        return sum(self.parts.values()) + sum(self.rungs.values())

    def costs(self, mistake: Mistake) -> bool:
        """Whether a mistake loses points, rather than being told as advice."""
        return mistake.fails in FOUNDATION or self.rungs.get(mistake.fails, 0) > 0

    @property
    def solution(self) -> Function:
        """The instructor's function. Raises JudgeError."""
        found = self.sibling_solutions.get(self.name)
        if not callable(found):
            raise JudgeError(
                f"The solution cells of {self.notebook} must define the function {self.name}. They do not: mend the "
                "notebook, or the exercise's name."
            )
        return found  # type: ignore[no-any-return]

    @property
    def sibling_solutions(self) -> Mapping[str, Any]:
        """What the instructor's solution cells of its notebook define, by name. Raises JudgeError."""
        return self._solutions()

    @functools.cached_property
    def solution_code(self) -> str:
        """The text of the instructor's function, without docstring and marks. Raises JudgeError."""
        return code_of(self.solution, self.name)

    def bind(self, solutions: Callable[[], Mapping[str, Any]], causes: Causes, practice: bool) -> None:
        """Attach the exercise to the notebook and the course that it is loaded for."""
        self._solutions, self.causes, self.practice = solutions, causes, practice

    def sibling(self, name: str) -> Function:
        """The instructor's solution of another function of the notebook, looked up when a mistake calls it."""

        def function(*arguments: Any, **keywords: Any) -> Any:
            return self.sibling_solutions[name](*arguments, **keywords)

        function.__name__ = name
        return function

    def mistake(
        self, fails: str, *, read: str = "", id: str = "", same_as: tuple[str, ...] = (), keeps: float = 0.0
    ) -> Decorator:
        """Name the decorated wrong function or slip. Its docstring is what the student reads (see `words`).

        fails   : the first rung it must not pass
        read    : the lesson and the heading where the cure stands, "08 Name the axis that disappears"
        id      : its name, where that is not the function's with dashes
        same_as : names of mistakes with the same answers by algebra
        keeps   : the share of the points for all parts that a function keeps whose answers are all those of this one
        """

        def add(form: Form) -> Form:
            name = id or form.__name__.replace("_", "-")
            try:
                why, run, look = words(form.__doc__ or "")
            except ValueError as error:
                raise ValueError(f"{name} of {self.name}: {error}") from None
            lesson, _, heading = read.partition(" ")
            self.add(Mistake(name, form, fails, why, look, run, lesson, heading, same_as, keeps))
            return form

        return add

    def add(self, mistake: Mistake) -> None:
        """Add a mistake that is given as a `Mistake`, for words that stand in a table."""
        if self._has(mistake.id):
            raise ValueError(f"{self.name!r} must have one mistake named {mistake.id!r}. Got a second one: rename it.")
        self.mistakes.append(mistake)

    def slip(self, edits: Mapping[str, str]) -> Callable[[Function], Slip]:
        """The solution with edits, {what stands there exactly once: what is written instead}, one after the other.

        The decorated function has no parameters and no body: it lends its name and its docstring.
        """
        return lambda named: Slip(self, edits, named.__name__, named.__doc__ or "")

    def variant(self, id: str) -> Decorator:
        """Register the decorated function or slip as another variant of the mistake `id`. It needs no docstring."""

        def add(form: Form) -> Form:
            self.more(id, form)
            return form

        return add

    def more(self, id: str, *forms: Function | Slip | Mapping[str, str]) -> None:
        """Register other variants of the mistake `id`: functions, or edits of the solution as in `slip`."""
        if not self._has(id):
            raise ValueError(f"a form of {id!r} must stand below that mistake of {self.name!r}.")
        for form in forms:
            self.variants.append(Variant(id, Slip(self, form, id) if isinstance(form, Mapping) else form))

    def _has(self, id: str) -> bool:
        return any(mistake.id == id for mistake in self.mistakes)


def words(docstring: str) -> tuple[str, str, str]:
    """What a docstring says to the student who made the mistake: why it is one, code to run, and what to look at.

    The last paragraph is what to do: first lines behind `>>>` or `...`, code that runs as it stands in a new cell of
    the notebook, then words. Either may be missing. What comes before that paragraph is why. Raises ValueError unless
    there are both.
    """
    *before, last = re.split(r"\n\s*\n", inspect.cleandoc(docstring))
    if not before:
        raise ValueError("the docstring must say why in a first paragraph and what to do in a last one.")
    lines = last.splitlines()
    code = list(itertools.takewhile(lambda line: line.startswith((">>> ", "... ")), lines))
    return " ".join(" ".join(before).split()), "\n".join(line[4:] for line in code), " ".join(lines[len(code) :])
