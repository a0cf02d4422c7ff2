"""Judges ordinary nbgrader test cells: the source's code runs on the trusted side, with proxies for student objects.

A cell that runs through earns its points, or the number that its last expression gives; one that raises earns none.
What a student reads of a failure shows nothing of a hidden test.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import math
import random
import signal
import threading
import warnings
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

import numpy as np

from autograder.checks.observe import CallLostError
from autograder.checks.render import number
from autograder.checks.result import Status
from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.provenance import name_origins
from autograder.course.statements import hidden_lines, label
from autograder.course.workspace import workspace
from autograder.errors import JudgeError, SandboxError
from autograder.judge.cell_code import run, value_of
from autograder.judge.inspection import inspected
from autograder.judge.namespace import CheckNamespace
from autograder.judge.proxies import CannotCrossError
from autograder.records.record import CheckRecord, unlabelled

SECONDS = 30.0  # for a whole cell, nbgrader's own bound
NOT_THE_CELLS = (KeyboardInterrupt, JudgeError, SandboxError)  # what stops a cell and is nobody's points


class OverrunError(BaseException):
    """A test cell took too long. It is a BaseException, so that no `except Exception` in the cell catches it."""


class TestCellRunner:
    """Runs the test cells of one notebook, and the statements of the source that they need."""

    def __init__(self, plan: NotebookPlan, names: CheckNamespace, reveal: bool = False) -> None:
        self.plan, self.names, self.reveal = plan, names, reveal
        self.origins = name_origins(plan)
        self.place = {id(cell): index for index, cell in enumerate(plan.cells)}
        self.ran: set[int] = set()
        self.draws: Any = None  # the random state before the student cell that runs, where it matters
        self.stopped: dict[int, str] = {}  # a given cell that did not run through here, and why

    def before(self, cell: PlanCell | None) -> None:
        """To be called before each student cell: gives it what tests have bound and the source's cells read.

        What runs on both sides draws the same random numbers on both: those that the student's process is to draw.
        """
        self.draws = None
        with contextlib.suppress(CallLostError):  # that child is gone; the cell has a fresh one
            self.names.lend()
        if cell is not None and any(map(_may_draw, self.origins.statements.get(self.place[id(cell)], ()))):
            try:
                with self._aside():
                    self.draws = self.names.draws()
            except NOT_THE_CELLS:
                raise
            except BaseException:
                return  # the student's process says nothing, or what cannot be read: each side draws its own

    def meet(self, cell: PlanCell | None) -> None:
        """To be called after each student cell: forgets fetched values, and runs here what tests need of the cell."""
        self.names.forget()
        if cell is not None:
            with _drawing(self.draws, self.names):
                self._given(self.place[id(cell)])

    def judge(self, cell: PlanCell) -> CheckRecord:
        """The record of an ordinary test cell."""
        at = self.place[id(cell)]
        for index in sorted(self.origins.statements):
            if index < at:
                self._given(index)
        self.ran.add(at)
        try:
            with self._aside():
                self.names.enter(self.origins.checks[at], cell)
                value = value_of(cell.source, label(cell), self.names)
        except CallLostError as lost:
            words = lost.detail or lost.status
            return self._failed(cell, Status(lost.status), f"your code did not come back: {words}", lost)
        except OverrunError as error:
            return self._failed(cell, Status.TIMEOUT, f"the test did not end within {SECONDS:g} s.", error)
        except CannotCrossError as error:
            return self._failed(cell, Status.ERROR, str(error), error)
        except NOT_THE_CELLS:
            raise
        except BaseException as error:
            return self._raised(cell, error)
        points = partial(value, cell.points)
        status = Status.PASSED if points >= cell.points else Status.PARTIAL if points > 0 else Status.FAILED
        words = "passed" if status == Status.PASSED else f"{number(points)} of {number(cell.points)} points"
        return CheckRecord(cell.id, points, cell.points, status, rows=unlabelled(f"{cell.id}: {words}."))

    def _given(self, index: int) -> None:
        if index in self.ran or index not in self.origins.statements:
            return
        self.ran.add(index)
        self.names.test = None
        cell = self.plan.cells[index]
        try:
            with self._aside():
                for statement in self.origins.statements[index]:
                    run([statement], label(cell), self.names)
        except NOT_THE_CELLS:
            raise
        except BaseException as error:
            self.stopped[index] = f"{type(error).__name__}: {_text(error)}"

    def _raised(self, cell: PlanCell, error: BaseException) -> CheckRecord:
        missing = isinstance(error, NameError) and not hasattr(error, "students")
        name = str(getattr(error, "name", "") or "") if missing else ""
        if name and name in self.origins.checks[self.place[id(cell)]].ours:
            if not self.stopped:
                return self._failed(cell, Status.FAILED, "it goes on from a test above, which failed.", error)
            words = f"{name} comes from a given cell that stopped. {' '.join(self.stopped.values())}"
            return self._failed(cell, Status.ERROR, words, error)
        if missing:
            words = f"your notebook must define {name or 'a name'}. It is not there: write it, and run its cell."
            return self._failed(cell, Status.MISSING, words, error)
        if isinstance(error, NotImplementedError) and hasattr(error, "students"):
            return self._failed(cell, Status.UNTOUCHED, "there is no answer yet.", error)
        what = f"{type(error).__name__}: {_text(error)}".rstrip(": ")
        if hasattr(error, "students"):
            what = f"your code raised {what}"
        return self._failed(cell, Status.FAILED, what, error)

    def _failed(self, cell: PlanCell, status: Status, words: str, error: BaseException) -> CheckRecord:
        passed = list(_passed(error.__traceback__))
        lines = [line for name, line in passed if name == label(cell)]
        secret = hidden_lines(self.plan)
        if not self.reveal and any(line in secret.get(name, ()) for name, line in passed):
            # nothing of the error either: it may hold what the test passed
            known = hasattr(error, "students") and type(error).__name__ in vars(builtins)
            raised = f" Your code raised {type(error).__name__}." if known else ""
            words, lines = f"a hidden test failed.{raised}", []
        text = f"{cell.id}: {words}"
        if lines:
            source = cell.source.splitlines()[lines[-1] - 1 : lines[-1]]
            text += f"\n  line {lines[-1]}    {''.join(source).strip()}"
        return CheckRecord(cell.id, 0.0, cell.points, status, rows=unlabelled(text[:2000]))

    @contextlib.contextmanager
    def _aside(self) -> Iterator[None]:
        """Run the source's code with its output discarded, among the source's files, and within a time limit."""
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
            _seeds(self.names),
            inspected(self.names.session),
            workspace(self.plan.folder).entered(),
            _clock(self.names),
        ):
            warnings.simplefilter("ignore")
            yield


def partial(value: object, points: float) -> float:
    """The score of a test cell that ran through, from the value of its last expression as nbgrader reads it.

    A value that is not a number gives full points. A number below 0 or above the maximum gives the nearest bound, where
    nbgrader would give full points or stop.
    """
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        return points
    return 0.0 if math.isnan(value) else float(min(max(value, 0), points))


def _text(error: BaseException) -> str:
    """The words of an error; empty where they are an object of the student's that says none."""
    try:
        return str(error)
    except Exception:
        return ""


