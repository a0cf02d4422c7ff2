"""What an instructor may want to look at in a submission: changed checks, patched modules, attempts to escape.

None of it changes a score, since checks run elsewhere and the sandbox holds. So a remark is a pointer, not a verdict.
"""

from __future__ import annotations

import ast
import dis
import functools
import warnings
from collections.abc import Iterable, Iterator
from types import CodeType

from autograder.course.roles import Role
from autograder.submissions.alignment import SubmittedNotebook
from autograder.text import few, listed, visible

#: modules, and names of `os`, that exercises have no use for and that reach beyond the notebook
OUTSIDE = frozenset(("ctypes", "gc", "multiprocessing", "pty", "resource", "signal", "socket", "subprocess"))
OF_OS = frozenset(("_exit", "abort", "execv", "fork", "kill", "killpg", "popen", "setuid", "system"))
MOST = 10

#: bytecode has one on every other byte
_OPERATIONS = frozenset((dis.opmap["IMPORT_NAME"], dis.opmap["STORE_ATTR"]))
_Node = ast.Import | ast.ImportFrom | ast.Attribute


def remarks(works: Iterable[SubmittedNotebook]) -> tuple[str, ...]:
    """Sentences on a submission's notebooks, each naming the notebook; empty for nearly everybody."""
    return few([f"{work.name}: {sentence}" for work in works for sentence in _of(work)], MOST)


def _of(work: SubmittedNotebook) -> Iterator[str]:
    if work.changed:
        count = "one check cell" if len(work.changed) == 1 else f"{len(work.changed)} check cells"
        yield f"{count} had other code than the release ({listed(work.changed)}); the course's own ran instead."
    code = [cell for cell in work.cells if cell.kind == "code"]
    found = [_found(cell.source) for cell in code if cell.planned is None or cell.planned.role == Role.WRITE]
    given = [(cell.source, cell.planned.source) for cell in code if cell.planned and cell.planned.role == Role.GIVEN]
    read = [(_known if source == ours else _found)(source) for source, ours in given]
    modules = {name for nodes in read for name in _imported(nodes)}
    modules |= {name for nodes in found for name in _imported(nodes)}
    patched = dict.fromkeys(name for nodes in found for name in _patched(nodes, modules))
    if patched:
        yield f"the code gives {listed([visible(name, 80) for name in patched])} another meaning."
    ways = dict.fromkeys(way for nodes in found for way in _ways_out(nodes))
    if ways:
        yield f"the code uses {listed(list(ways))}, which reaches beyond the notebook."


def _found(source: str) -> tuple[_Node, ...]:
    """The imports and attributes in some code; none where none of them can matter.

    Nor for what Python cannot read, since that has done nothing either.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            if not _matters(compile(source, "", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)):
                return ()
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(node for node in ast.walk(tree) if isinstance(node, _Node))


def _matters(code: CodeType) -> bool:
    """Whether code imports anything, gives an attribute a value or names a way out. Its tree takes longer."""
    if not (_OPERATIONS.isdisjoint(code.co_code[::2]) and OF_OS.isdisjoint(code.co_names)):
        return True
    return any(_matters(inner) for inner in code.co_consts if isinstance(inner, CodeType))


_known = functools.lru_cache(maxsize=256)(_found)  # for the source's own cells, never for a stranger's


def _imported(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)


def _patched(nodes: Iterable[_Node], modules: set[str]) -> Iterator[str]:
    """Attributes of modules that are assigned to, as "np.allclose"."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            name = _dotted(node)
            if name.split(".")[0] in modules:
                yield name


def _dotted(node: ast.expr) -> str:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join(reversed([*names, node.id])) if isinstance(node, ast.Name) else ""


def _ways_out(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (top for alias in node.names if (top := alias.name.split(".")[0]) in OUTSIDE)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OUTSIDE:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Attribute) and node.attr in OF_OS and _dotted(node) == f"os.{node.attr}":
            yield f"os.{node.attr}"
