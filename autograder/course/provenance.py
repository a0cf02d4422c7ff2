"""Decides from the source's text whether each name in a check cell is the student's or the instructor's.

A name is the student's if a cell to write in bound it last, ours if a given, open or check cell did. Ours is made on
the trusted side, from the source's text, by running just the statements that a check depends on: an import, a helper,
a table of expected values. So a student's edit of a given cell, or a module of the same name, changes no check.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import re
import symtable
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.roles import Role

STUDENTS = (Role.WRITE, Role.MANUAL, Role.EXPLORE)
#: how calls begin that set something up in a module
TUNE = ("seed", "set", "filterwarnings", "simplefilter")
#: calls that only show their arguments
SHOW = ("print", "display", "help", "type", "len", "plt", "check")


@dataclass(frozen=True)
class Provenance:
    """The names that one check cell uses: those that the student defines, and those that the source does."""

    students: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NameOrigins:
    """For each check, who defines each of its names; for each cell, its statements that run on the trusted side."""

    checks: dict[int, Provenance]
    statements: dict[int, tuple[ast.stmt, ...]]


@dataclass(frozen=True, eq=False)
class _Statement:
    """A statement, and what its names do; worked out when it is asked for, because of most little is."""

    cell: int
    node: ast.stmt
    text: str  # of the node
    students: bool

    @cached_property
    def binds(self) -> frozenset[str]:
        names = {
            symbol.get_name() for symbol in self._table.get_symbols() if symbol.is_assigned() or symbol.is_imported()
        }
        if isinstance(self.node, ast.ImportFrom) and any(alias.name == "*" for alias in self.node.names):
            names |= set() if self.students else _public(self.node.module or "")
        return frozenset(names)

    @cached_property
    def reads(self) -> frozenset[str]:
        """When it runs."""
        names = {symbol.get_name() for symbol in self._table.get_symbols() if symbol.is_referenced()}
        added = (n.target for n in ast.walk(self.node) if isinstance(n, ast.AugAssign))
        names |= {target.id for target in added if isinstance(target, ast.Name)}
        for inner in self._table.get_children():
            if inner.get_type() != "function" or inner.get_name() in ("listcomp", "setcomp", "dictcomp", "genexpr"):
                names |= set(_free(inner))
        return frozenset(names)

    @cached_property
    def later(self) -> frozenset[str]:
        """When a function that it defines is called."""
        return frozenset(name for inner in self._table.get_children() for name in _free(inner))

    @cached_property
    def touches(self) -> frozenset[str]:
        """May change the values of these names."""
        return frozenset(_touched(self.node) if self._runs else ())

    @cached_property
    def tunes(self) -> frozenset[str]:
        """Sets something up in these modules: a seed, an option."""
        return frozenset(_tuned(self.node) if self._runs else ())

    @cached_property
    def _table(self) -> symtable.SymbolTable:
        return symtable.symtable(self.text, "<cell>", "exec")

    @property
    def _runs(self) -> bool:
        return not isinstance(self.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


@dataclass
class _Walk:
    """Follows the dependencies of one check backwards from its cell."""

    statements: Sequence[_Statement]
    at: int
    students: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)
    needed: set[int] = field(default_factory=set)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def follow(self, name: str, before: int) -> None:
        """Find what binds `name` for a statement at index `before`, and follow what that needs in turn."""
        if (name, before) in self.seen:
            return
        self.seen.add((name, before))
        touched: list[int] = []
        for index in range(before - 1, -1, -1):
            statement = self.statements[index]
            if not statement.students and name in statement.touches:
                touched.append(index)
            if name not in statement.binds:
                continue
            imported = isinstance(statement.node, (ast.Import, ast.ImportFrom))
            if statement.students and not imported:
                self.students.add(name)
                return
            self.ours.add(name)
            for need in (*touched, index):
                if not imported or need == index or name in self.statements[need].tunes:
                    self._need(need)
            return

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
    cells, ours = notebook.cells, notebook.our_checks
    tests = [index for index, cell in enumerate(cells) if cell.role == Role.CHECK and cell.id not in ours]
    if not tests:
        return NameOrigins({}, {})
    statements = [
        statement for index, cell in enumerate(cells) if cell.kind == "code" for statement in _read(index, cell)
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
        checks[index] = Provenance(frozenset(walk.students), frozenset(walk.ours - walk.students))
        needed |= walk.needed
    return NameOrigins(checks, _by_cell(statements, needed))


def needed_by(cells: Sequence[PlanCell], answers: Mapping[int, str]) -> dict[int, tuple[ast.stmt, ...]]:
    """The statements of other cells that the instructor's answers need, by cell: an import, a constant, a helper.

    answers : cell -> the code in it that is an answer
    """
    statements: list[_Statement] = []
    for index, cell in enumerate(cells):
        if index in answers:
            statements += _read(index, dataclasses.replace(cell, source=answers[index], role=Role.WRITE))
        elif cell.kind == "code" and cell.role != "check":
            statements += _read(index, cell)
    walk = _Walk(statements, len(statements))
    for at, statement in enumerate(statements):
        if statement.cell in answers:
            for name in statement.reads | statement.later:
                walk.follow(name, at)
                if name not in walk.students | walk.ours:
                    walk.follow(name, len(statements))
    return _by_cell(statements, {at for at in walk.needed if statements[at].cell not in answers})


def _by_cell(statements: Sequence[_Statement], needed: Set[int]) -> dict[int, tuple[ast.stmt, ...]]:
    run: dict[int, list[ast.stmt]] = {}
    for at in sorted(needed):
        run.setdefault(statements[at].cell, []).append(statements[at].node)
    return {cell: tuple(nodes) for cell, nodes in run.items()}


def parse(source: str, name: str) -> ast.Module:
    """A cell's statements; magics become calls of `get_ipython()`, as in a notebook. Raises SyntaxError."""
    return ast.parse(_plain_python(source), name)


