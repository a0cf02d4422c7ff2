"""Builds a release in an empty folder: nbgrader's own preprocessors for the notebooks, and the files students need."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import preprocessors

from autograder import checks
from autograder.checks import store
from autograder.course.folders import CHECKS, EXERCISES, REFERENCE, assignment_files, files_in
from autograder.course.plan import RAISES, read_plan
from autograder.course.settings import ignored, preprocessed
from autograder.exercises.loader import Exercises, load_exercises
from autograder.exercises.specs import make_spec

#: nbgrader's order, without the gradebook
STEPS = (
    preprocessors.IncludeHeaderFooter,
    preprocessors.LockCells,
    preprocessors.ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
)


#: ignored in addition to nbgrader's own patterns: what only the instructor has
NEVER = ("__pycache__", ".ipynb_checkpoints", EXERCISES)


def build(source: Path, target: Path, config: Any = None) -> None:
    """Write the student's version of `source` into `target`, which must not exist. The same source, the same bytes.

    config : nbgrader's settings: which files are not released, what a solution becomes, what each notebook begins with

    Raises JudgeError.
    """
    target.mkdir(parents=True)
    exercises, left_out = load_exercises(read_plan(source)), (*NEVER, *ignored(config))
    for path in assignment_files(source):
        name = path.relative_to(source)
        if any(fnmatch(part, pattern) for part in name.parts for pattern in left_out):
            continue
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            place.write_text(released(path, config), encoding="utf-8")
        else:
            shutil.copyfile(path, place)
    if exercises.by_notebook:
        support(target, exercises)


def support(folder: Path, exercises: Exercises) -> None:
    """Put what a call of `check` needs next to notebooks: the checks' code, and `reference.h5`."""
    for path in files_in(Path(checks.__file__).parent):
        place = folder / CHECKS / path.relative_to(Path(checks.__file__).parent)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    write_reference(folder, exercises)


def write_reference(folder: Path, exercises: Exercises) -> None:
    """Write `reference.h5`: visible tests with the reference's answers, and the named mistakes with theirs."""
    store.write(folder / REFERENCE, map(make_spec, exercises))


def released(path: Path, config: Any = None) -> str:
    """The student's version of one notebook, as canonical JSON. config : nbgrader's settings"""
    notebook = preprocessed(path, STEPS, config)
    _give_ids(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code" and not _given(cell):
            # one open exercise hides no other in *Run All*
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", ()), RAISES})
    return canonical(notebook)


def _give_ids(notebook: nbformat.NotebookNode) -> None:
    """Give the cells of a header or a footer ids that no other cell has: nbformat would draw new ones at each build."""
    taken: set[str | None] = {None}
    for at, cell in enumerate(notebook.cells):
        if notebook.nbformat_minor < 5:
            cell.pop("id", None)
        elif cell.get("id") in taken:
            cell["id"] = f"included-{at}"
        taken.add(cell.get("id"))


def _given(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell is given for the others to build on: nothing runs without it."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(nbgrader.get("locked")) and not nbgrader.get("grade") and not nbgrader.get("solution")


def canonical(notebook: nbformat.NotebookNode) -> str:
    """A notebook as JSON text in one fixed form, so that equal notebooks are equal files."""
    return f"{nbformat.writes(notebook).rstrip()}\n"
