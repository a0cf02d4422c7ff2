"""Makes the student's version."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import examples, fail
from autograder.course.folders import Course


@click.command(epilog=examples("autograder release logistic_regression"))
@click.argument("assignment")
@click.pass_obj
def release(course: Course, /, assignment: str) -> None:
    """Make the student's version of ASSIGNMENT, if every gate holds.

    The release is replaced only if the solutions earn everything, the untouched release nothing, every named mistake
    loses its points, nothing leaks, and two builds are the same. Otherwise the old one stays.
    """
    from autograder.release.replace import release as make

    failures = make(course, assignment, console.step)
    if failures:
        console.failures(failures)
        fail(f"The release of {assignment} was not replaced: {len(failures)} things to mend, listed above.")
    console.out.print(f"released: {course.release(assignment)}", markup=False)
