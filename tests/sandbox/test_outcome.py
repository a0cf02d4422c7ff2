"""Replies are read strictly; what fits is cut to its caps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.observe import MAX_TEXT, Observation, Raised
from autograder.sandbox.outcome import CellOutcome, read_cell, read_observation, read_question
from autograder.sandbox.wire import ProtocolError


def test_a_cells_reply_is_read_and_cut() -> None:
    outcome = read_cell([False, ["E" * 100, "m" * 1000, 3, "t" * 1000, "o" * 1000, "w"], "abcdef", True], cap=3)

    assert outcome == CellOutcome(False, Raised("E" * 80, "m" * MAX_TEXT, 3, "t" * 200, "o" * 80, "w"), "abc", True)


def test_an_observation_is_read() -> None:
    assert read_observation([1.5, None, (2,), 7, {"z": 3}, "warned", [[4, "z", 3]]]) == Observation(
        1.5, None, (2,), 7, {"z": 3}, "warned", ((4, "z", 3),)
    )


def test_arguments_that_stayed_as_they_were_sent_do_not_cross_again() -> None:
    sent = (np.arange(3),)

    assert read_observation([1.5, None, None, 0, {}, "", []], sent).arguments is sent


@pytest.mark.parametrize(
    "reply",
    [
        None,
        [],
        [1, None, (), 0, {}],
        [1, None, [], 0, {}, ""],
        [1, None, (), True, {}, ""],
        [1, None, (), -1, {}, ""],
        [1, None, (), 0.5, {}, ""],
        [1, None, (), 0, [], ""],
        [1, None, (), 0, {1: 2}, ""],
        [1, None, (), 0, {}, None],
        [1, "raised", (), 0, {}, ""],
        [1, ["E", "m", 1.0, ""], (), 0, {}, ""],
        [1, ["E", "m", 1], (), 0, {}, ""],
    ],
)
def test_anything_else_is_garbled(reply: Any) -> None:
    with pytest.raises(ProtocolError):
        read_observation(reply)


@pytest.mark.parametrize("rest", [["g", [], {}], [["f"], [], {}], ["f", (), {}], ["f", [], {1: 2}], ["f", []], []])
def test_a_question_must_be_about_a_replaced_name(rest: list[Any]) -> None:
    assert read_question(["f", [1], {"a": 2}], {"f"}) == ("f", (1,), {"a": 2})
    with pytest.raises(ProtocolError):
        read_question(rest, {"f"})
