"""`python -m benchmarks.scale`: what a submission costs, measured here, and what that makes of 100 to 10 million."""

from __future__ import annotations

import os
import platform
import resource
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import create_engine, inspect, text

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.grade.grade import grade
from autograder.grade.options import Options
from examples.people import PEOPLE, SubmissionFactory

ASSIGNMENT = "logistic_regression"
#: submissions, where, cores, gradebooks that are written side by side
PLACES = (
    (100, "a laptop", 4, 1),
    (1_000, "a department server", 16, 1),
    (100_000, "SLURM", 256, 10),
    (10_000_000, "Kubernetes", 4_096, 1_000),
)


@dataclass(frozen=True)
class Cost:
    """Of one submission, but for `start`: seconds of CPU, bytes, rows."""

    start: float  # before the first submission, for each core
    judge: float
    write: float  # by the one process that owns a gradebook
    memory: int  # for each core: the judge and its warm process
    rows: float
    gradebook: float
    disk: float  # the record, the judged notebooks and the pages


def measure(root: Path, few: int, many: int) -> Cost:
    """Grade `few` and then `many` submissions; the difference is what one costs, without the start."""
    source, release = Path("source").resolve(), Path("release").resolve()
    at = {}
    for count in (1, few, many):  # the first one imports what the others find
        course = Course(root / str(count))
        course.root.mkdir()
        for name, target in (("source", source), ("release", release)):
            (course.root / name).symlink_to(target)
        _hand_in(course, count)
        judged = _cpu(lambda c=course: grade(c, ASSIGNMENT, Options(jobs=1)))  # type: ignore[misc]
        written = _cpu(lambda c=course: grade(c, ASSIGNMENT, Options(jobs=1, force=False)))  # type: ignore[misc]
        at[count] = judged, written, _rows(course), (course.root / "gradebook.db").stat().st_size, _disk(course)
    judged, write, rows, gradebook, disk = (
        (high - low) / (many - few) for low, high in zip(at[few], at[many], strict=True)
    )
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    start = at[1][0] - judged
    return Cost(max(start, 0.0), max(judged - write, 0.0), write, peak, rows, gradebook, disk)


def _hand_in(course: Course, count: int) -> None:
    """The example class without its endless loop, again and again: what it costs is the patience, not the work."""
    factory = SubmissionFactory(read_plan(course.source(ASSIGNMENT)), course.release(ASSIGNMENT))
    people = [(p.name, p.make(factory)) for p in PEOPLE if p.name != "otto"]
    for number in range(count):
        name, files = people[number % len(people)]
        folder = course.root / "submitted" / f"{name}{number}" / ASSIGNMENT
        folder.mkdir(parents=True)
        for file, data in files.items():
            (folder / file).write_bytes(data)


def _cpu(do: Callable[[], object]) -> float:
    """Seconds of CPU, the processes that were started included."""
    before = _spent()
    do()
    return _spent() - before


def _spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _rows(course: Course) -> int:
    engine = create_engine(course.db_url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = sum(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar() or 0 for table in tables)
    engine.dispose()
    return found


def _disk(course: Course) -> int:
    folders = (course.state, course.root / "autograded", course.feedback)
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def table(cost: Cost) -> str:
    """The costs, and what they make of each place, as Markdown."""
    lines = [
        f"Measured on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, in CPU time:",
        "",
        "| of one submission | |",
        "|---|---|",
        f"| to judge | {cost.judge * 1000:.0f} ms |",
        f"| to write: judged notebooks, feedback pages, gradebook | {cost.write * 1000:.0f} ms |",
        f"| rows of the gradebook | {cost.rows:.0f} |",
        f"| gradebook on disk | {cost.gradebook / 1024:.0f} KiB |",
        f"| record, judged notebooks, pages on disk | {cost.disk / 1024:.0f} KiB |",
        f"| before the first, for each core | {cost.start:.1f} s |",
        f"| memory, for each core | {cost.memory / 2**20:.0f} MiB |",
        "",
        "| submissions | where | cores | gradebooks | time | judging alone | memory | rows | their size | pages |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for count, where, cores, books in PLACES:
        judging = count * cost.judge / cores
        whole = cost.start + max(judging, count * cost.write / books)
        sizes = [_size(cores * cost.memory), f"{count * cost.rows:,.0f}"]
        sizes += [_size(count * cost.gradebook), _size(count * cost.disk)]
        cells = [f"{count:,}", where, f"{cores:,}", f"{books:,}", _time(whole), _time(judging), *sizes]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _size(count: float) -> str:
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1e3:.0f} kB"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--few", default=18, show_default=True, help="Submissions of the first class.")
@click.option("--many", default=54, show_default=True, help="Submissions of the second.")
def main(few: int, many: int) -> None:
    """Measure what a submission costs, and print what that makes of larger and larger classes."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo(table(measure(Path(folder), few, many)))


if __name__ == "__main__":
    main()
