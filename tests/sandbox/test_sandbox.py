"""A sandbox is used by its own process, says what holds its children, and is never weaker than was asked."""

from __future__ import annotations

import os

import pytest

from autograder.sandbox import Level, LevelUnavailableError, Sandbox, SandboxError, open_sandbox


def test_another_process_cannot_use_a_sandbox(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: real + 1)

    with pytest.raises(SandboxError, match="the process that opened it"):
        sandbox.child()


def test_the_layers_are_named(sandbox: Sandbox) -> None:
    assert sandbox.layers[0] == sandbox.level.name
    assert "seccomp" in sandbox.layers
    assert ("bubblewrap" in sandbox.layers) == (sandbox.level == Level.isolated)


def test_a_sandbox_below_the_minimum_is_refused() -> None:
    with pytest.raises(LevelUnavailableError, match="must hold student code at level confined"):
        open_sandbox(level=Level.supervised)
