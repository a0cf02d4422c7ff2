"""Judging on a real Dask cluster over TCP: the same records as here, also when a worker is killed in the middle."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import dask
import pytest
from distributed import Client
from distributed.utils import json_load_robust

from autograder.course.folders import Course, CourseError
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.records.record import Record
from autograder.workers.cluster import ClusterLostError, allow, judge_on_cluster
from autograder.workers.pool import Judged, WorkerPool, WorkersLostError
from autograder.workers.task import JudgedSubmission, Task, WorkerSetup
from tests import small_course
from tests.faults import scene
from tests.workers import liars

SECRET = b"secret"
STARTED = 120  # seconds in which a scheduler and two workers have started, also on a busy machine


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return scene.build(tmp_path_factory.mktemp("cluster") / "course")


@pytest.fixture(scope="module")
def setup(course: Course) -> WorkerSetup:
    return WorkerSetup(course.source(scene.ASSIGNMENT), SECRET)


@pytest.fixture(scope="module")
def tasks(course: Course) -> list[Task]:
    homes = sorted((course.root / "submitted").iterdir())
    return [Task(h.name, {scene.FILE: (h / scene.ASSIGNMENT / scene.FILE).read_bytes()}) for h in homes]


@pytest.fixture(scope="module")
def here(setup: WorkerSetup, tasks: list[Task]) -> dict[str, Record]:
    return plain(WorkerPool(setup).judge_all(tasks, 1))


def plain(judged: Iterable[Judged]) -> dict[str, Record]:
    """Records by student, without the time that judging took."""
    found = {}
    for one in judged:
        assert isinstance(one, JudgedSubmission)
        found[one.student] = dataclasses.replace(one.record, seconds=0.0)
    return found


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers of one thread each, in processes of their own; the scheduler's address."""
    started: list[tuple[subprocess.Popen[bytes], IO[str]]] = []

    def start(*words: str) -> None:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:], "--no-dashboard"]
        environment = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONWARNINGS": "ignore"}
        log = (tmp_path / f"{len(started)}.log").open("w+")
        started.append((subprocess.Popen(command, stderr=log, env=environment, cwd=tmp_path), log))

    try:
        listening = tmp_path / "scheduler.json"  # it is there once the scheduler listens, at a port that is its own
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(listening))
        address = json_load_robust(listening, timeout=STARTED)["address"]
        for _ in range(2):
            start("worker", address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--memory-limit", "0")
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=STARTED)
        yield address
    finally:
        for process, _ in started:
            process.kill()
        for process, log in started:
            process.wait(timeout=60)
            log.close()


@pytest.mark.slow
def test_a_cluster_gives_the_same_records_also_when_a_worker_is_killed(
    cluster: str, setup: WorkerSetup, tasks: list[Task], here: dict[str, Record]
) -> None:
    with Client(cluster, set_as_default=False) as client:
        pids = client.run(os.getpid)
        records = judge_on_cluster(setup, tasks, cluster)
        found = [next(records)]
        os.kill(min(pids.values()), signal.SIGKILL)
        found += records
        left = client.run(lambda dask_worker: list(dask_worker.plugins))

    assert plain(found) == here
    assert len(found) == len(tasks)
    assert len(left) == 1
    assert not any(name.startswith(scene.ASSIGNMENT) for names in left.values() for name in names)


