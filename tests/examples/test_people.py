"""The whole circle on the example class: each student gets what the story says, everywhere the same number."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.exercises.specs import make_spec
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.grade.pages import write_class_report, write_pages
from autograder.gradebook.gradebook import Book
from examples.people import PEOPLE, SubmissionFactory
from tests.week import NOTEBOOKS, exercises

ROOT = Path(__file__).parents[2]
NAME = "logistic_regression"

pytestmark = pytest.mark.slow

#: what each story must come to: the score, or the checks that are not passed and why
SCORES = {
    "ada": 100, "ben": 0, "cleo": 42, "piet": 0, "quin": 0, "rosa": 100, "sami": 100, "tess": 100, "ugo": 22,
    "vera": 100, "will": 100, "xena": 100,
}  # fmt: skip
FAILURES = {
    "dana": {"propagate": ("partial", ["cost-table"])},
    "eli": {"flatten_images": ("failed", ["scrambled"])},
    "finn": {"softmax": ("partial", ["down-the-columns"])},
    "gia": {"sigmoid": ("partial", ["precedence"])},
    "hugo": {"optimize": ("partial", ["gradient-once"])},
    "ines": {"predict": ("partial", ["b-left-out"])},
    "jude": {"backpropagate": ("partial", ["overwritten"])},
    "kim": {"propagate": ("partial", ["loop-over-examples"]), "L2": ("partial", ["root-taken"])},
    "noor": {"softmax": ("killed", [])},
    "otto": {"optimize": ("timeout", [])},
    "yves": {"flatten_images": ("failed", ["scrambled"]), "predict": ("partial", ["b-left-out"])},
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("course"))
    shutil.copytree(ROOT / "source", course.root / "source")
    shutil.copytree(ROOT / "release", course.root / "release")
    factory = SubmissionFactory(read_plan(course.source(NAME)), course.release(NAME))
    for person in PEOPLE:
        for name, data in person.make(factory).items():
            write_whole(course.root / "submitted" / person.name / NAME / name, data)
    return course, grade(course, NAME, Options(jobs=2))


def test_every_story_is_told() -> None:
    assert {person.name for person in PEOPLE} == set(SCORES) | set(FAILURES)
    assert len(PEOPLE) >= 12


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.name)
def test_a_student_gets_what_the_work_deserves(graded, person) -> None:
    record = next(r for r in graded[1].records if r.student == person.name)
    failed = {c.id: (c.status, list(c.mistakes)) for n in record.notebooks for c in n.checks if c.status != "passed"}
    if person.name in SCORES:
        assert record.score == SCORES[person.name]
    else:
        assert failed == FAILURES[person.name]
    assert record.max_score == 100
    assert record.isolation


def test_every_number_is_the_same_everywhere(graded) -> None:
    course, done = graded
    scores = {r.student: r.score for r in done.records}
    with Book(course.db_url) as book:
        assert book.scores(NAME) == scores
        cells = {(r.student, n.name, c.id): c.points for r in done.records for n in r.notebooks for c in n.checks}
        for (student, notebook, id), points in cells.items():
            found = book.gradebook.find_grade(id, notebook, NAME, student)
            assert (found.auto_score, found.needs_manual_grade) == (points, False)
    with (course.reports / f"{NAME}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["points"]) for row in rows) == pytest.approx(sum(scores.values()))


def test_judged_notebooks_are_what_nbgrader_would_leave(graded) -> None:
    from nbgrader.utils import determine_grade

    course, done = graded
    for record in done.records:
        for notebook in record.notebooks:
            path = course.autograded(record.student, NAME) / f"{notebook.name}.ipynb"
            judged = nbformat.read(path, as_version=4)
            nbformat.validate(judged)
            found = {
                c.metadata.nbgrader.grade_id: c for c in judged.cells if c.metadata.get("nbgrader", {}).get("grade")
            }
            assert {id: determine_grade(cell)[0] for id, cell in found.items()} == {
                c.id: c.points for c in notebook.checks
            }


def test_feedback_is_there_for_every_notebook_and_shows_no_hidden_probe(graded) -> None:
    course, done = graded
    for record in done.records:
        folder = course.feedback / record.student / NAME
        assert {p.stem for p in folder.glob("*.html")} == {NAME, *NOTEBOOKS}
    page = (course.feedback / "dana" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "m×m table" in page
    assert "91" in page


def test_full_marks_lead_on(graded) -> None:
    page = (graded[0].feedback / "ada" / NAME / f"{NAME}.html").read_text(encoding="utf-8")

    assert "Nothing is left to repair" in page
    assert "Try a picture of your own" in page


def test_grading_again_judges_nothing_again(graded) -> None:
    course, done = graded
    again = grade(course, NAME, Options(jobs=2))

    assert (again.judged, again.known) == (0, len(PEOPLE))
    assert again.records == done.records


def test_pages_can_be_written_again_from_the_records(graded) -> None:
    course = graded[0]
    before = (course.feedback / "eli" / NAME / f"{NAME}.html").read_bytes()

    assert len(write_pages(course, NAME)) == len(PEOPLE)
    assert (course.feedback / "eli" / NAME / f"{NAME}.html").read_bytes() == before
    page, waiting = write_class_report(course, NAME)
    assert page.is_file()
    assert waiting == []


def test_fresh_probes_differ_from_student_to_student(graded) -> None:
    from autograder.course.secret import course_secret
    from autograder.judge.seeds import generator

    secret = course_secret(graded[0].state)
    exercise = exercises(NOTEBOOKS[0])[0]
    one, other = (
        make_spec(exercise, generator(secret, student, "1", exercise.notebook, exercise.name))
        for student in ("ada", "ben")
    )

    assert [p.arguments[0].tolist() for p in one.hidden] != [p.arguments[0].tolist() for p in other.hidden]


def test_a_cheat_learns_nothing_from_its_record(graded) -> None:
    record = next(r for r in graded[1].records if r.student == "piet")

    assert record.score == 0
    assert "1000" not in json.dumps([n.max_score for n in record.notebooks])
