"""The audit: checks every named mistake and every mutant of every solution, as if a student had submitted them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.audit import matrix, survivors
from autograder.audit.equivalents import FILE, Note, read
from autograder.audit.matrix import Row
from autograder.audit.mutants import Mutant, cell_of, mutants
from autograder.audit.survivors import Fate, Verdict, explain
from autograder.audit.workers import LostTask, work
from autograder.checks.changes import KINDS
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Status
from autograder.course.folders import EXERCISES
from autograder.course.plan import read_plan
from autograder.exercises.exercise import Exercise
from autograder.exercises.loader import Exercises, load_exercises

SEEDS = (0, 1, 2)
SECONDS = 60.0  # for one mutant; the slowest takes less than one where nothing else runs

Task = tuple[str, str, Mutant | str | None]  # notebook, exercise, and a mutant, a mistake's id, or None: the solution
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Audit:
    """What the audit found."""

    seeds: tuple[int, ...]
    rows: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]
    survivors: tuple[Verdict, ...]  # that no note explains
    explained: tuple[tuple[Verdict, Note], ...]
    stale: tuple[Note, ...]  # notes on mutants that are gone or lose points
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not (self.survivors or self.stale or self.problems)

    @property
    def counts(self) -> dict[str, Counter[str]]:
        """How many mutants of each kind met each fate."""
        found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        for verdict in self.verdicts:
            found[verdict.mutant.kind][verdict.fate] += 1
        return found


def audit(
    source: Path,
    notebooks: Sequence[str] = (),
    jobs: int = 1,
    seeds: Sequence[int] = SEEDS,
    progress: Progress = lambda done, total: None,
) -> Audit:
    """Audit the exercises of some notebooks of an assignment (of all if none is named), in `jobs` processes.

    source   : the assignment's folder
    progress : called with how many of how many pieces of work are done

    A mutant that takes longer than SECONDS counts as killed. Raises EquivalentsError, or TaskFailedError where the
    audit fails.
    """
    known = read(source / EXERCISES / FILE)
    exercises = load_exercises(read_plan(source))
    audited = [e for e in exercises if not notebooks or e.notebook in notebooks]
    tasks: list[Task] = [task for e in audited for task in tasks_of(exercises, e)]
    do = functools.partial(done, source=source, seeds=tuple(seeds))
    answers = work(do, tasks, jobs, SECONDS, lambda count: progress(count, len(tasks)))
    return summed(tasks, answers, known, seeds)


def tasks_of(exercises: Exercises, exercise: Exercise) -> list[Task]:
    """The pieces of work of one exercise: its solution, its mistakes, and the mutants of its solution."""
    others = {e.name for e in exercises.of(exercise.notebook)} - {exercise.name}
    text = cell_of(exercise.solution)
    whats = (None, *(m.id for m in exercise.mistakes), *mutants(text, exercise.name, others))
    return [(exercise.notebook, exercise.name, what) for what in whats]


def done(task: Task, source: Path, seeds: tuple[int, ...]) -> list[str] | Row | Verdict:
    """Do one task: returns what is wrong with the solution, the row of a mistake, or the verdict on a mutant."""
    notebook, name, what = task
    found = _exercises(source).find(notebook, name)
    if what is None:
        return imperfect(found, found.solution, seeds)
    if isinstance(what, str):
        return matrix.row(found, next(m for m in found.mistakes if m.id == what), seeds)
    return survivors.verdict(found, what, found.sibling_solutions, seeds)


@functools.cache
def _exercises(source: Path) -> Exercises:
    """The assignment's exercises, read once in each process."""
    return load_exercises(read_plan(source))


def imperfect(exercise: Exercise, solution: Callable[..., Any], seeds: Sequence[int]) -> list[str]:
    """What is wrong with the solution itself, in sentences: it must earn every point and no advice, with each seed."""
    found = []
    for seed in seeds:
        result = run_checks(matrix.whole_spec(exercise, seed), calling(solution))
        if result.status != Status.PASSED or result.notes:
            found.append(
                f"{exercise.notebook}, {exercise.name}: the solution must earn {result.max_points:g} points and no "
                f"advice. With seed {seed} it earns {result.points:g}. {' '.join(result.notes)}".rstrip()
            )
    return found


def summed(tasks: Sequence[Task], answers: Sequence[Any], notes: Sequence[Note], seeds: Sequence[int]) -> Audit:
    """The audit's result, put together from the answer to each task."""
    rows = [answer for answer in answers if isinstance(answer, Row)]
    verdicts: list[Verdict] = []
    problems: list[str] = []
    for (notebook, name, what), answer in zip(tasks, answers, strict=True):
        if isinstance(what, Mutant):
            verdicts.append(Verdict(notebook, what, Fate(answer.reason)) if isinstance(answer, LostTask) else answer)
        elif isinstance(answer, LostTask):
            problems.append(
                f"{notebook}, {name}, {what or 'the solution'}: it must be judged in time. Got: {answer.reason}."
            )
        elif what is None:
            problems += answer
    problems += [f"{row.notebook}, {row.exercise}, {row.mistake}: {words}" for row in rows for words in row.problems]
    problems += [f"{v.id}: the check itself raised {v.detail}" for v in verdicts if v.fate == Fate.BROKEN]
    return Audit(tuple(seeds), tuple(rows), tuple(verdicts), *explain(verdicts, notes), tuple(problems))
