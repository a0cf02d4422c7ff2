"""Makes nbgrader's own commands and buttons use our gates, judge and feedback; `nbgrader_config.py` calls `install`.

nbgrader's hooks come too late for this: it removes the old release before the first one runs, parses every notebook
before any preprocessor, and skips files under another name. So the three converters' `start` is replaced.
"""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path
from typing import Any

from autograder.course.folders import EXERCISES, Course, CourseError
from autograder.course.plan import STUB, PlanError
from autograder.course.settings import ignored, place_header
from autograder.errors import JudgeError, SubmissionNotJudgedError, UnfinishedError
from autograder.gradebook.gradebook import alembic_on_path
from autograder.text import listed

FORMGRADER = "nbgrader.server_extensions.formgrader.apihandlers"


def install(config: Any, root: Path) -> None:
    """Set nbgrader up for the course in `root`. Its own settings must be written before this is called."""
    alembic_on_path()
    config.Autograder.installed = True
    config.CourseDirectory.root = str(root)
    config.ClearSolutions.code_stub = {"python": STUB}
    place_header(config, root)
    config.CourseDirectory.ignore = [*ignored(config), EXERCISES]
    _replace()


def _replace() -> None:
    from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

    if getattr(Autograde.start, "ours", False):
        return
    starts: tuple[tuple[Any, Any], ...] = (
        (GenerateAssignment, _gated(GenerateAssignment.start)),
        (Autograde, _judge),
        (GenerateFeedback, _write_feedback),
    )
    for converter, plain in starts:
        start = _reporting_errors(plain)
        start.ours = True
        converter.start = start
    if FORMGRADER in sys.modules:  # this process serves the formgrader
        from nbgrader.apps.api import NbGraderAPI
        from nbgrader.server_extensions.formgrader.base import BaseHandler
        from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

        from autograder.gradebook.formgrader import show_ids, show_names_as_text, show_pictures, show_scores
        from autograder.gradebook.mark_log import keep_log

        keep_log(sys.modules[FORMGRADER])
        show_ids(NbGraderAPI)
        show_scores(NbGraderAPI)
        show_pictures(SubmissionFilesHandler)
        show_names_as_text(BaseHandler)


def _gated(theirs: Any) -> Any:
    def start(self: Any) -> None:
        """Generate the assignment only if every gate holds; if one fails, the old release stays."""
        from autograder.release.replace import refusal, release

        course, assignment = _course(self), self.coursedir.assignment_id
        failures = release(
            course,
            assignment,
            self.log.info,
            config=self.config,
            before_swap=lambda: theirs(self),  # it registers the assignment
        )
        for failure in failures:
            self.log.error("%s\n%s\n%s", failure.gate, failure.where, failure.why)
        if failures:
            raise JudgeError(refusal(assignment, failures))

    return start


def _judge(self: Any) -> None:
    """Grade with our judge: the same records, gradebook rows and pages as `autograder grade`."""
    from autograder.grade.grade import grade
    from autograder.grade.options import Options
    from autograder.report.changes import summary
    from autograder.workers.pool import Judged

    def tell(judged: Judged) -> None:
        if isinstance(judged, SubmissionNotJudgedError):
            self.log.error("%s", judged)
        else:
            self.log.info("graded %s", judged.student)

    self.init_notebooks()  # nbgrader's own words when there is nothing to grade
    options = Options(
        submitted=Path(self.coursedir.root) / self.coursedir.submitted_directory,
        db_url=self.coursedir.db_url,
        student=_student(self),
        force=bool(self.force),
        config=self.config,
    )
    done = grade(_course(self), self.coursedir.assignment_id, options, tell)
    for record in done.records:
        for note in record.notes:
            self.log.warning("%s: %s", record.student, note)
    for note in done.notes:
        self.log.warning("%s", note)
    if done.changes is not None and done.changes_page is not None:
        self.log.info("%s; see %s", summary(done.changes), done.changes_page)
    if done.failed:
        raise JudgeError(
            f"Not judged: {listed(sorted(failure.student for failure in done.failed))}. Why is said above."
        )


def _write_feedback(self: Any) -> None:
    """Write our feedback pages under nbgrader's names."""
    from autograder.grade.pages import write_pages

    self.init_notebooks()
    write_pages(_course(self), self.coursedir.assignment_id, _student(self), self.coursedir.db_url, self.config)


def _without_debug_lines(log: logging.Logger) -> None:
    """Keep debug lines out of the text that the formgrader's dialog shows: nbgrader collects that in memory."""
    for handler in log.handlers:
        if isinstance(handler, logging.StreamHandler) and isinstance(handler.stream, io.StringIO):
            handler.setLevel(logging.INFO)


def _course(converter: Any) -> Course:
    return Course(Path(converter.coursedir.root).resolve())


def _student(converter: Any) -> str | None:
    """The one student whom nbgrader was asked for; None for all."""
    return None if converter.coursedir.student_id == "*" else str(converter.coursedir.student_id)


def _reporting_errors(ours: Any) -> Any:
    def start(self: Any) -> None:
        """As nbgrader does it: the sentence goes into its log, and the command ends with exit code 1."""
        from nbgrader.converters.base import NbGraderException

        _without_debug_lines(self.log)
        try:
            ours(self)
        except (CourseError, PlanError, JudgeError, UnfinishedError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    return start
