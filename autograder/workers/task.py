"""What judging one submission needs and gives, as picklable values: a worker reads only the source from a disk.

To import this and `process.py` is cheap, so that workers start before anything else is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.folders import Course, student_files
from autograder.course.policy import CodeLimits, read_policy
from autograder.course.secret import course_secret
from autograder.sandbox import Level, Limits
from autograder.sandbox.limits import MB

if TYPE_CHECKING:
    from markupsafe import Markup

    from autograder.judge.session import Patience
    from autograder.records.record import Record
    from autograder.sandbox import Sandbox
    from autograder.submissions.alignment import SubmittedNotebook
    from autograder.submissions.matching import Files
    from autograder.submissions.receipt import Receipt


@dataclass(frozen=True)
class Bounds:
    """What one submission may cost the worker that judges it, whatever is in it."""

    seconds: float = 60.0  # of wall time
    memory: int = 1 << 30  # bytes of address space, beyond what the worker has before its first submission


@dataclass(frozen=True)
class WorkerSetup:
    """What every worker is set up with."""

    source: Path  # the assignment's folder, as the instructor has it
    secret: bytes
    level: Level | None = None  # None: the strongest that works, and `minimum` at least
    minimum: Level = Level.confined
    hide: tuple[Path, ...] = ()  # folders that student code must not see
    code: CodeLimits = field(default_factory=CodeLimits)
    bounds: Bounds = Bounds()

    def allowing(self, code: CodeLimits) -> WorkerSetup:
        """The same with these limits for students' code; the worker has as much time beyond them as by default."""
        return replace(self, code=code, bounds=Bounds(Bounds.seconds - CodeLimits.seconds + code.seconds))

    @property
    def patience(self) -> Patience:
        """How long the judge waits for a submission's code."""
        from autograder.judge.session import Patience

        return Patience(first=self.code.call_seconds, total=self.code.seconds)

    def open(self, meanwhile: Callable[[], object] = lambda: None) -> Sandbox:
        """Open a sandbox for student code. meanwhile : called while it starts

        Raises LevelUnavailableError; a level below `minimum` must be named to be used.
        """
        from autograder.sandbox.sandbox import open_sandbox

        minimum = self.level or self.minimum
        limits = Limits(memory=self.code.memory_mb * MB, cpu=self.code.cpu_seconds)
        return open_sandbox(student_files(self.source), self.level, minimum, self.hide, limits, meanwhile)


def worker_setup(course: Course, assignment: str, level: Level | None = None) -> WorkerSetup:
    """The setup for an assignment, whose code may take what `course.toml` says. Raises CourseError."""
    setup = WorkerSetup(course.source(assignment), course_secret(course.state), level)
    return setup.allowing(read_policy(course.root, assignment).limits)


@dataclass(frozen=True)
class Task:
    """One submission to judge, or one with a record whose pages are asked for."""

    student: str
    files: Files  # as they were handed in: nobody has looked into them yet
    refused: Mapping[str, str] = field(default_factory=dict)  # files that could not be taken, and why
    only_given: bool = False  # leave out notebooks for which no file was handed in, rather than score them 0
    record: Record | None = None  # where it was judged before


@dataclass(frozen=True)
class Reading:
    """Other work on a stranger's bytes: a function of a module of ours, and what it is called with."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Read:
    """What the function of a Reading returned."""

    value: Any


@dataclass(frozen=True)
class Started:
    """What a worker says when it is ready, and a submission's clock starts."""

    isolation: tuple[str, ...] = ()


@dataclass(frozen=True)
class JudgedSubmission:
    """A submission's record, and what is made of its files beside it."""

    record: Record
    receipt: Receipt
    works: Mapping[str, SubmittedNotebook]  # by the plan's names; what is written into the judged notebooks
    sections: Mapping[str, Markup]  # HTML of each notebook's checks, with the student's code
    fresh: bool = True  # whether it was judged now

    @property
    def student(self) -> str:
        return self.record.student
