"""Makes specs: runs the reference and every named mistake on an exercise's tests and writes the answers down."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import functools
import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.compare import changed, part
from autograder.checks.kinds.kind import entries, identical
from autograder.checks.observe import Observation, observe
from autograder.checks.plain import UNCHANGING, copied, simplify
from autograder.checks.spec import CheckSpec, Hint, Outcome, Rung, TestCase
from autograder.checks.syntax import called
from autograder.errors import JudgeError
from autograder.exercises.exercise import Call, Exercise, Function, Variant
from autograder.exercises.steps import MOST, Steps

FEW, MANY = 6, 48  # examples in the two calls of the rung "vectorized"


def make_spec(exercise: Exercise, rng: np.random.Generator | None = None) -> CheckSpec:
    """The exercise's spec; with `rng` it also holds fresh hidden tests, without it none (as in the release)."""
    if rng is None:
        return _spec(exercise)
    return dataclasses.replace(
        _spec(exercise),
        hidden=cases_of(exercise, exercise.hidden(rng), fresh=True),
        hidden_stable=cases_of(exercise, exercise.stable(rng), fresh=True),
        scaling=cases_of(exercise, _growing(exercise, rng), fresh=True),
    )


def cases_of(exercise: Exercise, calls: Iterable[Call], fresh: bool = False) -> tuple[TestCase, ...]:
    """The calls as test cases, with the answers of the reference and of each mistake."""
    return tuple(_test_case(exercise, call, fresh) for call in calls)


@functools.cache
def parameters(exercise: Exercise) -> tuple[str, ...]:
    """The names of the reference's parameters."""
    return tuple(inspect.signature(exercise.solution).parameters)


def reads(exercise: Exercise) -> tuple[str, ...]:
    """The names of the parameters that the reference reads, but for flags such as print_cost: they change no answer."""
    nodes = ast.walk(ast.parse(exercise.solution_code))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    signature = inspect.signature(exercise.solution).parameters
    return tuple(name for name, one in signature.items() if name in used and not isinstance(one.default, bool))


class Mistaken(Mapping[str, Outcome]):
    """What each named mistake answers to one call, by its id; computed on demand, because few submissions need it."""

    def __init__(self, exercise: Exercise, one: Call) -> None:
        self._functions, self._parameters = _wrong(exercise), parameters(exercise)
        self._call, self._order = one, exercise.evaluation_order
        self._known: dict[str, Outcome] = {}

    def __getitem__(self, id: str) -> Outcome:
        if id not in self._known:
            one, variables = self._call, bool(self._order)
            seen = observe(self._functions[id], one.arguments, dict(one.keywords), variables=variables)
            touched = changed(self._parameters, one.arguments, seen.arguments)
            kept = {name: value for name, value in seen.variables.items() if name in self._order}
            self._known[id] = Outcome(seen.value, seen.raised, touched, kept)
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)


class Variables(Mapping[str, Any]):
    """The reference's intermediate values in one call, by name; computed on demand, because to trace it line by line
    takes many times as long as to run it."""

    def __init__(self, exercise: Exercise, one: Call) -> None:
        self._exercise, self._call = exercise, one

    @functools.cached_property
    def _values(self) -> dict[str, Any]:
        plain = {name: simplify(value) for name, value in answer(self._exercise, self._call, True).variables.items()}
        return {name: value for name, value in plain.items() if entries(value) <= MOST}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@functools.cache
def _wrong(exercise: Exercise) -> Mapping[str, Function]:
    """The wrong function of each mistake and of each further variant, by the key under which its answers are kept."""
    variants = {key: variant.function for key, variant in _variants(exercise)}
    return {mistake.id: mistake.function for mistake in exercise.mistakes} | variants


def _variants(exercise: Exercise) -> list[tuple[str, Variant]]:
    """Every further variant of a mistake, with the key under which its answers are kept."""
    return [(f"{variant.id} {number}", variant) for number, variant in enumerate(exercise.variants, 2)]


@functools.cache
def _spec(exercise: Exercise) -> CheckSpec:
    signature = inspect.signature(exercise.solution).parameters
    names = tuple(signature)
    hints = {
        m.id: Hint(
            m.id, m.why, m.look, m.lesson, m.heading, Rung(m.fails), m.keeps, run=_runnable(m.run, exercise.name, names)
        )
        for m in exercise.mistakes
    }
    hints |= {key: dataclasses.replace(hints[variant.id], variant=key) for key, variant in _variants(exercise)}
    released = np.random.default_rng(0)
    made = CheckSpec(
        name=exercise.name,
        notebook=exercise.notebook,
        parts=exercise.parts,
        rungs={Rung(name): points for name, points in exercise.rungs.items()},
        returns=exercise.returns,
        parameters=names,
        defaults={p.name: p.default for p in signature.values() if p.default is not p.empty},
        reads=reads(exercise),
        visible=tuple(
            dataclasses.replace(case, steps=Steps((exercise.solution, *exercise.ways), one))
            for case, one in zip(cases_of(exercise, exercise.visible), exercise.visible, strict=True)
        ),
        hidden_count=len(exercise.hidden(np.random.default_rng(0))),
        stable=cases_of(exercise, exercise.stable(released)),
        scaling=cases_of(exercise, _growing(exercise, released)),
        hints=hints,
        evaluation_order=exercise.evaluation_order,
        uses=exercise.uses,
        strict=exercise.strict,
        floats=exercise.floats,
        rtol=exercise.rtol,
        passed=exercise.passed,
        practice=exercise.practice,
        causes=exercise.causes,
    )
    for name in exercise.parts:
        if made.visible and not any(part(made, test.expected.value, name)[0] for test in made.visible):
            raise JudgeError(
                f"{exercise.notebook}: the parts of {exercise.name} must be parts of its answers. {name!r} is in none: "
                "mend the name."
            )
    return made


