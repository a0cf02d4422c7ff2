"""Which trees may be read, and what is cut out of them."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

import autograder
from autograder.sandbox import Sandbox
from autograder.sandbox.visible_paths import beneath, hidden, subtract


@pytest.fixture
def system(tmp_path: Path) -> Path:
    for name in ("lib/python/site-packages/numpy", "lib/python/site-packages/autograder/exercises", "src/course/.venv"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "lib/link").symlink_to(tmp_path / "src/course")
    return tmp_path


def test_a_tree_without_secrets_is_readable_whole(system: Path) -> None:
    assert subtract([str(system)], ["/elsewhere"]) == ([str(system)], [])


def test_a_tree_with_the_package_inside_is_readable_around_it(system: Path) -> None:
    package = system / "lib/python/site-packages/autograder"
    readable, listed = subtract([str(system / "lib")], [str(package)])

    assert readable == [str(package.parent / "numpy")]
    assert listed == [str(system / "lib"), str(system / "lib/python"), str(package.parent)]


def test_an_interpreter_inside_a_hidden_project_stays_readable(system: Path) -> None:
    course = system / "src/course"
    readable, _ = subtract([str(system), str(course / ".venv")], [str(course)])

    assert str(course / ".venv") in readable
    assert str(course) not in readable


def test_beneath_is_strict_and_by_folder() -> None:
    assert beneath("/usr/src", "/usr")
    assert not beneath("/usr", "/usr")
    assert not beneath("/usrlocal", "/usr")


def test_this_package_and_its_project_are_hidden(tmp_path: Path) -> None:
    package = Path(autograder.__file__).resolve().parent

    assert {str(package), str(package.parent), str(tmp_path)} <= set(hidden([tmp_path]))


def test_a_hidden_folder_inside_the_interpreter_cannot_be_read(sandbox: Sandbox) -> None:
    package = Path(numpy.__file__).parent / "testing"
    with Sandbox(level=sandbox.level, hide=[package]) as opened, opened.child() as child:
        child.run_cell(f"import numpy\ngot = open({str(package / '__init__.py')!r}).read()")
        child.run_cell("import numpy.fft as fft\nstill = float(numpy.mean(fft.fft([1.0])).real)")

        assert not child.has("got")
        assert child.get("still") == 1
