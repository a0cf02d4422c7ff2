"""Makes the student's version."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import examples, fail
from autograder.course.folders import Course
from autograder.release import Failure


@click.command(epilog=examples("autograder release week_1", "autograder release week_1 --changed-answers"))
@click.argument("assignment")
@click.option("--changed-answers", is_flag=True, help="Accept other answers than the last release's.")
@click.pass_obj
def release(course: Course, /, assignment: str, changed_answers: bool) -> None:
    """Make the student's version of ASSIGNMENT, if every gate holds.

    The release is replaced only if the solutions earn everything, the untouched release nothing, every named mistake
    loses its points, nothing leaks, and two builds are the same. Otherwise the old one stays. Where a solution gives
    other answers than in the last release, it shows both and asks.
    """
    from autograder.release.replace import refusal
    from autograder.release.replace import release as make

    def accept(changed: list[Failure]) -> bool:
        asked = not changed_answers and console.can_ask()
        if changed_answers or asked:
            for failure in changed:
                console.step(f"{failure.where}: {failure.why}")
        return changed_answers or (asked and click.confirm("Release with the new answers?", err=True))

    failures = make(course, assignment, console.step, accept)
    if failures:
        console.failures(failures)
        fail(refusal(assignment, failures))
    console.out.print(f"released: {course.release(assignment)}")
