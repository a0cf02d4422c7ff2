"""Writes what follows from a record: judged notebooks and gradebook rows, then the pages that show both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import Plan
from autograder.feedback.progress import Progress
from autograder.grade.pages import write_page
from autograder.gradebook.autograded import Template
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.submissions.folder import STAMP, Submission, stamp
from autograder.workers.task import JudgedSubmission


class Writer:
    """Writes what follows from a record: judged notebooks and gradebook rows, then the pages that show both."""

    def __init__(
        self,
        course: Course,
        plan: Plan,
        work: Mapping[str, Submission],
        templates: Mapping[str, Template],
        progress: Callable[[Record], Progress],
    ) -> None:
        self.course, self.plan, self.work, self.templates, self.progress = course, plan, work, templates, progress
        self.standings: dict[str, Standing] = {}
        self.judged: dict[str, JudgedSubmission] = {}  # those whose pages are not written yet

    def write(self, judged: JudgedSubmission, ledger: Ledger) -> None:
        """Write a submission's judged notebooks, and hand its record to the ledger, which fills the gradebook."""
        record, submission = judged.record, self.work[judged.student]
        folder = self.course.autograded(record.student, record.assignment)
        contents: dict[str, dict[str, Any] | None] = {}
        for notebook in record.notebooks:
            work = judged.works.get(notebook.name)
            filled = self.templates[notebook.name].fill(work, notebook)
            contents[notebook.name] = filled if work else None
            text = json.dumps(filled, sort_keys=True, ensure_ascii=True)  # indented it takes ten times as long
            write_whole(folder / f"{notebook.name}.ipynb", text.encode(), 0o444)
        if submission.handed_in is not None:
            write_whole(folder / STAMP, stamp(submission.handed_in), 0o444)
        self.judged[record.student] = replace(judged, works={})
        ledger.write(record, submission.handed_in, contents)

    def tell(self, record: Record, standing: Standing) -> None:
        """Write a student's pages, once the gradebook has their rows: it says what counts."""
        submission = self.work[record.student]
        self.standings[record.student] = standing
        judged = self.judged.pop(record.student)
        write_page(self.course, submission, judged, standing, self.progress(record))