def _passed(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """The files and the lines in an error's traceback, outermost first."""
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _may_draw(statement: ast.stmt) -> bool:
    """Whether a statement could draw a random number: one that calls nothing does not."""
    return any(isinstance(node, ast.Call) for node in ast.walk(statement))


def _whole(name: str, key: Any, at: int, has_gauss: int, gauss: float) -> tuple[str, Any, int, int, float]:
    """A state of numpy's random numbers. Raises ValueError: numpy would read beyond its table where one says so."""
    if np.shape(key) != (624,) or type(at) is not int or not 0 <= at <= 624:
        raise ValueError("a state must have 624 words, and a place among them.")
    return str(name), key, at, int(bool(has_gauss)), float(gauss)


@contextlib.contextmanager
def _drawing(draws: Any, names: CheckNamespace) -> Iterator[None]:
    """Let the block draw from a state of the student's process; tests go on from ours, unless the block sets a seed."""
    ours, before = (np.random.get_state(), random.getstate()), names.is_seeded
    with contextlib.suppress(Exception):
        np.random.set_state(_whole(*draws[0]))
        random.setstate(draws[1])
    try:
        yield
    finally:
        if draws is not None and names.is_seeded == before:
            np.random.set_state(ours[0])
            random.setstate(ours[1])


@contextlib.contextmanager
def _seeds(names: CheckNamespace) -> Iterator[None]:
    """Tell `names` when the source's code seeds numpy's or Python's global random numbers."""

    def noting(seed: Any) -> Any:
        def noted(*arguments: Any, **keywords: Any) -> None:
            seed(*arguments, **keywords)
            names.seeded()

        return noted

    seeds = np.random.seed, random.seed
    np.random.seed, random.seed = map(noting, seeds)
    try:
        yield
    finally:
        np.random.seed, random.seed = seeds


@contextlib.contextmanager
def _clock(names: CheckNamespace) -> Iterator[None]:
    """Raise OverrunError if the block takes more than SECONDS, as a student's values can make it do."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise OverrunError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1.0)
    try:
        yield
    except OverrunError:
        names.session.close()  # the alarm may have come in the middle of a reply
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
