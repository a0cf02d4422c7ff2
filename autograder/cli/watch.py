"""Follows the exchange."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import click

from autograder import console
from autograder.cli.group import JOBS, LEVEL, examples, fail
from autograder.course.folders import Course, CourseError
from autograder.sandbox import Level


@click.command(
    epilog=examples(
        "autograder watch",
        "autograder watch week_1 --jobs 2 --exchange shared/exchange",
        "autograder watch --once",
    )
)
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]…")
@click.option("--jobs", type=JOBS, default=os.cpu_count() or 1, show_default=True, help="Worker processes.")
@click.option(
    "--exchange", type=click.Path(path_type=Path, file_okay=False), help="The exchange (default: nbgrader's setting)."
)
@click.option("--once", is_flag=True, help="Judge what is there and end, for cron.")
@click.option(
    "--poll/--no-poll",
    default=None,
    help="Poll instead of relying on notifications (default: on a network disk).",
)
@click.option("--db", "db_url", help="URL of nbgrader's gradebook (default: nbgrader's setting, or gradebook.db).")
@LEVEL
@click.pass_obj
def watch(
    course: Course,
    /,
    assignments: tuple[str, ...],
    jobs: int,
    exchange: Path | None,
    once: bool,
    poll: bool | None,
    db_url: str | None,
    level: Level | None,
) -> None:
    """Judge each submission as it comes into nbgrader's exchange, and release its feedback.

    ASSIGNMENT: those to watch (default: all). Ctrl-C or SIGTERM ends it; nothing is lost, even at a kill,
    and the next watcher goes on. `course.toml` says how many attempts an hour a student has and which one counts. The
    log is .autograder/watch.log.
    """
    from autograder.course.settings import gradebook_url, settings
    from autograder.watch.assignment import WatchConfig
    from autograder.watch.exchange import exchange_of
    from autograder.watch.lock import single_instance
    from autograder.watch.log import event_sink, standing
    from autograder.watch.watcher import Watcher

    names = assignments or course.assignments
    if not names:
        raise CourseError(
            f"There must be assignments in {course.root / 'source'}. There are none: run the command in the course's "
            "folder."
        )
    for name in names:
        course.source(name)
    config = settings(course.root)
    url = gradebook_url(course, config, db_url)
    shared = WatchConfig(course, exchange_of(config, exchange), config, url, jobs, level)
    with single_instance(course.state), event_sink(course.state / "watch.log") as tell:
        watcher = Watcher(shared, names, tell, poll)
        with _ended_by_signals(watcher.stop):
            done = watcher.run(once)
    console.out.print(standing(done))
    if once and done.failing:
        fail(f"{done.failing} submissions could not be judged; why is told above and in {course.state / 'watch.log'}.")


@contextlib.contextmanager
def _ended_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        stop()
        signal.signal(number, signal.SIG_DFL)  # the second time ends at once; that loses nothing either

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
