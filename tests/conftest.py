"""What holds for all tests: how their ids are made, what is not imported, and a graded class to copy."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.folders import Course

# nbformat's jsonschema would import it: 2 s of grammars in each worker; the command line leaves it out too
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# without bytecode each program that a test starts compiles the package anew, and each worker all of the tests
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# what is imported and collected stays to the end, so that no search for garbage need go through it: 2 s of each worker
gc.disable()

# a shell starts `make test &` with this ignored, and then nothing would interrupt an endless loop
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes stand in an id by their argument's name. Those of a zip hold the time, and all workers must agree."""
    return argname if isinstance(val, bytes) else None


HERE = Path(__file__).parent
#: tests of one file that stay together: what they share is made once, and a long file still goes to every worker
TOGETHER = 150


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker gets the tests of a file together: alone, each may go to another one, which makes anew what they share.

    Files with slow tests come first, and of those the ones with few, which take long each; the quickest fill the end.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    lengths = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[bool, int]:
        return (False, lengths[item.path]) if item.path in slow else (True, -lengths[item.path])

    items.sort(key=place)  # within a file the order stays
    met = Counter[object]()
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            file = item.path.relative_to(HERE).with_suffix("")
            item.add_marker(pytest.mark.xdist_group(f"{file} {met[item.path] // TOGETHER}"))
            met[item.path] += 1


def pytest_collection_finish() -> None:
    """From here on garbage is looked for again, but not among what was collected."""
    gc.freeze()
    gc.enable()


#: gives the folder with this name, which the function makes if no worker has made it yet
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Once:
    """What makes a folder once for all of xdist's workers: the first makes it, the others wait. All only read it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(pytestconfig, "workerinput") else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.seek(0)
            if not lock.read():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
                folder.mkdir()
                make(folder)
                lock.write("made")
        return folder

    return made


@pytest.fixture(scope="session")
def graded_class(once: Once) -> Course:
    """The course of `tests.faults.scene`, graded once. A test that writes in it takes a copy."""
    from autograder.grade.grade import grade
    from autograder.grade.options import Options
    from tests.faults import scene

    def make(folder: Path) -> None:
        grade(scene.build(folder / "course"), scene.ASSIGNMENT, Options(jobs=1))

    return Course(once("graded", make) / "course")
