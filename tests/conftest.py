"""What holds for all tests: how their ids are made."""

from __future__ import annotations


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes stand in an id by their argument's name. Those of a zip hold the time, and all workers must agree."""
    return argname if isinstance(val, bytes) else None
