"""Makes a course folder to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from autograder import console
from autograder.cli.group import examples
from autograder.course.folders import real


@click.command(epilog=examples("autograder new stats", "autograder new stats --assignment week_2"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--assignment", default="week_1", show_default=True, help="The assignment's name.")
def new(folder: Path, assignment: str) -> None:
    """Make a course in FOLDER: one notebook with one exercise, ready to be released, graded and changed.

    Where FOLDER is a course already, the assignment is added to it. Nothing that exists is changed.
    """
    from autograder.new.starter import start

    for path in start(folder, assignment):
        console.out.print(str(path))
    there = "" if real(folder) == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    console.out.print(f"\nNext: {there}autograder release {assignment}")
