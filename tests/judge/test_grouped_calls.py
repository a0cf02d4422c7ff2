"""The tests of a group cross in one message, and one that is lost takes none of those before it along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from autograder.checks import spec as specs
from autograder.checks.observe import CallLostError, Observation
from autograder.checks.spec import CheckSpec, Outcome
from autograder.judge.grouped_calls import GroupedCalls
from autograder.judge.session import Session


class Recorder:
    """A session that answers each call with its argument, until one is `lost`; it keeps what was asked for together."""

    def __init__(self, lost: int | None = None) -> None:
        self.lost = lost
        self.messages: list[list[int]] = []

    def call(self, name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any], **_: Any) -> Observation:
        return self.calls(name, [(arguments, keywords)])[0]

    def calls(
        self, name: str, each: Sequence[tuple[tuple[Any, ...], Mapping[str, Any]]], steps: bool = False
    ) -> list[Observation]:
        asked = [arguments[0] for arguments, _ in each]
        self.messages.append(asked)
        if self.lost in asked:
            before = asked[: asked.index(self.lost)]
            raise CallLostError("killed", "gone", tuple(map(Observation, before)))
        return list(map(Observation, asked))


def cases(*numbers: int) -> tuple[specs.TestCase, ...]:
    return tuple(specs.TestCase((number,), {}, Outcome(number), {}, {}, False) for number in numbers)


def made(*, hidden: tuple[specs.TestCase, ...]) -> CheckSpec:
    return CheckSpec(
        name="f",
        notebook="one",
        parts={"y": 1},
        rungs={},
        returns=("y",),
        parameters=("x",),
        visible=cases(1, 2),
        hidden=hidden,
        scaling=cases(5, 6),
        stable=cases(7),
        hidden_stable=cases(8),
    )


def ask(call: GroupedCalls, tests: Sequence[specs.TestCase]) -> list[Any]:
    return [call(test.arguments, test.keywords).value for test in tests]


def test_visible_and_hidden_tests_cross_in_one_message_and_so_do_the_extremes() -> None:
    session, spec = Recorder(), made(hidden=cases(3, 4))
    call = GroupedCalls(cast(Session, session), "f", spec)

    assert ask(call, spec.visible) == [1, 2]
    assert ask(call, spec.hidden) == [3, 4]
    assert ask(call, spec.scaling) == [5, 6]
    assert ask(call, spec.stable) + ask(call, spec.hidden_stable) == [7, 8]
    assert session.messages == [[1, 2, 3, 4], [5, 6], [7, 8]]


@pytest.mark.parametrize(("lost", "right"), [(3, [1, 2]), (4, [1, 2, 3])])
def test_those_before_a_lost_call_have_their_answers_and_the_loss_comes_in_its_turn(
    lost: int, right: list[int]
) -> None:
    session, spec = Recorder(lost), made(hidden=cases(3, 4))
    call = GroupedCalls(cast(Session, session), "f", spec)
    every = spec.visible + spec.hidden

    assert ask(call, every[: len(right)]) == right
    with pytest.raises(CallLostError, match="gone"):
        ask(call, every[len(right) :])
    assert session.messages == [[1, 2, 3, 4]]


def test_a_first_call_that_is_lost_is_lost_at_once() -> None:
    session, spec = Recorder(1), made(hidden=cases(3, 4))
    call = GroupedCalls(cast(Session, session), "f", spec)
    with pytest.raises(CallLostError):
        ask(call, spec.visible)


def test_where_all_have_answered_and_the_child_is_lost_the_last_one_is() -> None:
    class Talker(Recorder):
        def calls(self, name: str, each: Any, steps: bool = False) -> list[Observation]:
            raise CallLostError("killed", "more than was asked", tuple(super().calls(name, each)))

    spec = made(hidden=cases(3, 4))
    call = GroupedCalls(cast(Session, Talker()), "f", spec)

    assert ask(call, spec.visible) + ask(call, spec.hidden[:1]) == [1, 2, 3]
    with pytest.raises(CallLostError):
        ask(call, spec.hidden[1:])