def _plain_python(source: str) -> str:
    """A cell's source without magics."""
    if not _MAGIC.search(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    return str(TransformerManager().transform_cell(source))


#: a line that begins with a magic or a shell command, is assigned one, or asks for help
_MAGIC = re.compile(r"^\s*[%!?]|=\s*[%!]|\?\s*$", re.M)


def label(cell: PlanCell) -> str:
    """The file name that a cell's code has in a traceback."""
    return f"<{cell.id}>"


def _read(index: int, cell: PlanCell) -> Iterator[_Statement]:
    try:
        source = _plain_python(cell.source)
        tree = ast.parse(source, label(cell))
    except (SyntaxError, ValueError):
        return
    for node, text in zip(tree.body, _texts(tree.body, source), strict=True):
        yield _Statement(index, node, text, cell.role in STUDENTS)


def _texts(nodes: Sequence[ast.stmt], source: str) -> Iterator[str]:
    """The text of each statement: that of its lines, which costs a tenth of unparsing, unless it shares one."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, node in enumerate(nodes):
        first = min(part.lineno for part in (node, *getattr(node, "decorator_list", ())))
        last = node.end_lineno or node.lineno
        shared = node.col_offset or (at + 1 < len(nodes) and nodes[at + 1].lineno <= last)
        yield ast.unparse(node) if shared else "\n".join(lines[first - 1 : last])


def _free(table: symtable.SymbolTable) -> Iterator[str]:
    """Global names that a function or class reads."""
    of_class = table.get_type() == "class"
    for symbol in table.get_symbols():
        taken = of_class and symbol.is_referenced() and not symbol.is_assigned()
        if taken or (symbol.is_global() and (symbol.is_referenced() or symbol.is_assigned())):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _free(inner)


def _touched(node: ast.stmt) -> Iterator[str]:
    """Names whose value a statement may change in place."""
    for part in ast.walk(node):
        if isinstance(part, (ast.Attribute, ast.Subscript)) and isinstance(part.ctx, (ast.Store, ast.Del)):
            yield from _root(part)
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            call = part.value
            shown = set(_root(call.func)) & set(SHOW)
            if isinstance(call.func, ast.Attribute) and not shown:
                yield from _root(call.func)
            for argument in () if shown else call.args:
                if isinstance(argument, ast.Name):
                    yield argument.id


def _tuned(node: ast.stmt) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr.startswith(TUNE):
            yield from _root(part.func)


def _root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def _public(module: str) -> set[str]:
    """The names that `from module import *` gives; the module is one that the source names."""
    try:
        found = importlib.import_module(module)
    except Exception:
        return set()
    return set(getattr(found, "__all__", [name for name in vars(found) if not name.startswith("_")]))
