"""A submission that exceeded its limits: what was judged before counts, the rest gets a sentence and no points."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from autograder.checks.result import Status
from autograder.course.plan import NotebookPlan, Plan
from autograder.records.fingerprint import rules
from autograder.records.record import CheckRecord, NotebookRecord, Record, notebook_record, unlabelled
from autograder.submissions.matching import MatchedFiles
from autograder.submissions.receipt import receipt
from autograder.workers.task import JudgedSubmission, Started, Task


@dataclass
class Unfinished:
    """What a worker has reported about a submission so far."""

    task: Task
    started: float = 0.0  # seconds of the monotonic clock; 0.0 until the worker was ready
    isolation: tuple[str, ...] = ()
    handed: MatchedFiles | None = None  # None until its files were read
    checks: dict[tuple[str, str], CheckRecord] = field(default_factory=dict)  # by notebook and id

    @property
    def seconds(self) -> float:
        """How long the worker has worked on it."""
        return time.monotonic() - self.started if self.started else 0.0

    def keeps(self, message: Any) -> bool:
        """Keep what a worker tells on the way; False for the answer at the end."""
        if isinstance(message, Started):
            self.started, self.isolation = time.monotonic(), message.isolation
        elif isinstance(message, MatchedFiles):
            self.handed, self.checks = message, {}
        elif isinstance(message, tuple):
            notebook, check = message
            self.checks[notebook, check.id] = check
        else:
            return False
        return True

    def judged(self, plan: Plan, why: str, sentence: str) -> JudgedSubmission:
        """The submission with its present results; checks without one get the sentence. why : as of OverBoundsError"""
        from autograder.feedback.page import sections  # here: few runs need it, and each would wait for it

        status = Status.TIMEOUT if why == "time" else Status.KILLED
        found = receipt(self.task.files, self.task.refused)
        works = self.handed.works if self.handed else {}
        record = self.task.record
        if record is None:
            notebooks = [self._notebook(n, status, sentence) for n in plan.notebooks if n.name in works or self._due]
            record = Record(
                student=self.task.student,
                assignment=plan.assignment,
                score=round(sum(n.score for n in notebooks), 6),
                max_score=sum(n.max_score for n in notebooks),
                isolation=self.isolation,
                seconds=round(self.seconds, 3),
                notebooks=tuple(notebooks),
                notes=(sentence, *(self.handed.notes if self.handed else ())),
                submission=found.digest,
                judged_with=rules(plan),
            )
        return JudgedSubmission(record, found, works, sections(record, {}), self.task.record is None)

    @property
    def _due(self) -> bool:
        """Whether a notebook counts that was not handed in, or not read."""
        return self.handed is None or not self.task.only_given

    def _notebook(self, plan: NotebookPlan, status: Status, sentence: str) -> NotebookRecord:
        from autograder.judge.judge import absent

        work = self.handed.works.get(plan.name) if self.handed else None
        if self.handed is not None and work is None:
            return absent(plan, self.handed.why_absent(plan.name))
        lost = [CheckRecord(c.id, 0.0, c.points, status, rows=unlabelled(sentence)) for c in plan.checks]
        checks = [self.checks.get((plan.name, check.id), check) for check in lost]
        return notebook_record(plan.name, checks, [*work.notes] if work else [], work.file if work else "")
