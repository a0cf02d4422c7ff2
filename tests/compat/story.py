"""What happens in a course, told once and played twice: with nbgrader alone and with ours.

Imports nothing of ours, so that nbgrader's own run stays its own. `play` returns, after each act, every row of the
gradebook that a grade depends on.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.compat.assignments import ANSWERS, FILES, SOURCES
from tests.compat.cells import handed_in, save

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "week"

from nbgrader.plugins import BasePlugin

class Hourly(BasePlugin):
    "A point for each hour."

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return None if total_seconds_late < 60 else total_seconds_late / 3600

c.AssignLatePenalties.plugin_class = Hourly
"""
DUE = datetime(2026, 3, 1, 12, 0)
#: (assignment, students, force)
Grade = Callable[[str, Sequence[str], bool], None]
Rows = dict[str, Any]


def prepare(root: Path, quickstart: Path) -> None:
    """A course of every assignment, nothing released yet."""
    for assignment, notebooks in SOURCES.items():
        for name, content in notebooks.items():
            save(root / "source" / assignment / f"{name}.ipynb", content)
        for name, text in FILES.get(assignment, {}).items():
            (root / "source" / assignment / name).write_text(text)
    shutil.copytree(quickstart, root / "source" / "ps1")
    (root / "nbgrader_config.py").write_text(CONFIG)


def hand_in(released: Path, root: Path) -> None:
    """Every student's work, made from the released notebooks."""
    for assignment, students in ANSWERS.items():
        for student, work in students.items():
            for name, answers in work.items():
                target = root / "submitted" / student / assignment / f"{name}.ipynb"
                handed_in(released / assignment / f"{name}.ipynb", target, answers)


def stamp(root: Path, student: str, assignment: str, when: str) -> None:
    (root / "submitted" / student / assignment / "timestamp.txt").write_text(f"{when} UTC")


def play(root: Path, url: str, grade: Grade, regenerate: Callable[[str], None]) -> list[Rows]:
    """Play the story; the gradebook after each act."""
    from nbgrader.api import Gradebook

    acts = []
    stamp(root, "ada", "survey", "2026-03-01 14:30:00")
    stamp(root, "bob", "survey", "2026-03-01 11:00:00")
    stamp(root, "cy", "survey", "2026-03-01 18:00:00")
    with Gradebook(url, "week") as book:
        book.update_or_create_assignment("survey", duedate=DUE)
    for assignment, students in ANSWERS.items():
        grade(assignment, list(students), False)
    acts.append(rows(url))
    with Gradebook(url, "week") as book:  # a person grades, and grants time
        explained = book.find_grade("explain", "1_read", "survey", "ada")
        explained.manual_score, explained.extra_credit, explained.needs_manual_grade = 2.5, 0.5, False
        book.find_comment("explain", "1_read", "survey", "ada").manual_comment = 'Well, said "so", and why.'
        book.find_grade("discuss", "1_read", "survey", "ada").manual_score = 4
        overruled = book.find_grade("load_rows", "1_read", "survey", "bob")
        overruled.manual_score = 0.5
        book.db.commit()
        book.grant_extension("survey", "cy", hours=5)
    # bob hands in what was missing, late
    released = root / "release" / "survey" / "2_plot.ipynb"
    handed_in(released, root / "submitted" / "bob" / "survey" / "2_plot.ipynb", ANSWERS["survey"]["ada"]["2_plot"])
    stamp(root, "bob", "survey", "2026-03-01 13:00:00")
    grade("survey", ["ada", "bob", "cy"], True)
    acts.append(rows(url))
    fix(root / "source" / "words" / "words.ipynb")
    regenerate("words")
    grade("words", ["ada"], True)
    acts.append(rows(url))
    return acts


def fix(path: Path) -> None:
    """The instructor mends a check and what it is worth."""
    content = json.loads(path.read_text())
    for one in content["cells"]:
        if one["metadata"].get("nbgrader", {}).get("grade_id") == "count_state":
            one["source"] = "assert seen == 4, 'now it is three'"
            one["metadata"]["nbgrader"]["points"] = 2
    save(path, content)


def rows(url: str) -> Rows:
    """Scores, flags, comments and penalties, by student, notebook and cell."""
    from nbgrader.api import Gradebook

    found: Rows = {}
    with Gradebook(url, "week") as book:
        for assignment in book.assignments:
            for one in book.assignment_submissions(assignment.name):
                place = f"{assignment.name}/{one.student.id}"
                found[place] = [one.score, one.max_score, one.late_submission_penalty, str(one.timestamp)]
                for notebook in one.notebooks:
                    found[f"{place}/{notebook.name}"] = [notebook.score, notebook.late_submission_penalty]
                    for grade in notebook.grades:
                        values = [grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade]
                        found[f"{place}/{notebook.name}/{grade.name}"] = [*values, grade.score, grade.max_score]
                    for comment in notebook.comments:
                        words = [comment.auto_comment, comment.manual_comment]
                        found[f"{place}/{notebook.name}/{comment.name} comment"] = words
    return found


def export(url: str, path: Path) -> list[str]:
    """The lines of nbgrader's own CSV export."""
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    with Gradebook(url, "week") as book:
        CsvExportPlugin(to=str(path)).export(book)
    return sorted(path.read_text().splitlines())


def main(root: Path, quickstart: Path, output: Path) -> None:
    """Play the story with nbgrader alone."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    programs = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([programs, os.environ["PATH"]])  # for alembic
    prepare(root, quickstart)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)

    def done(result: dict[str, Any]) -> None:
        if not result["success"]:
            raise RuntimeError(result.get("error") or result.get("log"))

    for assignment in (*SOURCES, "ps1"):
        done(api.generate_assignment(assignment))
    hand_in(root / "release", root)
    url = f"sqlite:///{root / 'gradebook.db'}"

    def graded(assignment: str, students: Sequence[str], force: bool) -> None:
        for student in students:
            result = api.autograde(assignment, student, force=force)
            if not result["success"] and "Address already in use" in result.get("log", ""):
                # a kernel's ports are chosen before it binds them, and kernels of other tests start at the same time
                result = api.autograde(assignment, student, force=True)
            done(result)

    acts = play(root, url, graded, lambda assignment: done(api.generate_assignment(assignment)))
    output.write_text(json.dumps({"acts": acts, "csv": export(url, root / "grades.csv")}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