def _runnable(code: str, function: str, names: Sequence[str]) -> str:
    """Code of a hint that runs in a new cell and gives no name of the notebook another value.

    Where it uses the function's parameters it is a function of them, called with the arguments that were tried; where
    it only names something, a function without any.
    """
    tree = ast.parse(code)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    wanted = [names.index(node.id) for node in found if node.id in names and node.id not in own]
    if not wanted and not (own and _named(tree)):
        return code
    taken = names[: max(wanted, default=-1) + 1]
    rest = ["*_"] if taken and len(taken) < len(names) else []
    star = "*" if len(names) > 1 else ""
    arguments = f'{star}checks.tried("{function}")' if taken else ""
    head, body = f"def look({', '.join([*taken, *rest])}):", textwrap.indent(_returning(code, tree), "    ")
    return f"{head}\n{body}\nlook({arguments})"


def _named(tree: ast.Module) -> set[str]:
    """The names that code gives a value to where it stands, and not in a comprehension."""
    inner = [one for node in ast.walk(tree) if isinstance(node, ast.comprehension) for one in ast.walk(node.target)]
    every = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return {node.id for node in every if node not in inner}


def _returning(code: str, tree: ast.Module) -> str:
    """Code whose last line gives its value back, where it is an expression that a cell would show."""
    last = tree.body[-1]
    *before, line = code.split("\n")
    if (
        not isinstance(last, ast.Expr)
        or called(last.value) in ("print", "imshow", "show")
        or last.lineno <= len(before)
    ):
        return code
    at = last.col_offset
    return "\n".join([*before, f"{line[:at]}return {line[at:]}"])


def _growing(exercise: Exercise, rng: np.random.Generator) -> list[Call]:
    return [exercise.scaling(m, rng) for m in (FEW, MANY)] if exercise.scaling else []


def _test_case(exercise: Exercise, one: Call, fresh: bool = False) -> TestCase:
    """A call with its answers; without the reference's variables for a fresh one, which no message describes."""
    answers = _expected(exercise, answer(exercise, one)), Mistaken(exercise, one)
    variables = {} if fresh else Variables(exercise, one)
    return TestCase(one.arguments, one.keywords, *answers, variables, one.aside)


def _expected(exercise: Exercise, seen: Observation) -> Outcome:
    """What the solution answers. Raises JudgeError if it raises an exception that the exercise does not name."""
    if seen.raised is not None and seen.raised.type_name not in exercise.raises:
        raise JudgeError(
            f"{exercise.notebook}: the solution of {exercise.name} must answer its own tests. It raises "
            f"{seen.raised.type_name}: {seen.raised.message} (line {seen.raised.line}). Mend it, or name the exception "
            f"in raises=(…) of the exercise."
        )
    return Outcome(simplify(seen.value), seen.raised)


def answer(exercise: Exercise, one: Call, variables: bool = False) -> Observation:
    """What the reference does with a call's arguments; its values are left as they are, to be made plain.

    It gets a copy where it changes what it is given. Arrays cannot be changed while it runs without one.
    """
    arguments, keywords = one.arguments, dict(one.keywords)
    if _leaves_alone(exercise):
        with _read_only((*arguments, *keywords.values())):
            seen = observe(exercise.solution, arguments, keywords, variables=variables, bare=True)
        if seen.raised is None:
            return seen
    return observe(exercise.solution, *copied((arguments, keywords)), variables=variables, bare=True)


@contextlib.contextmanager
def _read_only(values: Iterable[Any]) -> Iterator[None]:
    """Keep arrays from being changed."""
    arrays = [value for value in values if isinstance(value, np.ndarray) and value.flags.writeable]
    for array in arrays:
        array.setflags(write=False)
    try:
        yield
    finally:
        for array in arrays:
            array.setflags(write=True)


@functools.cache
def _leaves_alone(exercise: Exercise) -> bool:
    """Whether the solution changes no list, dict or other such argument in the visible tests."""
    for one in exercise.visible:
        if all(type(value) in (np.ndarray, *UNCHANGING) for value in (*one.arguments, *one.keywords.values())):
            continue  # nothing that it could change
        arguments, keywords = copied((one.arguments, dict(one.keywords)))
        observe(exercise.solution, arguments, keywords, bare=True)
        if changed(parameters(exercise), one.arguments, arguments) or not identical(dict(one.keywords), keywords):
            return False
    return True
