"""Every exception of the package hangs on the tree in `autograder.errors`, and a command ends each with a sentence."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import click
import pytest
from click.testing import CliRunner

import autograder
from autograder import errors
from autograder.audit.equivalents import EquivalentsError
from autograder.audit.workers import TaskFailedError
from autograder.cli.group import Verbs
from autograder.course.folders import CourseError
from autograder.errors import AutograderError, JudgeError, SubmissionError, UnfinishedError
from autograder.gradebook.database import GradebookAwayError, GradebookError
from autograder.sandbox import LevelUnavailableError

#: their modules are copied to where `autograder.errors` is not, or they must pass every `except Exception`
ALONE = {
    "CallLostError",
    "CheckFailedError",
    "ConnectionClosedError",
    "DeadlineError",
    "NotPlainDataError",
    "OverrunError",
    "ProtocolError",
    "SpecsError",
    "TooManyStepsError",
}
RUN_AS_PROGRAMS = ("__main__", "checks_stub")


def all_modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(autograder.__path__, "autograder."):
        if found.name.rsplit(".", 1)[1] not in RUN_AS_PROGRAMS:
            yield importlib.import_module(found.name)


def defined_here() -> dict[str, type[Any]]:
    return {
        name: value
        for module in all_modules()
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseException) and value.__module__.startswith("autograder.")
    }


def test_every_exception_ends_in_error_and_hangs_on_the_tree_or_is_known_to_stand_alone() -> None:
    found = defined_here()

    assert {name for name in found if not name.endswith("Error")} == set()
    assert {name for name, one in found.items() if not issubclass(one, AutograderError)} == ALONE


def test_the_drawn_tree_is_the_tree() -> None:
    drawn = set(re.findall(r"\w+Error", errors.__doc__ or ""))

    assert drawn == defined_here().keys()


def test_a_drawn_branch_says_how_its_command_ends() -> None:
    lines = [line for line in (errors.__doc__ or "").splitlines() if re.search(r"exit \d", line)]

    codes = {match[1]: int(match[2]) for line in lines if (match := re.search(r"(\w+Error) +exit (\d)", line))}

    assert len(codes) == len(lines) == 4
    assert codes == {name: defined_here()[name].exit_code for name in codes}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CourseError("It must be there."), 2),
        (EquivalentsError("It must be there."), 2),
        (GradebookError("It must be there."), 2),
        (LevelUnavailableError("It must be there."), 2),
        (GradebookAwayError("It must be there."), 1),
        (UnfinishedError("It must be there."), 1),
        (JudgeError("It must be there."), 1),
        (SubmissionError("It must be there."), 1),
    ],
)
def test_a_command_says_an_error_in_one_sentence(error: Exception, code: int) -> None:
    done = CliRunner().invoke(command_that_raises(error))

    assert done.exit_code == code
    assert done.stderr == "autograder: It must be there.\n"


def test_a_failed_task_of_the_audit_names_the_item_and_keeps_the_traceback_as_a_note() -> None:
    error = TaskFailedError(("1_vectorization", "dot"), "ValueError: no (dot.py, line 3)", "Traceback …")

    assert str(error) == (
        "The work on ('1_vectorization', 'dot') must not raise. Got ValueError: no (dot.py, line 3): mend it there."
    )
    assert error.__notes__ == ["Traceback …"]


def command_that_raises(error: Exception) -> click.Group:
    group = Verbs("autograder", invoke_without_command=True)
    group.callback = mock.Mock(side_effect=error)
    return group
