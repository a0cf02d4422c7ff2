"""What holds for all tests: how their ids are made, what is not imported, and a graded class to copy."""

from __future__ import annotations

import signal
import sys

import pytest

from autograder.course.folders import Course

# nbformat's jsonschema would import it: 2 s of grammars in each worker; the command line leaves it out too
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# a shell starts `make test &` with this ignored, and then nothing would interrupt an endless loop
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes stand in an id by their argument's name. Those of a zip hold the time, and all workers must agree."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course of `tests.faults.scene`, graded once for each worker. A test that writes in it takes a copy."""
    from autograder.grade.grade import Options, grade
    from tests.faults import scene

    course = scene.build(tmp_path_factory.mktemp("graded") / "course")
    grade(course, scene.ASSIGNMENT, Options(jobs=1))
    return course
