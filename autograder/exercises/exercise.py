"""What an exercise is: points on a ladder of rungs, tests, and the named mistakes that learners make.

An exercise holds no right answer: the instructor's solution cells are the reference (see `solutions.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.spec import RUNGS, Causes
from autograder.errors import JudgeError

Function = Callable[..., Any]


@dataclass(frozen=True)
class Call:
    """Arguments to call an exercise's function with."""

    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)


def call(*arguments: Any, **keywords: Any) -> Call:
    """The arguments, written as they would stand in a call."""
    return Call(arguments, keywords)


@dataclass(frozen=True)
class Mistake:
    """A small wrong function with a name: it diagnoses, it proves the grader, it makes example submissions."""

    id: str
    function: Function
    fails: str  # the first rung it must not pass
    why: str  # to the student who made it: what the code does, and what follows from that
    look: str  # something to run or to look at
    lesson: str = ""  # number of the lesson that cures it, as in "07"; empty in a course without lessons
    heading: str = ""  # the heading in that lesson under which the cure stands, word for word
    same_as: tuple[str, ...] = ()  # ids of mistakes with the same answers by algebra


@dataclass(frozen=True)
class Variant:
    """Other code for a named mistake, whose answers or exceptions are not those of the first."""

    id: str  # the mistake's
    function: Function


@dataclass(eq=False)  # compared and hashed by identity: there is one of each
class Exercise:
    """One function to write."""

    name: str
    notebook: str  # the notebook whose text asks for it: the name of its file without .ipynb
    rungs: Mapping[str, float]  # rung -> points, in the ladder's order; the sum is the exercise's points
    returns: tuple[str, ...]  # what is returned, by name: ("grads", "cost"); keys of a dict name themselves
    visible: tuple[Call, ...]  # tried in the student's notebook and at grading
    hidden: Callable[[np.random.Generator], list[Call]]  # fresh ones for each attempt; always as many
    stable: tuple[Call, ...] = ()  # extremes, for the rung of that name
    scaling: Callable[[int], Call] | None = None  # m -> a call on m examples, for the rung "vectorized"
    evaluation_order: tuple[str, ...] = ()  # intermediate and returned values in the order they are computed
    uses: tuple[str, ...] = ()  # functions of the same notebook that it may call
    strict: tuple[str, ...] = ()  # numbers for which an array of size 1 does not do
    floats: tuple[str, ...] = ()  # arrays that must hold floats
    raises: tuple[str, ...] = ()  # exceptions that the text asks for, by the names of their types
    rtol: float = 1e-6
    passed: str = ""  # a sentence to read after success
    mistakes: list[Mistake] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    practice: bool = False  # in a lesson, where nothing is graded
    causes: Causes = field(default_factory=Causes)
    _solutions: Callable[[], Mapping[str, Any]] = dict  # of its notebook, by name; bound when it is loaded

    def __post_init__(self) -> None:
        strangers = [rung for rung in self.rungs if rung not in RUNGS]
        if strangers:
            raise ValueError(f"rungs of {self.name!r} must be among {', '.join(RUNGS)}. Got {strangers}.")

    @property
    def points(self) -> float:
        return sum(self.rungs.values())

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

    def bind(self, solutions: Callable[[], Mapping[str, Any]], causes: Causes, practice: bool) -> None:
        """Tie it to the notebook and the course that it was loaded for."""
        self._solutions, self.causes, self.practice = solutions, causes, practice

    def sibling(self, name: str) -> Function:
        """The instructor's solution of another function of the notebook, for mistakes that call it by its name."""

        def function(*arguments: Any, **keywords: Any) -> Any:
            return self.sibling_solutions[name](*arguments, **keywords)

        function.__name__ = name
        return function

    def mistake(
        self,
        id: str,
        *,
        fails: str,
        why: str,
        look: str,
        lesson: str = "",
        heading: str = "",
        same_as: tuple[str, ...] = (),
    ) -> Callable[[Function], Function]:
        """Name the decorated wrong function. It may call siblings by their names in the notebook (see `sibling`)."""

        if id in [mistake.id for mistake in self.mistakes]:
            raise ValueError(f"{self.name!r} has a mistake named {id!r} already. Got another of that name.")

        def add(function: Function) -> Function:
            self.mistakes.append(Mistake(id, function, fails, why, look, lesson, heading, same_as))
            return function

        return add

    def variant(self, id: str) -> Callable[[Function], Function]:
        """Give the mistake of that name another form. It needs no words of its own."""
        if id not in [mistake.id for mistake in self.mistakes]:
            raise ValueError(f"a form of {id!r} must stand below that mistake of {self.name!r}.")

        def add(function: Function) -> Function:
            self.variants.append(Variant(id, function))
            return function

        return add
