"""The examples at the end of each verb's `--help` run as they are printed, in a course that `autograder new` made."""

from __future__ import annotations

import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.folders import Course
from tests import small_course
from tests.small_course import ASSIGNMENT, N_MINUS_1, NOTEBOOK

#: `collect` is last: it replaces what was handed in
ORDER = (
    "new", "release", "grade", "feedback", "report", "run",
    "export", "similar", "audit", "doctor", "watch", "collect",
)  # fmt: skip
#: words of examples that need a cluster, a database server, a platform's own file, or a watcher that goes on for ever
ELSEWHERE = ("$SLURM", "postgresql", "Week 2.zip", "assignment_123_export.zip", "--level confined")
GRADES = "Student,ID,SIS Login ID,Section,Problem set 2 (7)\nAda,9,ada,A,\n"
WORKSHEET = "Identifier,Full name,Username,Grade,Last modified (grade)\nParticipant 9,Ada,ada,,-\n"


def printed(verb: str) -> list[str]:
    """The commands that the verb's help shows."""
    return [line.strip() for line in (main.commands[verb].epilog or "").splitlines() if line.startswith("  autograder")]


def test_each_verb_has_an_example() -> None:
    assert set(ORDER) == set(main.commands)
    assert all(printed(verb) for verb in ORDER)


@pytest.mark.slow
def test_the_examples_run_as_they_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, ran = tmp_path / "stats", set()
    for verb in ORDER:
        monkeypatch.chdir(tmp_path if verb == "new" else course)
        for example in printed(verb):
            if any(word in example for word in ELSEWHERE) or (verb == "watch" and "--once" not in example):
                continue
            done = CliRunner().invoke(main, shlex.split(example)[1:])
            assert done.exit_code == 0, f"{example}\n{done.output}"
            ran.add(verb)
        if verb == "new":
            shutil.rmtree(course / "source" / "week_2")  # the second example's: the other verbs' are of a first week
            prepare(course)
        if verb == "release":
            for student in ("ada", "ben"):
                small_course.hand_in(Course(course), student, N_MINUS_1)
    assert ran == set(ORDER)


def prepare(course: Path) -> None:
    """What the examples name: platforms' lists, a zip of theirs, an exchange."""
    (course / "grades.csv").write_text(GRADES)
    (course / "worksheet.csv").write_text(WORKSHEET)
    with zipfile.ZipFile(course / "submissions.zip", "w") as made:
        made.write(course / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", f"ada_9_1_{NOTEBOOK}.ipynb")
    small_course.replace(course / "nbgrader_config.py", "# c.Exchange.root", "c.Exchange.root")
    small_course.replace(course / "nbgrader_config.py", "/srv/nbgrader/exchange", str(course / "exchange"))
    (course / "exchange" / course.name / "inbound").mkdir(parents=True)
