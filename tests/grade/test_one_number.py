"""One student through marks by hand, lateness, an extension and a regrade: every place shows the same number."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.cli import main
from autograder.course.folders import Course
from autograder.gradebook.formgrader import show_scores
from autograder.gradebook.gradebook import Book
from tests import small_course
from tests.small_course import ASSIGNMENT

LATE = '[week_1]\ndue = 2026-03-01T12:00:00+00:00\nlate = "per day"\nper_day = 10\n'


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = small_course.make(tmp_path / "stats")
    small_course.hand_in(made, "ada", small_course.N_MINUS_1)
    stamp = made.root / "submitted" / "ada" / ASSIGNMENT / "timestamp.txt"
    stamp.write_text("2026-03-02 13:00:00 UTC")
    (made.root / "course.toml").write_text(LATE)
    return made


def run(course: Course, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--course", str(course.root), *arguments], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output


#: what nbgrader's tables are read from
Formgrader: Any = type("Formgrader", (NbGraderAPI,), {})
show_scores(Formgrader)


def only_row(path: Path) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(path.read_text()))
    return row


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def places(course: Course) -> dict[str, float]:
    """What each place says of ada's score after it was graded once more."""
    table = run(course, "grade", ASSIGNMENT, "--level", "supervised")
    run(course, "export", ASSIGNMENT, "--to", "csv")
    run(course, "export", ASSIGNMENT, "--to", "moodle")
    worksheet = "Identifier,Username,Grade,Last modified (grade)\nParticipant 9,ada,,-\n"
    roster = f"Student,ID,SIS Login ID,Section,{ASSIGNMENT} (7)\nAda,9,ada,A,\n"
    for to, text in (("moodle", worksheet), ("canvas", roster)):
        (course.root / f"{to}.csv").write_text(text)
        given = ("--roster", str(course.root / f"{to}.csv"), "--out", str(course.root / f"{to}_filled.csv"))
        run(course, "export", ASSIGNMENT, "--to", to, *given)
    page = (course.feedback / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    report = (course.reports / f"{ASSIGNMENT}.html").read_text()
    row, moodle = (only_row(course.root / "exports" / f"{ASSIGNMENT}_{to}.csv") for to in ("csv", "moodle"))
    config = Config()
    config.CourseDirectory.root, config.CourseDirectory.db_url = str(course.root), course.db_url
    api = Formgrader(CourseDirectory(config=config), config=config)
    with Book(course.db_url) as book:
        entry = book.gradebook.find_submission(ASSIGNMENT, "ada")
        theirs = entry.score - (entry.late_submission_penalty or 0)
    return {
        "table": number(found(r"^ada +([\d.]+) /", table)),
        "page": number(found(r'class="score"><strong>([\d.]+)</strong>', page)),
        "title": number(found(r"<title>ada: ([\d.]+) of", page)),
        "report": number(found(r'<th scope="row">.*?ada.*?data-l="Score" data-v="([\d.]+)"', report)),
        "csv": number(row["score"]),
        "moodle": number(moodle[ASSIGNMENT]),
        "canvas": number(only_row(course.root / "canvas_filled.csv")[f"{ASSIGNMENT} (7)"]),
        "worksheet": number(only_row(course.root / "moodle_filled.csv")["Grade"]),
        "gradebook": round(theirs, 9),
        "formgrader": round(api.get_submission(ASSIGNMENT, "ada")["score"], 9),
        "formgrader's students": round(api.get_student("ada")["score"], 9),
    }


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE | re.DOTALL)
    assert match, pattern
    return match[1]


def mark(course: Course, points: float | None, extra: float) -> None:
    """As a person does it in the formgrader."""
    with Book(course.db_url) as book:
        one = book.gradebook.find_grade("mean", small_course.NOTEBOOK, ASSIGNMENT, "ada")
        one.manual_score, one.extra_credit, one.needs_manual_grade = points, extra, False
        book.commit()


@pytest.mark.slow
def test_every_place_shows_the_same_number_after_every_act(course: Course) -> None:
    acts = {"late": places(course)}
    mark(course, 4.0, 0.5)
    acts["marked by hand"] = places(course)
    (course.root / "course.toml").write_text(f"{LATE}\n[week_1.extensions]\nada = 1\n")
    acts["an extension"] = places(course)
    (course.root / "course.toml").write_text(f"{LATE}\n[week_1.extensions]\nada = 0\n")
    acts["the extension taken back"] = places(course)
    small_course.replace(small_course.exercise_of(course), "keeps=", "keeps=0 * ")
    acts["a mended check"] = places(course)
    submitted = course.root / "submitted" / "ada" / ASSIGNMENT / f"{small_course.NOTEBOOK}.ipynb"
    small_course.change(submitted, "write-mean", source=small_course.RIGHT)
    acts["handed in again"] = places(course)
    mark(course, None, 0.0)
    acts["the mark taken back"] = places(course)

    expected = {
        "late": 0.8 * 1.25,
        "marked by hand": 0.8 * 4.5,
        "an extension": 0.9 * 4.5,
        "the extension taken back": 0.8 * 4.5,
        "a mended check": 0.8 * 4.5,
        "handed in again": 0.8 * 4.5,  # a person's mark holds until a person changes it
        "the mark taken back": 0.8 * 3.0,
    }
    assert acts == {act: dict.fromkeys(said, pytest.approx(expected[act])) for act, said in acts.items()}


@pytest.mark.slow
def test_nobody_waits_for_a_person_who_has_marked(course: Course) -> None:
    places(course)
    mark(course, 4.0, 0.0)

    places(course)

    assert "for a person" not in run(course, "export", ASSIGNMENT, "--to", "csv")
