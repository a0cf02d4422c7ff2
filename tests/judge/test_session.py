"""A submission's whole time is bounded, however its cells and calls spend it."""

from __future__ import annotations

import time
from unittest import mock

import pytest

from autograder.checks.observe import CallLostError
from autograder.judge.judge import Judge
from autograder.judge.session import MOST_NOTES, Clock, Patience, Session
from autograder.sandbox.child_client import ChildClient
from autograder.sandbox.process_handle import ProcessHandle

HASTE = Patience(first=0.5, after=0.2, total=1.0)


def test_cells_that_sleep_use_the_time_up_and_then_nothing_runs(judge: Judge) -> None:
    forked = judge.sandbox.warm.next_number
    with Session(judge.sandbox, Clock(HASTE)) as session:
        for _ in range(200):
            session.run("x", "import time; time.sleep(0.3)")
        with pytest.raises(CallLostError, match="1 s"):
            session.get("time")

    assert judge.sandbox.warm.next_number - forked < 20  # a cell that sleeps ends its process after 0.2 of the second
    assert len(session.notes) == MOST_NOTES + 1


def test_an_endless_loop_in_one_notebook_makes_the_judge_impatient_in_the_next(judge: Judge) -> None:
    clock = Clock(Patience(first=0.5, after=0.2))
    with Session(judge.sandbox, clock) as first:
        first.run("x", "while True: pass")
    assert clock.slow
    assert clock.seconds == 0.2


def test_a_twin_shares_the_clock(judge: Judge) -> None:
    with Session(judge.sandbox, Clock()) as session:
        session.run("x", "def f(): return g()")
        with session.aided(["g"], lambda name, arguments, keywords: 7) as twin:
            assert twin.call("f", (), {}).value == 7
        assert twin.clock is session.clock


def test_processes_that_end_use_losses_up_and_then_nothing_is_forked(judge: Judge) -> None:
    clock, forked = Clock(Patience(losses=3)), judge.sandbox.warm.next_number
    with Session(judge.sandbox, clock) as session:
        for _ in range(20):
            session.run("x", "import os; os._exit(1)")
        with pytest.raises(CallLostError, match="had ended 3 processes"):
            session.get("os")

    assert judge.sandbox.warm.next_number - forked == 3


def test_a_fork_and_the_cells_run_again_are_on_the_clock(judge: Judge) -> None:
    clock = Clock()
    with Session(judge.sandbox, clock) as session:
        session.run("x", "import time; time.sleep(0.2)")
        session.close()
        session.run("y", "z = 1")

    assert clock.patience.total - clock.left >= 0.4


def test_time_without_a_processor_is_given_back_and_no_more_than_was_spent() -> None:
    clock = Clock(Patience(total=5.0))
    with clock.running():
        time.sleep(0.02)

    clock.give_back(60.0)

    assert clock.left == 5.0


def test_time_without_a_processor_is_given_back_before_there_is_none_left(judge: Judge) -> None:
    clock = Clock(Patience(first=40.0, total=50.0))
    with mock.patch.object(ChildClient, "queued_seconds", 40.0), Session(judge.sandbox, clock) as session:
        session.run("x", "y = 1")
        clock._spent = 50.0
        values = [session.get("y"), session.get("y")]

    assert values == [1, 1]
    assert clock._spent >= 10.0  # what was given back is not given again


def test_a_child_waits_for_others_only_where_it_does_not_run_itself(judge: Judge) -> None:
    with mock.patch.object(ProcessHandle, "queued_seconds", return_value=100.0), judge.sandbox.child() as child:
        time.sleep(0.2)  # nobody asks it for anything
        child.run_cell("import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass")
        queued, had = child.queued_seconds, child.cpu_seconds

    assert had >= 0.3
    assert queued <= child._asked - 0.3
