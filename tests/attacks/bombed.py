"""A class with one bomb of each kind among honest students: what each cost, and whether the honest lost anything."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.sandbox import Level
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Bounds, JudgedSubmission, Task, WorkerSetup
from tests.attacks.cost import BOMBS, Bomb
from tests.faults import scene

HONEST = ("right-0", "mistake-down-the-columns", "blank", "crash")


@dataclass(frozen=True)
class BombedClass:
    """What was measured; seconds of wall time."""

    alone: dict[str, float]  # the scores of the honest without bombs
    among: dict[str, float]  # and with them
    why: dict[str, str]  # the honest whose scores differ: the statuses and notes of their records
    quiet: float  # seconds of the class without bombs
    seconds: float  # of the class with them
    bombs: dict[str, float]  # seconds of each bomb, as its record has it
    layers: tuple[str, ...]


def bombed_class(
    course: Course, bounds: Bounds, jobs: int, level: Level | None = None, bombs: Sequence[Bomb] = BOMBS
) -> BombedClass:
    """Judge the honest alone, then with the bombs between them."""
    setup = WorkerSetup(course.source(scene.ASSIGNMENT), b"cost", level, bounds=bounds)
    plan = read_plan(setup.source).notebooks[0]
    honest = [Task(name, {scene.FILE: _file(course, name)}) for name in HONEST]
    mixed = [Task(bomb.name, bomb.files(plan, bomb.size)) for bomb in bombs]
    for at, task in enumerate(honest):
        mixed.insert(min(2 * at + 1, len(mixed)), task)
    quiet, alone = _judged(setup, honest, jobs)
    seconds, found = _judged(setup, mixed, jobs)
    scores = {one.student: one.record.score for one in alone}
    return BombedClass(
        scores,
        {one.student: one.record.score for one in found if one.student in HONEST},
        {one.student: _told(one) for one in found if one.record.score != scores.get(one.student, one.record.score)},
        quiet,
        seconds,
        {one.student: one.record.seconds for one in found if one.student not in HONEST},
        alone[0].record.isolation,
    )


def _judged(setup: WorkerSetup, tasks: list[Task], jobs: int) -> tuple[float, list[JudgedSubmission]]:
    start = time.monotonic()
    judged = [one for one in WorkerPool(setup).judge_all(tasks, jobs) if isinstance(one, JudgedSubmission)]
    if len(judged) != len(tasks):
        raise AssertionError(f"each of {len(tasks)} submissions must have a record. {len(judged)} have one.")
    return time.monotonic() - start, judged


def _told(judged: JudgedSubmission) -> str:
    notes = [*judged.record.notes, *(note for n in judged.record.notebooks for note in n.notes)]
    checks = [f"{check.id} {check.status}" for n in judged.record.notebooks for check in n.checks]
    return "; ".join([f"{judged.record.seconds:.1f} s", *notes, *checks])


def _file(course: Course, student: str) -> bytes:
    return Path(course.root / "submitted" / student / scene.ASSIGNMENT / scene.FILE).read_bytes()
