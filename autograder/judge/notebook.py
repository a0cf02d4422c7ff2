"""Judges one notebook: student cells run in the sandbox, check cells here, in the order in which they stand."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks import ladder, render
from autograder.checks.observe import Caller, CallLostError
from autograder.checks.points import Earned
from autograder.checks.result import Result, Status
from autograder.checks.spec import FOUNDATION, CheckSpec, Rung
from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.roles import Role
from autograder.course.statements import label
from autograder.errors import JudgeError
from autograder.exercises.loader import Exercises
from autograder.exercises.specs import make_spec
from autograder.judge.cell_code import value_of
from autograder.judge.cpu_time import hidden_loop
from autograder.judge.grouped_calls import GroupedCalls
from autograder.judge.namespace import CheckNamespace
from autograder.judge.proxies import CannotCrossError, FunctionProxy
from autograder.judge.reference_server import ReferenceServer
from autograder.judge.session import Session
from autograder.judge.test_cells import TestCellRunner
from autograder.records.record import CheckRecord, NotebookRecord, notebook_record, unlabelled
from autograder.submissions.alignment import Cell, SubmittedNotebook

#: exercise name -> the generator of its fresh tests
Seeds = Callable[[str], np.random.Generator]

#: rows that a record may hold of a failed hidden test; its arguments, values and exceptions stay with the judge
_AT_HIDDEN = frozenset(("what", "points", "likely", "or", "and", "run", "look", "read", "note", "advice"))


@dataclass
class _Judged:
    """A check that was judged: its record, and for a `check` of an exercise its spec and result."""

    record: CheckRecord
    spec: CheckSpec | None = None
    result: Result | None = None


def judge_notebook(
    plan: NotebookPlan,
    work: SubmittedNotebook,
    session: Session,
    exercises: Exercises,
    seeds: Seeds,
    shared: Seeds,
    reveal: bool = False,
    hear: Callable[[CheckRecord], None] = lambda _: None,
) -> NotebookRecord:
    """Run the work and judge every check cell of the plan. A check's failure, of any kind, costs that check only.

    shared : seeds that are the same for every submission; of long arguments alone, and never of all of a call
    reveal : let messages tell of hidden tests; for the instructor
    hear   : is told each check's record, and the better one that takes its place
    """
    setup = _NotebookGrader(plan, work, session, exercises, seeds, shared, reveal, hear)
    for cell, following in itertools.zip_longest(work.cells, work.cells[1:]):
        if cell.planned and cell.planned.role == Role.CHECK:
            setup.judge(cell.planned)
        elif _runs(cell):
            setup.run(cell, following)
    for planned in plan.checks:
        setup.judge_again(planned)
    session.close()  # to follow through has a child of its own: both at once would have twice the memory
    for planned in plan.checks:
        setup.follow_through(planned)
    records = [setup.judged[planned.id].record for planned in plan.checks]
    return notebook_record(plan.name, records, [*work.notes, *session.notes], work.file)


def _runs(cell: Cell) -> bool:
    return cell.kind == "code" and (cell.planned is None or cell.planned.role != Role.EXPLORE)


class _NotebookGrader:
    def __init__(
        self,
        plan: NotebookPlan,
        work: SubmittedNotebook,
        session: Session,
        exercises: Exercises,
        seeds: Seeds,
        shared: Seeds,
        reveal: bool,
        hear: Callable[[CheckRecord], None],
    ) -> None:
        self.hear = hear
        self.plan, self.work, self.session, self.exercises = plan, work, session, exercises
        self.seeds, self.shared = seeds, shared
        self.exercise_of = {cell: name for name, cell in plan.checked.items()}
        self.test_cells = TestCellRunner(plan, CheckNamespace(session, {}, plan), reveal)
        self.judged: dict[str, _Judged] = {}
        self.specs: dict[str, CheckSpec] = {}
        self.many: dict[str, np.random.Generator] = {}  # for calls with many examples
        self.cells_run = 0
        self.judged_after: dict[str, int] = {}  # cells run when a check was judged

    def run(self, cell: Cell, following: Cell | None = None) -> None:
        """Run a cell of the submission in the sandbox, and on the trusted side what test cells need of it.

        following : the next cell; the function that it checks, if any, is asked about in the same message
        """
        if cell.source.strip():
            name = self.exercise_of.get(following.planned.id, "") if following and following.planned else ""
            self.test_cells.before(cell.planned)
            self.session.run(cell.planned.id if cell.planned else "", cell.source, name)
            self.test_cells.meet(cell.planned)
            self.cells_run += 1

    def judge(self, planned: PlanCell) -> None:
        """Judge a check cell with what has run so far; the better of this and an earlier attempt stands."""
        found = self._evaluate(planned, self.session)
        before = self.judged.get(planned.id)
        if before is None or _unwritten(before) or found.record.points > before.record.points:
            self._keep(found)
        self.judged_after[planned.id] = self.cells_run

    def judge_again(self, planned: PlanCell) -> None:
        """Judge a check that failed once more, after the last cell: code below its check counts too."""
        before = self.judged.get(planned.id)
        if before is None:
            self.judge(planned)
        elif before.result is None:
            return  # as in nbgrader, an ordinary test sees what stands above it
        elif before.record.points < planned.points and self.judged_after[planned.id] < self.cells_run:
            slow = before.record.status in (Status.TIMEOUT, Status.KILLED)
            if slow and not self._written_below(planned):
                return
            # to look for a cause takes longer than all else, and it is known where nothing is better now
            if (
                _unwritten(before)
                or self._evaluate(planned, self.session, explain=False).record.points > before.record.points
            ):
                self.judge(planned)

    def follow_through(self, planned: PlanCell) -> None:
        """Judge a failed check again with the reference for the wrong functions it calls: no mistake costs twice."""
        before = self.judged[planned.id]
        if before.result is None or before.spec is None or before.record.points >= planned.points:
            return
        if _unwritten(before):
            return
        wrong = [name for name in self._used_by(before.spec) if self._is_wrong(name)]
        if not wrong:
            return
        try:
            with self.session.aided(
                wrong, ReferenceServer(self.exercises.of(self.plan.name)[0].sibling_solutions, wrong)
            ) as aided:
                found = self._evaluate(planned, aided, explain=False)
                if found.record.status != Status.PASSED and found.record.points > before.record.points:
                    found = self._evaluate(planned, aided)
        except CallLostError:
            return
        if found.result is not None and found.record.points > before.record.points:
            # a function that is right but for the wrong ones it calls needs no repair, and is not named
            named = [name for name in wrong if not self._passes(name)] or wrong
            result = dataclasses.replace(found.result, followed_through=tuple(named), repair=named[0])
            self._keep(_ours(planned, found.spec or before.spec, result))

    def _keep(self, found: _Judged) -> None:
        self.judged[found.record.id] = found
        self.hear(found.record)

    def _evaluate(self, planned: PlanCell, session: Session, explain: bool = True) -> _Judged:
        if planned.id not in self.plan.our_checks:
            return _Judged(self.test_cells.judge(planned))
        caught: list[tuple[CheckSpec, Result]] = []

        def check(name: str, function: object, *_: object) -> Result:
            found = self._check(name, function, session, explain)
            caught.append(found)
            return found[1]

        try:
            value_of(planned.source, label(planned), CheckNamespace(session, {"check": check}, by_name=True))
        except CallLostError as lost:
            return _lost(planned, Status(lost.status), f"{planned.id}: {lost.detail or lost.status}")
        except NameError as error:
            return self._missing(planned, session, error)
        except JudgeError:
            raise
        except MemoryError:
            return _lost(planned, Status.KILLED, f"{planned.id}: its answers take too much memory to compare them.")
        except Exception as error:
            if isinstance(error, CannotCrossError) or getattr(error, "students", False):
                return _lost(planned, Status.FAILED, f"{type(error).__name__}: {error}"[:2000])
            raise JudgeError(f"{self.plan.name}: the check {planned.id}: {type(error).__name__}: {error}") from error
        return _ours(planned, *caught[-1])

    def _check(self, name: str, function: object, session: Session, explain: bool) -> tuple[CheckSpec, Result]:
        made = self._spec(name)
        if not isinstance(function, FunctionProxy):
            return made, ladder.missing(made, handed=function is not None)
        source = self.work.source_of(f"write-{name}")
        if f"def {name}" not in source:
            source = next((c.source for c in reversed(self.work.cells) if f"def {name}(" in c.source), "")

        def loop_evidence(call: Caller, got: Earned) -> str:
            found = self.exercises.find(self.plan.name, name)
            # a check that is judged again goes on with other numbers: its child may remember those of the first time
            pool = self.shared(name) if name not in self.many else None
            rng = self.many.setdefault(name, self.seeds(f"{name} with many examples"))
            return hidden_loop(found, made, call, lambda: session.cpu_seconds, got, rng, pool)

        return made, ladder.run_checks(
            made, GroupedCalls(session, function.__name__, made), source, loop_evidence, explain
        )

    def _missing(self, planned: PlanCell, session: Session, error: NameError) -> _Judged:
        name = self.exercise_of[planned.id]
        if error.name not in (None, name):
            return _lost(planned, Status.FAILED, f"NameError: {error}")  # of another name that the check cell uses
        made = self._spec(name)
        return _ours(planned, made, ladder.missing(made, session.stopped.get(f"write-{name}")))

    def _spec(self, name: str) -> CheckSpec:
        if name not in self.specs:
            self.specs[name] = make_spec(self.exercises.find(self.plan.name, name), self.seeds(name))
        return self.specs[name]

    def _used_by(self, made: CheckSpec) -> list[str]:
        """The functions that an exercise's function may call, directly or through others."""
        names: list[str] = []
        for name in made.uses:
            names += [n for n in [*self._used_by(self._spec(name)), name] if n not in names]
        return names

    def _is_wrong(self, name: str) -> bool:
        found = self.judged.get(name)
        if found is None or found.result is None:
            return False
        return found.result.rung in (*FOUNDATION, Rung.UNCHANGED) or bool(found.result.followed_through)

    def _passes(self, name: str) -> bool:
        record = self.judged[name].record
        return record.points >= record.max_points

    def _written_below(self, planned: PlanCell) -> bool:
        seen = False
        for cell in self.work.cells:
            if cell.planned and cell.planned.id == planned.id:
                seen = True
            elif seen and f"def {planned.id}(" in cell.source:
                return True
        return False


def _unwritten(judged: _Judged) -> bool:
    return judged.record.status in (Status.MISSING, Status.UNTOUCHED)


def _ours(planned: PlanCell, made: CheckSpec, result: Result) -> _Judged:
    scale = planned.points / made.points if made.points else 0.0
    points = planned.points if result.status == Status.PASSED else round(result.points * scale, 6)
    at_hidden = result.rung == Rung.HIDDEN
    record = CheckRecord(
        id=planned.id,
        points=points,
        max_points=planned.points,
        status=result.status,
        rung=result.rung,
        mistakes=tuple(hint.id for hint in result.hints) if result.rung else (),
        headline=render.headline(result),
        rows=tuple(row for row in render.rows(result) if not at_hidden or row[0] in _AT_HIDDEN),
        line=None if at_hidden else result.line,
        repair=result.repair,
        followed_through=result.followed_through,
    )
    return _Judged(record, made, result)


def _lost(planned: PlanCell, status: Status, message: str) -> _Judged:
    return _Judged(CheckRecord(planned.id, 0.0, planned.points, status, rows=unlabelled(message)))
