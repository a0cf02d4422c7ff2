"""What a run of `grade` is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import SubmissionNotJudgedError
from autograder.grade.shard import Shard
from autograder.sandbox import Level

if TYPE_CHECKING:
    from autograder.course.folders import Course
    from autograder.gradebook.standing import Standing
    from autograder.records.record import Record
    from autograder.report.changes import Changes


@dataclass(frozen=True)
class Options:
    """The options of `grade`; the defaults suit most courses."""

    jobs: int = 1
    scheduler: str | None = None  # address of a Dask scheduler whose workers judge instead of `jobs`
    submitted: Path | None = None  # another folder instead of the course's own
    db_url: str | None = None
    student: str | None = None
    force: bool = False  # judge again what was judged already
    level: Level | None = None
    shard: Shard | None = None  # a part of the class; then `judge_shard` is to be called
    config: Any = None  # nbgrader's settings; None: the course's nbgrader_config.py

    def folder(self, course: Course) -> Path:
        """Where the submissions are."""
        return self.submitted or course.root / "submitted"


@dataclass
class Graded:
    """The result of a run of `grade`."""

    records: list[Record] = field(default_factory=list)
    standings: dict[str, Standing] = field(default_factory=dict)  # what counts, by student
    judged: int = 0
    known: int = 0  # taken from earlier records
    failed: list[SubmissionNotJudgedError] = field(default_factory=list)  # without a record, by a fault of ours
    changes: Changes | None = None  # against what the run before gave; None of a shard
    notes: list[str] = field(default_factory=list)  # sentences on submissions for the instructor
    changes_page: Path | None = None  # the page that lists them; None if no earlier record was replaced
    report_page: Path | None = None  # the class's; None if one student alone was graded

    def forget(self, students: Collection[str]) -> None:
        """Leave out what was found of some students, who are judged once more."""
        self.records = [record for record in self.records if record.student not in students]
        self.failed = [failure for failure in self.failed if failure.student not in students]
