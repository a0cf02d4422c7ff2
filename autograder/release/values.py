"""Finds ordinary test cells that cannot work across the process boundary, and says what to write instead.

Test cells run outside the student's process, on numbers, texts, lists, dicts and arrays, and on objects that stay there
and are asked. What only a run can show, such as a method that no class of the source defines, comes out when the
solutions are judged.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.plan import NotebookPlan, Plan, PlanCell
from autograder.course.provenance import name_origins
from autograder.course.statements import changed_by, label, owner, parse
from autograder.judge.inspection import ANSWERED
from autograder.judge.inspection import INSTEAD as TRY
from autograder.release import Failure

GATE = "every test needs values only"
PATCHES, CAPTURES = ("patch", "monkeypatch"), ("redirect_stderr", "capsys")
#: what a test asks for by naming it, and what to write instead
NAMED = {
    "In": ("reads the notebook's In", "Let the student give the value a name, and compare that."),
    "Out": ("reads the notebook's Out", "Let the student give the value a name, and compare that."),
}
NAMED |= dict.fromkeys(
    PATCHES, ("replaces something for the student's code", "Let its functions take and give values.")
)
NAMED |= dict.fromkeys(
    CAPTURES,
    ("reads what the student's code prints", "Capture it with redirect_stdout, or let its functions return the text."),
)


@dataclass(frozen=True)
class Need:
    """What a test cell asks for, on which line, and what to write instead."""

    line: int
    what: str
    instead: str


def more_than_values(plan: Plan) -> Iterator[Failure]:
    """A Failure for each thing in a test cell that could not be judged as it is."""
    for notebook in plan.notebooks:
        for cell in notebook.checks:
            if cell.id not in notebook.our_checks:
                for need in needs(notebook, cell):
                    why = f"line {need.line} {need.what}. {need.instead}"
                    yield Failure(GATE, f"{notebook.name}: {cell.id}", why)


def needs(notebook: NotebookPlan, cell: PlanCell) -> list[Need]:
    """What one test cell asks for that cannot cross from the student's process."""
    try:
        tree = parse(cell.source, label(cell))
    except (SyntaxError, ValueError) as error:
        return [Need(getattr(error, "lineno", 0) or 0, f"cannot be read: {error}", "Mend the cell.")]
    at = next(index for index, planned in enumerate(notebook.cells) if planned is cell)
    side = name_origins(notebook).checks[at]
    students = side.students | side.changed
    written = [node for cell in notebook.cells[:at] if cell.role == "write" for node in _body(cell)]
    fine = {id(part) for node in ast.walk(tree) if _is_ours(node) for part in ast.walk(node.func)}  # type: ignore[attr-defined]
    found = [need for node in ast.walk(tree) if id(node) not in fine for need in _needs(node, students)]
    if "### AUTOTEST" in cell.source or "### HASHED AUTOTEST" in cell.source:
        found.append(Need(1, "is to be filled in by nbgrader's AUTOTEST", "Write the asserts that it would make."))
    functions = {node.name for node in written if isinstance(node, ast.FunctionDef)}
    found += [
        Need(1, f"replaces the student's {name}", f"Delete {name} and put it back to see that it is used, or call it.")
        for name in sorted(functions & _assigned(tree))
    ]
    return sorted(set(found), key=lambda need: (need.line, need.what))


def _needs(node: ast.AST, students: frozenset[str]) -> Iterator[Need]:
    line = getattr(node, "lineno", 0)
    for asked in _inspected(node) - ANSWERED:
        yield Need(line, f"asks inspect.{asked} of the student's code", TRY)
    if isinstance(node, ast.Name) and node.id in NAMED:
        yield Need(line, *NAMED[node.id])
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dir" and not node.args:
        yield Need(line, "lists the notebook's names", "Ask for one name: 'x' in globals().")
    elif isinstance(node, ast.Attribute) and _replaced(node):
        yield Need(
            line, f"replaces {ast.unparse(node)} for the student's code", "Let its functions take and give values."
        )
    elif isinstance(node, ast.Attribute) and node.attr in PATCHES + CAPTURES:
        yield Need(line, *NAMED[node.attr])
    changed = changed_by(node)
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        changed = node.target.id
    if changed in students:
        what = f"changes the student's {changed}, of which it has a copy"
        yield Need(line, what, f"Work on one of your own: mine = {changed}.copy().")


def _replaced(node: ast.Attribute) -> bool:
    """Whether a node sets something of Python's; the student's code prints and asks by these two of the test's own."""
    given = ast.unparse(node) in ("sys.stdout", "builtins.input")
    return isinstance(node.ctx, ast.Store) and owner(node) in ("builtins", "sys") and not given


def _is_ours(node: ast.AST) -> bool:
    """Whether a node patches `input`, which is asked on this side, or where the student's code prints to."""
    target = node.args[:1] if isinstance(node, ast.Call) else []
    return any(isinstance(each, ast.Constant) and each.value in ("builtins.input", "sys.stdout") for each in target)


def _inspected(node: ast.AST) -> set[str]:
    """What a node asks of the module `inspect`."""
    if isinstance(node, ast.ImportFrom) and node.module == "inspect":
        return {alias.name for alias in node.names}
    asks = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "inspect"
    return {node.attr} if asks else set()  # type: ignore[attr-defined]


def _body(cell: PlanCell) -> list[ast.stmt]:
    try:
        return parse(cell.source, label(cell)).body
    except (SyntaxError, ValueError):
        return []


def _assigned(tree: ast.Module) -> set[str]:
    """Names that the cell assigns and does not first delete: a `del` before means that it only restores the value."""
    deleted = {t.id for n in ast.walk(tree) if isinstance(n, ast.Delete) for t in n.targets if isinstance(t, ast.Name)}
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return (stored | {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}) - deleted
