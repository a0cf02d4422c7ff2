"""A class of malformed submissions, graded to its end: a record each, valid pages, gradebook rows, nothing outside."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import nbformat
import pytest

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.grade.grade import grade
from autograder.grade.options import Graded, Options
from autograder.gradebook.gradebook import Book
from autograder.release.build import released
from autograder.text import folder_name
from examples.fill import dump
from examples.people import SubmissionFactory
from tests.week import copy_source

ASSIGNMENT, NAME = "logistic_regression", "2_broadcasting"
FILE = f"{NAME}.ipynb"
WHOLE = 20.0


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose assignment is one notebook."""
    root = tmp_path_factory.mktemp("outside") / "course"
    copy_source(root / "source" / ASSIGNMENT, Path(FILE).stem)
    return Course(root)


@pytest.fixture(scope="module")
def whole(course: Course) -> bytes:
    """The notebook with everything right."""
    source = course.source(ASSIGNMENT)
    released_file = course.release(ASSIGNMENT) / FILE
    released_file.parent.mkdir(parents=True)
    released_file.write_text(released(source / FILE), encoding="utf-8")
    return dump(SubmissionFactory(read_plan(source), released_file.parent).solved()[NAME])


def hand_in(course: Course, student: str | bytes, files: dict[str, bytes]) -> Path:
    folder = course.root / "submitted" / os.fsdecode(student) / ASSIGNMENT
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def scores(course: Course, whole: bytes) -> dict[str, float]:
    """Hands everything in; what each student must get."""
    notebook = json.loads(whole)
    showing = {
        "output_type": "display_data",
        "metadata": {"isolated": 3},
        "data": {
            "text/html": "<script>alert(1)</script>",
            "text/plain": ["a", 3, "\ud800"],
            "image/png": {"not": "text"},
            "application/javascript": "alert(1)",
        },
    }
    odd = {"cell_type": "code", "source": "1 + 1 # \ud83d", "outputs": [showing, 5, {"output_type": "stream"}]}
    hand_in(course, "plain", {FILE: whole, "timestamp.txt": b"2026-01-02 03:04:05.678901 UTC\n"})
    hand_in(course, "odd outputs", {FILE: json.dumps({"cells": [odd, *notebook["cells"], odd]}).encode()})
    hand_in(course, "empty", {FILE: b"", "timestamp.txt": b"the day before"})
    hand_in(course, "nothing", {})
    hand_in(course, "no ids", {FILE: json.dumps({"cells": [_bare(c) for c in notebook["cells"]]}).encode()})
    hand_in(course, "two versions", {FILE: whole, f"{NAME} (1).ipynb": whole.replace(b"return", b"return 0 *")})
    hand_in(course, "checks copied", {FILE: json.dumps({"cells": notebook["cells"] * 2}).encode()})
    hand_in(course, "checks gone", {FILE: json.dumps({"cells": _without_checks(notebook["cells"])}).encode()})
    hand_in(course, "o'neil \"; DROP TABLE student; --", {"my work.ipynb": whole})
    hand_in(course, "new\nline", {"new\nline.ipynb": whole})
    hand_in(course, "Zoë 🙂 [red]<b>", {"🙂.ipynb": whole})
    hand_in(course, "\u202eadnil", {"\u202e.ipynb": whole})
    hand_in(course, b"caf\xe9", {FILE: whole})
    hand_in(course, "n" * 255, {"x" * 249 + ".ipynb": whole})
    (hand_in(course, "linked", {}) / FILE).symlink_to(course.source(ASSIGNMENT) / FILE)
    os.mkfifo(hand_in(course, "pipe", {}) / FILE)
    (hand_in(course, "folder", {}) / FILE).mkdir()
    (course.root / "submitted" / "home").symlink_to(course.root / "submitted" / "plain")
    (course.root / "submitted" / "file").mkdir()
    (course.root / "submitted" / "file" / ASSIGNMENT).write_bytes(whole)
    (course.root / "submitted" / "another assignment").mkdir()
    (course.root / "submitted" / "README").write_text("no student")
    zero = dict.fromkeys(("empty", "nothing", "linked", "pipe", "folder", "home", "file"), 0.0)
    right = (
        "plain",
        "odd outputs",
        "no ids",
        "two versions",
        "checks copied",
        "checks gone",
        "Zoë 🙂 [red]<b>",
    )
    spelt_out = map(folder_name, ("n" * 255, "new\nline", "\u202eadnil", "caf\udce9"))
    strange = ("o'neil \"; DROP TABLE student; --", *spelt_out)
    return zero | dict.fromkeys((*right, *strange), WHOLE)


def _bare(cell: dict[str, object]) -> dict[str, object]:
    return {"cell_type": cell["cell_type"], "source": cell["source"]}


def _without_checks(cells: list[dict[str, dict[str, dict[str, bool]]]]) -> list[object]:
    return [cell for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade")]


def snapshot(folder: Path, but: tuple[str, ...] = ()) -> dict[str, str]:
    """Every file, link and folder below a folder with what it holds, but for some of its folders."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name.startswith(but):
            continue
        if path.is_symlink():
            found[name] = f"link to {os.readlink(path)}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder" if path.is_dir() else "other"
    return found


@pytest.fixture(scope="module")
def graded(course: Course, scores: dict[str, float]) -> tuple[Graded, dict[str, str], dict[str, str]]:
    """A run of `grade`, and what lay outside its own folders before and after."""
    written = tuple(f"course/{name}" for name in ("autograded", "feedback", "reports", ".autograder", "gradebook.db"))
    before = snapshot(course.root.parent, written)
    done = grade(course, ASSIGNMENT, Options(jobs=1))
    return done, before, snapshot(course.root.parent, written)


def test_each_student_has_one_record(graded: tuple[Graded, object, object], scores: dict[str, float]) -> None:
    records = graded[0].records

    assert scores == {record.student: record.score for record in records}
    assert len(scores) == len(records) == graded[0].judged
    assert all(record.notes or record.notebooks[0].notes for record in records if record.score == 0)


def test_nothing_is_written_outside(graded: tuple[Graded, dict[str, str], dict[str, str]]) -> None:
    _, before, after = graded

    assert before == after


def test_each_judged_notebook_is_valid(course: Course, graded: object, scores: dict[str, float]) -> None:
    homes = {path.name: path / ASSIGNMENT for path in (course.root / "autograded").iterdir()}

    assert scores.keys() == homes.keys()
    for student, home in homes.items():
        notebook = nbformat.read(home / FILE, as_version=4)
        nbformat.validate(notebook)
        text = (home / FILE).read_text(encoding="utf-8")
        marks = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
        marked = [one.grade_id for one in marks if one.grade or one.solution]
        assert "alert(1)" not in text
        assert len(marked) == len(set(marked)) == 12, student


def test_the_gradebook_has_the_same_scores(course: Course, graded: object, scores: dict[str, float]) -> None:
    with Book(course.db_url) as book:
        assert scores == book.scores(ASSIGNMENT)
        submission = book.gradebook.find_submission(ASSIGNMENT, "plain")
        assert submission.timestamp.isoformat() == "2026-01-02T03:04:05.678901"


def test_a_second_run_repeats_nothing_and_changes_nothing(
    course: Course, graded: tuple[Graded, object, object]
) -> None:
    before = snapshot(course.root / "autograded")

    again = grade(course, ASSIGNMENT, Options(jobs=1))

    assert again.judged == 0
    assert graded[0].records == again.records
    assert before == snapshot(course.root / "autograded")
