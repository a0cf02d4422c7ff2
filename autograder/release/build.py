"""Builds a release in an empty folder: nbgrader's own preprocessors for the notebooks, and the files students need."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from autograder.course.folders import files_in
from autograder.course.plan import STUB
from autograder.release.support import write_reference

#: nbgrader's order, without the gradebook
STEPS = (
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
)


def config() -> Config:
    """nbgrader's settings for a release: the stub says what to do."""
    settings = Config()
    settings.ClearSolutions.code_stub = {"python": STUB}
    return settings


def build(source: Path, target: Path) -> None:
    """Write the student's version of `source` into `target`, which must not exist. The same source, the same bytes."""
    target.mkdir(parents=True)
    write_reference(notebooks_in(source), target / "reference.h5")
    for path in files_in(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            place.write_text(released(path), encoding="utf-8")
        elif path.name != "reference.h5":
            shutil.copyfile(path, place)


def released(path: Path) -> str:
    """The student's version of one notebook, as canonical JSON."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"nbgrader": {"notebook": path.stem}, "metadata": {"name": path.stem}}
    for step in STEPS:
        notebook, resources = step(config=config()).preprocess(notebook, resources)
    return canonical(notebook)


def canonical(notebook: nbformat.NotebookNode) -> str:
    """The one text that a notebook has in this repository."""
    return f"{nbformat.writes(notebook).rstrip()}\n"


def notebooks_in(source: Path) -> list[str]:
    """The names of the notebooks of an assignment."""
    return sorted(path.stem for path in source.glob("*.ipynb"))
