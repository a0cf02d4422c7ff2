"""The gates a release must pass. Each is one function that returns what is wrong: which cell, and why."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.checks.ladder import run_checks
from autograder.checks.observe import Raised, calling
from autograder.course.folders import files_in, student_files
from autograder.course.plan import MARKED, RAISES, NotebookPlan, Plan, PlanCell, read_plan
from autograder.course.roles import Role
from autograder.exercises.loader import load_exercises
from autograder.exercises.specs import make_spec
from autograder.judge.judge import Judge
from autograder.judge.seeds import generator
from autograder.records.record import CheckRecord
from autograder.release import Failure
from autograder.release.build import build
from autograder.release.leaks import leaks
from autograder.release.values import more_than_values
from autograder.sandbox import ChildLostError, Sandbox, open_sandbox

SECRET = b"the gate's own tests"


def gate(
    source: Path, fresh: Path, config: Any = None, progress: Callable[[str], None] = lambda words: None
) -> list[Failure]:
    """Every failure of a freshly built release. config : nbgrader's settings"""
    plan = read_plan(source)
    failures: list[Failure] = []
    progress("look for solutions in the released files")
    failures += leaks(source, fresh)
    progress("build once more and compare")
    failures += differs(source, fresh, config)
    progress("look for tests that need more than values and objects")
    failures += more_than_values(plan)
    progress("run every named mistake")
    failures += mistakes_that_pass(plan)
    with open_sandbox(student_files(fresh)) as sandbox:
        judge = Judge(plan, sandbox, SECRET, reveal=True)
        progress("judge the solutions")
        failures += solutions_that_fail(judge, source)
        progress("judge the release as it is")
        failures += points_for_nothing(judge, fresh)
        progress("run the released notebooks from top to bottom")
        failures += [f for notebook in plan.notebooks for f in breaks(notebook, fresh, sandbox)]
    return failures


def solutions_that_fail(judge: Judge, source: Path) -> Iterator[Failure]:
    """Failures of the gate "the solutions earn every point"."""
    for where, check in _judged(judge, "solutions", source):
        if check.points < check.max_points:
            yield Failure("the solutions earn every point", where, check.message)


def points_for_nothing(judge: Judge, fresh: Path) -> Iterator[Failure]:
    """Failures of the gate "the untouched release earns nothing"."""
    for where, check in _judged(judge, "untouched", fresh):
        if check.points > 0:
            yield Failure("the untouched release earns nothing", where, check.message)


def _judged(judge: Judge, student: str, folder: Path) -> list[tuple[str, CheckRecord]]:
    """Every check of a folder's notebooks, handed in under a made-up name, with its place."""
    record = judge.judge(student, {p.name: p.read_bytes() for p in folder.glob("*.ipynb")})
    return [(f"{notebook.name}: {check.id}", check) for notebook in record.notebooks for check in notebook.checks]


def mistakes_that_pass(plan: Plan) -> Iterator[Failure]:
    """Failures of the gate "every named mistake loses the points it should"."""
    exercises = load_exercises(plan)
    for notebook in plan.notebooks:
        for exercise in exercises.of(notebook.name):
            probed = make_spec(exercise, generator(SECRET, exercise.name))
            for mistake in exercise.mistakes:
                result = run_checks(probed, calling(mistake.function))
                if result.rung != mistake.fails and exercise.costs(mistake):
                    why = (
                        f"the mistake {mistake.id} must fail at {mistake.fails}. Got {result.rung or 'full points'}: "
                        "choose visible examples that show it, or name the rung at which it fails."
                    )
                    yield Failure("every mistake loses points", f"{notebook.name}: {exercise.name}", why)


def differs(source: Path, fresh: Path, config: Any = None) -> Iterator[Failure]:
    """Failures of the gate "two builds are the same, byte by byte"."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "again"
        build(source, again, config)
        names = {p.relative_to(fresh) for p in files_in(fresh)} | {p.relative_to(again) for p in files_in(again)}
        for name in sorted(names):
            one, other = fresh / name, again / name
            if not one.exists() or not other.exists() or one.read_bytes() != other.read_bytes():
                yield Failure(
                    "two builds are the same", str(name), "its bytes differ between two builds of one source."
                )


def breaks(notebook: NotebookPlan, fresh: Path, sandbox: Sandbox) -> Iterator[Failure]:
    """Failures of the gate "a released notebook, run from top to bottom, fails only where it is not filled in".

    A cell that runs through once the solutions are filled in misses only what a student writes. A cell that raises on
    purpose says so in the source, with JupyterLab's own tag.
    """
    released = next(n for n in read_plan(fresh).notebooks if n.name == notebook.name)
    stopped = [(cell, end) for cell, end in _runs(released, sandbox) if end is not None]
    filled_in: set[str] | None = None
    for cell, end in stopped:
        where = f"{notebook.name}: {cell.id}"
        if isinstance(end, ChildLostError):
            yield Failure("the release runs", where, f"it {end.reason}: {end.detail}")
            return
        if end.type_name == "NotImplementedError":
            continue
        if filled_in is None:
            filled_in = {_key(cell) for cell, end in _runs(notebook, sandbox) if end is None}
            filled_in |= {_key(cell) for cell in notebook.cells if cell.raises}
        if _key(cell) not in filled_in:
            why = f"{end.type_name}: {end.message} (line {end.line}: {end.text}). Meant so? Tag the cell {RAISES}."
            yield Failure("the release fails only where it is not filled in", where, why)


def _runs(notebook: NotebookPlan, sandbox: Sandbox) -> Iterator[tuple[PlanCell, Raised | ChildLostError | None]]:
    """Each code cell but the tests, and what stopped it. Tests run for what they bind."""
    with sandbox.child() as child:
        for cell in notebook.cells:
            if cell.kind != "code" or cell.id in notebook.our_checks:
                continue
            try:
                raised = child.run_cell(cell.source, seconds=60).raised
            except ChildLostError as lost:
                yield cell, lost
                return
            if cell.role != Role.CHECK:
                yield cell, raised


def _key(cell: PlanCell) -> str:
    """What a cell is found by in the release and in the source: a cell without marks may have no lasting id."""
    return cell.id if cell.role in MARKED else cell.source
