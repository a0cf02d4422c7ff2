"""Answers that are others than in the last release are shown with both numbers, and replace it only where accepted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from autograder.checks import spec, store
from autograder.checks.observe import Raised
from autograder.checks.spec import CheckSpec, Outcome
from autograder.cli import main
from autograder.course.folders import Course
from autograder.release.answers import changed_answers
from autograder.release.replace import release
from tests import small_course
from tests.small_course import ASSIGNMENT

X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
WORDS = "for values = [ 2., 3., 10.] the answer was 5, it is 7.5 now"


def reference(path: Path, name: str, *tests: tuple[object, object]) -> Path:
    """A file of one exercise with these arguments and answers."""
    cases = tuple(
        spec.TestCase((given,), expected=answer if isinstance(answer, Outcome) else Outcome(answer))
        for given, answer in tests
    )
    made = CheckSpec(name, "1_numbers", {"y": 1.0}, ("y",), ("x",), cases)
    store.write(path, [made])
    return path


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (np.ones((2, 3)), np.ones((2, 3)), None),
        (np.ones((2, 3)), np.ones((2, 3)) * (1 + 1e-12), None),
        (np.ones(2), np.full(2, 2.0), "for x = [[1., 2., 3.], [4., 5., 6.]] y was [1., 1.], it is [2., 2.] now"),
        (
            np.ones((2, 3)),
            np.ones((3, 2)),
            "for x = [[1., 2., 3.], [4., 5., 6.]] y was shape (2, 3), it is shape (3, 2) now",
        ),
        (1.5, 2.5, "for x = [[1., 2., 3.], [4., 5., 6.]] y was 1.5, it is 2.5 now"),
        (
            1.5,
            Outcome(raised=Raised("ValueError", "no")),
            "for x = [[1., 2., 3.], [4., 5., 6.]] the answer was a value, it is ValueError now",
        ),
        (Outcome(raised=Raised("ValueError", "no")), Outcome(raised=Raised("ValueError", "never")), None),
    ],
    ids=["same", "last bit", "value", "shape", "number", "raises now", "other words"],
)
def test_both_answers_are_told(before: object, after: object, words: str | None, tmp_path: Path) -> None:
    old = reference(tmp_path / "old.h5", "f", (X, before))
    new = reference(tmp_path / "new.h5", "f", (X, after))

    found = [one.why for one in changed_answers(old, new)]

    assert found == ([] if words is None else [words])


def test_a_test_or_an_exercise_that_is_new_has_no_earlier_answer(tmp_path: Path) -> None:
    old = reference(tmp_path / "old.h5", "f", (X, 1.0))
    more = reference(tmp_path / "more.h5", "f", (X + 1, 2.0), (X, 1.0))
    other = reference(tmp_path / "other.h5", "g", (X, 3.0))

    assert list(changed_answers(old, more)) == list(changed_answers(old, other)) == []


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A released course whose solution has changed since, and whose mistakes with it."""
    course = small_course.make(tmp_path_factory.mktemp("answers") / "stats")
    assert release(course, ASSIGNMENT) == []
    small_course.replace(small_course.notebook_of(course), "/ values.size", "/ (values.size - 1)")
    small_course.replace(small_course.exercise_of(course), "/ (len(values) - 1)", "/ len(values)")
    return course


def command(course: Course, *words: str) -> Result:
    whole = ["--course", str(course.root), "release", ASSIGNMENT, *words]
    return CliRunner().invoke(main, whole, catch_exceptions=False)


def digest(course: Course) -> bytes:
    return (course.release(ASSIGNMENT) / "reference.h5").read_bytes()


@pytest.mark.slow
def test_without_a_terminal_a_release_with_other_answers_is_refused(released: Course) -> None:
    before = digest(released)

    done = command(released)

    assert done.exit_code == 1
    assert f"averages: mean\n        {WORDS}" in done.stderr
    assert "its answers are others than in the last one" in done.stderr
    assert "autograder release week_1 --changed-answers" in done.stderr
    assert digest(released) == before


@pytest.mark.slow
def test_on_a_terminal_it_asks(released: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(released)
    monkeypatch.setattr("autograder.console.can_ask", lambda: True)
    asked: list[str] = []

    def no(question: str, **_: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr("click.confirm", no)
    done = command(released)

    assert asked == ["Release with the new answers?"]
    assert WORDS in done.stderr
    assert done.exit_code == 1
    assert digest(released) == before


@pytest.mark.slow
def test_nbgraders_own_command_refuses_in_the_same_words(released: Course) -> None:
    before = digest(released)
    program = Path(sys.executable).with_name("nbgrader")
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()), "HOME": str(released.root)}

    done = subprocess.run(
        [program, "generate_assignment", ASSIGNMENT, "--force"],
        cwd=released.root,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 1
    assert WORDS in done.stderr
    assert "accept the new answers with `autograder release week_1 --changed-answers`" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(released) == before


@pytest.mark.slow
def test_accepted_answers_are_released_and_are_those_to_compare_with_from_then_on(released: Course) -> None:
    before = digest(released)

    done = command(released, "--changed-answers")

    assert done.exit_code == 0, done.stderr
    assert WORDS in done.stderr
    assert digest(released) != before
    assert release(released, ASSIGNMENT) == []
