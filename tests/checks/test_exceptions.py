"""What Python's own exceptions mean, as numpy and Python really word them."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from autograder.checks.exception_words import WORDS
from autograder.checks.exceptions import explain, same
from autograder.checks.observe import Raised, observe
from autograder.exercises.specs import make_spec
from tests.week import LOGISTIC_REGRESSION, exercise

PROPAGATE = dataclasses.replace(make_spec(exercise(LOGISTIC_REGRESSION, "propagate")), uses=("sigmoid",))


def sigmoid(z):
    raise ValueError("it does not like its argument")


def fill():
    total = 0.0
    total[0] = 1


ROW, TABLE = np.ones((1, 4)), np.ones((3, 4))

SAID = {
    "numpy-prefix-missing": lambda: log(ROW),  # noqa: F821
    "global-for-argument": lambda: train_set_x,  # noqa: F821
    "name-misspelt": lambda: Cost,  # noqa: F821
    "unknown-name": lambda: whatever,  # noqa: F821
    "placeholder-left": lambda: ROW + {}.get("dw"),
    "module-called": lambda: np.linalg(ROW),
    "key-of-a-tuple": lambda: divmod(7, 2)["dw"],
    "call-for-a-product": lambda: (lambda s: s(1 - s))(ROW),
    "round-for-square": lambda: ROW.shape(0),
    "square-for-round": lambda: len[ROW],
    "function-not-called": lambda: 1 - sigmoid,
    "array-for-a-place": lambda: np.zeros(3).__setitem__(0, ROW),
    "number-treated-as-array": lambda: ROW[0, 0].item()[0],
    "array-treated-as-number": lambda: math.exp(ROW),
    "array-in-a-condition": lambda: 1 if ROW > 0 else 0,
    "two-rows-multiplied": lambda: np.dot(ROW, ROW),
    "shapes-not-aligned": lambda: TABLE @ ROW,
    "shapes-not-stretched": lambda: TABLE + np.ones(3),
    "reshape-counts": lambda: TABLE.reshape(5, 1),
    "no-such-axis": lambda: TABLE.sum(axis=2),
    "no-such-index": lambda: ROW[1],
    "too-many-indices": lambda: ROW[0, 0, 0],
    "no-index": lambda: ROW[0.5],
    "mask-of-another-shape": lambda: ROW[TABLE > 0],
    "no-such-place": lambda: [].__setitem__(0, 1),
    "tuple-too-short": lambda: ROW.shape[2],
    "another-shape-put-in": lambda: np.zeros((2, 3)).__setitem__(0, np.ones(4)),
    "no-room-in-place": lambda: np.zeros((2, 1)).__iadd__(np.ones(2)),
    "array-for-an-axis": lambda: np.max(ROW, ROW),
    "no-such-function": lambda: np.zero((3, 1)),
    "no-such-attribute": lambda: ROW.lenght,
    "no-such-key": lambda: {"dw": 1}["dW"],
    "values-unpacked": lambda: [a for a, b in [(1, 2, 3)]],
    "loop-over-a-number": lambda: [2 * i for i in 3],
    "nothing-to-fill": fill,
    "call-does-not-fit": lambda: np.sum(ROW, keepdim=True),
    "sizes-need-a-bracket": lambda: np.zeros(3, 1),
    "caret": lambda: ROW ^ 2,
    "bits-of-floats": lambda: ~ROW,
    "kinds-do-not-mix": lambda: 1 / ROW.shape,
    "braces-for-a-pair": lambda: {ROW: 1},
    "removed-from-numpy": lambda: np.float(0),
    "np-overwritten": lambda np=3: np.zeros(2),
    "builtin-for-numpy": lambda: max(TABLE),
    "shapes-in-a-list": lambda: np.sum([ROW, 0.5]),
    "fraction-for-a-count": lambda: range(0.2),
    "product-of-numbers": lambda: 2.0 @ 3.0,
    "values-refused": lambda: np.linalg.inv(np.zeros((2, 2))),
    "wrong-call": lambda: sigmoid(ROW),
}
BY_TYPE = {
    "UnboundLocalError": "unknown-name",
    "RecursionError": "calls-itself",
    "AssertionError": "own-assertion",
    "IndentationError": "syntax",
    "UFuncTypeError": "whole-number-box",
}


@pytest.mark.parametrize("id", SAID)
def test_an_exception_is_read(id) -> None:
    raised = observe(SAID[id], ()).raised

    assert [hint.id for hint in explain(PROPAGATE, raised)] == [id], raised


@pytest.mark.parametrize("type_name", BY_TYPE)
def test_a_type_can_say_it_all(type_name) -> None:
    assert [hint.id for hint in explain(PROPAGATE, Raised(type_name))] == [BY_TYPE[type_name]]


def test_a_number_that_is_asked_for_a_key_has_no_entries() -> None:
    raised = Raised("IndexError", "invalid index to scalar variable.")

    assert [hint.id for hint in explain(PROPAGATE, raised)] == ["number-treated-as-array"]


def test_a_call_of_ours_that_does_not_fit_is_the_def_line() -> None:
    raised = Raised("TypeError", "propagate() takes 3 positional arguments but 4 were given")

    assert [hint.id for hint in explain(PROPAGATE, raised)] == ["def-line-changed"]


def test_an_exception_of_which_nothing_is_known_says_nothing() -> None:
    assert explain(PROPAGATE, Raised("StrangeError", "strange")) == ()


def test_every_accident_can_be_met() -> None:
    of_checks = {
        "own-refusal",
        "def-line-changed",
        "another-exception",
        "exception-returned",
        "result-for-the-function",
    }
    assert set(WORDS) == {*SAID, *BY_TYPE.values(), *of_checks}


@pytest.mark.parametrize("product", [lambda: np.dot(TABLE, ROW), lambda: TABLE @ ROW, lambda: np.matmul(TABLE, ROW)])
def test_a_product_is_one_mistake_in_every_spelling(product) -> None:
    usual, seen = observe(lambda: TABLE @ ROW, ()).raised, observe(product, ()).raised

    assert usual
    assert seen
    assert same(usual, seen)


def test_two_products_of_other_sizes_are_two_mistakes() -> None:
    one, other = observe(lambda: TABLE @ ROW, ()).raised, observe(lambda: TABLE @ np.ones((2, 4)), ()).raised

    assert one
    assert other
    assert not same(one, other)


def test_sizes_of_a_product_are_compared_in_their_order() -> None:
    one = observe(lambda: np.ones((1, 3)) @ np.ones((5, 3)), ()).raised
    turned = observe(lambda: np.ones((3, 5)) @ np.ones((3, 1)), ()).raised

    assert one
    assert turned
    assert not same(one, turned)


def test_a_name_is_compared_with_those_of_the_function() -> None:
    raised = observe(lambda: totl, ()).raised  # noqa: F821

    assert raised
    assert [hint.id for hint in explain(PROPAGATE, raised, ["total"])] == ["name-misspelt"]
    assert [hint.id for hint in explain(PROPAGATE, raised, ["sum"])] == ["unknown-name"]