@pytest.mark.slow
def test_grade_takes_a_scheduler_and_says_when_it_goes_away(
    cluster: str, course: Course, here: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.workers.cluster.ANSWER_SECONDS", 10)
    with Client(cluster, set_as_default=False) as client:
        ended = client.run_on_scheduler(os.getpid)

    def end(record: object) -> None:
        os.kill(ended, signal.SIGKILL)

    with pytest.raises(ClusterLostError, match=r"^The scheduler.* must stay\..*run the same command again"):
        grade(course, scene.ASSIGNMENT, Options(scheduler=cluster), end)

    done = grade(course, scene.ASSIGNMENT, Options())
    assert done.known >= 1
    assert done.known + done.judged == 8


@pytest.mark.slow
def test_a_fault_of_ours_on_one_submission_crosses_the_network_as_such(cluster: str, tmp_path: Path) -> None:
    """The reference fails for the fresh numbers of some students: ada's and ben's are of different counts."""
    course = small_course.make(tmp_path / "stats")
    path, notebook = small_course.exercise_of(course), small_course.notebook_of(course)
    small_course.replace(path, "call(rng.uniform(0, 20, 7))", "call(rng.uniform(0, 20, rng.integers(7, 9)))")
    small_course.replace(notebook, "### BEGIN SOLUTION\\n", "### BEGIN SOLUTION\\n    assert len(values) != 7\\n")
    setup = WorkerSetup(course.source(small_course.ASSIGNMENT), SECRET)
    files = {notebook.name: notebook.read_bytes()}

    judged = list(judge_on_cluster(setup, [Task(f"student {number}", files) for number in range(8)], cluster))

    faults = [one for one in judged if isinstance(one, SubmissionNotJudgedError)]
    assert len(judged) == 8
    assert 0 < len(faults) < 8
    assert all("the solution of mean must answer its own tests" in fault.why for fault in faults)


@pytest.mark.slow
def test_a_worker_that_answers_something_else_costs_nobody_else_anything(
    cluster: str, setup: WorkerSetup, tasks: list[Task], here: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other's record is taken for the student's, and the others are judged."""
    lies = (liars.nothing, liars.text, liars.another_student, liars.other_work, liars.full_disk, liars.broken)
    for lie in lies:
        monkeypatch.setattr("autograder.workers.cluster._judge", lie)
        found: list[Judged] = []
        with pytest.raises(WorkersLostError, match=f"^Every worker must answer .* For {liars.VICTIM} one did not; "):
            found.extend(judge_on_cluster(setup, tasks, cluster))

        assert plain(found) == {student: record for student, record in here.items() if student != liars.VICTIM}


#: what something else says that listens at a scheduler's address
STRANGERS = {"nothing": b"", "a page": b"HTTP/1.1 200 OK\r\n\r\n", "a length": b"\xff" * 64}


@pytest.mark.parametrize("words", STRANGERS.values(), ids=STRANGERS)
def test_where_something_else_answers_it_says_so(
    words: bytes, setup: WorkerSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.workers.cluster.ANSWER_SECONDS", 1)
    with contextlib.ExitStack() as held:
        server = held.enter_context(socket.create_server(("127.0.0.1", 0)))

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    held.enter_context(connection).sendall(words)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ClusterLostError, match=r"^A Dask scheduler must answer at tcp://127\.0\.0\.1:"):
            next(judge_on_cluster(setup, [], f"tcp://127.0.0.1:{server.getsockname()[1]}"))
        server.shutdown(socket.SHUT_RDWR)  # so that the thread ends before what it holds is closed


def test_where_nobody_answers_it_says_so(setup: WorkerSetup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.workers.cluster.ANSWER_SECONDS", 1)
    with pytest.raises(ClusterLostError, match=r"must answer at tcp://127\.0\.0\.1:9"):
        next(judge_on_cluster(setup, [], "tcp://127.0.0.1:9"))


def test_a_cluster_is_found_from_a_notebook_where_a_loop_runs(
    cluster: str, setup: WorkerSetup, tasks: list[Task], here: dict[str, Record]
) -> None:
    async def cell() -> dict[str, Record]:
        return plain(judge_on_cluster(setup, tasks[:1], cluster))

    with ThreadPoolExecutor(1) as thread:  # where Playwright ran before, this one has a loop already
        found = thread.submit(lambda: asyncio.run(cell())).result()

    assert found == {name: record for name, record in here.items() if name in found}
    assert found


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "localhost:8786", "tcp://[::1]:8786"])
def test_what_strangers_cannot_read_is_allowed(address: str) -> None:
    allow(address)


def test_an_encrypted_connection_needs_certificates() -> None:
    with pytest.raises(CourseError, match="must name a CA, and a key and certificate"):
        allow("tls://head:8786")


@pytest.mark.parametrize("address", ["tcp://head:8786", "10.0.0.5:8786", "ws://head:8786"])
def test_an_open_network_must_be_asked_for(address: str) -> None:
    with pytest.raises(CourseError, match="tls://"):
        allow(address)
    with dask.config.set({"distributed.comm.require-encryption": False}):
        allow(address)
