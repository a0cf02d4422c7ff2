"""Writes scores into nbgrader's gradebook, so that its formgrader, exports and feedback show the same numbers.

One writer, one connection, commits in batches: nbgrader opens nine connections for each notebook.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograder.course.lateness import Lateness, in_zone, penalty, rule, seconds_late
from autograder.course.plan import Plan
from autograder.course.policy import AssignmentPolicy
from autograder.gradebook.autograded import Template
from autograder.gradebook.database import create_tables
from autograder.gradebook.manual_marks import ManualMark, joined
from autograder.gradebook.new_submission import NewNotebook, NewSubmission, NotebookOf, insert, notebook_of
from autograder.gradebook.registration import add_cells, checksums, graded, known, save_cells
from autograder.gradebook.standing import Standing
from autograder.records.record import CheckRecord, Record

#: a judged notebook as JSON values, by name; None where none was handed in
Judged = Mapping[str, Mapping[str, Any] | None]


def alembic_on_path() -> None:
    """Put this environment's `alembic` on PATH: nbgrader runs it when it makes a gradebook, even outside the venv."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])


class Book:
    """nbgrader's gradebook, opened once. Use it with `with`; `commit` when a batch is complete.

    config   : nbgrader's settings, for the course's id, the penalty for being late and the placeholder for answers
    policy   : what course.toml says; where it is silent, nbgrader's settings and what is in the gradebook apply
    """

    def __init__(self, url: str, config: Any = None, policy: AssignmentPolicy | None = None) -> None:
        from nbgrader.api import Gradebook
        from nbgrader.preprocessors import AssignLatePenalties
        from traitlets.config import Config

        alembic_on_path()
        self.url, self.config, self.policy = url, config or Config(), policy or AssignmentPolicy()
        create_tables(url)
        course = self.config.CourseDirectory.get("course_id") or "default_course"
        self.gradebook = Gradebook(url, course)
        self.db = self.gradebook.db
        self.late = AssignLatePenalties(config=self.config)
        self.late.init_plugin()
        self.released: dict[str, dict[str, str]] = {}
        self.assignment = ""
        self.entry: Any = None  # nbgrader's of the assignment, and its notebooks: both as of the last commit
        self.notebooks: list[NotebookOf] = []
        self.students: set[str] = set()
        self.handed: set[str] = set()  # the students whose submission the gradebook has
        self.added: dict[str, NewSubmission] = {}  # of students who had none, until the next commit

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was not committed is not written."""
        self.gradebook.close()

    def register(self, plan: Plan, release: Path, templates: Mapping[str, Template]) -> None:
        """Make sure the gradebook knows the assignment, its notebooks and cells, as the source has them.

        release   : the folder of what students were given; a cell that still has its text there has no answer
        templates : of the plan's notebooks, by name
        """
        from nbgrader.api import MissingEntry

        try:
            assignment = self.gradebook.find_assignment(plan.assignment)
            registered = {n.name: known(n) for n in assignment.notebooks}
        except MissingEntry:
            registered = None
        if registered is None:
            add_cells(self.gradebook, plan, templates)
        elif registered != {n.name: graded(n) for n in plan.notebooks}:
            save_cells(self.url, plan, self.config)
            self.db.expire_all()
        if self.policy.due is not None:
            due = self.policy.due.astimezone(UTC).replace(tzinfo=None)  # as the gradebook keeps times
            self.gradebook.find_assignment(plan.assignment).duedate = due
        self.released = {n.name: checksums(release / f"{n.name}.ipynb") for n in plan.notebooks}
        self.assignment = plan.assignment
        self._hold()

    def write(self, record: Record, handed_in: datetime | None, judged: Judged) -> Standing:
        """Replace the automatic scores by a record's. Manual scores, comments and extra credit stay.

        What a person marked waits for them again only if it was handed in anew since. Returns the score as it counts.
        """
        checks = {n.name: {c.id: c for c in n.checks} for n in record.notebooks}
        with self.db.no_autoflush:  # every look-up would flush first
            submission = self._submission(record)
            anew = handed_in is not None and submission.timestamp != handed_in
            submission.timestamp = handed_in or submission.timestamp
            for notebook in submission.notebooks:
                if notebook.name not in checks:
                    continue
                content = judged[notebook.name]
                if content is None:
                    for grade in notebook.grades:
                        grade.auto_score, grade.needs_manual_grade = 0.0, False
                    continue
                _write_notebook(notebook, checks[notebook.name], self._unchanged(notebook, content), anew)
                self._penalize(submission, notebook)
            return self.standing(submission)

    def commit(self) -> None:
        """Make what was written permanent."""
        if self.added:
            insert(self.db, list(self.added.values()), self.added.keys() - self.students)
        self.db.commit()
        self.added.clear()
        self._hold()

    def _hold(self) -> None:
        """Read what new submissions need of the assignment: its notebooks and cells, and who is known."""
        from nbgrader.api import Assignment, BaseCell, Notebook, Student, SubmittedAssignment
        from sqlalchemy.orm import selectinload, with_polymorphic

        self.entry = self.db.query(Assignment).filter(Assignment.name == self.assignment).one_or_none()
        if self.entry is None:
            return  # opened to be read
        notebooks = self.db.query(Notebook).filter(Notebook.assignment_id == self.entry.id)
        held = notebooks.options(selectinload(Notebook.source_cells)).all()
        ids = [notebook.id for notebook in held]
        cells = self.db.query(with_polymorphic(BaseCell, "*")).filter(BaseCell.notebook_id.in_(ids)).all()
        self.notebooks = list(map(notebook_of, held))
        del cells  # until here: SQLAlchemy drops objects without a reference, and would load each cell for itself
        handed = self.db.query(SubmittedAssignment.student_id)
        self.handed = {student for (student,) in handed.filter(SubmittedAssignment.assignment_id == self.entry.id)}
        self.students = {student for (student,) in self.db.query(Student.id)}

    def scores(self, assignment: str) -> dict[str, float]:
        """Each student's score of an assignment, as nbgrader sums it."""
        return {s["student"]: s["score"] for s in self.gradebook.submission_dicts(assignment)}

    def submissions(self, assignment: str, student: str | None = None) -> list[Any]:
        """nbgrader's entries of an assignment's submissions, with everything that is needed here, in few queries.

        student : whose alone to read
        """
        from nbgrader.api import Assignment, Comment, Grade, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy.orm import selectinload

        notebooks = selectinload(SubmittedAssignment.notebooks)
        query = self.db.query(SubmittedAssignment).join(Assignment).filter(Assignment.name == assignment)
        query = query if student is None else query.filter(SubmittedAssignment.student_id == student)
        found = query.options(
            notebooks.selectinload(SubmittedNotebook.notebook),
            notebooks.selectinload(SubmittedNotebook.grades).selectinload(Grade.cell),
            notebooks.selectinload(SubmittedNotebook.comments).selectinload(Comment.cell),
        )
        return list(found)

    def standings(self, assignment: str, student: str | None = None) -> dict[str, Standing]:
        """What counts for each student, or for one; empty if the assignment is not known."""
        return {found.student_id: self.standing(found) for found in self.submissions(assignment, student)}

    def standing(self, submission: Any) -> Standing:
        """What counts of one of nbgrader's entries, summed as nbgrader does it."""
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        return Standing(
            checks=sum(grade.auto_score or 0.0 for grade in grades),
            max_score=sum(grade.cell.max_score for grade in grades),
            by_hand=sum(_by_hand(grade) for grade in grades),
            waits=any(grade.needs_manual_grade for grade in grades),
            waiting=sum(grade.cell.max_score for grade in grades if grade.needs_manual_grade),
            lateness=self._lateness(submission),
            marks=_marks(submission),
        )

    def _unchanged(self, notebook: Any, content: Mapping[str, Any]) -> dict[str, bool]:
        """By id, whether a cell to write in is unchanged: as in `release/`, the gradebook, or as we would make it."""
        from nbformat import NotebookNode
        from nbgrader.utils import compute_checksum

        known = next((n.checksums for n in self.notebooks if n.name == notebook.name), {})
        released = self.released.get(notebook.name, {})
        found = {}
        for cell in content["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("solution") or marks.get("task"):
                id = marks["grade_id"]
                what = {"cell_type": cell["cell_type"], "source": "".join(cell["source"])}
                now = compute_checksum(NotebookNode(what, metadata=NotebookNode(nbgrader=marks)))
                found[id] = now in (marks.get("checksum"), known.get(id), released.get(id))
        return found

    def _penalize(self, submission: Any, notebook: Any) -> None:
        """Set the penalty for a notebook that came late, as nbgrader does at the end of its autograding.

        The rule is that of `course.toml`, or else that of nbgrader's plugin.
        """
        lost, due, came = None, _due(submission), submission.timestamp
        exact = 0.0 if due is None or came is None else (came - due).total_seconds()  # as nbgrader tells its plugins
        if exact > 0:
            if not isinstance(notebook, NewNotebook):
                self.db.flush()
                self.db.refresh(notebook)  # its score is summed by the database
            if self.policy.late is not None:
                lost = penalty(self.policy, notebook.score, int(exact))
            else:
                lost = self.late.plugin_inst.late_submission_penalty(submission.student_id, notebook.score, exact)
        notebook.late_submission_penalty = None if lost is None else self.late._check_late_penalty(notebook, lost)

    def _lateness(self, submission: Any) -> Lateness:
        zone = self.policy.due.tzinfo if self.policy.due else UTC
        due, handed_in = _due(submission), submission.timestamp
        lost = {n.name: n.late_submission_penalty for n in submission.notebooks if n.late_submission_penalty}
        return Lateness(
            due=due and in_zone(due.replace(tzinfo=UTC), zone),
            handed_in=handed_in and in_zone(handed_in.replace(tzinfo=UTC), zone),
            extension=submission.extension or timedelta(),
            penalties=lost,
            rule=rule(self.policy, seconds_late(due, handed_in)),
        )

    def _submission(self, record: Record) -> Any:
        """nbgrader's entry of a submission, or a new one."""
        submission: Any = self.added.get(record.student)
        if submission is None and record.student in self.handed:
            submission = self.gradebook.find_submission(record.assignment, record.student)
        elif submission is None:
            submission = NewSubmission(self.entry, record.student, list(map(NewNotebook, self.notebooks)))
            self.added[record.student] = submission  # all of a batch are inserted at its end, each row once
        granted = self.policy.extensions.get(record.student)
        if granted is not None:
            submission.extension = granted or None
        return submission


def _by_hand(grade: Any) -> float:
    """What a person's marks change, by nbgrader's rule: their points instead of automatic ones, extra credit on top."""
    instead = 0.0 if grade.manual_score is None else grade.manual_score - (grade.auto_score or 0.0)
    return float(instead + (grade.extra_credit or 0.0))


def _marks(submission: Any) -> tuple[ManualMark, ...]:
    """What people added in the formgrader."""
    found = []
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            if grade.manual_score is not None or grade.extra_credit:
                most, extra = grade.cell.max_score, grade.extra_credit or 0.0
                found.append(ManualMark(notebook.name, _cell(grade), grade.manual_score, most, extra))
        said = [comment for comment in notebook.comments if comment.manual_comment is not None]
        found += [ManualMark(notebook.name, _cell(comment), comment=comment.manual_comment) for comment in said]
    return joined(found)


def _cell(row: Any) -> str:
    return str(row.cell.name.removeprefix("write-"))


def _due(submission: Any) -> datetime | None:
    """When a submission is due, in UTC without a zone. nbgrader's own sum fails on an extension without a deadline."""
    due: datetime | None = submission.assignment.duedate
    return None if due is None else due + (submission.extension or timedelta())


def _write_notebook(
    notebook: Any, checks: Mapping[str, CheckRecord], unchanged: Mapping[str, bool], anew: bool
) -> None:
    """Write a notebook's automatic scores.

    anew : it was handed in again. What a person marked waits for them then, and where the automatic points changed.
    """
    for grade in notebook.grades:
        name, before = grade.cell.name, grade.auto_score
        if name in checks:
            grade.auto_score = checks[name].points
        elif name in unchanged and grade.cell.type == "GradeCell":
            grade.auto_score = 0.0 if unchanged[name] else None  # no answer earns nothing; an answer waits for a person
        else:
            grade.auto_score = None  # a task
        if grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        elif anew or grade.auto_score != before:
            grade.needs_manual_grade = True
    for comment in notebook.comments:
        if comment.cell.name in unchanged:
            nothing = unchanged[comment.cell.name] and comment.cell.type == "SolutionCell"
            comment.auto_comment = "No response." if nothing else None
