"""`make bench`: the same submissions through nbgrader, otter-grader, through this autograder, and through the floor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from benchmarks import contender, measure, page
from benchmarks.otter import PROGRAM

NO_OTTER = f"otter-grader was not timed: {PROGRAM} is not there; `make bench` installs it."


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--students", default=40, show_default=True, help="N of our own runs and of the floor.")
@click.option(
    "--nbgrader", "theirs", default=1, show_default=True, help="N of nbgrader's and otter's runs; 0 leaves them out."
)
@click.option("--rounds", default=3, show_default=True, help="How often everything is timed.")
@click.option("--size", "sizes", multiple=True, type=int, help="Also time a class of this size (repeat it).")
@click.option("--jobs", default=1, show_default=True, help="Processes for the classes of --size.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("docs/benchmarks"), show_default=True)
def main(students: int, theirs: int, rounds: int, sizes: tuple[int, ...], jobs: int, folder: Path) -> None:
    """Time everything in one run, write the table and the plot, and say which bars hold (exit code 1: not all)."""
    runs = {
        "nbgrader": (contender.nbgrader(), theirs),
        "one": (contender.ours(1), students),
        "two": (contender.ours(2), students),
        "floor": (contender.floor(), students),
        "bare": (contender.floor(bare=True), students),
    }
    if otter := contender.otter():
        runs["otter"] = (otter, theirs)
    runs = {name: run for name, run in runs.items() if run[1]}
    timed = dict(zip(runs, measure.compare(list(runs.values()), rounds, click.echo), strict=True))
    scaled = measure.scale(contender.ours(jobs), sorted(sizes), click.echo)
    skipped = () if otter else (NO_OTTER,)
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    found = page.BenchmarkResults(command, timed, scaled, jobs, measure.memory(), skipped)
    click.echo(f"\n{page.write(found, folder).read_text(encoding='utf-8')}")
    sys.exit(not all(bar.held for bar in page.bars(found)))


if __name__ == "__main__":
    main()
