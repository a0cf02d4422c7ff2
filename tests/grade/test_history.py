"""A run of grade that replaces earlier records says what changed and why; one that replaces none says nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.folders import Course, CourseError
from autograder.grade.grade import grade
from autograder.grade.options import Graded, Options
from autograder.grade.pages import write_class_report, write_pages
from autograder.records import fingerprint
from tests.faults import scene

ASSIGNMENT = scene.ASSIGNMENT
WRONG = "mistake-down-the-columns"
pytestmark = pytest.mark.slow

DUE = '[logistic_regression]\ndue = 2026-03-01T12:00:00+01:00\nlate = "{}"\n'  # all came an hour after that


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class of three, graded once."""
    course = scene.build(tmp_path_factory.mktemp("history") / "course")
    for path in (course.root / "submitted").iterdir():
        if path.name not in (WRONG, "right-0", "blank"):
            shutil.rmtree(path)
    first = grade(course, ASSIGNMENT, Options())
    assert (first.changes.graded, first.changes.replaced, first.changes_page) == (3, 0, None)
    return course


@pytest.fixture
def course(graded: Course, tmp_path: Path) -> Course:
    shutil.copytree(graded.root, tmp_path / "course")
    return Course(tmp_path / "course")


def edit(course: Course, cell: str, text: str) -> None:
    path = course.source(ASSIGNMENT) / scene.FILE
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for one in notebook["cells"]:
        if one["metadata"].get("nbgrader", {}).get("grade_id") == cell:
            one["source"] = [text]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def told(done: Graded) -> list[tuple[str, str, float, tuple[str, ...]]]:
    return [(one.student, one.check, one.effect, one.why) for one in done.changes.ordered]


def test_a_run_that_replaces_nothing_leaves_no_page(course: Course) -> None:
    again = grade(course, ASSIGNMENT, Options())

    assert (again.known, again.changes.replaced, again.changes_page) == (3, 0, None)
    assert not list(course.reports.glob("*_changes*"))


def test_a_check_that_changed(course: Course) -> None:
    edit(course, "softmax", "assert softmax(np.zeros((2, 2))).shape == (2, 2)")
    done = grade(course, ASSIGNMENT, Options())

    assert told(done) == [(WRONG, "softmax", 3.25, ("the check changed",))]
    assert done.changes.replaced == 3
    assert done.changes_page is not None
    assert WRONG in done.changes_page.read_text(encoding="utf-8")
    assert done.changes_page.with_suffix(".csv").is_file()
    assert grade(course, ASSIGNMENT, Options()).changes_page is None


def test_rules_that_are_taken_back_are_a_change_too(course: Course) -> None:
    path = course.source(ASSIGNMENT) / scene.FILE
    before = path.read_bytes()
    edit(course, "softmax", "assert softmax(np.zeros((2, 2))).shape == (2, 2)")
    grade(course, ASSIGNMENT, Options())
    path.write_bytes(before)
    done = grade(course, ASSIGNMENT, Options())

    assert (done.judged, told(done)) == (0, [(WRONG, "softmax", -3.25, ("the check changed",))])


def test_a_submission_that_was_handed_in_again(course: Course) -> None:
    work = course.root / "submitted"
    shutil.copyfile(work / "right-0" / ASSIGNMENT / scene.FILE, work / WRONG / ASSIGNMENT / scene.FILE)
    done = grade(course, ASSIGNMENT, Options(student=WRONG))

    assert told(done) == [(WRONG, "softmax", 3.25, ("handed in again",))]
    assert grade(course, ASSIGNMENT, Options()).changes.replaced == 0


def test_a_submission_judged_again_without_a_change(course: Course) -> None:
    done = grade(course, ASSIGNMENT, Options(force=True))

    assert (done.changes.replaced, done.changes.changes) == (3, ())
    assert done.changes_page is not None


