"""Every exception of the package, in one tree. Each has one sentence: what must be, what came, what to do.

    AutograderError
    ├── InstructorError            exit 2: the person who typed the command or wrote the course can fix it
    │   ├── CourseError            what they named does not exist, or cannot be used
    │   │   └── GradebookError     the gradebook's database cannot be written
    │   ├── PlanError              the notebooks of an assignment's source are missing or damaged
    │   └── EquivalentsError       the audit's notes on equivalent mutants cannot be read
    ├── MachineError               exit 1: the machine failed, the command was right
    │   ├── WorkerDiedError        a worker was killed; another one tries again
    │   │   └── MachineBusyError   others had the processors: the submission has no record, and is judged later
    │   ├── OverBoundsError        a submission cost its worker more than it may; it has a record all the same
    │   └── UnfinishedError        a run stopped half way; the same command goes on from there
    │       ├── WorkersLostError   every process that judged a submission died
    │       ├── ClusterLostError   the Dask cluster cannot be reached, or went away
    │       ├── GradebookAwayError the gradebook is locked, or its server gone (a GradebookError as well)
    │       └── GradebookFullError the gradebook's disk is full (a GradebookError as well)
    ├── SandboxError               exit 2: student code cannot be confined as required
    │   └── LevelUnavailableError  this machine cannot provide the isolation level
    │       └── StartKilledError   the warm process was killed while it started, which says nothing of the level
    ├── JudgeError                 exit 1: a fault of ours or of the course's own code, and nobody's points
    │   ├── SubmissionNotJudgedError  our code failed on one submission; the others are judged
    │   └── TaskFailedError        a piece of the audit's work raised
    └── SubmissionError            what a student handed in, or what their code did: caught where it is met, and
        │                          told in a record, never the end of a run
        ├── UnreadableNotebookError, ArchiveError     a file is not a notebook or an archive
        ├── CostlyReadingError     reading a file takes more time or memory than it may
        ├── UnknownAccountError    a file in a platform's archive belongs to nobody known
        ├── ChildLostError         the process of the student's code is gone
        ├── NameMissingError       the student's notebook has no such name
        ├── StudentError           the student's function raised an exception that is not Python's own
        ├── CannotCrossError       a test asks for an object that stays in the student's process
        └── QuestionTooLargeError  the student's code asks the reference for too much work

Some stand alone, because their modules are copied to where this one is not, into the student's kernel or process:
CallLostError, CheckFailedError, NotPlainDataError, SpecsError, TooManyStepsError of `checks/`, and
ConnectionClosedError, DeadlineError, ProtocolError of `sandbox/wire.py`. On our side the sandbox turns the last three
into ChildLostError or SandboxError, and the judge turns CallLostError into a check's status. OverrunError of
`judge/test_cells.py` and TooManyStepsError are BaseExceptions, so that no `except Exception` catches them.
"""

from __future__ import annotations

from typing import ClassVar


class AutograderError(Exception):
    """The root of the tree. The command prints its sentence and ends with its `exit_code`."""

    exit_code: ClassVar[int] = 1


class InstructorError(AutograderError):
    """An error that the person who typed the command or wrote the course can fix."""

    exit_code = 2


class MachineError(AutograderError):
    """The machine failed, or a service on it; the command was right."""

    exit_code = 1  # also of a GradebookAwayError, which is an InstructorError too


class UnfinishedError(MachineError):
    """A run had to stop half way, through no fault of the input; the same command goes on from there later."""


class SandboxError(AutograderError):
    """Student code cannot be confined as required: the sandbox failed, not the code."""

    exit_code = 2


class JudgeError(AutograderError):
    """A reference, an exercise, a spec or a gate failed. The message names it, and no student loses points by it."""


class SubmissionNotJudgedError(JudgeError):
    """Our own code failed on one submission. It has no record; the others are judged."""

    def __init__(self, student: str, why: str) -> None:
        super().__init__(student, why)  # both, so that it can be sent from one process to another
        self.student, self.why = student, why

    def __str__(self) -> str:
        return f"The work of {self.student} must be judged. Our judge failed on it: {self.why}"


class SubmissionError(AutograderError):
    """What a student handed in, or their code did, cannot be used. The message is one sentence for the student."""
