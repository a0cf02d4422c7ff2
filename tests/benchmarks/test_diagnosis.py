"""The measure of the diagnosis, on a fixed sample; the marks on what was changed, and the styles."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Sequence

import pytest

from benchmarks.diagnosis.__main__ import SOURCE, measured, tasks
from benchmarks.diagnosis.judge import Judged, keeps
from benchmarks.diagnosis.marks import mark, written
from benchmarks.diagnosis.styles import STYLES, restyled
from benchmarks.diagnosis.table import figures, table
from benchmarks.diagnosis.truth import Truth
from benchmarks.diagnosis.versions import Group
from tests.week import exercises

RIGHT = "def f(w, X):\n    Z = w.T @ X\n    m = X.shape[1]\n    return np.sum(Z * 2) / m"


def changed(wrong: str, style: str = "as it is") -> list[str]:
    """The lines of `wrong`, in a style, that are marked as changed."""
    tree = ast.parse(wrong)
    mark(ast.parse(RIGHT), tree)
    text, lines = written(restyled(tree, style))
    return [line.strip() for number, line in enumerate(text.splitlines(), 1) if number in lines]


def sampled(test: Callable[..., None]) -> Callable[..., None]:
    """Marks a test of the sample: they go to one worker, which judges it once."""
    return pytest.mark.slow(pytest.mark.xdist_group("diagnosis")(test))


@pytest.fixture(scope="module")
def sample() -> list[Judged]:
    return measured(random.Random(1).sample(tasks(), 260))


@sampled
def test_every_wrong_version_is_found_wrong(sample: Sequence[Judged]) -> None:
    assert [one for one in sample if not one.verdict] == []


@sampled
def test_what_is_said_is_true(sample: Sequence[Judged]) -> None:
    true, told = figures(sample).precision

    assert told > 80
    assert true >= 0.95 * told  # the aim is 98 %


@sampled
def test_the_cause_is_named(sample: Sequence[Judged]) -> None:
    named, judged = figures(sample).cause

    assert named >= 0.82 * judged  # the aim is 90 %


@sampled
def test_named_mistakes_have_their_names_in_every_style(sample: Sequence[Judged]) -> None:
    mistakes = [one for one in sample if one.group is Group.MISTAKE]

    assert sum(one.named for one in mistakes) >= 0.97 * len(mistakes)


@sampled
def test_the_line_that_is_shown_is_the_changed_one(sample: Sequence[Judged]) -> None:
    right, shown = figures(sample).line

    assert shown > 60
    assert right >= 0.91 * shown  # the aim is 95 %


@pytest.mark.parametrize("name", ["sigmoid", "propagate", "optimize"])
def test_the_solution_stays_right_in_eight_styles(name: str) -> None:
    exercise = next(one for one in exercises("4_logistic_regression") if one.name == name)

    assert sum(keeps(exercise, style) for style in STYLES) >= 8


def test_the_smallest_change_is_marked() -> None:
    assert changed(RIGHT.replace("shape[1]", "shape[0]")) == ["m = X.shape[0]"]
    assert changed(RIGHT.replace("w.T @ X", "X.T @ w")) == ["Z = X.T @ w"]
    assert changed(RIGHT) == []


def test_a_mark_stays_with_its_expression_in_another_style() -> None:
    wrong = RIGHT.replace("Z * 2", "Z * 3")

    assert changed(wrong, "temporaries") == ["t1 = Z * 3"]
    assert changed(wrong, "loops") == ["for entry in np.ravel(Z * 3):"]
    assert changed(wrong, "old template") == ["result_0 = np.sum(Z * 3) / m"]


def test_the_table_counts_what_cannot_be_told_apart() -> None:
    claims = (("a", Truth.TRUE), ("b", Truth.UNKNOWN))
    one = Judged("f", "1_one", Group.MUTANT, "x", "@", True, False, claims, None, False)

    assert figures([one]).precision == (1, 1)
    assert "| **all** | 1 | 100.0 % of 1 | 0.0 % of 1 | 0.0 % of 1 | 100.0 % of 1 | 1 | – |" in table(
        [one], lambda _: "f", "by"
    )


def test_the_measure_is_of_the_graded_notebooks() -> None:
    assert (SOURCE / "4_logistic_regression.ipynb").is_file()
