"""What each statement of a notebook's cells does with names, read from its text: binds, reads, changes, sets up."""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import symtable
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.roles import Role

STUDENTS = (Role.WRITE, Role.MANUAL, Role.EXPLORE)
#: how calls begin that set something up in a module
TUNE = ("seed", "set", "filterwarnings", "simplefilter")
#: calls that only show their arguments
SHOW = ("print", "display", "help", "type", "len", "plt", "check")
#: methods that change a list, a dict, a set or an array in place
CHANGES = {
    *("append", "extend", "insert", "pop", "remove", "sort", "reverse", "clear", "update", "setdefault", "popitem"),
    *("add", "discard", "difference_update", "intersection_update", "symmetric_difference_update"),
    *("fill", "put", "resize"),
}


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement, and what its names do; worked out when it is asked for, because of most little is."""

    cell: int
    node: ast.stmt
    text: str  # of the node
    students: bool
    hidden: bool  # whether it begins within hidden tests
    answer: bool  # whether it is gone from what students get

    def mentions(self, name: str) -> bool:
        """Whether a name may stand in it: a look at its text, which costs nothing beside a walk through its tree."""
        return name in self.text or not self.text.isascii()  # Python reads some letters as others, such as ﬁ as fi

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
    def changes(self) -> frozenset[str]:
        """Changes the values of these names, for certain."""
        return frozenset(filter(None, map(changed_by, ast.walk(self.node))) if self._runs else ())

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


def parse(source: str, name: str) -> ast.Module:
    """A cell's statements; magics become calls of `get_ipython()`, as in a notebook. Raises SyntaxError, ValueError."""
    return _plain_python(source, name)[1]


def _plain_python(source: str, name: str) -> tuple[str, ast.Module]:
    """A cell's source without magics, and its tree: what is no magic, shell command or question is Python as it is."""
    with contextlib.suppress(SyntaxError):
        return source, ast.parse(source, name)
    from IPython.core.inputtransformer2 import TransformerManager

    plain = str(TransformerManager().transform_cell(source))
    return plain, ast.parse(plain, name)


def label(cell: PlanCell) -> str:
    """The file name that a cell's code has in a traceback."""
    return f"<{cell.id}>"


def read(index: int, cell: PlanCell) -> Iterator[Statement]:
    """The statements of a cell; none where it is not Python."""
    try:
        source, tree = _plain_python(cell.source, label(cell))
    except (SyntaxError, ValueError):
        return
    secret, solved = hidden(source), within(source, "SOLUTION")
    is_write = cell.role == Role.WRITE
    for node, text in zip(tree.body, _texts(tree.body, source), strict=True):
        is_answer = is_write and (not solved or node.lineno in solved)
        yield Statement(index, node, text, cell.role in STUDENTS, node.lineno in secret, is_answer)


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


def changed_by(node: ast.AST) -> str:
    """The name whose value a node changes in place: it sets or deletes a part, or calls a method that does.

    Empty where there is none; a copy that is changed, as in a.copy().append(1), does not count.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        return owner(node.func)
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        return owner(node)
    return ""


def owner(node: ast.expr) -> str:
    """The name at the root of a.b[0].c; empty where a call or anything else stands there."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


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


def hidden(source: str) -> set[int]:
    """The numbers, from 1, of the lines between the marks of hidden tests."""
    return within(source, "HIDDEN TESTS")


@functools.lru_cache(maxsize=64)
def hidden_lines(notebook: NotebookPlan) -> Mapping[str, Set[int]]:
    """The lines of hidden tests in each cell of a notebook, by the file name that its code has in a traceback.

    A function that one cell's hidden lines define may run in another.
    """
    return {label(cell): hidden(cell.source) for cell in notebook.cells}


def within(source: str, region: str) -> set[int]:
    """The numbers, from 1, of the lines between the marks of a region, these included."""
    inside, lines = False, set()
    for at, line in enumerate(source.splitlines(), 1):
        inside |= f"BEGIN {region}" in line
        if inside:
            lines.add(at)
        inside &= f"END {region}" not in line
    return lines
