"""The IPython shell that cells run through; built once in the warm process, inherited by every child.

Magics, top-level await and the value of the last expression work as in a notebook. Nothing is drawn, no history is
kept, and no traceback is formatted: the error travels as data.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import io
import sys
from collections.abc import Callable
from typing import Any

from autograder.checks.observe import Raised, describe

#: what notebooks import, paid once; the first two are necessary
IMPORTS = ("numpy", "IPython.core.interactiveshell", "matplotlib.pyplot", "h5py", "PIL.Image", "ipywidgets", "checks")


class Printed(io.TextIOBase):
    """A stream that keeps the first `cap` characters and forgets the rest."""

    def __init__(self, cap: int) -> None:
        self.left, self.parts = cap, list[str]()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(self.parts[-1])
        return len(text)

    def text(self) -> str:
        return "".join(self.parts)


def build() -> Any:
    """The warm shell. Nothing is drawn yet: matplotlib would keep font files open, which fail in a child."""
    for name in IMPORTS:
        try:
            importlib.import_module(name)
        except ImportError:
            if name in IMPORTS[:2]:
                raise
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.HistoryManager.hist_file = ":memory:"
    settings.InteractiveShell.colors = "NoColor"
    settings.InteractiveShell.cache_size = 0  # Out[…] would keep every displayed value alive
    InteractiveShell.enable_gui = lambda self, gui=None: None
    InteractiveShell.enable_matplotlib = lambda self, gui=None: (gui, "agg")
    InteractiveShell.showtraceback = lambda self, *args, **keywords: None
    InteractiveShell.showsyntaxerror = lambda self, *args, **keywords: None
    InteractiveShell.transform_cell = _transform(InteractiveShell.transform_cell)
    InteractiveShell.should_run_async = _should_run_async(InteractiveShell.should_run_async)
    InteractiveShell._tee = lambda self, channel: contextlib.nullcontext()  # it keeps all that is ever printed
    DisplayPublisher.clear_output = lambda self, wait=False: None
    shell = InteractiveShell.instance(config=settings)
    shell.display_formatter.active_types = ["text/plain"]
    shell.usual_hooks = _hooks(shell)
    _still_pyplot()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        shell.run_cell("1 + 1", store_history=False)
        shell.run_cell("1 / 0", store_history=False)
        shell.run_cell("%matplotlib inline", store_history=False)
    shell.usual_hooks = _hooks(shell)
    return shell


def _transform(full: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """IPython's transformation of a cell, but without its tokenizer, 4/5 of the cost, if the cell is plain Python."""

    def transform(shell: Any, source: str) -> str:
        if source[:1].isspace() or "\n" not in source.rstrip("\n"):  # a lone line may be an automatic magic
            return full(shell, source)
        if _hooks(shell) != shell.usual_hooks:
            return full(shell, source)
        if _tree(source) is None:
            return full(shell, source)
        return source if source.endswith("\n") else f"{source}\n"

    return transform


@functools.lru_cache(maxsize=1)  # it is asked for twice of a cell that does more than define functions
def _tree(source: str) -> ast.Module | None:
    """A cell as Python reads it; None where it is not plain Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _should_run_async(full: Callable[..., bool]) -> Callable[..., bool]:
    """IPython's question whether a cell awaits anything, for which it compiles the whole cell; few have the words."""

    def should_run_async(shell: Any, source: str, *, transformed_cell: str = "", **more: Any) -> bool:
        words = "await" in transformed_cell or "async" in transformed_cell
        return words and full(shell, source, transformed_cell=transformed_cell, **more)

    return should_run_async


def _still_pyplot() -> None:
    """Make showing a figure free, and import now what a first plot would import."""
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return
    importlib.import_module("matplotlib.backends.backend_agg")
    figure = plt.figure()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.plot([1, 2])
    figure.savefig(io.BytesIO())
    plt.close("all")
    plt.__dict__["show"] = lambda *args, **keywords: plt.close("all")  # as a notebook does once it has shown them


def _hooks(shell: Any) -> list[Any]:
    """What is called for each cell, or changes it."""
    transformers = [*shell.input_transformers_cleanup, *shell.input_transformers_post, *shell.ast_transformers]
    return [*transformers, *(hook for hooks in shell.events.callbacks.values() for hook in hooks)]


def _defined(shell: Any, source: str) -> bool:
    """Run a cell that does nothing but define functions; whether it was one.

    Most answers are such cells, and IPython's way, which is the same for all cells, takes three times as long.
    """
    tree = _tree(source) if _hooks(shell) == shell.usual_hooks else None
    if tree is None or not tree.body or not all(map(_only_defines, tree.body)):
        return False
    code = shell.compile(tree, shell.compile.cache(source, shell.execution_count, raw_code=source), "exec")
    exec(code, shell.user_global_ns, shell.user_ns)
    return True


def _only_defines(node: ast.stmt) -> bool:
    """Whether a statement is a function's definition that runs no other code: defaults are names or constants."""
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    hints = [part.annotation for part in ast.walk(node.args) if isinstance(part, ast.arg)]
    parts = [*node.args.defaults, *node.args.kw_defaults, *hints, node.returns]
    return all(part is None or isinstance(part, ast.Constant | ast.Name) for part in parts)


def run(shell: Any, source: str, cap: int) -> tuple[bool, Raised | None, str]:
    """Run one cell; returns whether it succeeded, what it raised, and the first `cap` characters that it printed."""
    printed = Printed(cap)
    raised = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            error = None
            if not _defined(shell, source):
                result = shell.run_cell(source, store_history=False)
                error = result.error_before_exec or result.error_in_exec
        except BaseException as unusual:  # what a student's hook lets through IPython
            error = unusual
        if error is not None:
            raised = describe(error, shell.user_ns)
        _forget_figures()
    return raised is None, raised, printed.text()


def _forget_figures() -> None:
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is not None:
        with contextlib.suppress(Exception):
            plt.close("all")
