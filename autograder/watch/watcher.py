"""Follows the exchange: has each submission judged once it is complete and within its student's attempts per hour.

What is done is on disk (`attempts.py`), so that a watcher can end at any moment and the next one goes on from there.
"""

from __future__ import annotations

import contextlib
import functools
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.atomic import explain_os_error
from autograder.course.folders import CourseError
from autograder.course.plan import PlanError
from autograder.course.policy import Counts
from autograder.errors import AutograderError, SubmissionNotJudgedError
from autograder.grade.pages import write_class_report
from autograder.records.fingerprint import digest
from autograder.text import folder_name, number
from autograder.watch.assignment import Assignment, ClaimedSubmission, WatchConfig
from autograder.watch.attempts import next_turn
from autograder.watch.completeness import CompletenessTracker, State
from autograder.watch.events import Announcer, Event, Status
from autograder.watch.exchange import Arrival
from autograder.watch.notifier import ChangeNotifier
from autograder.watch.queue_order import Candidate, arrived, in_turn
from autograder.watch.reporting import Reporting
from autograder.watch.waiting_list import WaitingList
from autograder.workers.pool import WorkerPool
from autograder.workers.process import WorkerDiedError
from autograder.workers.task import JudgedSubmission, Task

LOOK = 10.0  # seconds after which the exchange is looked at without a notification
LOOK_SOON = 0.1  # while a submission is being written
AGAIN = 60.0  # seconds before something that failed is tried again
MOST_DOUBLED = 4  # how often that time is doubled for what has cost a worker's time each time: others wait for it
GRACE = 5.0  # seconds that judges get to finish when the watcher ends
STRANGER = (
    "The student must be in the gradebook. They are not: add them (formgrader, Manage Students), or write "
    "roster = false for the assignment into course.toml."
)


@dataclass
class _Running:
    taken: ClaimedSubmission
    assignment: Assignment
    seconds: float  # by the watcher's clock, when it was seen complete


