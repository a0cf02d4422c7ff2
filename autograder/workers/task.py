"""What judging one submission needs, as picklable values: a worker reads only the source from this machine's disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.folders import student_files
from autograder.judge.judge import Judge
from autograder.records.record import Record
from autograder.sandbox import Level, Sandbox, open_sandbox
from autograder.submissions.matching import Files


@dataclass(frozen=True)
class WorkerSetup:
    """What every worker is set up with."""

    source: Path  # the assignment's folder, as the instructor has it
    secret: bytes
    level: Level | None = None  # None: the strongest that works, and confined at least

    def open(self) -> Sandbox:
        """Open a sandbox for student code.

        Raises LevelUnavailableError; a level below `confined` must be named to be used.
        """
        return open_sandbox(student_files(self.source), level=self.level, minimum=self.level or Level.confined)


@dataclass(frozen=True)
class Task:
    """One submission to judge."""

    student: str
    files: Files
    attempt: int = 1
    refused: Mapping[str, str] = field(default_factory=dict)  # files that could not be taken, and why

    def judged_by(self, judge: Judge) -> Record:
        """The record of the submission, judged by `judge`."""
        return judge.judge(self.student, self.files, self.attempt, refused=self.refused)
