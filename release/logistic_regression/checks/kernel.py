"""What the student's own kernel knows beyond the function: the cells that were run, and how errors are shown."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from IPython.core.getipython import get_ipython

from .observe import Raised, unread

#: what cells that stopped would have given a value to
_lost: set[str] = set()


def broken_cell(name: str) -> Raised | None:
    """The syntax error of the last cell that was run with `def name(`; None if that cell could be read."""
    shell = get_ipython()
    cells = shell.history_manager.input_hist_raw if shell else []
    for cell in reversed(cells):
        if f"def {name}(" not in cell:
            continue
        try:
            compile(shell.transform_cell(cell), "cell", "exec")
        except SyntaxError as error:
            return unread(error)
        return None
    return None


def show_in_one_line(known: Callable[[str], bool], unwritten: str) -> None:
    """Have this kernel show in one sentence what is missing: a function, or what a cell that stopped would have made.

    known     : whether a name is a function of the notebook's exercises
    unwritten : the type of the exception that a released function raises until it is written
    """
    shell = get_ipython()
    if shell is None:
        return

    def handler(
        shell: Any, kind: type[BaseException], error: BaseException, tb: TracebackType, tb_offset: int | None = None
    ) -> None:
        words = _sentence(error, tb, known, unwritten)
        if words:
            shell._showtraceback(kind, error, [words])
        else:
            shell.showtraceback((kind, error, tb), tb_offset=tb_offset)

    shell.set_custom_exc((NotImplementedError, NameError), handler)
    shell.events.register("post_run_cell", _remember)


def _remember(done: Any) -> None:
    """Keep the names that a cell which stopped would have given a value to."""
    if done.error_in_exec is None:
        return
    try:
        nodes = list(ast.walk(ast.parse(done.info.raw_cell)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    _lost.update(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    _lost.update(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def _sentence(error: BaseException, tb: TracebackType, known: Callable[[str], bool], unwritten: str) -> str:
    if type(error).__name__ == unwritten:
        name = traceback.extract_tb(tb)[-1].name
        if known(name):
            return f"{name} is not written yet: write it, run its cell and its check, then run this cell again."
    name = getattr(error, "name", None) or ""
    if isinstance(error, NameError) and known(name):
        return f"{name} is not defined in this kernel: run the cell that defines it, then run this cell again."
    if isinstance(error, NameError) and name in _lost:
        return f"{name} is not there, because a cell above stopped before making it: run that one again, then this."
    return ""
