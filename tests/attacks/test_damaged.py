"""A file that is damaged on purpose costs its own points at most, in a record that can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from autograder.course.folders import Course
from autograder.feedback.page import page as page_of
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Task, WorkerSetup
from tests.attacks.cost import FILE
from tests.attacks.damaged import DAMAGED, Damage, Notebook
from tests.attacks.notebooks import NOTEBOOKS
from tests.faults import scene


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return scene.build(tmp_path_factory.mktemp("damaged") / "course")


@pytest.fixture(scope="module")
def right(course: Course) -> Notebook:
    return dict(json.loads((course.root / "submitted" / "right-0" / scene.ASSIGNMENT / FILE).read_bytes()))


@pytest.fixture(scope="module")
def pool(course: Course) -> Iterator[WorkerPool]:
    with WorkerPool(WorkerSetup(course.source(scene.ASSIGNMENT), b"damaged")) as pool:
        yield pool


@pytest.mark.parametrize("damage", [pytest.param(one, id=one.name) for one in (*DAMAGED, *NOTEBOOKS)])
def test_a_damaged_file_is_read_or_told_of(damage: Damage, right: Notebook, pool: WorkerPool) -> None:
    judged = pool.judge(Task("mallory", damage.files(right)))
    page = page_of(judged.record, judged.sections)

    statuses = {check.status.value for one in judged.record.notebooks for check in one.checks}
    assert judged.record.score == (judged.record.max_score if damage.read else 0.0)
    assert not statuses & {"killed", "timeout"}
    assert "<script" not in page
    assert len(page) < 400_000
