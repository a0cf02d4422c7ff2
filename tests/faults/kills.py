"""Kills one process of a run of `grade` at a random moment, lets it finish, and compares with a run without faults."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.sandbox import bundle
from tests.faults import processes, scene

#: who is killed: "main" at any moment, "writer" between two steps of writing, the others at any moment of their lives
VICTIMS = ("main", "writer", "worker", "warm", "bwrap")
JOBS = 2


def kill_one(template: Path, work: Path, victim: str, dice: random.Random, usual: float, good: Any) -> list[str]:
    """Everything that is wrong after a run in which `victim` was killed and, if need be, one more; best is nothing.

    usual : seconds that a run takes here
    """
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work / "course")
    course, temporary = Course(work / "course"), work / "tmp"
    temporary.mkdir()
    tempfile.tempdir, os.environ["TMPDIR"] = str(temporary), str(temporary)
    steps = dice.randrange(1, 40) if victim == "writer" else 0
    main = start(course, lambda: die_while_writing(steps) if steps else None)
    status = None
    if victim != "writer":
        _strike(main, victim, dice, usual)
    status = os.waitstatus_to_exitcode(os.waitpid(main, 0)[1])
    found = []
    if victim not in ("main", "writer") and status:
        found.append(f"a run whose {victim} is killed must finish. Got exit code {status}.")
    if lost := processes.left():
        found.append(f"no process must be left. Got {lost}.")
    if status:
        again = os.waitstatus_to_exitcode(os.waitpid(start(course), 0)[1])
        if again:
            found.append(f"the next run must finish. Got exit code {again}.")
        processes.left()
    return found + scene.wrong(course, course.db_url, good) + _litter(temporary)


def start(course: Course, prepare: Callable[[], object] = lambda: None) -> int:
    """The pid of a process that grades."""
    pid = os.fork()
    if pid:
        return pid
    try:
        prepare()
        grade(course, scene.ASSIGNMENT, Options(jobs=JOBS))
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    from multiprocessing import util

    util._exit_function()  # type: ignore[attr-defined]  # as at the end of any program
    os._exit(0)


def die_while_writing(steps: int) -> None:
    """SIGKILL before or after a file or a batch of rows takes its place, at the given step from now."""
    left, replace = steps, os.replace

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def replacing(*names: Any) -> None:
        step()
        replace(*names)
        step()

    os.replace = replacing  # type: ignore[assignment]
    for moment in ("before_commit", "after_commit", "after_flush"):
        event.listen(Session, moment, lambda *_: step())


def _strike(main: int, victim: str, dice: random.Random, usual: float) -> None:
    """Kill the victim at a moment of the run; where it is not there at that moment, as soon as it is."""
    time.sleep(dice.uniform(0, usual))
    while True:
        living = {main: "main", **processes.below(main)}
        found = [pid for pid, kind in living.items() if kind == victim]
        ended = os.waitid(os.P_PID, main, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        if found or ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(sorted(found) or [main]), signal.SIGKILL)
            return
        time.sleep(0.005)


def _litter(temporary: Path) -> list[str]:
    """What is left outside the course once the next run has had an hour to find it."""
    for path in temporary.glob(f"{bundle.PREFIX}*"):
        os.utime(path, (0, 0))
    bundle.remove_stale()
    return [f"nothing must be left in the temporary folder. Got {path.name}." for path in temporary.iterdir()]
