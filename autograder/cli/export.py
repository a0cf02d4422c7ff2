"""Writes scores, or an autograder, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import console
from autograder.cli.group import examples
from autograder.course.folders import Course, CourseError
from autograder.export.formats import FORMATS, exported

GRADESCOPE = "gradescope"  # takes an autograder, where the others take scores
WEAKEST = ("isolated", "confined", "limited")


@click.command(
    epilog=examples(
        "autograder export week_1 --to csv",
        "autograder export week_1 --to canvas --roster grades.csv --column 'Problem set 2'",
        "autograder export week_1 --to moodle --roster worksheet.csv",
        "autograder export week_1 --to gradescope",
    )
)
@click.argument("assignment")
@click.option("--to", type=click.Choice([*FORMATS, GRADESCOPE]), required=True, help="The format.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file (default: in exports/).")
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Canvas's exported gradebook; Moodle's grading worksheet.",
)
@click.option("--match", metavar="COLUMN", help="The roster's column that holds the students' ids.")
@click.option("--column", metavar="NAME", help="What the platform calls the assignment.")
@click.option("--db", help="URL of nbgrader's gradebook (default: gradebook.db in the course's folder).")
@click.option("--level", type=click.Choice(WEAKEST), help="Weakest isolation that Gradescope may judge with.")
@click.pass_obj
def export(
    course: Course,
    /,
    assignment: str,
    to: str,
    out: Path | None,
    roster: Path | None,
    match: str | None,
    column: str | None,
    db: str | None,
    level: str | None,
) -> None:
    """Write the scores of ASSIGNMENT for another program, from the gradebook; or an autograder for Gradescope.

    Scores have manual points, extra credit and penalties in them. Students who could not be matched are listed.
    """
    from autograder.atomic import write_whole

    if to == GRADESCOPE:
        if roster or match or column or db:
            raise CourseError("Gradescope judges by itself. Leave --roster, --match, --column and --db out.")
        from autograder.export.gradescope import archive
        from autograder.sandbox import Level

        target = out or course.root / "exports" / f"{assignment}_gradescope.zip"
        write_whole(target, archive(course, assignment, Level[level or "confined"]), 0o600)
        console.out.print(f"{target}\nIt holds the solutions: give it to nobody but Gradescope.", markup=False)
        return
    if level is not None:
        raise CourseError(f"--level is for Gradescope. Leave it out with --to {to}.")
    from autograder.csv_tables import read_sheet

    course.source(assignment)
    filled = exported(course, assignment, to, read_sheet(roster) if roster else None, db, match, column)
    target = out or course.root / "exports" / f"{assignment}_{to}.csv"
    if roster and target.exists() and target.samefile(roster):
        raise CourseError(f"--out must be another file than the roster. Both are {target}.")
    write_whole(target, filled.text.encode(), 0o600)
    console.filled(filled, str(target), bool(roster))
