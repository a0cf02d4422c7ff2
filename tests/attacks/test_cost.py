"""No submission costs more than it may, whatever is in it; and those beside it keep what they earn."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from autograder.course.folders import Course
from autograder.course.plan import NotebookPlan, read_plan
from autograder.feedback.page import page as page_of
from autograder.feedback.receipt import receipt_text
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Bounds, JudgedSubmission, Task, WorkerSetup
from tests.attacks.cost import BOMBS, Bomb
from tests.faults import scene

SECONDS, MEMORY = 10.0, 1 << 30
#: what a busy machine may need beside a submission's own time, to end a worker and start the next one
SLACK = 60.0


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return scene.build(tmp_path_factory.mktemp("cost") / "course")


@pytest.fixture(scope="module")
def plan(course: Course) -> NotebookPlan:
    return read_plan(course.source(scene.ASSIGNMENT)).notebooks[0]


@pytest.fixture(scope="module")
def setup(course: Course) -> WorkerSetup:
    return WorkerSetup(course.source(scene.ASSIGNMENT), b"cost", bounds=Bounds(SECONDS, MEMORY))


@pytest.fixture(scope="module")
def pool(setup: WorkerSetup) -> Iterator[WorkerPool]:
    with WorkerPool(setup) as pool:
        yield pool


def handed_in(course: Course, student: str) -> dict[str, bytes]:
    return {scene.FILE: (course.root / "submitted" / student / scene.ASSIGNMENT / scene.FILE).read_bytes()}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [pytest.param(one, id=one.name) for one in BOMBS])
def test_a_bomb_is_over_within_its_bounds_and_readable(bomb: Bomb, plan: NotebookPlan, pool: WorkerPool) -> None:
    files = bomb.files(plan, bomb.size)

    judged = pool.judge(Task("mallory", files))
    told = receipt_text(judged.receipt, judged.record, None)
    page = page_of(judged.record, judged.sections, receipt=told)

    assert judged.record.max_score > 0
    assert judged.record.seconds <= SECONDS + 1
    assert len(judged.record.notes) <= 12
    assert all(len(notebook.notes) <= 31 for notebook in judged.record.notebooks)
    assert len(page) < 400_000


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_honest_work_among_bombs_earns_what_it_earns_alone_and_the_class_ends(
    jobs: int, course: Course, plan: NotebookPlan, setup: WorkerSetup
) -> None:
    honest = [Task(name, handed_in(course, name)) for name in ("right-0", "mistake-down-the-columns", "blank", "crash")]
    start = time.monotonic()
    alone = {one.student: one.record.score for one in judged_all(setup, honest, jobs)}
    quiet = time.monotonic() - start
    bombs = [Task(bomb.name, bomb.files(plan, bomb.size)) for bomb in BOMBS]
    class_ = [task for pair in zip(bombs, honest * 3, strict=False) for task in pair]
    unique = list({task.student: task for task in class_}.values())

    start = time.monotonic()
    found = {one.student: one.record.score for one in judged_all(setup, unique, jobs)}
    seconds = time.monotonic() - start

    assert {name: found[name] for name in alone} == alone
    assert found.keys() == {*alone, *(bomb.name for bomb in BOMBS)}
    assert seconds <= quiet + len(BOMBS) * (SECONDS / jobs) + SLACK


def judged_all(setup: WorkerSetup, tasks: list[Task], jobs: int) -> list[JudgedSubmission]:
    judged = [one for one in WorkerPool(setup).judge_all(tasks, jobs) if isinstance(one, JudgedSubmission)]
    assert len(judged) == len(tasks)
    return judged
