"""Warm-ups answer back: a right order runs, each wrong line says why, and the folded answers pass their own check."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.week import COMPUTATION_GRAPH, LOGISTIC_REGRESSION, SOURCE, helper

warm_up = helper("warm_up")
X = np.array([[0.2, 0.4, 0.9], [0.6, 0.0, 0.3]])
#: what a puzzle's program starts from, the name of its result, and what that must be
PROGRAMS: dict[str, tuple[dict[str, Any], str, Any]] = {
    "brightness": ({"X": X, "n_x": 2, "m": 3}, "total", 1.2),
    "prices": (
        {"plan": [("wheel", [("spoke", 32), ("screw", 4)])], "bought": {"spoke": 0.5, "screw": 0.1}},
        "price",
        {"spoke": 0.5, "screw": 0.1, "wheel": 16.4},
    ),
    "rows": ({"X": X.T, "Y": X.T @ [[1.0], [2.0]], "w": np.array([[1.0], [2.0]]), "b": 0.5}, "cost", 0.125),
    "bright_or_dark": (
        {"train": np.array([0.2, 0.4, 0.8]), "labels": np.array([0, 0, 1]), "test": np.array([0.5, 0.6])},
        "limit",
        0.55,
    ),
}
EACH = pytest.mark.parametrize("name", PROGRAMS)
#: the notebook, and the beginning of the ids of its cells
GAPS = [
    (COMPUTATION_GRAPH, "loop"),
    (COMPUTATION_GRAPH, "backprop"),
    (LOGISTIC_REGRESSION, "propagate"),
    (LOGISTIC_REGRESSION, "model"),
]


def right_orders(name: str) -> Iterator[tuple[str, ...]]:
    """Every order of the right lines in which each comes after those that it needs."""
    asked = warm_up.puzzle(name)
    for letters in itertools.permutations(asked.right):
        if all(letters.index(needed) < i for i, one in enumerate(letters) for needed in asked.lines[one].after):
            yield letters


def cells(notebook: str) -> dict[str, str]:
    """The text of each cell by id."""
    read = json.loads((Path(SOURCE) / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in read["cells"]}


@EACH
def test_a_puzzle_has_eight_lines_and_two_of_them_are_wrong(name: str) -> None:
    asked = warm_up.puzzle(name)

    assert len(asked.lines) == 8
    assert len(asked.right) == 6
    assert all(re.fullmatch(r".{20,}\.", line.because) for line in asked.lines.values() if line.because)


@EACH
def test_every_order_that_is_accepted_is_a_program_that_gives_the_right_result(name: str) -> None:
    asked = warm_up.puzzle(name)
    given, result, must = PROGRAMS[name]
    orders = list(right_orders(name))

    assert orders
    for letters in orders:
        space = {"np": np, **given}
        exec("\n".join(asked.lines[letter].text for letter in letters), space)
        if isinstance(must, dict):
            assert space[result] == pytest.approx(must)
        else:
            assert np.allclose(space[result], must)
        assert warm_up.order(name, "".join(letters)) == asked.done


@EACH
def test_a_wrong_line_says_why_and_a_line_too_early_says_what_it_needs(name: str) -> None:
    asked = warm_up.puzzle(name)

    for letter, line in asked.lines.items():
        told = warm_up.order(name, [letter])
        if line.because:
            assert told.endswith(line.because)
        elif line.after:
            assert told == f"{letter} comes too early: {line.after[0]} has to come before it."


@pytest.mark.parametrize("mine", [..., "", [], [..., ..., ...]])
def test_an_order_that_was_not_written_gets_no_verdict(mine: Any) -> None:
    assert warm_up.order("rows", mine) == "nothing yet"


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        ("hf", "So far nothing is wrong. Still to place: 4."),
        ("H, F", "So far nothing is wrong. Still to place: 4."),
        ("HH", "H occurs twice. Each line is used once."),
        ("HX", "X is not one of the letters A to H."),
    ],
)
def test_an_order_that_is_not_complete_is_answered_in_a_sentence(mine: str, told: str) -> None:
    assert warm_up.order("rows", mine) == told


def test_the_lines_are_shown_with_their_letters_and_their_indentation() -> None:
    assert warm_up.lines("brightness").startswith("A       bright = 0.0\nB           bright = X[j, i]\n")


def test_values_are_compared_by_shape_and_to_six_digits() -> None:
    values = {"a": (0.5, 0.5 + 1e-9), "b": (1, 2), "c": (np.ones(2), np.ones((2, 1))), "d": (..., 3)}

    told = warm_up.beside(values).split("\n")

    assert [line.split(", ", 1)[1] for line in told[:2]] == ["got 0.5: right", "got 1: look again"]
    assert told[2].endswith("got the shape (2,): it must be (2, 1)")
    assert told[3] == "d        must be 3, nothing yet"


@pytest.mark.parametrize(("notebook", "key"), GAPS)
def test_the_two_lines_below_the_fold_fill_the_gaps_and_without_them_nothing_is_right(
    notebook: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = cells(notebook)
    asked, check = texts[f"{key}-gaps"], texts[f"{key}-gaps-check"]
    answer = re.search(r"```python\n(.*?)```", texts[f"{key}-gaps-answer"], flags=re.S)
    assert answer is not None
    missing = [line.split("  #")[0].strip() for line in answer[1].rstrip("\n").split("\n")]
    gaps = [line for line in asked.split("\n") if "# missing" in line]
    filled = asked
    for gap, line in zip(gaps, missing, strict=True):
        filled = filled.replace(gap, gap[: len(gap) - len(gap.lstrip())] + line, 1)

    said = []
    for code in (asked, filled):
        exec(f"{code}\n{check}", {"np": np, "warm_up": warm_up})
        said.append(capsys.readouterr().out)

    assert len(gaps) == 2
    assert ": right" not in said[0]
    assert said[1].count(": right") == said[1].count("must be")
