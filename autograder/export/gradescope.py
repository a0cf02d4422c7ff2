"""The zip that Gradescope takes as an autograder: this package, the assignment's source, a secret, two scripts.

The names at its root follow "Autograder Specifications" in Gradescope's documentation for autograders. It holds the
solutions: anybody who has the zip can read them.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import autograder
from autograder.course.folders import Course, assignment_files, files_in
from autograder.course.plan import read_plan
from autograder.course.policy import read_policy
from autograder.course.secret import course_secret
from autograder.export.requirements import requirements
from autograder.sandbox import Level

SCRIPTS = ("setup.sh", "run_autograder")
_TEMPLATES = Path(__file__).parent / "templates"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same course gives the same bytes


def archive(course: Course, assignment: str, level: Level = Level.confined) -> bytes:
    """The zip. Raises CourseError, PlanError.

    level : the weakest isolation that the container may judge with
    """
    read_plan(course.source(assignment))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in sorted(_members(course, assignment, level)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if name in SCRIPTS else 0o100644) << 16
            made.writestr(entry, data)
    return file.getvalue()


def secret_of(course: Course, assignment: str) -> bytes:
    """A secret for this zip alone, derived from the course's; the course's cannot be derived from it."""
    return hmac.digest(course_secret(course.state), b"gradescope\0" + assignment.encode(), hashlib.sha256)


def _members(course: Course, assignment: str, level: Level) -> Iterator[tuple[str, bytes]]:
    for name in SCRIPTS:
        yield name, (_TEMPLATES / name).read_bytes()
    yield "requirements.lock", requirements().encode()
    limits = asdict(read_policy(course.root, assignment).limits)
    yield "settings.json", json.dumps({"assignment": assignment, "level": level.name, "limits": limits}).encode()
    yield "secret", secret_of(course, assignment)
    package, source = Path(autograder.__file__).parent, course.source(assignment)
    for path in files_in(package):
        yield f"package/autograder/{path.relative_to(package).as_posix()}", path.read_bytes()
    for path in assignment_files(source):
        yield f"course/{assignment}/{path.relative_to(source).as_posix()}", path.read_bytes()
