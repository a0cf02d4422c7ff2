"""Calls of a student's function: a check asks for them one by one, and those of a group cross in one message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.checks.observe import Observation
from autograder.checks.spec import CheckSpec
from autograder.judge.session import Session


class GroupedCalls:
    """The `Caller` of a student's function. Tests of a group are asked for one by one and sent in one message."""

    def __init__(self, session: Session, name: str, made: CheckSpec) -> None:
        self.session, self.name = session, name
        self.groups = (made.visible, made.hidden, made.scaling, made.stable, made.hidden_stable)
        self.seen: dict[int, Observation] = {}  # by the arguments' identity

    def __call__(
        self,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
    ) -> Observation:
        if id(arguments) not in self.seen:
            tests = next((group for group in self.groups if group and group[0].arguments is arguments), ())
            if variables or not tests or instead:
                return self.session.call(
                    self.name, arguments, keywords, variables=variables, steps=steps, instead=instead
                )
            seen = self.session.calls(self.name, [(t.arguments, t.keywords) for t in tests], steps)
            self.seen = {id(t.arguments): one for t, one in zip(tests, seen, strict=True)}
        return self.seen.pop(id(arguments))
