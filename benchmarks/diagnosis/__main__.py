"""`python -m benchmarks.diagnosis`: does a check blame the right thing? The whole table, or a sample of it."""

from __future__ import annotations

import multiprocessing
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click

from autograder.audit.equivalents import FILE, read
from autograder.course.folders import EXERCISES
from autograder.course.plan import read_plan
from autograder.exercises.loader import load_exercises
from benchmarks.diagnosis.judge import Judged, judged
from benchmarks.diagnosis.page import page
from benchmarks.diagnosis.styles import STYLES
from benchmarks.diagnosis.table import BARS, figures, missed
from benchmarks.diagnosis.versions import Version, versions

SOURCE = Path("source/logistic_regression")


def tasks(names: tuple[str, ...] = ()) -> list[tuple[Version, str]]:
    """Every wrong version in every style, of all exercises or of those that are named."""
    exercises = load_exercises(read_plan(SOURCE))
    notes = read(SOURCE / EXERCISES / FILE)
    chosen = [exercise for exercise in exercises if not names or exercise.name in names]
    return [(version, style) for one in chosen for version in versions(exercises, one, notes) for style in STYLES]


def measured(chosen: Sequence[tuple[Version, str]], jobs: int = 1) -> list[Judged]:
    """What the checks say of each, in `jobs` processes."""
    if jobs == 1:
        each = [judged(version, style) for version, style in chosen]
    else:
        _CHOSEN[:] = chosen  # the processes are forks, since functions cannot be sent to them
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            each = list(pool.map(_one, range(len(chosen)), chunksize=200))
    return [found for found in each if found is not None]


_CHOSEN: list[tuple[Version, str]] = []


def _one(at: int) -> Judged | None:
    return judged(*_CHOSEN[at])


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--function", "names", multiple=True, help="Only this function (repeat it).")
@click.option("--sample", type=int, help="Only so many of all versions and styles.")
@click.option("--seed", default=0, show_default=True, help="Of the sample.")
@click.option("--jobs", default=1, show_default=True, help="Processes.")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Write the page to this file.")
@click.option("--missed", "list_missed", is_flag=True, help="List every version of which too little is said.")
def main(
    names: tuple[str, ...], sample: int | None, seed: int, jobs: int, write: Path | None, list_missed: bool
) -> None:
    """Judge wrong functions whose cause is known and say how often the checks are right (exit code 1: a bar missed)."""
    chosen = tasks(names)
    if sample is not None:
        chosen = random.Random(seed).sample(chosen, min(sample, len(chosen)))
    found = measured(chosen, jobs)
    if list_missed:
        click.echo("\n".join(missed(found)))
    text = page(found, " ".join(["python -m benchmarks.diagnosis", *sys.argv[1:]]))
    click.echo(text)
    if write:
        write.write_text(text, encoding="utf-8")
    f = figures(found)
    sys.exit(not all(getattr(f, key)[0] >= bar * getattr(f, key)[1] for key, bar in BARS.items()))


if __name__ == "__main__":
    main()
