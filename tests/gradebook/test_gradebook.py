"""The gradebook after a record is written: what a machine scored, what waits for a person, what a person did."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from autograder.checks.result import Status
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import AssignmentPolicy, Late
from autograder.course.settings import settings
from autograder.gradebook.autograded import Template, templates
from autograder.gradebook.gradebook import Book
from autograder.gradebook.standing import Standing
from autograder.records.record import CheckRecord, NotebookRecord, Record
from autograder.release.build import released
from autograder.submissions.alignment import match
from autograder.submissions.notebook_file import parse
from tests.compat.assignments import written
from tests.compat.cells import handed_in, save

SOURCE = """
#%% write f
def f(x):
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION

#%% test t 2
assert f(1) == 2

#%% answer why 3
Because.

#%% task discuss 4
Discuss.
"""
LATE = datetime(2026, 3, 1, 14)
DUE = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=1)))  # 12 in UTC


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    save(tmp_path / "source" / "ps" / "one.ipynb", written(SOURCE))
    return read_plan(tmp_path / "source" / "ps")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook with its tables, which nbgrader takes seconds to make."""
    path = tmp_path_factory.mktemp("empty") / "gradebook.db"
    with Book(f"sqlite:///{path}"):
        return path


@pytest.fixture
def book(plan: Plan, empty: Path, tmp_path: Path) -> Iterator[Book]:
    shutil.copyfile(empty, tmp_path / "gradebook.db")
    config = Config()
    config.LateSubmissionPlugin.penalty_method = "zero"
    with Book(f"sqlite:///{tmp_path / 'gradebook.db'}", config) as opened:
        opened.register(plan, tmp_path / "release", templates(plan))
        yield opened


def record(points: float) -> Record:
    check = CheckRecord("t", points, 2.0, Status.PASSED if points else Status.FAILED)
    return Record("ada", "ps", points, 2.0, (), 0.0, (NotebookRecord("one", points, 2.0, (check,)),))


def judged(plan: Plan, tmp_path: Path, answers: dict[str, str], points: float = 2.0) -> dict[str, Any]:
    """The judged notebook of a student who filled in some cells."""
    (tmp_path / "released.ipynb").write_text(released(plan.folder / "one.ipynb"))
    handed_in(tmp_path / "released.ipynb", tmp_path / "work.ipynb", answers)
    work = match(plan.notebooks[0], parse((tmp_path / "work.ipynb").read_bytes()))
    return {"one": Template(plan.folder, plan.notebooks[0]).fill(work, record(points).notebooks[0])}


def write(book: Book, *written: Any) -> Standing:
    """Write a record and commit: what is new is in the gradebook after that."""
    standing = book.write(*written)
    book.commit()
    return standing


def grade(book: Book, cell: str) -> Any:
    return book.gradebook.find_grade(cell, "one", "ps", "ada")


def comment(book: Book, cell: str) -> Any:
    return book.gradebook.find_comment(cell, "one", "ps", "ada")


def test_an_answer_waits_for_a_person(book: Book, plan: Plan, tmp_path: Path) -> None:
    write(book, record(2.0), None, judged(plan, tmp_path, {"why": "I think so.", "f": "def f(x): return x + 1"}))

    assert (grade(book, "t").auto_score, grade(book, "t").needs_manual_grade) == (2.0, False)
    assert (grade(book, "why").auto_score, grade(book, "why").needs_manual_grade) == (None, True)
    assert (grade(book, "discuss").auto_score, grade(book, "discuss").needs_manual_grade) == (None, True)
    assert comment(book, "why").auto_comment is None


def test_no_answer_earns_nothing_and_says_so(book: Book, plan: Plan, tmp_path: Path) -> None:
    write(book, record(0.0), None, judged(plan, tmp_path, {}, 0.0))

    assert (grade(book, "why").auto_score, grade(book, "why").needs_manual_grade) == (0.0, False)
    assert comment(book, "why").auto_comment == comment(book, "f").auto_comment == "No response."
    assert comment(book, "discuss").auto_comment is None


