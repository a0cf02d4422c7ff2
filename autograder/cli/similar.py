"""Lists groups of submissions that are alike."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import examples
from autograder.course.folders import Course, CourseError


@click.command(epilog=examples("autograder similar week_1", "autograder similar week_1 --most 20"))
@click.argument("assignment")
@click.option("--most", type=click.IntRange(1, 500), default=50, show_default=True, help="Groups to list at most.")
@click.pass_obj
def similar(course: Course, /, assignment: str, most: int) -> None:
    """List groups of submissions of ASSIGNMENT that share what is unusual in the class.

    Released text does not count, and what many wrote counts next to nothing. The page shows the texts side by side, for
    a person to look at; it is not a verdict.
    """
    from autograder.course.plan import read_plan
    from autograder.similar.compare import compare
    from autograder.similar.groups import groups
    from autograder.similar.pieces import pieces_of
    from autograder.similar.write import write_similar
    from autograder.submissions.folder import submissions

    plan = read_plan(course.source(assignment))
    handed = list(submissions(course.root / "submitted", assignment))
    if len(handed) < 2:
        raise CourseError(
            f"There must be two submissions or more in {course.root / 'submitted'}/<student>/{assignment}. "
            f"There are {len(handed)}: collect them first."
        )
    with console.bar("read", len(handed)) as tick:
        class_, unread = pieces_of(plan, handed, tick)
    console.step("every two compared")
    found = groups(compare(class_), most)
    path = write_similar(course.reports, found, class_, assignment)
    console.out.print(f"{path}\n{len(found)} group{'' if len(found) == 1 else 's'} to look at.")
    console.unread(unread)
