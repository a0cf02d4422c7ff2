"""The doctor's findings are what happened, at a strong and at the weakest level."""

from __future__ import annotations

from autograder.sandbox import Level, Sandbox
from autograder.sandbox.doctor import ATTACKS, examine


def test_a_strong_level_stops_every_attack(sandbox: Sandbox) -> None:
    findings = {finding.name: finding for finding in examine(sandbox.level)}

    assert [name for attack in ATTACKS if not findings[name := attack.name].good] == []
    assert findings["seccomp"].state == "present"
    assert sandbox.level.name in findings["level"].message


def test_the_weakest_level_is_not_praised() -> None:
    findings = {finding.name: finding for finding in examine(Level.supervised)}

    assert findings["read a file outside"].state == "possible"
    assert findings["connect to a network port"].state == "possible"
    assert findings["landlock"].state == "missing"
    assert "must hold every child" in findings["landlock"].message
