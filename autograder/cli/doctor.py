"""Says what holds student code here."""

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
    """Say what holds student code on this machine, found by real attacks on harmless canaries.

    In a course's folder it also says whether nbgrader's own buttons there use this judge.
    """
    from autograder.sandbox.doctor import Finding, FindingState, examine

    found = examine(level)
    if (course.root / "source").is_dir():
        from autograder.course.settings import without_hook

        wrong = without_hook(course.root)
        found.append(
            Finding("nbgrader's buttons", FindingState.MISSING if wrong else FindingState.PRESENT, wrong or "")
        )
    console.findings(found)
    if any(one.state == FindingState.POSSIBLE for one in found):
        fail("an attack got through at this level; see above for what to install.")
