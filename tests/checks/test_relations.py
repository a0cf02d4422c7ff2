"""How a wrong answer is related to the right one."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.numeric_relations import Case, is_shifted
from autograder.checks.plain import Opaque
from autograder.checks.relation_search import of_form, of_part
from autograder.checks.relations import WORDS, hint
from autograder.checks.spec import Causes

ROW = np.array([[0.2, 0.7, -1.3]])
LONG = np.array([[0.4, -0.1, 0.9, 2.2, 0.3]])


def cases(change):
    return [Case(row, change(row), (np.ones((2, row.size)),)) for row in (ROW, LONG)]


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("placeholder-left", lambda row: None),
        ("function-for-its-value", lambda row: Opaque("function")),
        ("text-for-a-number", str),
        ("text-for-a-number", lambda row: ["yes"] * row.size),
        ("text-for-a-number", lambda row: Opaque("array of <U3")),
        ("list-for-an-array", lambda row: row.tolist()),
        ("not-a-number", lambda row: row * np.nan),
        ("turned", lambda row: row.T),
        ("other-shape", lambda row: row.reshape(-1)),
        ("sign", lambda row: -row),
        ("rounded", lambda row: np.round(row)),
        ("cut-to-whole", np.trunc),
        ("complement", lambda row: 1 - row),
        ("absolute", np.abs),
        ("constant-factor", lambda row: 2 * row),
        ("zero", lambda row: 0 * row),
        ("factor-of-a-size", lambda row: row * row.size),
        ("constant-added", lambda row: row + 0.37),
        ("squared", np.square),
        ("reciprocal", lambda row: 1 / row),
        ("summed-to-one", lambda row: float(row.sum())),
        ("reversed", lambda row: row[:, ::-1]),
        ("factor", lambda row: row * (row.size + 0.123)),
        ("fixed-size", lambda row: np.zeros((1, 4))),
        ("table-for-a-vector", lambda row: np.full((3, row.size), 0.5)),
        ("constant", lambda row: np.full(row.shape, 0.456)),
    ],
)
def test_a_relation_that_holds_in_every_case_is_found(id, change) -> None:
    assert of_part(cases(change)) == id


def test_a_right_answer_has_no_relation_and_neither_has_a_strange_one() -> None:
    assert of_part(cases(lambda row: row.copy())) == ""
    assert of_part(cases(lambda row: np.sin(9 * row) + row)) == ""


def test_a_term_or_a_factor_of_the_formula_that_is_missing_is_found() -> None:
    term, factor = (lambda row: np.sin(row) + 0.5), (lambda row: np.cos(row) + 2)

    def off(change):
        return [Case(row, change(row), steps=(term(row), factor(row))) for row in (ROW, LONG)]

    assert of_part(off(lambda row: row - term(row))) == "one-term"
    assert of_part(off(lambda row: row - 2 * term(row))) == "one-term"
    assert of_part(off(lambda row: row * factor(row))) == "one-factor"
    assert of_part(off(lambda row: row / factor(row) ** 2)) == "one-factor"


def test_a_parameter_that_took_a_step_is_told_from_any_other_answer() -> None:
    w = np.array([[0.3, -0.8, 0.5]]), np.array([[1.4, 0.2, -0.7, 0.9, 2.0]])

    def moved(*steps):
        return [Case(row, one - step * row, (one,)) for row, one, step in zip((ROW, LONG), w, steps, strict=True)]

    assert of_part(moved(0.01, 0.01)) == "parameter-after-a-step"
    assert of_part(moved(0.01, 0.02)) != "parameter-after-a-step"


def test_other_answers_of_0_and_1_may_be_other_by_accident() -> None:
    answers = [np.array([[1.0, 0.0, 0.0]]), np.array([[0.0, 1.0]])]

    assert of_part([Case(must, 1 - must) for must in answers]) != "complement"


def test_several_numbers_for_one_are_no_missing_sum() -> None:
    assert of_part([Case(0.0, np.zeros(4)), Case(0.0, np.zeros(2))]) == "several-for-one"


def test_a_factor_that_holds_in_one_case_only_is_none() -> None:
    assert of_part(cases(lambda row: 2 * row if row.size == 3 else np.sin(row))) == ""


@pytest.mark.parametrize(
    ("id", "got"),
    [
        ("nothing-returned", None),
        ("order-of-the-values", (0.5, {"dw": ROW})),
        ("too-many-values", ({"dw": ROW}, 0.5, 1)),
        ("too-few-values", 0.5),
        ("dict-for-values", {"dw": ROW, "cost": 0.5}),
        ("values-for-a-dict", ([ROW], 0.5)),
        ("key-misspelt", ({"dW ": ROW}, 0.5)),
        ("key-missing", ({"w": ROW}, 0.5)),
        ("", ({"dw": ROW}, 0.7)),
    ],
)
def test_the_form_of_an_answer(id, got) -> None:
    assert of_form(({"dw": ROW}, 0.5), got, ("grads", "cost")) == id


@pytest.mark.parametrize("id", WORDS)
def test_every_relation_can_be_told(id) -> None:
    assert "{part}" not in hint(id, Causes(), "dw").why


def test_an_answer_much_larger_than_the_right_one_is_told_by_its_shape_and_never_computed_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("autograder.checks.numeric_relations.MOST_ENTRIES", 20)
    large = [Case(row, np.ones((7, 3))) for row in (ROW, LONG)]

    assert of_part(large) == "fixed-size"


def test_a_shift_is_looked_for_only_where_sizes_are_the_same() -> None:
    """Otherwise a column less a row would be a table of all by all."""
    column = np.broadcast_to(np.float64(1.0), (1 << 20, 1, 1))
    wide = np.broadcast_to(np.float64(1.0), (1, 1, 1 << 20))

    assert not is_shifted(Case(wide, column[:-1]))
