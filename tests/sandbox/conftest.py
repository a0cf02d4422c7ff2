"""Sandboxes to test in: one warm process per level and session, a fresh child per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import ChildClient, Level, LevelUnavailableError, Sandbox


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures that any uid may read."""
    folder = tmp_path_factory.mktemp("release") / "data"
    folder.mkdir()
    (folder / "cats.txt").write_text("pictures")
    return folder


#: the tests of a level on one worker, whatever their file: each change of the level starts a warm process
LEVELS = [
    pytest.param(level, id=level.name, marks=pytest.mark.xdist_group(level.name))
    for level in (Level.isolated, Level.confined)
]


@pytest.fixture(scope="session", params=LEVELS)
def sandbox(request: pytest.FixtureRequest, data: Path) -> Iterator[Sandbox]:
    try:
        opened = Sandbox(files=[data], level=request.param)
    except LevelUnavailableError as error:
        pytest.skip(f"this machine has no level {request.param.name}: {error}")
    with opened:
        yield opened


@pytest.fixture
def child(sandbox: Sandbox) -> Iterator[ChildClient]:
    with sandbox.child() as child:
        yield child
