"""Judging processes that die are replaced; where they die for ever, or cannot begin, one sentence says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checks.result import Status
from autograder.course.folders import Course
from autograder.errors import JudgeError, SubmissionNotJudgedError
from autograder.sandbox import SandboxError
from autograder.workers.pool import Judged, WorkerPool, WorkersLostError
from autograder.workers.process import WorkerDiedError, WorkerProcess
from autograder.workers.task import Bounds, JudgedSubmission, Task, WorkerSetup
from tests import small_course
from tests.faults import scene
from tests.week import SOURCE
from tests.workers.setups import Deadly, Full, Meeting, Refusing, crash, fault, hang, kill, lose_sandbox, swell

TASKS = [Task("ada", {}), Task("ben", {})]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return scene.build(tmp_path_factory.mktemp("pool") / "course")


@pytest.fixture(scope="module")
def right(course: Course) -> dict[str, bytes]:
    """A submission in which all is right."""
    return {scene.FILE: (course.root / "submitted" / "right-0" / scene.ASSIGNMENT / scene.FILE).read_bytes()}


def judge_class(course: Course, files: dict[str, bytes], happens: Callable[..., None], jobs: int = 1) -> list[Judged]:
    """What becomes of ada, ben and cem, who hand in the same, where something happens with ben's."""
    bounds = Bounds(seconds=7.0 if happens is hang else 60.0, memory=512 << 20)
    setup = Meeting(course.source(scene.ASSIGNMENT), b"", bounds=bounds, happens=happens)
    with WorkerPool(setup) as pool:
        return sorted(
            pool.judge_all([Task(name, files) for name in ("ada", "ben", "cem")], jobs), key=lambda j: j.student
        )


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_fault_of_ours_on_one_submission_is_given_back_and_stops_nobody_else(
    jobs: int, course: Course, right: dict[str, bytes]
) -> None:
    judged = judge_class(course, right, fault, jobs)

    faults = [one for one in judged if isinstance(one, SubmissionNotJudgedError)]
    assert [one.student for one in judged] == ["ada", "ben", "cem"]
    assert [(one.student, one.why) for one in faults] == [("ben", "ValueError: our own.")]
    assert str(faults[0]) == "The work of ben must be judged. Our judge failed on it: ValueError: our own."
    assert faults[0].__traceback__ is None, "with it, it would keep the files until the class is judged"


@pytest.mark.parametrize(
    ("happens", "status", "words"),
    [
        pytest.param(hang, Status.TIMEOUT, "Judging it took over 7 s and was ended", marks=pytest.mark.slow),
        pytest.param(
            swell, Status.KILLED, "Judging it took over 512 MB of memory and was ended", marks=pytest.mark.slow
        ),
        pytest.param(crash, Status.KILLED, "It brought the process down that judged it", marks=pytest.mark.slow),
        pytest.param(lose_sandbox, Status.KILLED, "Its code broke the sandbox", marks=pytest.mark.slow),
    ],
)
def test_what_costs_more_than_it_may_keeps_what_was_judged_and_stops_nobody_else(
    happens: Callable[..., None], status: Status, words: str, course: Course, right: dict[str, bytes]
) -> None:
    ada, ben, cem = judge_class(course, right, happens)

    assert isinstance(ada, JudgedSubmission)
    assert isinstance(ben, JudgedSubmission)
    assert isinstance(cem, JudgedSubmission)
    assert ada.record.score == cem.record.score == ada.record.max_score > 0
    first, *rest = (check for notebook in ben.record.notebooks for check in notebook.checks)
    assert first.points == first.max_points
    assert rest
    assert {(check.points, check.status) for check in rest} == {(0.0, status)}
    assert ben.record.notes[0].startswith(words)
    assert all(check.message.startswith(words) for check in rest)
    assert (ben.record.submission, ben.record.judged_with) == (ada.record.submission, ada.record.judged_with)
    assert ben.record.isolation == ada.record.isolation
    assert (ben.works.keys(), ben.sections.keys()) == (ada.works.keys(), ada.sections.keys())


@pytest.mark.slow
def test_pages_alone_need_no_sandbox(course: Course, right: dict[str, bytes]) -> None:
    setup = WorkerSetup(course.source(scene.ASSIGNMENT), b"")
    with WorkerPool(setup) as pool:
        judged = pool.judge(Task("ada", right))
    with WorkerPool(Refusing(setup.source, b"")) as pool:
        again = pool.judge(Task("ada", right, record=judged.record))

    assert again == replace(judged, fresh=False)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_source_that_cannot_be_a_reference_is_raised_here_and_not_printed_there(
    jobs: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = small_course.make(tmp_path / "stats")
    small_course.exercise_of(broken).unlink()
    pool = WorkerPool(WorkerSetup(broken.source(small_course.ASSIGNMENT), b""))

    with pytest.raises(JudgeError, match="averages checks 'mean', and exercises/ has no exercise"):
        list(pool.judge_all(TASKS, jobs))

    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_workers_that_die_again_and_again_are_named_with_their_students() -> None:
    with pytest.raises(WorkersLostError, match=r"must live\. Each that judged ada, ben was killed, 3 times over"):
        list(WorkerPool(Deadly(SOURCE, b"")).judge_all(TASKS, 2))


@pytest.mark.slow
def test_where_no_worker_lives_a_class_is_not_tried_to_its_end() -> None:
    class_of_many = [Task(f"student {number}", {}) for number in range(30)]
    with pytest.raises(WorkersLostError, match=r"student 0, .* and \d more was killed"):
        list(WorkerPool(Deadly(SOURCE, b"")).judge_all(class_of_many, 2))


@pytest.mark.slow
def test_one_whose_worker_somebody_kills_each_time_stops_nobody_else(course: Course, right: dict[str, bytes]) -> None:
    judged: list[Judged] = []
    pool = WorkerPool(Meeting(course.source(scene.ASSIGNMENT), b"", happens=kill))
    with pytest.raises(WorkersLostError, match=r"Each that judged ben was killed"):
        judged.extend(pool.judge_all([Task(name, right) for name in ("ada", "ben", "cem")], 2))

    assert sorted(one.student for one in judged) == ["ada", "cem"]


@pytest.mark.slow
@pytest.mark.parametrize(("setup", "error"), [(Full, OSError), (Refusing, SandboxError)])
def test_what_keeps_a_worker_from_beginning_is_raised_here_and_not_printed_there(
    setup: type[WorkerSetup], error: type[Exception], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(error, match=r"No space left on device|must be there"):
        list(WorkerPool(setup(SOURCE, b"")).judge_all(TASKS, 2))

    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_worker_says_what_keeps_it_from_judging() -> None:
    worker = WorkerProcess(Refusing(SOURCE, b""))
    for task in TASKS:
        with pytest.raises(SandboxError, match="must be there"):
            worker.judge(task, 60.0)
    worker.close()

    assert worker.process.returncode == 0


@pytest.mark.slow
def test_a_worker_that_is_gone_says_whom_it_judged() -> None:
    worker = WorkerProcess(Deadly(SOURCE, b""))
    with pytest.raises(WorkerDiedError, match="judged ada ended before it was done"):
        worker.judge(TASKS[0], 60.0)
    worker.close()


def test_a_worker_that_ends_before_it_is_told_anything_is_a_lost_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    worker = WorkerProcess(WorkerSetup(SOURCE, b"more than a socket holds" * 1_000_000))
    with pytest.raises(WorkerDiedError, match="judged ada ended before it was done"):
        worker.judge(TASKS[0], 60.0)
    worker.close()
