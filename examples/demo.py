"""`make demo`: the whole circle on real notebooks, in a folder of its own, from release to report."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from autograder import console
from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.grade.grade import grade
from autograder.grade.options import Graded, Options
from autograder.release.replace import release
from autograder.similar.compare import compare
from autograder.similar.groups import groups
from autograder.similar.pieces import pieces_of
from autograder.similar.write import write_similar
from autograder.submissions.folder import submissions
from examples.people import PEOPLE, SubmissionFactory

ASSIGNMENT = "logistic_regression"
TIMES = ("first", "second", "third")
#: which pages to open after grading; `jupyter` is that of the environment that has nbgrader's extension
PLACES = """
Open:
  the class    {course.reports}/{assignment}.html
  a student    {course.feedback}/<student>/{assignment}/{assignment}.html
  alike        {course.reports}/{assignment}_similar.html
  formgrader   cd {course.root} && {jupyter} lab, then menu Nbgrader, Formgrader"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="Where to work."
)
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Processes that judge.")
def main(folder: Path, jobs: int) -> None:
    """Run the whole circle on example submissions and say which pages to open."""
    course = Course(folder.resolve())
    shutil.rmtree(course.root, ignore_errors=True)
    shutil.copytree(Path("source"), course.root / "source")
    shutil.copy(Path("nbgrader_config.py"), course.root)  # the formgrader there must use our judge, too
    # for the pages and the report; with its exercises, the release would make its specs anew
    shutil.copytree(Path("notebooks"), course.lessons, ignore=shutil.ignore_patterns("exercises", "checks", "data"))

    console.step("release: build the student's version and pass it through the gates")
    failures = release(course, ASSIGNMENT, console.step)
    if failures:
        console.failures(failures)
        raise SystemExit(1)

    plan = read_plan(course.source(ASSIGNMENT))
    factory = SubmissionFactory(plan, course.release(ASSIGNMENT))
    for number in range(max(len(person.attempts) for person in PEOPLE)):
        there = [person for person in PEOPLE if number < len(person.attempts)]
        console.step(f"{len(there)} example students hand in" + (f", for the {TIMES[number]} time" if number else ""))
        for person in there:
            for name, data in person.attempts[number](factory).items():
                write_whole(course.root / "submitted" / person.name / ASSIGNMENT / name, data)
        done = _graded(course, jobs)
    console.step("every two submissions are compared")
    class_, _ = pieces_of(plan, submissions(course.root / "submitted", ASSIGNMENT), lambda student: None)
    write_similar(course.reports, groups(compare(class_), 50), class_, ASSIGNMENT)
    console.class_table(done.records, done.standings, {person.name: person.story for person in PEOPLE})
    console.out.print(
        PLACES.format(course=course, assignment=ASSIGNMENT, jupyter=Path(sys.executable).with_name("jupyter"))
    )
    if done.failed:
        raise done.failed[0]


def _graded(course: Course, jobs: int) -> Graded:
    with console.bar("graded", len(PEOPLE)) as tick:
        return grade(course, ASSIGNMENT, Options(jobs=jobs), lambda judged: tick(judged.student))


if __name__ == "__main__":
    main()
