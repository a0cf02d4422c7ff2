"""Times contenders in interleaved rounds, on N and on 2N submissions, so that start-up and slope come apart."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.contender import Contender, Taken, environment
from benchmarks.course import ASSIGNMENT, make

Say = Callable[[str], None]


@dataclass
class Timed:
    """All runs of one contender, with N and 2N submissions."""

    contender: Contender
    students: int
    runs: list[Taken] = field(default_factory=list)

    def each(self, what: str = "wall") -> float:
        """Seconds per submission: the slope between the medians at N and at 2N."""
        return (self._at(2 * self.students, what) - self._at(self.students, what)) / self.students

    def start(self, what: str = "wall") -> float:
        """Seconds before the first submission and after the last: the intercept."""
        return self._at(self.students, what) - self.students * self.each(what)

    def _at(self, students: int, what: str) -> float:
        return median(run.wall if what == "wall" else run.cpu for run in self.runs if run.students == students)


def compare(contenders: Sequence[tuple[Contender, int]], rounds: int, say: Say) -> list[Timed]:
    """Time each contender on its N and on 2N submissions, in rounds, so that all meet the same moods of the machine."""
    timed = [Timed(contender, students) for contender, students in contenders]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            for at, one in enumerate(timed):
                for students in (one.students, 2 * one.students):
                    taken = one.contender.run(Path(folder) / str(at), students)
                    one.runs.append(taken)
                    say(
                        f"round {number + 1}: {one.contender.name}, {students} submissions:"
                        f" {taken.wall:.1f} s, CPU {taken.cpu:.1f} s"
                    )
    return timed


def scale(contender: Contender, sizes: Sequence[int], say: Say) -> list[Taken]:
    """One run for each size of class."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(contender.run(Path(folder), size))
        say(f"class of {size}: {found[-1].wall:.1f} s, CPU {found[-1].cpu:.1f} s")
    return found


def memory(students: int = 20) -> float:
    """The most memory, in MB, that one worker has taken: the judge, its warm process and the child, shared pages once.

    With one job the worker is the command itself, so the gradebook's writer is in the sum as well.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder), students, Path("release") / ASSIGNMENT)
        command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs", "1"]
        with open(os.devnull, "wb") as null:
            process = subprocess.Popen(command, cwd=root, env=environment(root), stdout=null, stderr=null)
            most = 0
            while process.poll() is None:
                most = max(most, _taken(process.pid))
                time.sleep(0.1)
    return most / 2**20


def _taken(pid: int) -> int:
    """Bytes of a process and all below it, each shared page divided among those who share it."""
    below = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            below += [int(child) for child in (task / "children").read_text().split()]
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace")
    except OSError:  # it is gone, or not ours to look at
        return 0
    own = next((int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(map(_taken, below))
