"""What students wrote themselves, taken out of what they handed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.plan import read_plan
from autograder.similar.pieces import OWN, Place, pieces_of
from autograder.submissions.folder import submissions
from tests.export.classes import ASSIGNMENT, FILE, NAME, hand_in, notebook, small_course

SOFTMAX = (
    "def softmax(x):\n    # mine\n    top = np.maximum.reduce(x, axis=1, keepdims=True)\n"
    "    lifted = np.power(np.e, x - top)\n"
    "    return np.divide(lifted, np.add.reduce(lifted, axis=1, keepdims=True))\n"
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("course"))
    hand_in(course, "ann", notebook(course, softmax=SOFTMAX))
    hand_in(course, "bob", notebook(course, softmax=SOFTMAX.replace("lifted", "e").replace("# mine", "")))
    released = course.release(ASSIGNMENT) / FILE
    hand_in(course, "ned", released.read_bytes())
    own = json.loads(released.read_text())
    own["cells"].insert(3, {"cell_type": "code", "source": "def helper(x):\n    return x", "metadata": {}, "id": "own"})
    hand_in(course, "own", json.dumps(own).encode())
    hand_in(course, "bad", b"no notebook")
    return course


@pytest.fixture(scope="module")
def pieces(course):
    plan = read_plan(course.source(ASSIGNMENT))
    said = []
    found, unread = pieces_of(plan, submissions(course.root / "submitted", ASSIGNMENT), said.append)
    assert said == ["ann", "bad", "bob", "ned", "own"]
    assert not unread
    return found


def test_a_function_is_what_stands_in_its_cell_without_what_was_given(pieces) -> None:
    piece = pieces["ann"][Place(NAME, "softmax")]

    assert piece.text == SOFTMAX.rstrip("\n") or piece.text == SOFTMAX
    assert "def" not in [token.text for token in piece.tokens]
    assert "reduce" in [token.text for token in piece.tokens]


def test_other_names_and_comments_make_no_difference(pieces) -> None:
    one, other = (pieces[name][Place(NAME, "softmax")] for name in ("ann", "bob"))

    assert [t.text for t in one.tokens] == [t.text for t in other.tokens]


def test_a_name_that_is_used_elsewhere_in_the_notebook_is_still_a_students_choice(course, pieces) -> None:
    hand_in(course, "zoe", notebook(course, softmax=SOFTMAX.replace("lifted", "table")))
    plan = read_plan(course.source(ASSIGNMENT))
    handed = submissions(course.root / "submitted", ASSIGNMENT, "zoe")
    found, _ = pieces_of(plan, handed, lambda student: None)
    zoe = found["zoe"]
    place = Place(NAME, "softmax")

    assert [t.text for t in zoe[place].tokens] == [t.text for t in pieces["ann"][place].tokens]


def test_an_untouched_release_has_nothing_to_compare(pieces) -> None:
    assert all(not piece.tokens for piece in pieces["ned"].values())


def test_cells_of_their_own_count_and_what_cannot_be_read_is_empty(pieces) -> None:
    assert "def helper" in pieces["own"][Place(NAME, OWN)].text
    assert pieces["bad"] == {}


def test_the_command_writes_the_page_for_its_owner_alone(course) -> None:
    done = CliRunner().invoke(main, ["--course", str(course.root), "similar", ASSIGNMENT])
    page = Path(course.reports / f"{ASSIGNMENT}_similar.html")

    assert done.exit_code == 0, done.output
    assert "to look at." in done.output
    assert page.stat().st_mode & 0o077 == 0
    assert "ann" in page.with_suffix(".csv").read_text()


def test_one_submission_is_too_few(tmp_path) -> None:
    lonely = small_course(tmp_path)
    hand_in(lonely, "ann", notebook(lonely))
    done = CliRunner().invoke(main, ["--course", str(lonely.root), "similar", ASSIGNMENT])

    assert done.exit_code == 2
    assert "There are 1: collect them first." in done.output
