"""What nbgrader's formgrader shows to a person who marks: names, final scores, the text's pictures.

`autograder.hooks` calls this in the process that serves the formgrader. Nothing is written here.
"""

from __future__ import annotations

import functools
import html
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.folders import Course

#: of nbgrader's NbGraderAPI, what the tables of students and of submissions are read from
READERS = ("get_students", "get_student", "get_submissions", "get_submission")


def show_ids(api: Any) -> None:
    """Show students without a name in the gradebook by their id; nbgrader's tables call them "None, None".

    api : nbgrader's class NbGraderAPI, which the tables are read from. Names come with `nbgrader db student import`.
    """
    for name in READERS:
        setattr(api, name, _named(getattr(api, name)))


def _named(read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def named(*arguments: Any, **keywords: Any) -> Any:
        found = read(*arguments, **keywords)
        for row in found if isinstance(found, list) else [found]:
            if row is not None and row["last_name"] is None and row["first_name"] is None:
                row["last_name"], row["first_name"] = row.get("student", row["id"]), ""
        return found

    return named


def show_scores(api: Any) -> None:
    """Show students' scores after the penalty for late work, as all our pages do; nbgrader's tables leave it out.

    api : nbgrader's class NbGraderAPI. Its tables of notebooks, where a person marks, stay before the penalty.
    """
    for name in READERS:
        setattr(api, name, _scored(getattr(api, name)))


def _scored(read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def scored(self: Any, *arguments: Any, **keywords: Any) -> Any:
        found = read(self, *arguments, **keywords)
        shown = [one for one in (found if isinstance(found, list) else [found]) if one is not None and one["score"]]
        counted = _counted(self, {one.get("student", one["id"]) for one in shown}) if shown else {}
        for one in shown:
            if "student" in one:  # a submission
                one["score"] = counted[one["student"]][one["name"]]
            else:
                one["score"] = sum(counted[one["id"]].values())
        return found

    return scored


def _counted(api: Any, students: set[str]) -> dict[str, dict[str, float]]:
    """The score that counts, by student and assignment."""
    from nbgrader.api import Assignment, SubmittedAssignment

    asked = SubmittedAssignment.student_id, Assignment.name
    points = SubmittedAssignment.score, SubmittedAssignment.late_submission_penalty
    found: dict[str, dict[str, float]] = {}
    with api.gradebook as book:
        rows = book.db.query(*asked, *points).join(Assignment, SubmittedAssignment.assignment)
        if len(students) == 1:
            rows = rows.filter(SubmittedAssignment.student_id.in_(students))
        for student, assignment, score, penalty in rows:
            found.setdefault(student, {})[assignment] = max(0.0, score - (penalty or 0.0))
    return found


def show_names_as_text(pages: Any) -> None:
    """Show students' names as text: nbgrader puts them into its pages unescaped, so a script in one would run.

    pages : nbgrader's class BaseHandler, whose pages are templates, and notebooks that its exporter writes
    """
    rendered, exporter = pages.render, pages.exporter.fget

    @functools.wraps(rendered)
    def render(self: Any, name: str, **values: Any) -> Any:
        templates = self.settings["nbgrader_jinja2_env"]
        if not templates.autoescape:  # before the first template is read
            templates.autoescape, templates.loader = True, _in_addresses(templates, templates.loader)
        return rendered(self, name, **values)

    pages.render = render
    pages.exporter = property(lambda self: _NamesAsText(exporter(self)))


def _in_addresses(templates: Any, loader: Any) -> Any:
    """A loader of nbgrader's templates in which an id that becomes part of an address is written as addresses are."""
    from jinja2 import FunctionLoader

    def load(name: str) -> tuple[str, str, Any]:
        source, *rest = loader.get_source(templates, name)
        for before in ('var student_id = "', "/manage_students/"):
            source = source.replace(before + "{{ student_id }}", before + "{{ student_id|urlencode }}")
        return source, *rest

    return FunctionLoader(load)


class _NamesAsText:
    """nbgrader's exporter, given text alone: names, and a path in which a student's id is a part."""

    def __init__(self, exporter: Any) -> None:
        self.exporter = exporter

    def from_filename(self, filename: str, resources: dict[str, Any]) -> Any:
        texts = {name: html.escape(value) for name, value in resources.items() if isinstance(value, str)}
        return self.exporter.from_filename(filename, resources={**resources, **texts})


def show_pictures(files: Any) -> None:
    """Serve from the release what is not beside a judged notebook, such as the pictures that its text shows.

    files : nbgrader's class SubmissionFilesHandler. nbgrader copies the release to every student; we do not.
    """
    theirs = files.parse_url_path

    @functools.wraps(theirs)
    def parse_url_path(self: Any, url_path: str) -> str:
        path = Path(os.path.abspath(theirs(self, url_path)))
        return str(path if path.exists() else released(Course(Path(self.coursedir.root)), path))

    files.parse_url_path = parse_url_path


def released(course: Course, path: Path) -> Path:
    """The released file with the place of one in `autograded/<student>/<assignment>/`; any other path as it is."""
    try:
        _, assignment, *place = path.relative_to(course.root / "autograded").parts
    except ValueError:  # it is elsewhere, or no file of an assignment
        return path
    return course.root.joinpath("release", assignment, *place)
