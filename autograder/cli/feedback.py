"""Writes feedback pages again."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import DB, examples
from autograder.course.folders import Course


@click.command(epilog=examples("autograder feedback week_1", "autograder feedback week_1 --student ada"))
@click.argument("assignment")
@click.option("--student", help="One student only.")
@DB
@click.pass_obj
def feedback(course: Course, /, assignment: str, student: str | None, db_url: str | None) -> None:
    """Write the feedback pages of ASSIGNMENT again, from the records."""
    from autograder.grade.pages import write_pages

    with console.counter("written") as tick:
        pages = write_pages(course, assignment, student, db_url, progress=tick)
    console.out.print(f"{len(pages)} pages in {course.feedback}")
    console.out.print(f"On nbgrader's exchange, `nbgrader release_feedback {assignment}` gives them to the students.")
