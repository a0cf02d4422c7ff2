"""Writes the class report again."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import DB, examples
from autograder.course.folders import Course
from autograder.text import listed


@click.command(epilog=examples("autograder report week_1"))
@click.argument("assignment")
@DB
@click.pass_obj
def report(course: Course, /, assignment: str, db_url: str | None) -> None:
    """Write the class report of ASSIGNMENT, one page and two tables (CSV), from the records."""
    from autograder.grade.pages import write_class_report

    with console.counter("read") as tick:
        page, waiting = write_class_report(course, assignment, db_url, tick)
    console.out.print(str(page))
    if waiting:
        console.out.print(
            f"Not in the report, because their present files have no record by the present rules: {listed(waiting)}. "
            f"Run `autograder grade {assignment}`."
        )
