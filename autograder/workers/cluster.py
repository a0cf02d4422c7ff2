"""Runs judges on the machines of a Dask cluster: submissions go as bytes, records come back, no disk is shared.

Anybody who can speak to a Dask scheduler can run programs on its workers, and what is sent there holds the solutions
and the course's secret. So the connection must be encrypted wherever it leaves this machine (docs/scale.md).
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from autograder.course.folders import CourseError, assignment_files
from autograder.course.plan import read_plan
from autograder.errors import AutograderError, SubmissionNotJudgedError, UnfinishedError
from autograder.records.fingerprint import digest, rules
from autograder.workers.pool import Judged, WorkerPool, WorkersLostError
from autograder.workers.process import WorkerDiedError
from autograder.workers.task import JudgedSubmission, Task, WorkerSetup

try:
    import dask
    from distributed import Client, KilledWorker, as_completed, get_worker
    from distributed.client import ClosedClientError
    from distributed.comm import CommClosedError, connect
    from distributed.core import RPCClosed
    from distributed.diagnostics.plugin import WorkerPlugin
    from distributed.security import Security
except ImportError as error:
    raise CourseError(
        f"Grading on a cluster needs the package distributed. Got {error}: run `pip install 'autograder[cluster]'`."
    ) from None

ANSWER_SECONDS, WORKER_SECONDS = 30, 300  # until the scheduler answers, and until the first worker is there
#: what Dask raises when its scheduler is no longer there
GONE = (CommClosedError, RPCClosed, ClosedClientError, TimeoutError, asyncio.CancelledError)
AHEAD = 2  # submissions on their way for each thread of the cluster


class ClusterLostError(UnfinishedError):
    """The cluster is not there, or went away."""


@dataclass(frozen=True)
class AssignmentBundle:
    """All that a worker needs to judge an assignment, as bytes."""

    assignment: str
    source: Mapping[str, bytes]  # the instructor's notebooks and what lies beside them, by path
    setup: WorkerSetup

    @classmethod
    def of(cls, setup: WorkerSetup) -> AssignmentBundle:
        files = {
            path.relative_to(setup.source).as_posix(): path.read_bytes() for path in assignment_files(setup.source)
        }
        return cls(setup.source.name, files, setup)

    @property
    def name(self) -> str:
        """A name that follows from the contents, so that two courses may share a cluster."""
        whole = hashlib.sha256(self.setup.secret)
        for name, data in sorted(self.source.items()):
            whole.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return f"{self.assignment}-{whole.hexdigest()[:16]}"

    def unpack(self, folder: Path) -> WorkerSetup:
        """Write the bundle's files into a folder."""
        source = folder / self.assignment
        for name, data in self.source.items():
            place = source / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return replace(self.setup, source=source)


class JudgePlugin(WorkerPlugin):  # type: ignore[misc]
    """What a Dask worker holds: the bundle unpacked, and one judge's process for each of its threads."""

    def __init__(self, bundle: AssignmentBundle) -> None:
        self.bundle = bundle

    def setup(self, worker: Any) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=worker.local_directory, prefix="judge-"))  # Dask removes what is left
        self.pool = WorkerPool(self.bundle.unpack(self.folder))  # never more processes than this worker has threads

    def teardown(self, worker: Any) -> None:
        self.pool.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def judge_on_cluster(setup: WorkerSetup, tasks: Iterable[Task], address: str) -> Iterator[Judged]:
    """Judge on the cluster whose scheduler is at `address`; records come in the order in which they are ready.

    A lost worker's submissions are judged again by another. Raises CourseError, SandboxError, JudgeError,
    ClusterLostError, WorkersLostError.
    """
    allow(address)
    bundle, ours = AssignmentBundle.of(setup), rules(read_plan(setup.source))
    with _client(address) as client:
        client.register_plugin(JudgePlugin(bundle), name=bundle.name)
        try:
            for judged in _results(client, bundle.name, tasks):
                if isinstance(judged, JudgedSubmission) and judged.record.judged_with != ours:
                    raise CourseError(
                        "Every worker must run the same autograder as this machine. One does not: install "
                        "the same version on all."
                    )
                yield judged
        finally:
            with suppress(OSError, RuntimeError, asyncio.CancelledError):  # a scheduler that is gone keeps nothing
                if client.status == "running":
                    client.unregister_worker_plugin(bundle.name)


