"""The command `autograder`: one verb each, thin over the modules that do the work."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder import files, words
from autograder.course import Course, CourseError, Unfinished
from autograder.judge.plan import PlanError
from autograder.sandbox import SandboxError

DONE, FAILED, BAD_USE = 0, 1, 2


class Verbs(click.Group):
    """Turns what an instructor got wrong into one sentence and exit code 2, what the machine failed at into 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Unfinished as error:
            fail(str(error))
        except (CourseError, PlanError, SandboxError) as error:
            words.err.print(f"autograder: {error}", markup=False)
            sys.exit(BAD_USE)
        except OSError as error:
            sentence = files.trouble(error)
            if sentence is None:
                raise
            words.err.print(f"autograder: {sentence}", markup=False)
            sys.exit(FAILED if files.is_full(error) else BAD_USE)


def examples(*lines: str) -> str:
    """The end of a `--help` text."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--course", type=click.Path(path_type=Path), default=Path(), help="The course's folder (default: here).")
@click.version_option(package_name="autograder")
@click.pass_context
def main(context: click.Context, course: Path) -> None:
    """Release, judge and grade an assignment of Jupyter notebooks; student code runs in a sandbox."""
    context.obj = Course(course.resolve())


@main.command(epilog=examples("autograder release logistic_regression"))
@click.argument("assignment")
@click.pass_obj
def release(course: Course, /, assignment: str) -> None:
    """Make the student's version of ASSIGNMENT, if every gate holds.

    The release is replaced only if the solutions earn everything, the untouched release nothing, every named mistake
    loses its points, nothing leaks, and two builds are the same. Otherwise the old one stays.
    """
    from autograder.release import release as make

    failures = make(course, assignment, words.step)
    if failures:
        words.failures(failures)
        fail(f"The release of {assignment} was not replaced: {len(failures)} things to mend, listed above.")
    words.out.print(f"released: {course.release(assignment)}", markup=False)


@main.command(
    epilog=examples(
        "autograder run 4_logistic_regression.ipynb",
        "autograder run submitted/ada/logistic_regression --json",
    )
)
@click.argument("notebooks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--assignment", default="logistic_regression", show_default=True, help="Whose checks to use.")
@click.option("--student", default=None, help="The student's name (default: the folder's).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON record and nothing else.")
@click.option("--level", type=click.Choice(["isolated", "confined", "limited", "supervised"]), help="Isolation to use.")
@click.pass_obj
def run(
    course: Course,
    /,
    notebooks: tuple[Path, ...],
    assignment: str,
    student: str | None,
    as_json: bool,
    level: str | None,
) -> None:
    """Judge NOTEBOOKS, files or a student's folder, without a gradebook."""
    from autograder.grade.single import judge_files

    record = judge_files(course, assignment, notebooks, student, level_named(level))
    if as_json:
        from autograder.judge.record import to_json

        click.echo(json.dumps(to_json(record), indent=1))
    else:
        words.record(record)


