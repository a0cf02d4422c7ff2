"""Says what confines student code here, and what is wrong with a course."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import LEVELS, examples, fail
from autograder.course.folders import Course
from autograder.sandbox import Level


@click.command(epilog=examples("autograder doctor", "autograder doctor --level confined"))
@click.option("--level", type=click.Choice(LEVELS), help="Isolation to examine.")
@click.pass_obj
def doctor(course: Course, /, level: Level | None) -> None:
    """Say what confines student code on this machine, found by real attacks on harmless canaries.

    In a course's folder it also reads the course and lists what is wrong with it, the worst first.
    """
    from autograder.sandbox.doctor import FindingState, examine

    console.step("attacks on harmless canaries are tried")
    found = examine(level)
    console.findings(found)
    if (course.root / "source").is_dir():
        from autograder.course_doctor import examine_course

        console.out.print()
        console.findings(examine_course(course))
    if any(finding.state == FindingState.POSSIBLE for finding in found):
        fail("an attack got through at this level; see above for what to install.")
