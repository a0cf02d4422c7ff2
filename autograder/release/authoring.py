"""The first gate: finds the author's errors that can be seen without running the cells, each with its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from autograder.checks import lessons
from autograder.checks.render import number
from autograder.course.folders import EXERCISES
from autograder.course.plan import NotebookPlan, Plan, PlanCell
from autograder.course.statements import STUDENTS, label, parse
from autograder.exercises.exercise import Exercise
from autograder.exercises.loader import Exercises
from autograder.release import Failure

GATE = "the cells and exercises are complete"
ANSWER, TESTS, TASK = "Autograded answer", "Autograder tests", "Manually graded task"  # nbgrader's names of cells
#: what stands between BEGIN and END; the roles of the cells that it may stand in, and what nbgrader calls such a cell
REGIONS = {
    "SOLUTION": (("write", "manual"), ANSWER),
    "HIDDEN TESTS": (("check", "manual"), TESTS),
    "MARK SCHEME": (("manual",), TASK),
}


def authoring_errors(plan: Plan, exercises: Exercises) -> Iterator[Failure]:
    """A Failure for every error that the author left in an assignment's notebooks."""
    for notebook in plan.notebooks:
        found = [(cell.id, why) for cell in notebook.cells for why in (*_regions(cell), *_syntax(cell))]
        found += _checks(notebook, {exercise.name: exercise for exercise in exercises.of(notebook.name)})
        found += _readings(plan.folder, exercises.of(notebook.name))
        for where, why in found:
            yield Failure(GATE, f"{notebook.name}: {where}" if where else notebook.name, why)


def _regions(cell: PlanCell) -> Iterator[str]:
    """Failures where a BEGIN mark has no END, or a region stands in a cell of the wrong kind."""
    for name, (roles, kind) in REGIONS.items():
        marks = re.findall(rf"\b(BEGIN|END) {name}\b", cell.source)
        for at, mark in enumerate(marks):
            if mark == "END" and (at == 0 or marks[at - 1] == "END"):
                yield f"it has END {name} and no BEGIN {name} above it: add ### BEGIN {name}, or delete the mark."
            elif mark == "BEGIN" and marks[at + 1 : at + 2] != ["END"]:
                yield f"it has BEGIN {name} and no END {name} below it: add ### END {name} where the region ends."
        if marks and cell.role not in roles:
            yield f"it has a region {name} and is not marked as {kind!r}: mark it, or delete the region."


def _syntax(cell: PlanCell) -> Iterator[str]:
    if cell.kind == "code":
        try:
            parse(cell.source, label(cell))
        except SyntaxError as error:
            yield f"line {error.lineno} is not Python: {error.msg}. Mend the cell."
        except ValueError as error:  # a null byte
            yield f"it is not Python: {error}. Mend the cell."


def _checks(notebook: NotebookPlan, exercises: dict[str, Exercise]) -> Iterator[tuple[str, str]]:
    """Failures where a check, its exercise or its solution is missing, or their points differ."""
    checked, graded = notebook.checked, {cell.id: cell for cell in notebook.checks}
    written = {name for cell in notebook.cells if cell.role in STUDENTS for name in _names(cell)}
    if checked and not notebook.imports_checks:
        lines = f'`import checks` and `check = checks.for_notebook("{notebook.name}")`'
        yield "", f"no cell imports the checks: add {lines}."
    for name, id in checked.items():
        if name not in exercises:
            yield id, f"it checks {name!r}, and {EXERCISES}/ has no such exercise for {notebook.name}: write it."
            continue
        if name not in written:
            yield id, f"it checks {name!r}, and no cell marked as {ANSWER!r} defines it: write it, or mark its cell."
        if id not in graded and exercises[name].points:
            yield id, f"it checks {name!r}, and is not marked as {TESTS!r}: mark it, and give it points."
    for exercise in exercises.values():
        if exercise.name not in checked:
            yield "", f'no cell checks the exercise {exercise.name!r}: add one, check("{exercise.name}", …).'
    for id, cell in graded.items():
        rungs = [exercises[name].points for name in checked if checked[name] == id and name in exercises]
        if len(rungs) > 1:
            yield id, f"it checks {len(rungs)} exercises: give each a cell of its own."
        elif rungs and abs(rungs[0] - cell.points) > 1e-9:
            here, there = number(cell.points), number(rungs[0])
            yield id, f"it has {here} points, and the rungs of its exercise have {there}: change one."


def _readings(folder: Path, exercises: Iterable[Exercise]) -> Iterator[tuple[str, str]]:
    """Failures where a mistake sends its student to a heading that its lesson does not have."""
    for exercise in exercises:
        for mistake in exercise.mistakes:
            place = mistake.lesson, mistake.heading
            address = lessons.link(folder, *place) if mistake.lesson else ""
            if address and "#" not in address:
                lesson = Path(unquote(address)).name
                yield exercise.name, f"{mistake.id} says to read {lessons.where(*place)}. {lesson} has no such heading."


def _names(cell: PlanCell) -> Iterator[str]:
    """The names that a cell defines or assigns; if it is not Python (an error of its own), every word in it."""
    if cell.kind != "code":
        return
    try:
        nodes = ast.walk(parse(cell.source, label(cell)))
    except (SyntaxError, ValueError):
        yield from re.findall(r"\w+", cell.source)
        return
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
