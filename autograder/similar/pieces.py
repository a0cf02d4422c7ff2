"""What each student wrote themselves, function by function."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course.plan import NotebookPlan, Plan, read_plan, stub
from autograder.course.roles import Role
from autograder.similar.tokens import MAX_CHARACTERS, Token, names_of, own_lines, tokens
from autograder.submissions.alignment import SubmittedNotebook
from autograder.submissions.folder import Submission
from autograder.submissions.matching import Files, assign
from autograder.workers.pool import WorkerPool
from autograder.workers.process import CostlyReadingError
from autograder.workers.task import Bounds, Reading, WorkerSetup

OWN = "cells of their own"
SECONDS = 10.0  # for one submission; reading an honest one takes a tenth of a second


@dataclass(frozen=True, order=True)
class Place:
    """A function of a notebook, or what a student wrote in cells of their own there."""

    notebook: str
    name: str


@dataclass(frozen=True)
class Piece:
    """One student's text in one place, and its tokens without what was given."""

    text: str
    tokens: tuple[Token, ...]


Pieces = dict[Place, Piece]


def pieces_of(
    plan: Plan, handed: Iterable[Submission], progress: Callable[[str], None]
) -> tuple[dict[str, Pieces], dict[str, str]]:
    """The pieces of each submission, read by a worker, and why some could not be read; both by student."""
    found: dict[str, Pieces] = {}
    unread: dict[str, str] = {}
    with WorkerPool(WorkerSetup(plan.folder, b"", bounds=Bounds(SECONDS))) as pool:  # nothing is judged
        for submission in handed:
            files = submission.read()
            try:
                found[submission.student] = pool.read(Reading(_read, (plan.folder, files.files, files.refused)))
            except CostlyReadingError as error:
                unread[submission.student] = str(error)
            progress(submission.student)
    return found, unread


def _read(source: Path, files: Files, refused: Mapping[str, str]) -> Pieces:
    """The pieces in a submission's files; in a worker."""
    plan = _plan(source)
    return pieces(plan, assign(plan, files, refused).works)


_plan = functools.cache(read_plan)


def pieces(plan: Plan, works: Mapping[str, SubmittedNotebook]) -> Pieces:
    """The pieces of one submission, whose notebooks are `works`; none for a student who wrote nothing."""
    return {
        place: piece
        for notebook in plan.notebooks
        if notebook.name in works
        for place, piece in _pieces(notebook, works[notebook.name], _known(notebook))
    }


@functools.cache
def _known(notebook: NotebookPlan) -> frozenset[str]:
    """The names that every student of the notebook is given: its functions, and what it imports."""
    code = [cell.source for cell in notebook.cells if cell.kind == "code"]
    return names_of(line for text in code for line in _SHARED.findall(text))


@functools.cache
def _given(source: str) -> tuple[str, frozenset[str]]:
    """The text that students get of a solution cell, and the names in it."""
    text = stub(source)
    return text, names_of([text])


_SHARED = re.compile(r"^(?:def \w+|import .+|from .+ import .+)", re.M)


def _pieces(notebook: NotebookPlan, work: SubmittedNotebook, known: frozenset[str]) -> Iterable[tuple[Place, Piece]]:
    own: list[str] = []
    for cell in work.cells:
        planned = cell.planned
        if planned is not None and planned.role == Role.WRITE:
            given, names = _given(planned.source)
            text = cell.source[:MAX_CHARACTERS]
            theirs = tokens(text, own_lines(text, given), known | names)
            yield Place(notebook.name, planned.id.removeprefix("write-")), Piece(text, theirs)
        elif planned is None and cell.kind == "code":
            own.append(cell.source)
    if own:
        text = "\n\n".join(own)[:MAX_CHARACTERS]
        yield Place(notebook.name, OWN), Piece(text, tokens(text, own_lines(text, ""), known))