def test_a_judge_that_changed(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as the records tell: one with fewer points under other rules of the same checks."""
    graded = course.state / "graded" / f"{ASSIGNMENT}.json"
    counted = json.loads(graded.read_text(encoding="utf-8"))
    (old,) = {one["rules"] for one in counted.values()}
    for path in (course.state / "records").rglob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, "0" * 64), encoding="utf-8")
    rules = course.state / "rules"
    described = json.loads((rules / f"{old}.json").read_text(encoding="utf-8"))
    (rules / f"{'0' * 64}.json").write_text(json.dumps({**described, "judge": "another"}), encoding="utf-8")

    from autograder.records.store import Records

    home = Records(course.state / "records" / ASSIGNMENT)
    for student, one in counted.items():
        theirs = home._path(student, one["submission"], old)
        record = json.loads(theirs.read_text(encoding="utf-8"))
        for check in record["notebooks"][0]["checks"]:
            check["points"] = 0.0 if (student, check["id"]) == ("right-0", "softmax") else check["points"]
        home._path(student, one["submission"], "0" * 64).write_text(json.dumps(record), encoding="utf-8")
        theirs.unlink()
        one["rules"] = "0" * 64
    graded.write_text(json.dumps(counted), encoding="utf-8")

    assert told(grade(course, ASSIGNMENT, Options())) == [("right-0", "softmax", 5.0, ("the judge changed",))]


def test_a_deadline_that_moved(course: Course) -> None:
    (course.root / "course.toml").write_text(DUE.format("zero"), encoding="utf-8")
    late = grade(course, ASSIGNMENT, Options())
    (course.root / "course.toml").write_text(DUE.format("none"), encoding="utf-8")
    again = grade(course, ASSIGNMENT, Options())

    assert [(student, effect) for student, _, effect, _ in told(late)] == [("right-0", -20.0), (WRONG, -16.75)]
    assert again.changes.totals == {"right-0": 20.0, WRONG: 16.75}
    assert {one.why for one in again.changes.changes} == {("what being late costs changed",)}


AS_OF = re.compile(rb"As of <time.*?</time>")  # when the report was written


def test_the_pages_tell_what_the_gradebook_has(course: Course) -> None:
    (course.root / "course.toml").write_text(DUE.format("zero"), encoding="utf-8")
    grade(course, ASSIGNMENT, Options())
    path = course.feedback / "right-0" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page, report = path.read_bytes(), (course.reports / f"{ASSIGNMENT}.html").read_bytes()

    assert b"late by 1 h" in page
    assert "−20 points</strong>: what comes after the deadline earns nothing.".encode() in page
    assert b"3 of 3 came late, which cost 36.75 points in all." in report
    assert path.with_name("receipt.txt").is_file()

    path.unlink()
    write_pages(course, ASSIGNMENT)
    write_class_report(course, ASSIGNMENT)

    assert path.read_bytes() == page
    assert AS_OF.sub(b"", (course.reports / f"{ASSIGNMENT}.html").read_bytes()) == AS_OF.sub(b"", report)


def test_who_handed_in_anew_since_the_grading_is_named_beside_the_report(course: Course) -> None:
    work = course.root / "submitted" / "blank" / ASSIGNMENT / scene.FILE
    work.write_bytes((course.root / "submitted" / "right-0" / ASSIGNMENT / scene.FILE).read_bytes())

    page, waiting = write_class_report(course, ASSIGNMENT)

    assert waiting == ["blank"]
    said = CliRunner().invoke(main, ["--course", str(course.root), "report", ASSIGNMENT]).stdout
    assert said.startswith(f"{page}\nNot in the report, because their present files have no record")
    assert f"present rules: blank. Run `autograder grade {ASSIGNMENT}`." in said
    assert "blank" not in page.with_suffix(".csv").read_text(encoding="utf-8")


def test_without_a_record_that_counts_the_reason_is_said(course: Course) -> None:
    shutil.copytree(course.root / "submitted" / "blank", course.root / "submitted" / "new")
    edit(course, "write-softmax", "def softmax(x):\n    return x")

    for write, place in ((write_class_report, ()), (write_pages, ()), (write_pages, ("blank",))):
        with pytest.raises(CourseError, match="There are older records, and none for the files or for the checks"):
            write(course, ASSIGNMENT, *place)
    with pytest.raises(CourseError, match=r"by 'new'\. Nothing is judged yet: run `autograder grade"):
        write_pages(course, ASSIGNMENT, "new")
    with pytest.raises(CourseError, match=r"by 'nobody'\. Nothing is handed in: its place is .*/nobody/"):
        write_pages(course, ASSIGNMENT, "nobody")


def test_pages_without_a_gradebook_tell_nothing_of_lateness(course: Course) -> None:
    (course.root / "gradebook.db").unlink()
    write_pages(course, ASSIGNMENT, "right-0")

    assert "Handed in" not in (course.feedback / "right-0" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text("utf-8")
    assert not (course.root / "gradebook.db").exists()


def test_what_was_lost_of_the_history_is_no_error(course: Course) -> None:
    (course.state / "graded" / f"{ASSIGNMENT}.json").write_text("[", encoding="utf-8")

    assert grade(course, ASSIGNMENT, Options(force=True)).changes.replaced == 0


def test_the_rulebook_tells_the_parts_apart(course: Course) -> None:
    from autograder.course.plan import read_plan

    source = course.source(ASSIGNMENT)
    first = fingerprint.grading_fingerprint(read_plan(source))
    edit(course, "write-softmax", "def softmax(x):\n    return x")
    second = fingerprint.grading_fingerprint(read_plan(source))

    assert {place for place in first.checks if first.checks[place] != second.checks[place]} == {
        "2_broadcasting/softmax"
    }
    assert first.notebooks != second.notebooks
    assert first.judge == second.judge
