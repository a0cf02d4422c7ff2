"""Judges notebooks without a gradebook."""

from __future__ import annotations

import json
from pathlib import Path

import click

from autograder import console
from autograder.cli.group import LEVEL, examples
from autograder.course.folders import Course
from autograder.sandbox import Level


@click.command(
    epilog=examples("autograder run release/week_1/averages.ipynb", "autograder run submitted/ada/week_1 --json")
)
@click.argument("notebooks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--assignment", default=None, help="The assignment (default: the course's only one, or the folder's).")
@click.option("--student", default=None, help="The student's name (default: the folder's).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record and nothing else.")
@LEVEL
@click.pass_obj
def run(
    course: Course,
    /,
    notebooks: tuple[Path, ...],
    assignment: str | None,
    student: str | None,
    as_json: bool,
    level: Level | None,
) -> None:
    """Judge NOTEBOOKS, files or a student's folder, without a gradebook."""
    from autograder.grade.single import judge_files

    record = judge_files(course, *notebooks, assignment=assignment, student=student, level=level)
    if as_json:
        from autograder.records.record import to_json

        click.echo(json.dumps(to_json(record), indent=1))
    else:
        console.record(record)
