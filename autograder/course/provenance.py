"""Decides from the source's text whether each name in a check cell is the student's or the instructor's.

A name is the student's if a cell to write in bound it last, ours if a given, open or check cell did. Ours is made on
the trusted side, from the source's text, by running just the statements that a check depends on: an import, a helper,
a table of expected values. So a student's edit of a given cell, or a module of the same name, changes no check.

A notebook is one namespace all the same. What a cell to write in changes in place, such as a given list that it appends
to, comes from the student; what a check binds and the source's other cells read goes there.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.roles import Role
from autograder.course.statements import Statement, read


@dataclass(frozen=True)
class Provenance:
    """The names that one check cell uses: those that the student defines, and those that the source does.

    changed : those of ours whose value a cell to write in changes in place
    borrowed : of neither, names that an answer imports: of a library it is ours, where the student has imported it too
    """

    students: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    borrowed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NameOrigins:
    """For each check, who defines each of its names; for each cell, its statements that run on the trusted side.

    lent : names that checks bind and other cells of the source read
    """

    checks: dict[int, Provenance]
    statements: dict[int, tuple[ast.stmt, ...]]
    lent: frozenset[str] = frozenset()


@dataclass
class _Walk:
    """Follows the dependencies of one check backwards from its cell."""

    statements: Sequence[Statement]
    at: int
    students: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    borrowed: set[str] = field(default_factory=set)
    needed: set[int] = field(default_factory=set)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def follow(self, name: str, before: int) -> None:
        """Find what binds `name` for a statement at index `before`, and follow what that needs in turn."""
        if (name, before) in self.seen:
            return
        self.seen.add((name, before))
        bound = next((index for index in range(before - 1, -1, -1) if name in self.statements[index].binds), None)
        if bound is None:
            return
        binder, between = self.statements[bound], range(bound + 1, before)
        imported = isinstance(binder.node, (ast.Import, ast.ImportFrom))
        if binder.students and not imported:
            self.students.add(name)
            return
        (self.borrowed if binder.answer else self.ours).add(name)
        for index in between:
            statement = self.statements[index]
            if not statement.mentions(name):
                continue
            if statement.students:
                if before == self.at and not imported and name in statement.changes:
                    self.changed.add(name)
            elif name in statement.touches and (not imported or name in statement.tunes):
                self._need(index)
        self._need(bound)

    def _need(self, index: int) -> None:
        if index not in self.needed:
            self.needed.add(index)
            for name in self.statements[index].reads:
                self.follow(name, index)
            for name in self.statements[index].later:
                self.follow(name, self.at)


@functools.lru_cache(maxsize=64)
def name_origins(notebook: NotebookPlan) -> NameOrigins:
    """Who defines the names in each ordinary test cell. Cells that call `check` of an exercise are left out."""
    cells = notebook.cells
    tests = [i for i, cell in enumerate(cells) if cell.role == Role.CHECK and cell.id not in notebook.our_checks]
    if not tests:
        return NameOrigins({}, {})
    statements = [
        statement for index, cell in enumerate(cells) if cell.kind == "code" for statement in read(index, cell)
    ]
    checks, needed = {}, set[int]()
    for index in tests:
        mine = [at for at, statement in enumerate(statements) if statement.cell == index]
        walk = _Walk(statements, mine[0] if mine else 0)
        bound: set[str] = set()
        for at in mine:
            for name in (statements[at].reads | statements[at].later) - bound:
                walk.follow(name, mine[0])
            bound |= statements[at].binds
        ours = frozenset(walk.ours - walk.students)
        borrowed = frozenset(walk.borrowed - walk.students - ours)
        checks[index] = Provenance(frozenset(walk.students), ours, ours & walk.changed, borrowed)
        needed |= walk.needed
    return NameOrigins(checks, _by_cell(statements, needed), frozenset(_lent(statements, set(tests))))


def _lent(statements: Sequence[Statement], tests: Set[int]) -> Iterator[str]:
    """The names that other cells read when a test cell bound them last, but for those that hidden tests bind.

    A function reads its names when it is called, so for those it does not matter where the test cell stands.
    """
    of_tests = [statement for statement in statements if statement.cell in tests]
    bound = {name for statement in of_tests for name in statement.binds}
    bound -= {name for statement in of_tests if statement.hidden for name in statement.binds}
    last: dict[str, bool] = {}  # whether a test cell bound it
    for statement in statements:
        is_test = statement.cell in tests
        if not is_test:
            yield from (name for name in statement.reads if name in bound and last.get(name))
            yield from statement.later & bound
        last |= dict.fromkeys(statement.binds, is_test)


def needed_by(cells: Sequence[PlanCell], answers: Mapping[int, str]) -> dict[int, tuple[ast.stmt, ...]]:
    """The statements of other cells that the instructor's answers need, by cell: an import, a constant, a helper.

    answers : cell -> the code in it that is an answer
    """
    statements: list[Statement] = []
    for index, cell in enumerate(cells):
        if index in answers:
            statements += read(index, dataclasses.replace(cell, source=answers[index], role=Role.WRITE))
        elif cell.kind == "code" and cell.role != "check":
            statements += read(index, cell)
    walk = _Walk(statements, len(statements))
    for at, statement in enumerate(statements):
        if statement.cell in answers:
            for name in statement.reads | statement.later:
                walk.follow(name, at)
                if name not in walk.students | walk.ours:
                    walk.follow(name, len(statements))
    return _by_cell(statements, {at for at in walk.needed if statements[at].cell not in answers})


def _by_cell(statements: Sequence[Statement], needed: Set[int]) -> dict[int, tuple[ast.stmt, ...]]:
    run: dict[int, list[ast.stmt]] = {}
    for at in sorted(needed):
        run.setdefault(statements[at].cell, []).append(statements[at].node)
    return {cell: tuple(nodes) for cell, nodes in run.items()}
