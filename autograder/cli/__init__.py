"""The command `autograder`: one module for each verb, thin over the package that does the work.

A verb imports that package when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from autograder.cli.audit import audit
from autograder.cli.collect import collect
from autograder.cli.doctor import doctor
from autograder.cli.export import export
from autograder.cli.feedback import feedback
from autograder.cli.grade import grade
from autograder.cli.group import Verbs
from autograder.cli.new import new
from autograder.cli.release import release
from autograder.cli.report import report
from autograder.cli.run import run
from autograder.cli.similar import similar
from autograder.cli.watch import watch
from autograder.course.folders import Course, real


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--course", type=click.Path(path_type=Path), default=Path(), help="The course's folder (default: here).")
@click.version_option(package_name="autograder")
@click.pass_context
def main(context: click.Context, course: Path) -> None:
    """Release, judge and grade an assignment of Jupyter notebooks; student code runs in a sandbox."""
    # nbformat's jsonschema would import it: 1.5 s of grammars, for addresses that no notebook's schema has
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    context.obj = Course(real(course))


def command() -> None:
    """Run the command line. Python looks for objects that only hold each other seldom, and not once more at the end.

    After an import of nbgrader each such search goes through more than 100,000 objects.
    """
    gc.set_threshold(10_000)
    try:
        main(prog_name="autograder")
    finally:
        gc.freeze()


for verb in (new, release, collect, run, grade, watch, feedback, report, export, similar, audit, doctor):
    main.add_command(verb)
