"""Writes scores, or an autograder, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import console
from autograder.cli.group import DB, LEVELS, MATCH, examples
from autograder.cli.output_file import OutputFile, write_output
from autograder.course.folders import Course, CourseError
from autograder.export.formats import FORMATS, exported
from autograder.sandbox import Level

GRADESCOPE = "gradescope"  # takes an autograder, where the others take scores
CONFINING = LEVELS[:-1]  # supervised is no sandbox: a container of root's would be open to student code


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
@click.option("--out", type=OutputFile(), help="The file (default: in exports/).")
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Canvas's exported gradebook; Moodle's grading worksheet.",
)
@MATCH
@click.option("--column", metavar="NAME", help="What the platform calls the assignment.")
@DB
@click.option("--level", type=click.Choice(CONFINING), help="Weakest isolation that Gradescope may judge with.")
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
    db_url: str | None,
    level: Level | None,
) -> None:
    """Write the scores of ASSIGNMENT for another program, from the gradebook; or an autograder for Gradescope.

    Scores have manual points, extra credit and penalties in them. Students who could not be matched are listed.
    """
    if to == GRADESCOPE:
        if roster or match or column or db_url:
            raise CourseError("Gradescope judges by itself. Leave --roster, --match, --column and --db out.")
        from autograder.export.gradescope import archive

        target = out or course.root / "exports" / f"{assignment}_gradescope.zip"
        write_output(target, archive(course, assignment, level or Level.confined), 0o600)
        console.out.print(f"{target}\nIt holds the solutions: give it to nobody but Gradescope.")
        return
    if level is not None:
        raise CourseError(f"--level is for Gradescope. Leave it out with --to {to}.")
    from autograder.csv_tables import read_sheet

    course.source(assignment)
    filled = exported(course, assignment, to, read_sheet(roster) if roster else None, db_url, match, column)
    target = out or course.root / "exports" / f"{assignment}_{to}.csv"
    if roster and target.exists() and target.samefile(roster):
        raise CourseError(f"--out must be another file than the roster. Both are {target}.")
    write_output(target, filled.text.encode(), 0o600)
    console.filled(filled, str(target), bool(roster))