def test_what_a_person_did_stays(book: Book, plan: Plan, tmp_path: Path) -> None:
    work = judged(plan, tmp_path, {"why": "I think so."})
    write(book, record(2.0), None, work)
    grade(book, "t").manual_score, grade(book, "t").extra_credit = 0.5, 1.0
    grade(book, "why").manual_score = 3.0
    comment(book, "why").manual_comment = "Yes."
    write(book, record(0.0), None, work)
    book.commit()

    assert (grade(book, "t").auto_score, grade(book, "t").score) == (0.0, 1.5)
    assert grade(book, "why").score == 3.0
    assert grade(book, "t").needs_manual_grade
    assert comment(book, "why").manual_comment == "Yes."
    assert book.scores("ps") == {"ada": 4.5}


def test_what_was_not_handed_in_earns_nothing_until_it_is(book: Book, plan: Plan, tmp_path: Path) -> None:
    write(book, record(0.0), None, {"one": None})

    assert {g.auto_score for g in grade(book, "t").notebook.grades} == {0.0}
    assert not grade(book, "discuss").needs_manual_grade

    write(book, record(2.0), None, judged(plan, tmp_path, {"why": "At last."}))

    assert grade(book, "discuss").needs_manual_grade
    assert grade(book, "why").needs_manual_grade


def test_the_courses_penalty_for_being_late(book: Book, plan: Plan, tmp_path: Path) -> None:
    book.gradebook.update_or_create_assignment("ps", duedate=datetime(2026, 3, 1, 12))
    work = judged(plan, tmp_path, {"why": "Late."})
    write(book, record(2.0), LATE, work)

    assert grade(book, "t").notebook.late_submission_penalty == 2.0

    book.commit()
    book.gradebook.grant_extension("ps", "ada", hours=3)
    write(book, record(2.0), LATE, work)

    assert grade(book, "t").notebook.late_submission_penalty is None


@pytest.fixture
def opened(plan: Plan, book: Book, tmp_path: Path) -> Callable[..., Book]:
    """The same gradebook, opened for an offering."""

    def open(policy: AssignmentPolicy, config: Config | None = None) -> Book:
        found = Book(book.url, config, policy)
        found.register(plan, tmp_path / "release", templates(plan))
        return found

    return open


@pytest.mark.parametrize(
    ("late", "handed_in", "lost"),
    [
        ("per day", datetime(2026, 3, 1, 12), None),
        ("per day", datetime(2026, 3, 1, 12, 0, 0, 999_999), None),
        ("per day", datetime(2026, 3, 1, 12, 0, 1), 0.5),
        ("per day", datetime(2026, 3, 2, 12, 0, 1), 1.0),
        ("per day", datetime(2026, 4, 1), 2.0),
        ("zero", LATE, 2.0),
        ("none", LATE, None),
        ("per day", None, None),
    ],
)
def test_the_offerings_penalty_for_each_notebook(
    opened: Callable[..., Book], plan: Plan, tmp_path: Path, late: str, handed_in: datetime | None, lost: float | None
) -> None:
    with opened(AssignmentPolicy(DUE, Late(late), 25.0)) as book:
        told = write(book, record(2.0), handed_in, judged(plan, tmp_path, {}))

        assert grade(book, "t").notebook.late_submission_penalty == lost
        assert (told.lateness.points, told.score) == (lost or 0.0, 2.0 - (lost or 0.0))


def test_the_offerings_due_date_and_extensions_reach_the_gradebook(
    opened: Callable[..., Book], plan: Plan, tmp_path: Path
) -> None:
    with opened(AssignmentPolicy(DUE, Late.ZERO, extensions={"ada": timedelta(days=1)})) as book:
        standing = write(book, record(2.0), LATE, judged(plan, tmp_path, {}))
        told = standing.lateness
        book.commit()
        submission = book.gradebook.find_submission("ps", "ada")

        assert book.gradebook.find_assignment("ps").duedate == datetime(2026, 3, 1, 12)
        assert (submission.extension, submission.total_seconds_late) == (timedelta(days=1), 0)
        assert (told.due, told.extension, told.seconds) == (DUE + timedelta(days=1), timedelta(days=1), 0)
        assert told.handed_in is not None
        assert told.handed_in.isoformat() == "2026-03-01T15:00:00+01:00"
        assert book.standings("ps") == {"ada": standing}
        assert book.standings("another") == {}