@main.command(
    epilog=examples(
        "autograder grade logistic_regression --jobs 2",
        "autograder grade logistic_regression --student ada --force",
        "autograder grade logistic_regression --db postgresql+psycopg://grader@db/course --scheduler tls://head:8786",
    )
)
@click.argument("assignment")
@click.option("--submitted", type=click.Path(path_type=Path, file_okay=False), help="Another folder of submissions.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option("--scheduler", metavar="ADDRESS", help="Judge on the Dask cluster with this scheduler.")
@click.option("--db", help="URL of nbgrader's gradebook (default: gradebook.db in the course's folder).")
@click.option("--student", help="Grade one student only.")
@click.option("--force", is_flag=True, help="Judge again what was judged already.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Also write all records here."
)
@click.option("--level", type=click.Choice(["isolated", "confined", "limited", "supervised"]), help="Isolation to use.")
@click.pass_obj
def grade(course: Course, /, assignment: str, json_file: Path | None, level: str | None, **given: Any) -> None:
    """Judge every submission of ASSIGNMENT and fill the gradebook, `autograded/` and `feedback/`."""
    from autograder.grade import grade as grading

    options = grading.Options(
        jobs=given["jobs"],
        scheduler=given["scheduler"],
        submitted=given["submitted"],
        db_url=given["db"],
        student=given["student"],
        force=given["force"],
        level=level_named(level),
    )
    course.source(assignment)
    count = len(grading.found(course, assignment, options))
    if not count:
        raise CourseError(
            f"There must be submissions in {options.submitted or course.root / 'submitted'}/<student>/{assignment}. "
            "There are none: collect them, or name the folder with --submitted."
        )
    with words.bar("graded", count) as tick:
        done = grading.grade(course, assignment, options, lambda record: tick(record.student))
    if json_file is not None:
        write_json(json_file, done.records)
    words.class_table(done.records)
    words.out.print(f"\n{done.judged} judged, {done.known} known from before.", markup=False)


@main.command(
    epilog=examples("autograder feedback logistic_regression", "autograder feedback logistic_regression --student ada")
)
@click.argument("assignment")
@click.option("--student", help="One student only.")
@click.pass_obj
def feedback(course: Course, /, assignment: str, student: str | None) -> None:
    """Write the feedback pages of ASSIGNMENT again, from the records."""
    from autograder.grade.pages import write_pages

    pages = write_pages(course, assignment, student)
    words.out.print(f"{len(pages)} pages in {course.feedback}", markup=False)


@main.command(epilog=examples("autograder report logistic_regression"))
@click.argument("assignment")
@click.pass_obj
def report(course: Course, /, assignment: str) -> None:
    """Write the class's report of ASSIGNMENT, one page and one table, from the records."""
    from autograder.grade.pages import write_class_report

    words.out.print(str(write_class_report(course, assignment)), markup=False)


@main.command(epilog=examples("autograder audit --jobs 2", "autograder audit 2_broadcasting --json audit.json"))
@click.argument("notebooks", nargs=-1)
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the findings here too."
)
def audit(notebooks: tuple[str, ...], jobs: int, json_file: Path | None) -> None:
    """Test the checks: every named mistake on every rung, and mutants of the solutions that nobody thought of.

    Ends with exit code 1 if a mistake keeps points it should lose, or a mutant survives without a note that proves it
    equivalent.
    """
    from autograder.audit import audit as auditing
    from autograder.audit import words as audit_words
    from autograder.exercises.catalogue import NOTEBOOKS
    from autograder.files import write_whole

    unknown = [name for name in notebooks if name not in NOTEBOOKS]
    if unknown:
        raise CourseError(f"A notebook must be one of {', '.join(NOTEBOOKS)}. Got {unknown[0]!r}.")
    with words.counter("audited") as tick:
        found = auditing.audit(notebooks or NOTEBOOKS, jobs, progress=tick)
    words.out.print(audit_words.text(found), markup=False)
    if json_file is not None:
        write_whole(json_file, json.dumps(audit_words.to_json(found), indent=1).encode())
    if not found.ok:
        fail("the audit found what the checks miss; it is listed above.")


@main.command(epilog=examples("autograder doctor", "autograder doctor --level confined"))
@click.option(
    "--level", type=click.Choice(["isolated", "confined", "limited", "supervised"]), help="Isolation to examine."
)
def doctor(level: str | None) -> None:
    """Say what holds student code on this machine, found by real attacks on harmless canaries."""
    from autograder.sandbox.doctor import examine

    found = examine(level_named(level))
    words.findings(found)
    if any(one.state == "possible" for one in found):
        fail("an attack got through at this level; see above for what to install.")


def level_named(name: str | None) -> Any:
    """The isolation level of that name; None for the strongest that works."""
    from autograder.sandbox import Level

    return None if name is None else Level[name]


def write_json(path: Path, records: list[Any]) -> None:
    """Write records as a JSON list."""
    from autograder.files import write_whole
    from autograder.judge.record import to_json

    write_whole(path, json.dumps([to_json(r) for r in records], indent=1).encode())


def fail(sentence: str) -> NoReturn:
    """End with exit code 1: a gate or a bar failed."""
    words.err.print(f"autograder: {sentence}", markup=False)
    sys.exit(FAILED)
