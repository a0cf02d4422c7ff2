"""The service and the container call the program as it is, with files that are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.cli.watch import watch

DEPLOY = Path(__file__).parents[1] / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text()


def commands() -> list[list[str]]:
    service = re.findall(r"^ExecStart=\S+/autograder (.*)$", (DEPLOY / "autograder-watch.service").read_text(), re.M)
    container = re.findall(r"^CMD \[(.*)\]$", CONTAINER, re.M)
    assert len(service) == len(container) == 1
    return [shlex.split(service[0]), shlex.split(container[0].replace(",", " "))]


@pytest.mark.parametrize("command", commands(), ids=["service", "container"])
def test_the_command_is_one_that_the_program_takes(command) -> None:
    assert command[0] == watch.name
    # as within the group: click keeps a command's help option from its first use, for the golden files too
    options = {**main.context_settings, "resilient_parsing": False}
    assert watch.make_context("watch", command[1:], **options).params["exchange"] == Path("/srv/exchange")


def test_what_the_container_copies_is_there() -> None:
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", CONTAINER, re.M) for name in line.split()]
    assert copied
    assert [name for name in copied if not Path(name).exists()] == []


def test_the_container_runs_as_nobody_of_rights() -> None:
    users = re.findall(r"^USER (.*)$", CONTAINER, re.M)
    assert users == ["grader"]
    assert CONTAINER.index("USER grader") < CONTAINER.index("ENTRYPOINT")