def test_where_the_offering_is_silent_the_gradebook_stays_as_it_is(
    opened: Callable[..., Book], book: Book, plan: Plan, tmp_path: Path
) -> None:
    work = judged(plan, tmp_path, {})
    book.gradebook.update_or_create_assignment("ps", duedate=datetime(2026, 3, 1, 12))
    write(book, record(2.0), LATE, work)
    book.commit()
    book.gradebook.grant_extension("ps", "ada", hours=1)
    config = Config()
    config.LateSubmissionPlugin.penalty_method = "zero"
    with opened(AssignmentPolicy(), config) as silent:
        told = write(silent, record(2.0), LATE, work).lateness

        assert (told.seconds, told.extension, told.points) == (3600, timedelta(hours=1), 2.0)
        assert told.rule == "by the course's own rule"
    with opened(AssignmentPolicy(late=Late.NONE), config) as spoken:
        assert write(spoken, record(2.0), LATE, work).lateness.points == 0.0


def test_an_extension_of_no_days_takes_back_what_was_granted(
    opened: Callable[..., Book], plan: Plan, tmp_path: Path
) -> None:
    work = judged(plan, tmp_path, {})
    for days, late in ((1, 0), (0, 7200)):
        with opened(AssignmentPolicy(DUE, Late.ZERO, extensions={"ada": timedelta(days=days)})) as book:
            assert write(book, record(2.0), LATE, work).lateness.seconds == late
            book.commit()


def test_an_extension_of_no_deadline_is_not_late(book: Book, plan: Plan, tmp_path: Path) -> None:
    work = judged(plan, tmp_path, {})
    write(book, record(2.0), LATE, work)
    book.commit()
    book.gradebook.grant_extension("ps", "ada", hours=1)

    assert write(book, record(2.0), LATE, work).lateness.seconds == 0


def test_manual_points_count_before_the_penalty(opened: Callable[..., Book], plan: Plan, tmp_path: Path) -> None:
    work = judged(plan, tmp_path, {"why": "Late."})
    with opened(AssignmentPolicy(DUE, Late.PER_DAY, 10.0)) as book:
        write(book, record(2.0), LATE, work)
        grade(book, "why").manual_score = 3.0
        book.commit()
        told = write(book, record(2.0), LATE, work)

        assert told.lateness.penalties == {"one": 0.5}
        assert (told.checks, told.by_hand, told.score) == (2.0, 3.0, 4.5)
        assert told.how == "2 by the checks, +3 by hand, −0.5 for being late"


def test_what_a_person_marked_waits_again_only_after_it_was_handed_in_anew(
    book: Book, plan: Plan, tmp_path: Path
) -> None:
    work = judged(plan, tmp_path, {"why": "Because."})
    assert write(book, record(2.0), LATE, work).waits

    for name in ("why", "discuss"):
        grade(book, name).manual_score, grade(book, name).needs_manual_grade = 1.0, False  # as the formgrader does
    book.commit()

    assert not write(book, record(2.0), LATE, work).waits
    book.commit()
    assert write(book, record(2.0), LATE + timedelta(hours=1), work).waits


def test_a_mended_check_is_known_before_the_next_grading(book: Book, plan: Plan, tmp_path: Path) -> None:
    write(book, record(2.0), None, judged(plan, tmp_path, {}))
    book.commit()
    save(plan.folder / "one.ipynb", written(SOURCE.replace("t 2", "t 5").replace("f(1) == 2", "f(2) == 3")))
    changed = read_plan(plan.folder)
    book.register(changed, tmp_path / "release", templates(changed))

    source = next(c for c in book.gradebook.find_notebook("one", "ps").source_cells if c.name == "t")
    assert source.source == "assert f(2) == 3"
    assert grade(book, "t").max_score == 5.0


def test_the_release_says_what_no_answer_is(book: Book, plan: Plan, tmp_path: Path) -> None:
    """A release made by nbgrader with its own stubs, never registered by it."""
    work = judged(plan, tmp_path, {"f": "# YOUR CODE HERE\nraise NotImplementedError()"})
    write(book, record(0.0), None, work)

    assert comment(book, "f").auto_comment is None

    given = written("#%% write f\n# YOUR CODE HERE\nraise NotImplementedError()\n")
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    marks = given["cells"][0]["metadata"]["nbgrader"]
    marks["checksum"] = compute_checksum(from_dict(given["cells"][0]))
    save(tmp_path / "release" / "one.ipynb", given)
    book.register(plan, tmp_path / "release", templates(plan))
    write(book, record(0.0), None, work)

    assert comment(book, "f").auto_comment == "No response."


def test_settings_come_from_the_courses_file(tmp_path: Path) -> None:
    assert settings(tmp_path) == {}

    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'here'\n")

    assert settings(tmp_path).CourseDirectory.course_id == "here"
