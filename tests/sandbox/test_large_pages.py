"""Memory in large pages holds what it held, and a process that cannot have them goes on."""

from __future__ import annotations

import hashlib
import os

import pytest

from autograder.sandbox import large_pages


def test_memory_holds_what_it_held() -> None:
    data = [os.urandom(1 << 20) for _ in range(8)]
    sums = [hashlib.sha256(part).digest() for part in data]

    large_pages.collapse()

    assert [hashlib.sha256(part).digest() for part in data] == sums


def test_another_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("ctypes.CDLL", lambda *_: pytest.fail("asked the C library"))

    large_pages.collapse()