class Watcher:
    """Watches a course's exchange. `tell` is called with every Event and Status, from the thread that runs `run`."""

    def __init__(
        self,
        shared: WatchConfig,
        names: Sequence[str],
        tell: Callable[[Event | Status], None],
        poll: bool | None = None,
    ) -> None:
        self.shared, self.tell = shared, tell
        self._announcer = Announcer(tell)
        self._wake, self._stopping = threading.Event(), False
        self._notifier = ChangeNotifier(shared.exchange.inbound, self._wake, poll)
        self._assignments: dict[str, Assignment] = {}
        self._names = names
        self._threads = ThreadPoolExecutor(shared.jobs)
        self._running: dict[Future[JudgedSubmission], _Running] = {}
        self._completeness = CompletenessTracker()
        self._done: set[str] = set()  # names in the exchange with which nothing is left to do
        self._again: dict[str, float] = {}  # when something that failed may be tried again
        self._lost = Counter[str]()  # how often a submission has lost its worker, or our judge failed on it
        self._judged = 0
        self._waiting = WaitingList(self._announcer)
        self._away = False
        self._reporting = Reporting(self._write_report, lambda words: self._announcer.say(words, True))

    def stop(self) -> None:
        """Make `run` return soon. May be called from signal handlers and other threads."""
        self._stopping = True
        self._wake.set()

    def run(self, once: bool = False) -> Status:
        """Watch until `stop`; with `once`, until nothing is left to do now. Raises CourseError, PlanError."""
        shutil.rmtree(self.shared.taken, ignore_errors=True)
        with contextlib.ExitStack() as stack:
            stack.callback(self._threads.shutdown, cancel_futures=True)
            for name in self._names:
                self._assignments[name] = Assignment(self.shared, name)
                stack.callback(self._assignments[name].close)
            stack.enter_context(self._notifier)
            stack.callback(self._reporting.close)
            what = f"{', '.join(self._names)} in {self.shared.exchange.inbound}"
            self._announcer.say(f"watches {what}{', by looking again and again' if self._notifier.poll else ''}")
            while not self._stopping:
                self._wake.clear()
                self._settle_all()
                self._reporting.look()
                writing = self._look()
                self.tell(self.status)
                if once and not self._running and not writing:
                    break
                self._wake.wait(self._pause(writing))
            self._finish()
        self.tell(self.status)
        return self.status

    @property
    def status(self) -> Status:
        """The watcher's present status."""
        return Status(self._judged, len(self._running), len(self._waiting), len(self._again))

    def _pause(self, writing: bool) -> float:
        return LOOK_SOON if writing else self._waiting.pause(datetime.now(UTC), LOOK)

    def _finish(self) -> None:
        """Wait up to GRACE seconds for judges and settle what they finish; the next watcher judges the rest."""
        end = time.monotonic() + GRACE
        while self._running and time.monotonic() < end:
            self._wake.clear()
            self._settle_all()
            if self._running:
                self._wake.wait(0.2)

    def _look(self) -> bool:
        """Look through the exchange and start what can be judged; returns whether something is still being written."""
        try:
            names = set(self.shared.exchange.names())
        except OSError as error:
            if not self._away:
                self._announcer.say(f"the exchange is away ({error.strerror}); it is looked for again and again", True)
            self._away = True
            return False
        if self._away:
            self._announcer.say("the exchange is there again")
        self._away = False
        self._done &= names
        self._completeness.forget_others(names)
        self._announcer.forget_others(names)
        self._again = {name: when for name, when in self._again.items() if name in names}
        self._lost = Counter({name: times for name, times in self._lost.items() if name in names})
        self._waiting.begin(names)
        writing, ready = False, []
        now = time.monotonic()
        busy = {running.taken.arrival.folder.name for running in self._running.values()}
        for name in sorted(names - self._done):
            arrival = self.shared.exchange.arrival(name)
            if arrival is None:
                self._done.add(name)
                self._announcer.say(f"{name!r} is no submission of nbgrader's; it is left where it is", True)
            elif arrival.assignment in self._assignments and name not in busy and self._again.get(name, 0.0) <= now:
                self._again.pop(name, None)
                with self._guarded(arrival):
                    state = self._state(arrival, now)
                    writing = writing or state is State.writing
                    ready += [arrival] if state is State.whole else []
        self._start(ready)
        return writing

    def _state(self, arrival: Arrival, now: float) -> State:
        """How complete a submission is; one for which nothing is left to do counts as gone."""
        assignment, name = self._assignments[arrival.assignment], arrival.folder.name
        try:
            if arrival.key in assignment.attempts.done and assignment.is_released(arrival):
                self._done.add(name)
                return State.gone
            state = self._completeness.state(arrival.folder, now)
            problem = assignment.shared.exchange.owner_trouble(arrival) if state is State.whole else None
        except OSError:
            return State.gone
        if state is State.abandoned:
            problem = "It must be whole. Its time or its secret is missing: the student must submit again."
        if problem:
            self._announcer.say_once(name, f"{name} is not judged. {problem}")
            return State.gone
        return state

    def _start(self, ready: list[Arrival]) -> None:
        """Start what the attempts per hour allow: one at a time for each student, in the order of arrival."""
        if not ready:
            return
        for assignment in self._assignments.values():
            self._refresh(assignment)
        try:
            students, closed = self.shared.roster()
        except AutograderError as error:
            for arrival in ready:
                self._fail(arrival, str(error))
            return
        now = datetime.now(UTC)
        made = functools.cache(lambda assignment, student: assignment.attempts.of(student))
        for candidate in in_turn([Candidate(arrival, arrived(arrival, now)) for arrival in ready], self._last_counts):
            arrival, assignment = candidate.arrival, self._assignments[candidate.arrival.assignment]
            roster = closed if assignment.policy.roster is None else assignment.policy.roster
            if roster and folder_name(arrival.student) not in students:
                self._announcer.say_once(arrival.folder.name, f"{arrival.folder.name} is not judged. {STRANGER}")
                continue
            busy = any(running.taken.arrival.student == arrival.student for running in self._running.values())
            if busy or len(self._running) >= 2 * self.shared.jobs:
                continue
            with self._guarded(arrival):
                earlier, limit = made(assignment, folder_name(arrival.student)), assignment.policy.attempts_per_hour
                until = next_turn(earlier, candidate.arrived, limit, now)
                if until > now and arrival.key not in assignment.attempts.done:
                    self._waiting.add(assignment, arrival, until)
                else:
                    self._take(assignment, arrival, until)

    def _last_counts(self, assignment: str) -> bool:
        return self._assignments[assignment].policy.counts == Counts.LAST

    def _take(self, assignment: Assignment, arrival: Arrival, admitted: datetime) -> None:
        """Take a submission and have it judged."""
        since = time.monotonic()
        try:
            taken = assignment.take(arrival, admitted)
        except FileNotFoundError:
            self._announcer.say(f"{arrival.folder.name} went away before it was taken", True)
            return
        for doubt in taken.doubts:
            self._announcer.say_once(arrival.folder.name, doubt)
        running = _Running(taken, assignment, since)
        before = assignment.attempts.done.get(arrival.key)
        if before is not None and before.submission != digest(taken.handed.files, taken.handed.refused):
            self._done.add(before.name)  # another attempt must be another folder, with a time of its own
            self._announcer.say(f"{before.name} was changed after it was judged; that counts for nothing", True)
            shutil.rmtree(taken.submission.folder, ignore_errors=True)
            return
        assert assignment.pool is not None
        task = taken.task(assignment.known(taken))
        self._running[self._threads.submit(_judge, assignment.pool, task, self._wake)] = running

    def _settle_all(self) -> None:
        for future in [future for future in self._running if future.done()]:
            running = self._running.pop(future)
            with self._guarded(running.taken.arrival):
                self._settle(running, future.result())
            # an error holds this frame, and this frame would hold the error and all that was handed in
            del future, running

    def _settle(self, running: _Running, judged: JudgedSubmission) -> None:
        settled, record = running.assignment.settle(running.taken, judged), judged.record
        self._done.add(settled.name)
        self._judged += 1
        self._reporting.score_changed(record.assignment)
        seconds = time.monotonic() - running.seconds
        standing = settled.standing
        why = "; ".join(filter(None, [standing.how, standing.open]))
        self._announcer.say(
            f"{record.student} {record.assignment} attempt {settled.attempt}: {number(standing.score)} of "
            f"{number(standing.max_score)} points{f' ({why})' if why else ''}, feedback after {seconds:.1f} s"
        )

    def _write_report(self, assignment: str) -> None:
        write_class_report(self.shared.course, assignment, self.shared.db_url)

    def _refresh(self, assignment: Assignment) -> None:
        try:
            assignment.refresh()
        except (CourseError, PlanError, OSError) as error:
            self._announcer.say_once("", f"what was there before goes on to count: {error}")

    @contextlib.contextmanager
    def _guarded(self, arrival: Arrival) -> Iterator[None]:
        """Run the block for one submission: an error is reported, the submission retried later, the watch goes on."""
        try:
            yield
        except (WorkerDiedError, SubmissionNotJudgedError) as error:
            self._fail(arrival, str(error))
            self._lost[arrival.folder.name] += 1
        except AutograderError as error:
            self._fail(arrival, str(error))
        except OSError as error:
            self._fail(arrival, explain_os_error(error) or str(error))
        except Exception as error:
            self._fail(arrival, f"{type(error).__name__}: {error}", error)

    def _fail(self, arrival: Arrival, words: str, error: BaseException | None = None) -> None:
        if self._stopping:
            return
        name = arrival.folder.name
        pause = AGAIN * 2 ** min(self._lost[name], MOST_DOUBLED)
        self._again[name] = time.monotonic() + pause
        self._announcer.say(f"{name} could not be judged; it is tried again in {pause:g} s. {words}", True, error)


def _judge(pool: WorkerPool, task: Task, wake: threading.Event) -> JudgedSubmission:
    try:
        return pool.judge(task)
    finally:
        wake.set()
