"""What each student wrote themselves, function by function."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autograder.course.plan import NotebookPlan, Plan, stub
from autograder.course.roles import Role
from autograder.similar.tokens import Token, names_of, own_lines, tokens
from autograder.submissions.alignment import SubmittedNotebook
from autograder.submissions.folder import Submission
from autograder.submissions.matching import assign

OWN = "cells of their own"


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


def pieces_of(plan: Plan, handed: Iterable[Submission], progress: Callable[[str], None]) -> dict[str, Pieces]:
    """The pieces of each submission, by student; empty for a student who wrote nothing."""
    known = {notebook.name: _known(notebook) for notebook in plan.notebooks}
    found = {}
    for one in handed:
        files = one.read()
        works = assign(plan, files.files, files.refused).works
        found[one.student] = {
            place: piece
            for notebook in plan.notebooks
            if notebook.name in works
            for place, piece in _pieces(notebook, works[notebook.name], known[notebook.name])
        }
        progress(one.student)
    return found


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
    own = []
    for cell in work.cells:
        planned = cell.planned
        if planned is not None and planned.role == Role.WRITE:
            given, names = _given(planned.source)
            theirs = tokens(cell.source, own_lines(cell.source, given), known | names)
            yield Place(notebook.name, planned.id.removeprefix("write-")), Piece(cell.source, theirs)
        elif planned is None and cell.kind == "code":
            own.append(cell.source)
    if own:
        text = "\n\n".join(own)
        yield Place(notebook.name, OWN), Piece(text, tokens(text, own_lines(text, ""), known))
