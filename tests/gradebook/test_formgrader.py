"""Who has no name is shown by their id in the formgrader, and the text's pictures are there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2 import Environment, FileSystemLoader

from autograder.course.folders import Course
from autograder.gradebook.formgrader import READERS, released, show_ids, show_names_as_text

ADA = {"id": "ada", "last_name": None, "first_name": None}
BEN = {"id": "ben", "last_name": "Boole", "first_name": "Ben"}
WORK = {"id": "4f1c", "student": "ada", "last_name": None, "first_name": None}


def test_ids_stand_where_names_are_missing() -> None:
    class Api:
        """nbgrader's, as far as it tells names."""

        def get_students(self) -> list[dict[str, Any]]:
            return [dict(ADA), dict(BEN)]

        def get_student(self, student: str) -> dict[str, Any] | None:
            return dict(ADA) if student == "ada" else None

        def get_submissions(self, assignment: str) -> list[dict[str, Any]]:
            return [dict(WORK)]

        def get_submission(self, assignment: str, student: str, **known: Any) -> dict[str, Any]:
            return dict(WORK)

    show_ids(Api)
    api = Api()

    assert [(one["last_name"], one["first_name"]) for one in api.get_students()] == [("ada", ""), ("Boole", "Ben")]
    assert api.get_student("nobody") is None
    told = [api.get_student("ada"), *api.get_submissions("week"), api.get_submission("week", "ada", students={})]
    assert [one["last_name"] for one in told if one] == ["ada"] * 3


def test_nbgrader_has_what_is_changed() -> None:
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

    assert all(callable(getattr(NbGraderAPI, name)) for name in READERS)
    assert "parse_url_path" in vars(SubmissionFilesHandler)


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("autograded/ada/week_1/images/a.png", "release/week_1/images/a.png"),
        ("autograded/ada", "autograded/ada"),
        ("source/week_1/exercises/mean.py", "source/week_1/exercises/mean.py"),
    ],
)
def test_what_is_not_beside_a_judged_notebook_is_the_releases(asked: str, served: str, tmp_path: Path) -> None:
    assert released(Course(tmp_path), tmp_path / asked) == tmp_path / served


@pytest.mark.parametrize("name", ["manage_students_assignments.tpl", "manage_students_notebook_submissions.tpl"])
def test_an_id_with_signs_is_asked_for_by_its_own_name(name: str) -> None:
    from nbgrader.server_extensions.formgrader import base, handlers

    class Pages:
        """nbgrader's, as far as they are made from templates."""

        settings: ClassVar = {"nbgrader_jinja2_env": Environment(loader=FileSystemLoader(handlers.template_path))}
        render = base.BaseHandler.render
        exporter = property(lambda self: None)

    show_names_as_text(Pages)
    page = Pages().render(name, student_id='O"Hara <b>#%', assignment_id="week", base_url="")

    assert 'var student_id = "O%22Hara%20%3Cb%3E%23%25"' in page
    assert "O&#34;Hara &lt;b&gt;#%" in page
    assert "<b>" not in page
    assert name.startswith("manage_students_a") or 'href="/formgrader/manage_students/O%22Hara%20%3Cb%3E%23%25"' in page


_HOOKED = """
import nbgrader.server_extensions.formgrader.apihandlers
from autograder import hooks
from nbgrader.server_extensions.formgrader import handlers
hooks._replace()
page = handlers.ManageStudentsAssignmentsHandler
print(page.render.__wrapped__.__module__, page.exporter.fget.__module__)
"""


def test_the_process_that_serves_the_formgrader_shows_names_as_text() -> None:
    done = subprocess.run([sys.executable, "-c", _HOOKED], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["nbgrader.server_extensions.formgrader.base", "autograder.gradebook.formgrader"]
