"""Looks for what must not reach a student: solutions, hidden tests, mark schemes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from autograder.course.folders import EXERCISES, assignment_files, files_in
from autograder.course.plan import read_plan, squeeze
from autograder.json_files import read_json
from autograder.release import Failure

REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
SHORTEST = 12  # characters of code; a shorter line gives nothing away
LONG = 40  # characters of code; a line this long does not occur twice by chance


def leaks(source: Path, fresh: Path) -> Iterator[Failure]:
    """Failures where a released code cell shows a solution or hidden test, or a released file has a mark of one."""
    for path in files_in(fresh):
        text = path.read_bytes()
        for mark in (f"BEGIN {region}" for region in REGIONS):
            if mark.encode() in text:
                why = f"it still has {mark}: close the region in its cell."
                yield Failure("nothing leaks", str(path.relative_to(fresh)), why)
    yield from _exercises(source, fresh)
    released = {notebook.name: notebook.cells for notebook in read_plan(fresh).notebooks}
    for notebook in read_plan(source).notebooks:
        code = [c.source for c in released.get(notebook.name, ()) if c.kind == "code"]
        shown = {squeeze(line) for text in code for line in text.splitlines()}
        for cell in notebook.cells:
            hidden = (line for region in REGIONS for line in _region(cell.source, region))
            secret = [line for line in hidden if len(squeeze(line)) >= SHORTEST]
            told = [line.strip() for line in secret if squeeze(line) in shown]
            # a call of an earlier function stands in many places; most of a solution in one is a leak
            if len(told) > len(secret) / 2:
                why = "released cells show most of its lines: " + " / ".join(told)
                yield Failure("nothing leaks", f"{notebook.name}: {cell.id}", why)


def _exercises(source: Path, fresh: Path) -> Iterator[Failure]:
    """Failures where a released file has a line of the exercises' code, or the release holds their folder."""
    if (fresh / EXERCISES).exists():
        yield Failure(
            "nothing leaks", EXERCISES, "the folder of the exercises is in the release: it is the instructor's."
        )
    secret = {
        squeeze(line)
        for path in files_in(source / EXERCISES)
        if path.suffix == ".py"
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    for path in assignment_files(fresh):
        if path.suffix not in (".py", ".ipynb", ".md", ".txt", ".toml", ".csv", ".json"):
            continue
        for line in _lines(path):
            if len(squeeze(line)) >= LONG and squeeze(line) in secret:
                why = f"it has a line of the exercises, which are the instructor's: {line.strip()}"
                yield Failure("nothing leaks", str(path.relative_to(fresh)), why)


def _lines(path: Path) -> list[str]:
    """The lines of a text file; of a notebook, those of its code cells."""
    if path.suffix == ".ipynb":
        with contextlib.suppress(ValueError, KeyError, TypeError):  # one beside the notebooks may be damaged
            cells = read_json(path)["cells"]
            return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code").splitlines()
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _region(source: str, name: str) -> Iterator[str]:
    """The lines of a text between BEGIN and END of a region, as often as it has one."""
    inside = False
    for line in source.splitlines():
        if f"BEGIN {name}" in line:
            inside = True
        elif f"END {name}" in line:
            inside = False
        elif inside:
            yield line
