"""What is timed: one command over one course, as a process of its own, from a clean start each time."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.course import ASSIGNMENT, forget, make
from benchmarks.otter import PROGRAM

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Taken:
    """What one run took."""

    students: int
    wall: float  # seconds
    cpu: float  # seconds of user and system time, of the process and all that it started


@dataclass(frozen=True)
class Contender:
    """One way to grade a course. `command` is run in the course's folder."""

    name: str
    command: tuple[str, ...]
    before: tuple[str, ...] = ()  # run once after `forget`, untimed
    released: bool = True  # the course has our release in it

    def run(self, root: Path, students: int) -> Taken:
        """Grade `students` submissions. Raises RuntimeError if the command fails, with the end of what it said."""
        root.mkdir(parents=True, exist_ok=True)
        make(root, students, Path("release") / ASSIGNMENT if self.released else None)
        forget(root, {"source", "submitted", "home", *(["release"] if self.released else [])})
        if self.before:
            _timed(self.before, root)
        return self.timed(root, students)

    def timed(self, root: Path, students: int) -> Taken:
        """Grade what is there."""
        return Taken(students, *_timed(self.command, root))


def environment(root: Path) -> dict[str, str]:
    """Nothing of this user's Jupyter settings, one thread for numpy, our package and the venv's programs in reach."""
    home = root / "home"
    home.mkdir(exist_ok=True)
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    ours = {"HOME": str(home), "PATH": programs, "PYTHONPATH": os.getcwd(), "MPLBACKEND": "Agg"}
    found = {**os.environ, **one, **ours, "JUPYTER_NO_CONFIG": "1"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    return found


def _timed(command: tuple[str, ...], root: Path) -> tuple[float, float]:
    _adopt_orphans()
    with open(root / "home.log", "wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, env=environment(root), stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = (root / "home.log").read_text(errors="replace").strip().splitlines()[-5:]
        raise RuntimeError(f"{' '.join(command)} must end with 0. Got {process.returncode}: " + " / ".join(said))
    return wall, used.ru_utime + used.ru_stime + _orphans()


def _adopt_orphans() -> None:
    """bubblewrap leaves without waiting for what it started; then it comes to us, and its CPU time can be counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> float:
    """CPU seconds of all that was left behind, once it has ended."""
    total = 0.0
    with contextlib.suppress(ChildProcessError):
        while True:
            _, _, used = os.wait4(-1, 0)
            total += used.ru_utime + used.ru_stime
    return total


def ours(jobs: int) -> Contender:
    """`autograder grade`, feedback pages and gradebook included."""
    return Contender(
        f"autograder, {jobs} job{'s' if jobs > 1 else ''}",
        (sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs", str(jobs)),
    )


def floor(bare: bool = False) -> Contender:
    """The cells alone."""
    return Contender(
        "floor: student's cells alone" if bare else "floor: the same cells",
        (sys.executable, "-m", "benchmarks.floor", ".", *(["--bare"] if bare else [])),
    )


def nbgrader() -> Contender:
    """`nbgrader autograde` as it comes, with no configuration of ours; feedback pages not included."""
    return Contender(
        "nbgrader autograde",
        (sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT),
        before=(sys.executable, "-m", "nbgrader", "generate_assignment", ASSIGNMENT),
        released=False,
    )


def otter() -> Contender | None:
    """`otter run` for each notebook, without its container; None where otter-grader is not installed."""
    if not PROGRAM.exists():
        return None
    command = (sys.executable, "-m", "benchmarks.otter", ".", str(PROGRAM))
    return Contender("otter run", command, before=(*command, "--prepare"))
