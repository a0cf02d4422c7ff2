"""No submission costs more than it may, whatever is in it; and those beside it keep what they earn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.course.folders import Course
from autograder.course.plan import NotebookPlan, read_plan
from autograder.feedback.page import page as page_of
from autograder.feedback.receipt import receipt_text
from autograder.sandbox import Level
from autograder.workers.clock import SLOWEST
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Bounds, Task, WorkerSetup
from tests.attacks.bombed import bombed_class
from tests.attacks.cost import BOMBS, Bomb
from tests.faults import scene

SECONDS, MEMORY = 10.0, 1 << 30
#: what a busy machine may need beside a submission's own time, to end a worker and start the next one
SLACK = 60.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb must be seen to its end: on a busy machine it would else have no record, and say nothing."""
    monkeypatch.setattr("autograder.workers.clock.SLOWEST", 10 * SLOWEST)


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


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [pytest.param(one, id=one.name) for one in BOMBS])
def test_a_bomb_is_over_within_its_bounds_and_readable(bomb: Bomb, plan: NotebookPlan, pool: WorkerPool) -> None:
    files = bomb.files(plan, bomb.size)

    judged = pool.judge(Task("mallory", files))
    told = receipt_text(judged.receipt, judged.record, None)
    page = page_of(judged.record, judged.sections, receipt=told)

    assert judged.record.max_score > 0
    # other tests have the processors too, and that is no time of its own
    assert judged.record.seconds <= SLOWEST * SECONDS + SLACK
    assert len(judged.record.notes) <= 12
    assert all(len(notebook.notes) <= 31 for notebook in judged.record.notebooks)
    assert len(page) < 400_000


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_honest_work_among_bombs_earns_what_it_earns_alone_and_the_class_ends(jobs: int, course: Course) -> None:
    found = bombed_class(course, Bounds(SECONDS, MEMORY), jobs)

    assert found.among == found.alone
    assert found.alone["right-0"] > found.alone["blank"] == 0
    assert found.bombs.keys() == {bomb.name for bomb in BOMBS}
    assert found.seconds <= SLOWEST * (found.quiet + len(BOMBS) * SECONDS / jobs) + SLACK


@pytest.mark.slow
@pytest.mark.parametrize("level", [Level.limited, Level.supervised])
def test_bombs_cost_no_more_at_a_weaker_level(level: Level, course: Course) -> None:
    found = bombed_class(course, Bounds(SECONDS, MEMORY), 2, level)

    assert found.layers[0] == level.name
    assert found.among == found.alone
    assert found.seconds <= SLOWEST * (found.quiet + len(BOMBS) * SECONDS / 2) + SLACK
