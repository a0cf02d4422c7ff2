"""A call that does not come to an end is interrupted, and the loop is named; the thread lives on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from autograder.checks.observe import CallLostError, calling
from autograder.checks.time_limit import limited

SOURCE = """def endless(n):
    total = 0
    for k in range(3):
        total += k
    while total < n:
        total = total
    return total
"""
STUBBORN = """def endless(n):
    stubborn = 2
    while stubborn:
        try:
            while True:
                n = n
        except KeyboardInterrupt:
            stubborn -= 1
    while True:
        n = n
"""


def defined(source: str) -> Callable[..., Any]:
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    function: Callable[..., Any] = namespace["endless"]
    return function


def test_the_innermost_loop_is_named() -> None:
    function = defined(SOURCE)
    call = limited(calling(function), function.__code__, SOURCE, seconds=1.0)

    with pytest.raises(CallLostError, match=r"after 1 seconds. It was in the loop of line 5: `while total < n:`") as e:
        call((10,), {})

    assert e.value.status == "timeout"
    time.sleep(0.6)  # no interrupt comes after it


def test_code_that_catches_the_interrupt_is_interrupted_again() -> None:
    function = defined(STUBBORN)

    with pytest.raises(CallLostError):
        limited(calling(function), function.__code__, STUBBORN, seconds=0.1)((1,), {})


def test_a_call_that_ends_is_left_alone() -> None:
    function, before = defined(SOURCE), {*threading.enumerate()}

    seen = limited(calling(function), function.__code__, SOURCE, seconds=30.0)((2,), {})
    for thread in {*threading.enumerate()} - before:
        thread.join()  # what would have interrupted it

    assert seen.value == 3


def test_an_interrupt_of_the_students_own_is_not_a_time_limit() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        limited(calling(stop), stop.__code__, "")((), {})
