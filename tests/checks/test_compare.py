"""Kind where form matters, value always: what passes as the same answer, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.compare import describe, differences, parts, tolerance
from autograder.checks.spec import CheckSpec


def make_spec(returns=("x",), **more):
    return CheckSpec("f", "n", {}, returns, ("a",), (), **more)


def rungs(must, got, returns=("x",), **more):
    return [d.rung for d in differences(make_spec(returns, **more), must, got)]


@pytest.mark.parametrize("got", [2, 2.0, np.array(2.0), np.array([2]), np.array([[2.0]]), np.array(2, np.float32)])
def test_a_number_may_come_in_any_form(got) -> None:
    assert rungs(2.0, got) == []


@pytest.mark.parametrize(
    ("got", "rung"), [(3, "value"), ([2], "kind"), ("2", "kind"), (None, "kind"), (np.ones(2), "shape")]
)
def test_what_is_not_the_number_fails_at_its_rung(got, rung) -> None:
    assert rungs(2.0, got) == [rung]


def test_a_strict_number_is_no_array() -> None:
    assert rungs(2.0, np.array([2.0]), strict=("x",)) == ["shape"]
    assert rungs(2.0, np.array(2.0), strict=("x",)) == []


@pytest.mark.parametrize("got", [np.array([[0, 1]]), np.array([[False, True]]), np.asfortranarray([[0.0, 1.0]])])
def test_an_array_may_have_any_numeric_type_and_order(got) -> None:
    assert rungs(np.array([[0.0, 1.0]]), got) == []


def test_shape_before_value_and_kind_before_both() -> None:
    must = np.array([[1.0, 2.0]])

    assert rungs(must, np.array([1.0, 2.0])) == ["shape"]
    assert rungs(must, np.array([[1.0, 3.0]])) == ["value"]
    assert rungs(must, [[1.0, 2.0]]) == ["kind"]


def test_arrays_that_must_hold_floats() -> None:
    assert rungs(np.zeros(2), np.zeros(2, int), floats=("x",)) == ["kind"]
    assert rungs(np.zeros(2), np.zeros(2, np.float32), floats=("x",)) == []


def test_a_list_does_for_a_tuple_and_extra_keys_pass() -> None:
    must = ({"dw": 1.0, "db": 2.0}, 3.0)

    assert rungs(must, [{"dw": 1, "db": 2, "more": 0}, 3], ("grads", "cost")) == []
    assert rungs(must, ({"dw": 1.0}, 3.0), ("grads", "cost")) == ["kind"]
    assert rungs(must, ({"dw": 1.0, "db": 2.0},), ("grads", "cost")) == ["kind"]


def test_each_wrong_part_is_named() -> None:
    found = differences(make_spec(("grads", "cost")), ({"dw": 1.0, "db": 2.0}, 3.0), ({"dw": 1.0, "db": 0.0}, 0.0))

    assert [d.part for d in found] == ["db", "cost"]
    assert parts(({"dw": 1.0, "db": 2.0}, 3.0), ("grads", "cost")) == ["dw", "db", "cost"]


def test_a_sequence_may_be_an_array_and_must_be_as_long() -> None:
    assert rungs([1.0, 2.0], np.array([1.0, 2.0])) == []
    assert rungs([1.0, 2.0], (np.array(1.0), np.array([2.0]))) == []
    assert rungs([1.0, 2.0], [1.0]) == ["shape"]
    assert rungs([1.0, 2.0], [1.0, 2.5]) == ["value"]


def test_not_a_number_equals_itself_and_nothing_else() -> None:
    assert rungs(np.nan, np.nan) == []
    assert rungs(1.0, np.nan) == ["value"]
    assert rungs(np.array([1.0, 2.0]), np.array([1.0, np.inf])) == ["value"]


def test_float32_arguments_widen_the_tolerance() -> None:
    assert tolerance((np.ones(2, np.float32),), 1e-6) == 1e-4
    assert tolerance((np.ones(2),), 1e-6) == 1e-6


def test_numbers_that_look_alike_are_shown_longer() -> None:
    (found,) = differences(make_spec(), 0.123456, 0.123459)

    assert found.must != found.got


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.8220001, "0.822"),
        (3, "3"),
        (None, "None"),
        (np.ones((3, 4)), "an array of shape (3, 4)"),
        ([1.0, 2], "[1, 2]"),
        ({"a": 1}, "a dict with 'a'"),
        ("yes", "the text 'yes'"),
    ],
)
def test_values_are_described_in_few_words(value, words) -> None:
    assert describe(value) == words
