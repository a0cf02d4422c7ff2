"""Looks for what must not reach a student: solutions, hidden tests, mark schemes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.course import files_in
from autograder.judge.plan import NotebookPlan, Plan, PlanCell
from autograder.release.failure import Failure


def leaks(plan: Plan, fresh: Path) -> Iterator[Failure]:
    """No line of a solution, no hidden test and no mark of either is in a released file."""
    released = {path: path.read_bytes() for path in files_in(fresh)}
    for path, data in released.items():
        for mark in (b"BEGIN SOLUTION", b"BEGIN HIDDEN TESTS", b"BEGIN MARK SCHEME"):
            if mark in data and path.suffix != ".h5":
                yield Failure(
                    "nothing leaks", path.name, f"it still has {mark.decode()}: close the region in its cell."
                )
    for notebook in plan.notebooks:
        shown = {
            _squeeze(line)
            for c in _released_plan(fresh, notebook).cells
            if c.kind == "code"
            for line in c.source.splitlines()
        }
        for cell in notebook.cells:
            yield from _shown_lines(notebook, cell, shown)


def _shown_lines(notebook: NotebookPlan, cell: PlanCell, shown: set[str]) -> Iterator[Failure]:
    for region in ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME"):
        for line in _region(cell.source, region):
            if len(_squeeze(line)) >= 12 and _squeeze(line) in shown:
                yield Failure(
                    "nothing leaks", f"{notebook.name}: {cell.id}", f"a released cell shows its line: {line.strip()}"
                )


def _region(source: str, name: str) -> list[str]:
    inside, lines = False, []
    for line in source.splitlines():
        if f"BEGIN {name}" in line:
            inside = True
        elif f"END {name}" in line:
            inside = False
        elif inside:
            lines.append(line)
    return lines


def _squeeze(line: str) -> str:
    return "".join(line.split())
