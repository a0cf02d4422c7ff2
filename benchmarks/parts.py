"""Where the time of judging one submission goes: judge or child, and which function's calls.

python -m benchmarks.parts --students 10
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import click

from autograder.course.folders import student_files
from autograder.course.plan import read_plan
from autograder.judge.judge import Judge
from autograder.sandbox import ChildClient, Sandbox
from autograder.sandbox.process_handle import ExitStatus
from autograder.sandbox.warm_process import WarmProcess
from autograder.submissions.folder import submissions
from benchmarks.course import ASSIGNMENT, make

WARM = 3  # submissions before the clock starts


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--students", default=10, show_default=True, help="Submissions that are timed.")
@click.option("--rows", default=12, show_default=True, help="How many of the most costly parts to print.")
def main(students: int, rows: int) -> None:
    """Judge submissions in which all is right, and print milliseconds per submission: wall time, unless it says CPU time."""
    waited: defaultdict[str, float] = defaultdict(float)
    ended: list[ExitStatus | None] = []
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder), WARM + students, Path("release") / ASSIGNMENT)
        handed = [(one.student, one.read().files) for one in submissions(root / "submitted", ASSIGNMENT)]
        with Sandbox(student_files(root / "release" / ASSIGNMENT)) as sandbox:
            judge = Judge(read_plan(root / "source" / ASSIGNMENT), sandbox, b"benchmark")
            for student, files in handed[:WARM]:
                judge.judge(student, files)
            with (
                _timed(ChildClient, "_converse", waited),
                _timed(Sandbox, "child", waited),
                _timed(ChildClient, "close", waited),
                _kept(WarmProcess, "wait_ended", ended),
            ):
                wall, cpu = time.perf_counter(), time.process_time()
                for student, files in handed[WARM:]:
                    judge.judge(student, files)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

    def line(what: str, seconds: float) -> None:
        click.echo(f"{1000 * seconds / students:8.1f} ms  {what}")

    line("in all", wall)
    line("CPU time of the judge", cpu)
    line("CPU time of the children", sum(status.cpu for status in ended if status))
    for what, seconds in sorted(waited.items(), key=lambda item: -item[1])[:rows]:
        line(what, seconds)


@contextmanager
def _kept(owner: type, name: str, results: list[Any]) -> Iterator[None]:
    """Keeps what a method returns."""
    real = getattr(owner, name)

    def keeping(*arguments: Any, **keywords: Any) -> Any:
        results.append(real(*arguments, **keywords))
        return results[-1]

    with mock.patch.object(owner, name, keeping):
        yield


@contextmanager
def _timed(owner: type, name: str, waited: defaultdict[str, float]) -> Iterator[None]:
    """Adds up, by what is asked of the child, how long the judge was in a method."""
    real = getattr(owner, name)

    def timed(self: Any, *arguments: Any, **keywords: Any) -> Any:
        start = time.perf_counter()
        try:
            return real(self, *arguments, **keywords)
        finally:
            waited[_what(name, arguments)] += time.perf_counter() - start

    with mock.patch.object(owner, name, timed):
        yield


def _what(method: str, arguments: tuple[Any, ...]) -> str:
    if method != "_converse":
        return {"child": "forks, and their locks", "close": "the ends of children"}[method]
    verb, rest = arguments[:2]
    return f"calls of {rest[0]}" if verb == "call" else {"cell": "cells", "get": "values"}.get(verb, verb)


if __name__ == "__main__":
    main()
