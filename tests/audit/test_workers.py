from __future__ import annotations

import os
import time

import pytest

from autograder.audit.workers import LostTask, TaskFailedError, work


def double(item):
    if item == "hang":
        time.sleep(600)
    if item == "die":
        os._exit(3)
    if item == "raise":
        raise ZeroDivisionError("a fault of the program")
    return item * 2


def test_results_come_in_the_order_of_the_items_whoever_did_them() -> None:
    counted = []

    assert work(double, [1, 2, 3, 4], jobs=2, progress=counted.append) == [2, 4, 6, 8]
    assert counted == [1, 2, 3, 4]


def test_an_item_that_hangs_or_dies_costs_only_itself() -> None:
    assert work(double, [1, "hang", "die", 4, "die"], seconds=6.0) == [
        2,
        LostTask("timeout"),
        LostTask("died"),
        8,
        LostTask("died"),
    ]


def test_a_fault_of_the_work_itself_is_raised_with_its_traceback() -> None:
    with pytest.raises(TaskFailedError, match="a fault of the program"):
        work(double, [1, "raise"])


def test_nothing_to_do_starts_nothing() -> None:
    assert work(double, [], jobs=2) == []
