"""The hour of the deadline: how long each student waits for feedback while a class hands in at once, and watchers die.

    python -m benchmarks.deadline                                  500 submissions in 60 s, 3 kills
    python -m benchmarks.deadline --students 12 --seconds 10 --kills 1

Submissions come into an exchange as nbgrader's submit leaves them there. `autograder watch` judges them; it is killed
(SIGKILL) at even distances and started again at once. Ends with exit code 1 if a submission was lost or judged twice.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import click
import numpy as np

from autograder.course.folders import Course
from autograder.gradebook.gradebook import Book
from autograder.watch.exchange import page_name
from benchmarks.contender import environment
from benchmarks.course import ASSIGNMENT, class_of, make

COURSE = "deadline"
CONFIG = f'c = get_config()\nc.CourseDirectory.course_id = "{COURSE}"\n'
LOOK = 0.02  # seconds between two looks for pages: no time is measured more finely
POINTS = 100.0  # of every submission: each is right
PATIENCE = 20.0  # seconds for each submission, until those without a page count as lost


@dataclass
class Handed:
    """One submission on its way, in seconds from the start."""

    student: str
    came: float
    pages: frozenset[str]  # names in the exchange
    answered: float | None = None  # when all of its pages were there


@dataclass
class Deadline:
    """What became of a class; `problems` are sentences, none if all is well."""

    handed: list[Handed]
    kills: int
    problems: list[str] = field(default_factory=list)

    @property
    def waited(self) -> list[float]:
        """Seconds from arrival to feedback, in the order of arrival."""
        return [one.answered - one.came for one in self.handed if one.answered is not None]

    @property
    def overtaken(self) -> int:
        """By how many that came later the unluckiest submission was overtaken."""
        times = [one.answered if one.answered is not None else float("inf") for one in self.handed]
        return max((sum(later < mine for later in times[at + 1 :]) for at, mine in enumerate(times)), default=0)


class WatcherProcess:
    """`autograder watch` over a course, which can be killed and comes again."""

    def __init__(self, root: Path, jobs: int) -> None:
        words = ["watch", ASSIGNMENT, "--jobs", str(jobs), "--exchange", str(root / "exchange")]
        self.command, self.root = [sys.executable, "-m", "autograder", *words], root
        self.process = self._start()

    def kill(self) -> None:
        """Kill it as the system does, without a warning, and start the next one."""
        self.end()
        self.process = self._start()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with open(self.root / "watch.out", "ab") as log:
            return subprocess.Popen(self.command, cwd=self.root, env=environment(self.root), stdout=log, stderr=log)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--students", default=500, show_default=True, help="Submissions.")
@click.option("--seconds", default=60.0, show_default=True, help="In which they come, at even distances.")
@click.option("--kills", default=3, show_default=True, help="How often the watcher is killed meanwhile.")
@click.option("--jobs", default=2, show_default=True, help="The watcher's judges.")
def main(students: int, seconds: float, kills: int, jobs: int) -> None:
    """Time a class that hands in at once, and print how long its students waited."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), students, seconds, kills, jobs)
    click.echo(table(done, seconds, jobs))
    for problem in done.problems:
        click.echo(f"FAILED  {problem}")
    sys.exit(bool(done.problems))


def run(root: Path, students: int, seconds: float, kills: int, jobs: int) -> Deadline:
    """Let a class hand in, and wait for its pages."""
    make(root, 0, Path("release") / ASSIGNMENT)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    inbound, feedback = (root / "exchange" / COURSE / name for name in ("inbound", "feedback"))
    inbound.mkdir(parents=True)
    waiting = list(class_of(students))  # made before the clock starts
    watcher = WatcherProcess(root, jobs)
    done, start = Deadline([], kills), time.monotonic()
    blows = [seconds * (at + 1) / (kills + 1) for at in range(kills)]
    try:
        while len(done.waited) < students and time.monotonic() - start < seconds + PATIENCE * students / jobs:
            now = time.monotonic() - start
            while waiting and len(done.handed) * seconds / students <= now:
                done.handed.append(_hand_in(inbound, *waiting.pop(0), start))
            if blows and blows[0] <= now:
                blows.pop(0)
                watcher.kill()
            _look(feedback, done.handed, start)
            time.sleep(LOOK)
    finally:
        watcher.end()
    done.problems += _problems(root, done)
    return done


def table(done: Deadline, seconds: float, jobs: int) -> str:
    """What was found, as a table in Markdown."""
    waited = np.array(done.waited or [np.nan])
    rows = [(f"p{share}", f"{np.percentile(waited, share):.1f} s") for share in (50, 95, 99)]
    rows += [("longest", f"{waited.max():.1f} s"), ("overtaken by, at most", f"{done.overtaken} that came later")]
    said = (
        f"{len(done.handed)} submissions in {seconds:g} s, {jobs} jobs, {done.kills} kills; from arrival to feedback:"
    )
    return "\n".join([said, "", "| | |", "|---|--:|", *(f"| {name} | {value} |" for name, value in rows)])


def _hand_in(inbound: Path, student: str, files: dict[str, bytes], start: float) -> Handed:
    """Leave a submission in the exchange; it is there from one moment to the next, as a student's click is."""
    at, secret = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC", secrets.token_hex(64)
    folder = inbound.parent / f"{student}+{ASSIGNMENT}+{at}+{secrets.token_urlsafe(9)}"
    folder.mkdir()
    for name, data in {**files, "timestamp.txt": at.encode(), "submission_secret.txt": secret.encode()}.items():
        (folder / name).write_bytes(data)
    folder.chmod(0o777)
    came = time.monotonic() - start
    folder.rename(inbound / folder.name)
    notebooks = (name.removesuffix(".ipynb") for name in files if name.endswith(".ipynb"))
    return Handed(student, came, frozenset(page_name(secret, notebook) for notebook in notebooks))


def _look(feedback: Path, handed: list[Handed], start: float) -> None:
    """Note which submissions have all of their pages now."""
    if feedback.is_dir():
        there = set(os.listdir(feedback))
        for one in handed:
            if one.answered is None and one.pages <= there:
                one.answered = time.monotonic() - start


def _problems(root: Path, done: Deadline) -> list[str]:
    """What must not be: a submission without a page, a student without full marks, one with two records."""
    lost = [one.student for one in done.handed if one.answered is None]
    course = Course(root)
    with Book(course.db_url) as book:
        scores = book.scores(ASSIGNMENT)
    wrong = [one.student for one in done.handed if scores.get(one.student) != POINTS]
    records = [path.parent.name for path in (course.state / "records" / ASSIGNMENT).glob("*/*.json")]
    twice = len(records) - len(set(records))
    found = {f"{len(lost)} submissions have no page": lost, f"{len(wrong)} students have no full marks": wrong}
    return [f"{words}: {', '.join(who[:5])}." for words, who in found.items() if who] + (
        [f"{twice} submissions were judged twice."] if twice else []
    )


if __name__ == "__main__":
    main()
