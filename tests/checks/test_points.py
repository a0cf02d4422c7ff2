"""What pays of an answer, on a made-up exercise of three parts."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import Observation, Raised
from autograder.checks.points import Earned, earned, points
from autograder.checks.spec import QUALITIES, CheckSpec, Hint, Outcome, Rung
from autograder.checks.spec import TestCase as Case

RIGHT: Any = ({"dw": 2.0, "db": 3.0, "m": 4.0}, 5.0)
WRONG_DB: Any = ({"dw": 2.0, "db": -3.0, "m": 4.0}, 5.0)
WRONG_M: Any = ({"dw": 2.0, "db": 3.0, "m": 0.0}, 5.0)
HINT = Hint("sign", "The sign is turned.", keeps=0.9)


def case(number: float, **more: Any) -> Case:
    return Case((number,), expected=Outcome(RIGHT), **more)


def spec(*hidden: Case, **more: Any) -> CheckSpec:
    """dw 4, db 2, cost 2, and 2 for what a right answer is tried for; m pays nothing."""
    parts = {"dw": 4.0, "db": 2.0, "cost": 2.0, "m": 0.0}
    rungs = {Rung.UNCHANGED: 2.0}
    return CheckSpec("f", "n", parts, ("grads", "cost"), ("x",), (case(1.0),), rungs=rungs, hidden=hidden, **more)


def got(made: CheckSpec, *answers: Any) -> Earned:
    return earned(made, list(zip(made.visible + made.hidden, map(seen, answers), strict=True)))


def seen(answer: Any) -> Observation:
    return answer if isinstance(answer, Observation) else Observation(value=answer)


def test_what_is_right_in_every_test_pays_and_a_share_of_the_rest() -> None:
    made = spec(case(2.0))

    assert points(made, got(made, RIGHT, RIGHT), QUALITIES)[0] == 10.0
    assert points(made, got(made, RIGHT, WRONG_DB), QUALITIES) == (7.5, "dw and cost are right")
    assert points(made, got(made, WRONG_DB, RIGHT), ()) == (6.0, "dw and cost are right")


@pytest.mark.parametrize(
    ("answer", "parts"),
    [
        (({"dw": 2.0}, 5.0), ("dw", "cost")),
        ((None, 5.0), ("cost",)),
        (5.0, ()),
        ({"dw": 2.0, "db": 3.0, "cost": 5.0}, ("dw", "db", "cost")),
        ((5.0, {"dw": 2.0}), ("dw",)),
    ],
    ids=["keys missing", "no dict", "one number", "one dict", "turned round"],
)
def test_a_part_is_found_by_its_name(answer: Any, parts: tuple[str, ...]) -> None:
    made = spec()

    assert got(made, answer).right == parts


def test_a_wrong_part_without_points_costs_the_cheapest_that_is_right() -> None:
    made = spec()

    assert points(made, got(made, WRONG_M), QUALITIES)[0] == 7.5


def test_an_exception_in_one_test_leaves_no_part_right() -> None:
    made = spec(case(2.0))

    assert points(made, got(made, RIGHT, Observation(raised=Raised("ValueError"))), QUALITIES)[0] == 0


def test_a_named_mistake_keeps_its_share_where_it_gives_every_answer_and_the_better_counts() -> None:
    sign = {"sign": Outcome(WRONG_DB)}
    made = spec(case(2.0, mistaken=sign), hints={"sign": HINT})
    both = CheckSpec(**{**vars(made), "visible": (case(1.0, mistaken=sign),)})

    assert points(made, got(made, WRONG_DB, WRONG_DB), ())[0] == 6.0
    assert points(both, got(both, WRONG_DB, WRONG_DB), ()) == (7.2, "this mistake keeps a share")
    assert points(both, got(both, WRONG_DB, RIGHT), ())[0] == 6.0


def test_a_named_mistake_keeps_its_share_where_it_ends_otherwise_in_a_rare_form() -> None:
    wrong = {"sign": Outcome(WRONG_DB)}
    one = Case((1.0,), expected=Outcome(RIGHT), mistaken=wrong)
    rare = Case((np.ones(1),), expected=Outcome(RIGHT), mistaken=wrong)
    made = dataclasses.replace(
        spec(dataclasses.replace(one, arguments=(2.0,)), rare, hints={"sign": HINT}), visible=(one,)
    )

    assert got(made, WRONG_DB, WRONG_DB, Observation(raised=Raised("ValueError"))).keeps == 0.9
    assert got(made, WRONG_DB, Observation(raised=Raised("ValueError")), WRONG_DB).keeps == 0


def test_what_is_wrong_only_in_forms_that_no_visible_test_has_keeps_a_share() -> None:
    rare = Case((np.array([[2.0]]),), expected=Outcome(RIGHT))
    made = spec(case(2.0), rare)

    assert points(made, got(made, RIGHT, RIGHT, WRONG_DB), QUALITIES) == (
        9.25,  # of db 0.7 · 2, and of the rungs the same share as of the parts
        "dw, db and cost are right in the visible tests' shapes",
    )
    assert points(made, got(made, RIGHT, WRONG_DB, WRONG_DB), QUALITIES)[0] == 7.5
    assert points(made, got(made, RIGHT, RIGHT, Observation(raised=Raised("IndexError"))), ())[0] == 5.6


def test_the_shape_that_is_wrong_is_told() -> None:
    rare = Case((np.array([[2.0]]),), expected=Outcome(RIGHT))

    result = run_checks(
        spec(case(2.0), rare),
        lambda arguments, keywords, **wanted: Observation(
            WRONG_DB if np.ndim(arguments[0]) else RIGHT, arguments=arguments
        ),
    )

    assert (result.rung, result.rare) == ("hidden", "x of shape (1, 1)")
    assert dict(render.rows(result))["what"] == "The visible tests pass; with x of shape (1, 1) it is wrong."


def test_what_goes_wrong_on_the_side_alone_is_a_slip_of_form() -> None:
    made = spec(case(2.0, aside=True))

    assert points(made, got(made, RIGHT, WRONG_DB), QUALITIES) == (9.5, "right but for the form")
    assert points(made, got(made, WRONG_DB, WRONG_DB), QUALITIES)[0] == 7.5


def test_a_result_says_in_words_what_paid() -> None:
    made = spec()

    result = run_checks(made, lambda arguments, keywords, **wanted: Observation(WRONG_DB, arguments=arguments))

    assert (result.rung, result.points, result.paid_for) == ("value", 7.5, "dw and cost are right")
