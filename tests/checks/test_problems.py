"""What is wrong with one call, part by part."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from autograder.checks import problems as problems_module
from autograder.checks.observe import Observation, Raised
from autograder.checks.problems import first_wrong_variable, given, has_form, labels_of, problems, wrong_parts
from autograder.checks.spec import Rung
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, LOGISTIC_REGRESSION, exercise

SPEC = make_spec(exercise(LOGISTIC_REGRESSION, "propagate"))
TEST = SPEC.visible[0]
GRADS, COST = TEST.expected.value


def test_the_right_answer_has_no_problem_and_each_wrong_part_its_own() -> None:
    wrong = Observation(({"dw": -GRADS["dw"], "db": GRADS["db"]}, COST + 1))

    assert not problems(SPEC, TEST, Observation((GRADS, COST)))
    assert wrong_parts(SPEC, TEST, wrong) == {"dw", "cost"}
    assert has_form(SPEC, TEST, wrong)
    assert not has_form(SPEC, TEST, Observation(({**GRADS, "dw": GRADS["dw"].T}, COST)))


def test_an_exception_is_the_only_problem_of_a_call_that_must_answer() -> None:
    (found,) = problems(SPEC, TEST, Observation(raised=Raised("ValueError", "shapes")))

    assert (found.rung, found.got) == (Rung.KIND, "raises ValueError")


def test_a_refusal_that_is_asked_for_is_right_by_its_class() -> None:
    spec = make_spec(exercise(BROADCASTING, "as_column"))
    test = next(one for one in spec.visible if one.expected.raised)

    assert not problems(spec, test, Observation(raised=Raised("ValueError", "other words")))
    assert problems(spec, test, Observation(raised=Raised("TypeError")))[0].got == "raises TypeError"
    assert problems(spec, test, Observation(np.ones((2, 1))))[0].got == "returns an answer"


def test_float32_leaves_four_digits() -> None:
    near = ({name: np.float32(value) * np.float32(1 + 2e-5) for name, value in GRADS.items()}, np.float32(COST))

    assert not problems(SPEC, TEST, Observation(near))
    assert problems(SPEC, TEST, Observation(({name: value * (1 + 2e-5) for name, value in GRADS.items()}, COST)))


def test_the_first_wrong_variable_comes_behind_those_that_are_right() -> None:
    right, first = first_wrong_variable(
        SPEC, TEST, Observation(variables={**TEST.variables, "dZ": -TEST.variables["dZ"]})
    )

    assert first is not None
    assert first.part == "dZ"
    assert right
    assert set(right) < set(SPEC.evaluation_order)


@pytest.mark.parametrize("name", ["A", "a"])
@pytest.mark.parametrize("value", [[[1.0], [2.0, 3.0]], (np.ones((2, 3)), 1.0), {"a": 1}, "text", None], ids=repr)
def test_a_variable_that_has_no_shape_is_no_array(name: str, value: object) -> None:
    """A function that wraps another has all its arguments in one tuple, which it may well call `a`."""
    variables = {**{other: it for other, it in TEST.variables.items() if other != "A"}, name: value}

    _, first = first_wrong_variable(SPEC, TEST, Observation(variables=variables))

    assert (first.part if first else "") == ("A" if name == "A" else "")


def test_a_call_is_given_its_defaults_too() -> None:
    spec = make_spec(exercise(LOGISTIC_REGRESSION, "optimize"))
    short = dataclasses.replace(spec.visible[0], arguments=spec.visible[0].arguments[:4], keywords={})

    assert given(spec, short)[4:] == (100, 0.009, False)
    assert labels_of(SPEC, TEST.expected.value)[0] in ("dw", "db", "cost")


def test_what_is_wrong_with_a_call_is_found_once_and_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [Observation((GRADS, COST + 1 + number)) for number in range(2 * problems_module.MOST_KNOWN)]
    each = [problems(SPEC, TEST, one) for one in seen]
    monkeypatch.setattr(problems_module, "_found", lambda *_: pytest.fail("found again"))

    problems(SPEC, TEST, seen[-1]).clear()  # the list is the caller's own

    assert problems(SPEC, TEST, seen[-1]) == each[-1] != each[-2]
    assert len(problems_module._known) <= problems_module.MOST_KNOWN
    problems_module.forget()
    assert problems_module._known == {}
