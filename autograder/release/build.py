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

from autograder.checks import store
from autograder.course import files_in
from autograder.exercises.cards import card
from autograder.exercises.catalogue import exercises
from autograder.judge.plan import STUB

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
    write_reference(source, target / "reference.h5")
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


def write_reference(source: Path, path: Path) -> None:
    """Write the cards of every notebook in `source` that has exercises."""
    cards = [card(exercise) for notebook in sorted(source.glob("*.ipynb")) for exercise in exercises(notebook.stem)]
    store.write(path, cards)
