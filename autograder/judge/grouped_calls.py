"""Calls of a student's function: a check asks for them one by one, and those of a group cross in one message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.checks.observe import CallLostError, Observation
from autograder.checks.spec import CheckSpec
from autograder.judge.session import Session


class GroupedCalls:
    """The `Caller` of a student's function. Tests of a group are asked for one by one and sent in one message.

    Where a call costs the child its life, those before it have their answers, and the loss is told when its turn comes.
    """

    def __init__(self, session: Session, name: str, made: CheckSpec) -> None:
        self.session, self.name = session, name
        # what is asked for one after the other where all is right: each message has two processes wait for each other
        self.groups = (made.visible + made.hidden, made.scaling, made.stable + made.hidden_stable)
        self.seen: dict[int, Observation] = {}  # by the arguments' identity
        self.lost: dict[int, CallLostError] = {}

    def __call__(
        self,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
    ) -> Observation:
        if id(arguments) in self.seen:
            return self.seen.pop(id(arguments))
        if id(arguments) in self.lost:
            raise self.lost.pop(id(arguments))
        tests = next((group for group in self.groups if group and group[0].arguments is arguments), ())
        if variables or not tests or instead:
            return self.session.call(self.name, arguments, keywords, variables=variables, steps=steps, instead=instead)
        try:
            seen = self.session.calls(self.name, [(t.arguments, t.keywords) for t in tests], steps)
        except CallLostError as lost:
            seen = list(lost.seen[: len(tests) - 1])  # one of them is lost, even where all have answered
            if not seen:
                raise
            # without its traceback, which would keep what the child sent
            self.lost = {id(tests[len(seen)].arguments): CallLostError(lost.status, lost.detail)}
        self.seen = {id(test.arguments): one for test, one in zip(tests, seen, strict=False)}
        return self.seen.pop(id(arguments))
