"""Takes submissions out of a learning platform's zip."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import console
from autograder.cli.group import MATCH, examples, fail
from autograder.collect.accounts import KEYS, AccountNames
from autograder.course.folders import Course


@click.command(
    epilog=examples(
        "autograder collect week_1 submissions.zip --roster grades.csv",
        "autograder collect week_1 'Week 2.zip' --from moodle --roster worksheet.csv --match 'ID number'",
        "autograder collect week_1 assignment_123_export.zip --match email",
    )
)
@click.argument("assignment")
@click.argument("zips", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "platform", type=click.Choice([*KEYS]), help="The platform (default: found from the names).")
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Canvas's exported gradebook, Moodle's grading worksheet: who the platform's numbers are.",
)
@MATCH
@click.option("--force", is_flag=True, help="Replace what is in submitted/ without keeping a copy.")
@click.pass_obj
def collect(
    course: Course,
    /,
    assignment: str,
    zips: tuple[Path, ...],
    platform: str | None,
    roster: Path | None,
    match: str | None,
    force: bool,
) -> None:
    """Take the submissions of ASSIGNMENT out of ZIPS that Canvas, Moodle or Gradescope made, into submitted/.

    What is there already is moved to .autograder/earlier/, unless it is the same or was handed in later. Of several
    zips the last one counts.
    """
    from autograder.collect import collect as collecting
    from autograder.csv_tables import read_sheet

    course.source(assignment)
    sheet = read_sheet(roster) if roster else None
    count = 0
    for path in zips:
        with console.counter("collected") as tick:
            done = collecting.collect(
                course, assignment, path, lambda name: AccountNames(name, sheet, match), platform, force, tick
            )
        console.collected(done, str(path))
        count += len(done.taken)
    if not count:
        fail("nothing was collected; why is listed above.")
    console.out.print(f"{count} collected. Next: autograder grade {assignment}")
