"""The reference server answers what honest functions ask, and nothing that is larger."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.judge.reference_server import QuestionTooLargeError, ReferenceServer
from tests.week import reference

NOTEBOOK = "4_logistic_regression"


def ask(name: str, *arguments: Any, **keywords: Any) -> Any:
    return ReferenceServer(reference(NOTEBOOK), [name])(name, arguments, keywords)


def test_an_honest_question_is_answered() -> None:
    w, X, Y = np.zeros((6, 1)), np.ones((6, 8)), np.ones((1, 8))

    assert ask("sigmoid", np.zeros((1, 50_000))).shape == (1, 50_000)
    assert ask("optimize", w, 0.0, X, Y, num_iterations=2000)[0]["w"].shape == (6, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        (np.ones((1000, 1, 1)), 0.0, np.ones((1, 1000, 1)), np.ones(1000)),
        (np.zeros((0, 40_000)), 0.0, np.zeros((0, 40_000)), np.zeros((1, 1))),
        ([[0.0]] * 30_000, 0.0, [0.0] * 30_000, 1),
        (0.0, 0.0, {"x": 10**15}, 0.0),
        (0.0, 0.0, [np.array(1e300)], 0.0),
        (0.0, 0.0, float("inf"), 0.0),
        ("x" * 2_000_000, 0.0, 0.0, 0.0),
    ],
    ids=["broadcast", "no entries", "lists", "in a dict", "in a list", "infinity", "text"],
)
def test_a_large_question_is_refused_before_it_is_worked_on(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(QuestionTooLargeError):
        ask("propagate", *arguments)


def test_another_name_is_not_answered() -> None:
    with pytest.raises(QuestionTooLargeError):
        ReferenceServer(reference(NOTEBOOK), ["sigmoid"])("propagate", (), {})
