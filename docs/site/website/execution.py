"""A lesson runs from top to bottom in a kernel of its own, and each of its figures gets words."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

#: runs before the first cell: pictures sharp enough for a phone, and for each figure a text of its titles and axes
PRELUDE = """
def _prelude():
    from matplotlib.figure import Figure

    def words(figure):
        drawn = [ax for ax in figure.axes if ax.get_visible() and ax.get_label() != "<colorbar>"]
        said = [figure.get_suptitle()]
        for ax in drawn:
            across, up = ax.get_xlabel(), ax.get_ylabel()
            said.append(ax.get_title() + (f" ({up} over {across})" if across and up else ""))
        told = "; ".join(dict.fromkeys(" ".join(part.split()) for part in said if part.strip()))
        count = "one plot" if len(drawn) == 1 else f"{len(drawn)} plots"
        return f"Figure with {count}" + (f": {told}" if told else ", described in the text")

    # not a formatter of IPython's: matplotlib's inline backend takes those for figures away
    Figure.__repr__ = words
    get_ipython().run_line_magic("config", "InlineBackend.figure_formats = ['retina']")


_prelude()
del _prelude
"""
SECONDS_FOR_A_CELL = 120


def execute(paths: list[Path], folder: Path, done: Callable[[Path, NotebookNode], None], at_once: int = 0) -> None:
    """Runs notebooks in `folder`, as many at once as there are processors, and hands each to `done` when it is ready.

    Raises nbclient.exceptions.CellExecutionError if a cell fails, CellTimeoutError if one takes more than two minutes.
    """
    asyncio.run(_all(paths, folder, done, at_once or os.cpu_count() or 1))


async def _all(paths: list[Path], folder: Path, done: Callable[[Path, NotebookNode], None], at_once: int) -> None:
    seats = asyncio.Semaphore(at_once)

    async def one(path: Path) -> None:
        async with seats:
            done(path, await _run(nbformat.read(path, as_version=4), folder))

    await asyncio.gather(*map(one, paths))


async def _run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    notebook.cells.insert(0, nbformat.v4.new_code_cell(PRELUDE))
    resources: dict[str, Any] = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=SECONDS_FOR_A_CELL, kernel_name="python3", resources=resources)
    # errors only: a kernel on loopback warns that its wire is not encrypted
    client.extra_arguments = ["--IPKernelApp.log_level=40"]
    # one core, as the lessons that keep time ask for: the prelude imports numpy before they could
    backend = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "OPENBLAS_NUM_THREADS": "1"}
    await client.async_execute(env={**os.environ, **backend})
    del notebook.cells[0]
    return notebook
