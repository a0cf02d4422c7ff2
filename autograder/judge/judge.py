"""Judges a submission: each notebook in a child of its own, and the sum."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.course.plan import NotebookPlan, Plan
from autograder.errors import JudgeError, SandboxError, SubmissionNotJudgedError
from autograder.exercises.loader import Exercises, load_exercises
from autograder.exercises.specs import make_spec
from autograder.judge.notebook import judge_notebook
from autograder.judge.seeds import generator
from autograder.judge.session import PATIENCE, Clock, Patience, Session
from autograder.records.fingerprint import digest, rules
from autograder.records.record import CheckRecord, NotebookRecord, Record, fit, notebook_record, unlabelled
from autograder.sandbox import Level, Sandbox
from autograder.submissions.alignment import SubmittedNotebook
from autograder.submissions.matching import Files, MatchedFiles, assign
from autograder.submissions.remarks import remarks

TRIES = 3  # of a submission whose warm process is killed meanwhile; then that is its own doing

#: is told what is known of a submission: the files, matched anew for each try, then each check as (notebook, record)
Hear = Callable[[MatchedFiles | tuple[str, CheckRecord]], None]


class Judge:
    """Judges submissions of one assignment in one sandbox.

    reveal : let messages tell of hidden tests; for the instructor, never for a student

    Raises JudgeError where a solution or an exercise fails.
    """

    def __init__(
        self, plan: Plan, sandbox: Sandbox, secret: bytes, patience: Patience = PATIENCE, reveal: bool = False
    ) -> None:
        self.plan, self.sandbox, self.secret, self.patience, self.reveal = plan, sandbox, secret, patience, reveal
        self.exercises = self.prepare(plan)

    @staticmethod
    def prepare(plan: Plan) -> Exercises:
        """Load the exercises and all their specs: a fault of ours shows now, not in somebody's points.

        Raises JudgeError.
        """
        exercises = load_exercises(plan)
        for notebook in plan.notebooks:
            for name in notebook.checked:
                make_spec(exercises.find(notebook.name, name))
        return exercises

    def judge(
        self,
        student: str,
        files: Files,
        only_given: bool = False,
        refused: Mapping[str, str] | None = None,
    ) -> Record:
        """The record of a submission. `files` maps file names to their bytes. Raises as `judge_matched`.

        only_given : leave out notebooks of the plan for which no file was handed in, rather than score them 0
        refused    : files that were handed in and could not be taken, and why, for the student to read
        """
        handed = assign(self.plan, files, refused)
        return self.judge_matched(student, handed, digest(files, refused), only_given)

    def judge_matched(
        self,
        student: str,
        handed: MatchedFiles,
        submission: str,
        only_given: bool = False,
        hear: Hear = lambda _: None,
    ) -> Record:
        """The record of a submission whose files are matched. submission : its digest; only_given : as for `judge`

        Raises SubmissionNotJudgedError where our own code fails on it: that is nobody's points, and no other submission
        is concerned.
        """
        try:
            for _ in range(TRIES):
                restarts = self.sandbox.restarts
                hear(handed)
                record = self._judge(student, handed, submission, only_given, hear)
                if self.sandbox.restarts == restarts:
                    break
        except (SandboxError, OSError, MemoryError):
            raise
        except JudgeError as error:
            raise SubmissionNotJudgedError(student, str(error)) from error
        except Exception as error:
            raise SubmissionNotJudgedError(student, f"{type(error).__name__}: {error}.") from error
        return record

    def _judge(self, student: str, handed: MatchedFiles, submission: str, only_given: bool, hear: Hear) -> Record:
        start = time.perf_counter()
        clock = Clock(self.patience)
        notebooks = []
        for plan in self.plan.notebooks:
            work = handed.works.get(plan.name)
            if work is None and only_given:
                continue
            if work is None:
                notebooks.append(absent(plan, handed.why_absent(plan.name)))
            else:
                mark = (student, handed.digests[plan.name], *self._once())
                notebooks.append(self._notebook(plan, work, mark, clock, hear))
        return Record(
            student=student,
            assignment=self.plan.assignment,
            score=round(sum(n.score for n in notebooks), 6),
            max_score=sum(n.max_score for n in notebooks),
            isolation=tuple(self.sandbox.layers),
            seconds=round(time.perf_counter() - start, 3),
            notebooks=tuple(notebooks),
            notes=handed.notes,
            submission=submission,
            judged_with=rules(self.plan),
            remarks=tuple(map(fit, remarks(handed.works.values()))),
        )

    def _once(self) -> tuple[str, ...]:
        """What makes the fresh tests of each judging others; nothing where code can leave nothing behind.

        Below `confined` it can keep the answers to some of them for the next time that the same file is judged.
        """
        return () if self.sandbox.level >= Level.confined else (secrets.token_hex(16),)

    def _notebook(
        self, plan: NotebookPlan, work: SubmittedNotebook, mark: tuple[str, ...], clock: Clock, hear: Hear
    ) -> NotebookRecord:
        with Session(self.sandbox, clock) as session:
            return judge_notebook(
                plan,
                work,
                session,
                self.exercises,
                lambda name: generator(self.secret, *mark, plan.name, name),
                lambda name: generator(self.secret, plan.name, name),
                self.reveal,
                lambda check: hear((plan.name, check)),
            )


def absent(plan: NotebookPlan, why: str) -> NotebookRecord:
    """The record of a notebook that was not handed in."""
    checks = [CheckRecord(c.id, 0.0, c.points, Status.MISSING, Rung.EXISTS, rows=unlabelled(why)) for c in plan.checks]
    return notebook_record(plan.name, checks, [why])
