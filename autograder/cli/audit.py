"""Tests the checks."""

from __future__ import annotations

import os
from pathlib import Path

import click

from autograder import console
from autograder.cli.group import JOBS, examples, fail
from autograder.cli.output_file import OutputFile, write_json
from autograder.course.folders import Course, CourseError


@click.command(epilog=examples("autograder audit --jobs 2", "autograder audit averages --json audit.json"))
@click.argument("notebooks", nargs=-1)
@click.option("--assignment", help="The assignment to test (default: the course's only one).")
@click.option("--jobs", type=JOBS, default=os.cpu_count() or 1, show_default=True, help="Worker processes.")
@click.option("--json", "json_file", type=OutputFile(), help="Write the findings here too.")
@click.pass_obj
def audit(
    course: Course, /, notebooks: tuple[str, ...], assignment: str | None, jobs: int, json_file: Path | None
) -> None:
    """Test the checks: every named mistake on every rung, and automatic mutants of the solutions.

    NOTEBOOKS: those to test (default: all). Ends with exit code 1 if a mistake keeps points it should
    lose, or a mutant survives without a note that proves it equivalent.
    """
    from autograder.audit import audit as auditing
    from autograder.audit import report_text

    source = course.source(assignment or course.only_assignment)
    known = sorted(path.stem for path in source.glob("*.ipynb"))
    unknown = [name for name in notebooks if name not in known]
    if unknown:
        raise CourseError(f"A notebook must be one of {', '.join(known)}. Got {unknown[0]!r}: name one of those.")
    with console.counter("audited") as tick:
        found = auditing.audit(source, notebooks, jobs, progress=tick)
    console.out.print(report_text.text(found))
    if json_file is not None:
        write_json(json_file, report_text.to_json(found))
    if not found.ok:
        fail("the audit found what the checks miss; it is listed above.")