def allow(address: str) -> None:
    """Raise CourseError for a connection that strangers could read and use."""
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.scheme == "tls" and Security().get_connection_args("client")["ssl_context"] is None:
        raise CourseError(
            "Dask's settings distributed.comm.tls must name a CA, and a key and certificate of the client. Got none "
            f"for {address}: see docs/scale.md."
        )
    if place.scheme == "tls" or _is_here(place.hostname or ""):
        return
    if dask.config.get("distributed.comm.require-encryption", None) is False:
        return  # the instructor said so
    raise CourseError(
        f"A scheduler on another machine must be reached by tls://, because the solutions go there. Got {address}: "
        "give the cluster certificates, or, on a network that is yours alone, set "
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=False."
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _client(address: str) -> Iterator[Any]:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # its tracebacks: we say it in a sentence
    try:
        with ThreadPoolExecutor(1) as thread:  # of its own: in a notebook, a loop runs in this one
            thread.submit(_greet, address).result()
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except Exception as error:  # something else may listen there: Dask takes what it says for lengths and types
        raise ClusterLostError(
            f"A Dask scheduler must answer at {address}. Got {_words(error)}: start it, or mend the address."
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except OSError:
            raise ClusterLostError(f"The cluster at {address} must have a worker. It has none: start one.") from None
        yield client
    except GONE as error:
        raise _lost(address, error) from None
    finally:
        client.close(timeout=5)


def _greet(address: str) -> None:
    """Greet the scheduler: a client waits without an end for one that takes a connection and says nothing."""
    asyncio.run(asyncio.wait_for(_met(address), ANSWER_SECONDS))


async def _met(address: str) -> None:
    comm = await connect(address, timeout=ANSWER_SECONDS, **Security().get_connection_args("client"))
    comm.abort()


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200].rstrip(": ")


def _results(client: Any, name: str, tasks: Iterable[Task]) -> Iterator[Judged]:
    waiting = iter(tasks)
    results = as_completed(loop=client.loop, raise_errors=False)
    running: dict[Any, Task] = {}
    lost: list[str] = []
    odd = ""  # what a worker answered that is no judge's answer

    def refill() -> None:
        most = AHEAD * max(1, sum(client.nthreads().values()))
        while len(running) < most and (task := next(waiting, None)) is not None:
            with warnings.catch_warnings():  # Dask would rather have large data scattered; that is lost with its worker
                warnings.filterwarnings("ignore", "Sending large graph")
                future = client.submit(_judge, name, task, pure=False)
            running[future] = task
            results.add(future)

    refill()
    for batch in results.batches():
        for future in batch:
            task = running.pop(future)
            if future.status == "cancelled":
                raise ClusterLostError(
                    f"The scheduler must stay. It went away while {task.student} was judged: {AGAIN}"
                )
            try:
                judged = future.result()
            except SubmissionNotJudgedError as error:
                yield error.with_traceback(None)
            except (KilledWorker, WorkerDiedError):
                lost.append(task.student)
            except AutograderError:
                raise  # of the course or the sandbox: it would be the same for all
            except Exception as error:  # of one machine, such as a full disk
                lost.append(task.student)
                odd = odd or _words(error)
            else:
                if _answers(judged, task):
                    yield judged
                else:
                    lost.append(task.student)
                    odd = odd or "a record of something else"
        refill()
    if lost:
        raise WorkersLostError(sorted(lost), odd)


def _answers(judged: Any, task: Task) -> bool:
    """Whether it is the record of the task's student and files."""
    if type(judged) is not JudgedSubmission:
        return False
    return (judged.record.student, judged.record.submission) == (task.student, digest(task.files, task.refused))


AGAIN = "run the same command again. What was judged is kept."


def _lost(address: str, error: BaseException) -> ClusterLostError:
    return ClusterLostError(f"The scheduler at {address} must stay. It went away ({type(error).__name__}): {AGAIN}")


def _judge(name: str, task: Task) -> JudgedSubmission:
    """Judge one submission on a machine of the cluster."""
    plugin: JudgePlugin = get_worker().plugins[name]
    return plugin.pool.judge(task)
