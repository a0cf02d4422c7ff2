"""Judges a class."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder import console
from autograder.cli.group import DB, JOBS, LEVEL, examples, fail
from autograder.cli.output_file import OutputFile, write_json
from autograder.course.folders import Course, CourseError
from autograder.errors import SubmissionNotJudgedError
from autograder.text import listed, visible

if TYPE_CHECKING:
    from autograder.workers.pool import Judged


@click.command(
    epilog=examples(
        "autograder grade week_1 --jobs 2",
        "autograder grade week_1 --student ada --force",
        "autograder grade week_1 --db postgresql+psycopg://grader@db/course --scheduler tls://head:8786",
        "autograder grade week_1 --shard $SLURM_ARRAY_TASK_ID/8",
    )
)
@click.argument("assignment")
@click.option("--submitted", type=click.Path(path_type=Path, file_okay=False), help="Another folder of submissions.")
@click.option("--jobs", type=JOBS, default=os.cpu_count() or 1, show_default=True, help="Worker processes.")
@click.option("--scheduler", metavar="ADDRESS", help="Judge on the Dask cluster with this scheduler.")
@DB
@click.option("--student", help="Grade one student only.")
@click.option("--shard", metavar="I/N", help="Judge one of N parts of the class, and write its records only.")
@click.option("--force", is_flag=True, help="Judge again what was judged already.")
@click.option("--json", "json_file", type=OutputFile(), help="Also write all records here.")
@LEVEL
@click.pass_obj
def grade(course: Course, /, assignment: str, json_file: Path | None, shard: str | None, **given: Any) -> None:
    """Judge every submission of ASSIGNMENT and fill the gradebook, `autograded/` and `feedback/`."""
    from autograder.course.settings import without_hook
    from autograder.grade import grade as grading
    from autograder.grade.options import Options
    from autograder.grade.received import found
    from autograder.grade.shard import Shard

    options = Options(**given, shard=Shard.parse(shard) if shard else None)
    if options.shard and options.db_url:
        raise CourseError("--shard writes no gradebook. Leave --db out, and give it to `autograder grade` afterwards.")
    course.source(assignment)
    place = options.folder(course)
    count = len(found(place, assignment, options.student, options.shard))
    if not count and options.shard is None:  # a small class may have nobody in a shard
        raise CourseError(
            f"There must be submissions in {place}/{options.student or '<student>'}/{assignment}. "
            "There are none: collect them, or name the folder with --submitted."
        )
    if options.shard is None and (warning := without_hook(course.root)) is not None:
        console.err.print(f"warning: {warning}")
    with console.bar("graded", count) as tick:

        def tell(judged: Judged) -> None:
            tick(judged.student)
            if isinstance(judged, SubmissionNotJudgedError):
                console.err.print(str(judged))

        done = (grading.judge_shard if options.shard else grading.grade)(course, assignment, options, tell)
    if json_file is not None:
        from autograder.records.record import to_json

        write_json(json_file, [to_json(record) for record in done.records])
    console.class_table(done.records, done.standings)
    console.out.print(f"\n{done.judged} judged, {done.known} known from before.")
    if done.report_page is not None:
        console.out.print(f"The class's report is {done.report_page}; students' pages are in {course.feedback}.")
    for note in done.notes:
        console.out.print(visible(note))
    if waiting := sorted(student for student, standing in done.standings.items() if standing.waits):
        console.out.print(
            f"Answers wait for a person: {listed(waiting)}. Mark them in the formgrader (`jupyter lab` in "
            f"{course.root}, menu Nbgrader, Formgrader, Manual Grading), then grade again."
        )
    if done.changes is not None and done.changes_page is not None:
        from autograder.report.changes import summary

        console.out.print(f"{summary(done.changes)}; see {done.changes_page}")
    if done.failed:
        students = listed(sorted(failure.student for failure in done.failed))
        fail(f"Not judged: {students}. Why is said above; no record and no points were written for them.")
