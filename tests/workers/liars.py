"""Workers of a cluster that answer something else than the record of what they were given.

Each stands for `autograder.workers.cluster._judge`, and is imported by the workers under its name.
"""

from __future__ import annotations

import dataclasses
import errno
from typing import Any

from autograder.workers.cluster import _judge as honest
from autograder.workers.task import Task

VICTIM = "blank"  # whose work the lie is about


def nothing(name: str, task: Task) -> Any:
    return None if task.student == VICTIM else honest(name, task)


def text(name: str, task: Task) -> Any:
    return "100 of 100 points" if task.student == VICTIM else honest(name, task)


def another_student(name: str, task: Task) -> Any:
    return honest(name, dataclasses.replace(task, student="right-0") if task.student == VICTIM else task)


def other_work(name: str, task: Task) -> Any:
    """The record of other files under the student's name."""
    return honest(name, dataclasses.replace(task, files={}) if task.student == VICTIM else task)


def full_disk(name: str, task: Task) -> Any:
    if task.student == VICTIM:
        raise OSError(errno.ENOSPC, "No space left on device")
    return honest(name, task)


def broken(name: str, task: Task) -> Any:
    return honest("a plugin that is not there", task) if task.student == VICTIM else honest(name, task)
