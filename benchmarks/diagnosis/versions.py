"""Wrong versions of a solution whose cause is known by construction: named mistakes, mutants, and pairs of mistakes."""

from __future__ import annotations

import ast
import inspect
import linecache
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from autograder.audit.equivalents import Note
from autograder.audit.mutants import cell_of, mutants, without_docstrings
from autograder.exercises.exercise import Exercise, Mistake, Variant
from autograder.exercises.loader import Exercises
from autograder.exercises.slips import Slip
from benchmarks.diagnosis.marks import mark

MOST_PAIRS = 25  # of one exercise


class Group(StrEnum):
    """How a version was made."""

    SOLUTION = "solution"
    MISTAKE = "named mistake"
    MUTANT = "mutant"
    PAIR = "pair of mistakes"


@dataclass(frozen=True, eq=False)
class Version:
    """One version of a solution's cell; the nodes of its tree that were changed are marked."""

    exercise: Exercise
    group: Group
    name: str
    tree: ast.Module
    namespace: Mapping[str, Any]  # what it calls
    causes: tuple[str, ...] = ()  # the named mistakes that it is made of
    kind: str = ""  # of a mutant


def solution(exercise: Exercise) -> Version:
    """The instructor's own function."""
    tree = ast.parse(exercise.solution_code)
    return Version(exercise, Group.SOLUTION, "solution", tree, exercise.sibling_solutions)


def versions(exercises: Exercises, exercise: Exercise, notes: tuple[Note, ...]) -> Iterator[Version]:
    """Every wrong version of an exercise. notes : mutants that are right answers after all; they are left out"""
    yield from _mistakes(exercise)
    yield from _mutants(exercises, exercise, notes)
    yield from _pairs(exercise)


def _mistakes(exercise: Exercise) -> Iterator[Version]:
    base = _base(exercise)
    for number, one in enumerate([*exercise.mistakes, *exercise.variants]):
        tree = _parsed(one, exercise.name)
        known = dict(exercise.sibling_solutions)
        if isinstance(one.form, Slip):
            mark(ast.parse(_edited(exercise, base)), tree)
        else:
            closure = inspect.getclosurevars(one.function).nonlocals
            known = {**one.function.__globals__, **known, **closure, **_given(one)}
            mark(ast.parse(exercise.solution_code), tree)
        name = one.id if isinstance(one, Mistake) else f"{one.id} #{number}"
        yield Version(exercise, Group.MISTAKE, name, tree, known, (one.id,))


def _parsed(one: Variant, name: str) -> ast.Module:
    """The code of a mistake; a lambda becomes a function with a return."""
    code = getattr(one.form, "__code__", None)
    if code is None or code.co_name != "<lambda>":
        return ast.parse(ast.unparse(ast.parse(one.code(name))))
    places = {(line, column) for line, _, column, _ in code.co_positions() if column is not None}
    tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    node = next(n for n in ast.walk(tree) if isinstance(n, ast.Lambda) and (n.body.lineno, n.body.col_offset) in places)
    given = len(node.args.args) - len(node.args.defaults)
    parameters = ", ".join(one.arg for one in node.args.args[:given])
    function = f"def {name}({parameters}):\n    return {ast.unparse(node.body)}"
    return ast.parse(ast.unparse(ast.parse(function)))


def _given(one: Variant) -> dict[str, Any]:
    """What a lambda of a table binds as defaults, by name."""
    code, defaults = one.function.__code__, one.function.__defaults__ or ()
    if code.co_name != "<lambda>" or not defaults:
        return {}
    return dict(zip(code.co_varnames[: code.co_argcount][-len(defaults) :], defaults, strict=True))


def _base(exercise: Exercise) -> dict[str, str]:
    """The edits that most slips of an exercise share: they give the solution another right form to slip in."""
    slips = [one.form for one in (*exercise.mistakes, *exercise.variants) if isinstance(one.form, Slip)]
    edits = [(was, now) for slip in slips for was, now in slip.edits.items()]
    return {was: now for was, now in dict.fromkeys(edits) if edits.count((was, now)) > len(slips) / 2}


def _edited(exercise: Exercise, edits: Mapping[str, str]) -> str:
    """The solution with edits. Raises JudgeError where they do not fit."""
    return Slip(exercise, edits, exercise.name).code


def _mutants(exercises: Exercises, exercise: Exercise, notes: tuple[Note, ...]) -> Iterator[Version]:
    others = {other.name for other in exercises.of(exercise.notebook)} - {exercise.name}
    cell = cell_of(exercise.solution)
    right = ast.parse(ast.unparse(without_docstrings(ast.parse(cell))))
    explained = {(note.notebook, note.function, note.difference) for note in notes}
    for mutant in mutants(cell, exercise.name, others):
        if (exercise.notebook, exercise.name, mutant.difference) in explained:
            continue
        tree = ast.parse(mutant.source)
        mark(right, tree)
        yield Version(exercise, Group.MUTANT, mutant.difference, tree, exercise.sibling_solutions, kind=mutant.kind)


def _pairs(exercise: Exercise) -> Iterator[Version]:
    """Two slips in one function, each in statements of its own and each wrong in a value or a shape."""
    slips = [m for m in exercise.mistakes if isinstance(m.form, Slip) and m.fails in ("value", "shape")]
    pairs = list(combinations(slips, 2))
    random.Random(exercise.name).shuffle(pairs)
    base = _edited(exercise, _base(exercise))
    found = [(one, other, text) for one, other in pairs if (text := _both(exercise, base, one, other))]
    for first, second, text in found[:MOST_PAIRS]:
        tree = ast.parse(ast.unparse(ast.parse(text)))
        mark(ast.parse(base), tree)
        name = f"{first.id} and {second.id}"
        yield Version(exercise, Group.PAIR, name, tree, exercise.sibling_solutions, (first.id, second.id))


def _both(exercise: Exercise, base: str, first: Mistake, second: Mistake) -> str:
    """The solution with both edits; empty where they touch the same line or do not fit together."""
    lines = base.splitlines()
    codes = [one.code(exercise.name).splitlines() for one in (first, second)]
    if not len(lines) == len(codes[0]) == len(codes[1]):
        return ""
    changed = [{i for i, line in enumerate(lines) if code[i] != line} for code in codes]
    if changed[0] & changed[1]:
        return ""
    return "\n".join(codes[1][i] if i in changed[1] else codes[0][i] for i in range(len(lines)))
