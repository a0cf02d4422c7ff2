"""Finds which file is which notebook by its cells; its name decides only where they leave a choice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.course.plan import NotebookPlan, Plan, squeeze, stub
from autograder.course.roles import Role
from autograder.submissions.alignment import SubmittedNotebook, match
from autograder.submissions.archive import opened
from autograder.submissions.notebook_file import NotebookFile, UnreadableNotebookError, parse
from autograder.text import escaped, few

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class MatchedFiles:
    """The submitted notebooks by the plan's names, and a sentence for every file that is not used."""

    works: dict[str, SubmittedNotebook]
    refused: dict[str, str]  # by the file's name
    notes: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)  # sha256 of the file of each notebook, by the plan's names

    def why_absent(self, notebook: str) -> str:
        """A sentence on why a notebook of the plan has no file."""
        named = (f"{_name(name)}: {why}" for name, why in self.refused.items() if _stem(name) == notebook)
        return next(named, f"{notebook} was not handed in.")


def assign(plan: Plan, files: Files, refused: Mapping[str, str] | None = None) -> MatchedFiles:
    """Find the file of each notebook, in archives too. refused : files that could not be taken at all, and why"""
    handed = opened(files, refused or {})
    files, turned_down = handed.files, handed.refused
    parsed_files: dict[str, NotebookFile] = {}
    for name, data in sorted(files.items()):
        try:
            parsed_files[name] = parse(data)
        except UnreadableNotebookError as error:
            turned_down[name] = str(error)
    shared = {name: _shared(plan, parsed) for name, parsed in parsed_files.items()}
    nearest = {name: _nearest(plan, name, shared[name]) for name in parsed_files}
    works: dict[str, SubmittedNotebook] = {}
    notes: list[str] = []
    marked = frozenset(id for notebook in plan.notebooks for id in notebook.marked)
    for notebook in plan.notebooks:
        offers = [name for name in parsed_files if nearest[name] == notebook.name]
        # a file may be two notebooks, if it has most of the second one too
        offers = offers or [name for name in parsed_files if 2 * shared[name][notebook.name] > len(notebook.marked)]
        known = {name: match(notebook, parsed_files[name], name, marked) for name in offers}
        if not known:
            continue
        best, why_not = _choose(notebook, known, files, shared)
        works[notebook.name] = known[best]
        turned_down |= why_not
        if _stem(best) != notebook.name:
            notes.append(f"{_name(best)} was read as {notebook.name}, whose cells it has.")
    turned_down |= {
        n: "It has no cell of this assignment and was not judged." for n in parsed_files if nearest[n] is None
    }
    used = {work.file for work in works.values()}
    turned_down = {name: why for name, why in turned_down.items() if name not in used}
    notes += [f"{_name(name)}: {why}" for name, why in turned_down.items()]
    digests = {name: hashlib.sha256(files[work.file]).hexdigest() for name, work in works.items()}
    return MatchedFiles(works, turned_down, few(notes), digests)


def _shared(plan: Plan, parsed: NotebookFile) -> dict[str, int]:
    """How many of each notebook's graded and written cells a file has, by the notebook's name."""
    ids = {id for cell in parsed.cells for id in (*cell.ids, *cell.called)}
    texts = {cell.squeezed for cell in parsed.cells}
    return {
        n.name: len(n.marked & (ids | {n.by_content[text].id for text in texts & n.by_content.keys()}))
        for n in plan.notebooks
    }


def _nearest(plan: Plan, name: str, shared: Mapping[str, int]) -> str | None:
    """The name of the notebook that a file is, or None."""
    best = max(plan.notebooks, key=lambda n: (shared[n.name], _stem(name) == n.name)).name
    return best if shared[best] or _stem(name) == best else None


def _choose(
    notebook: NotebookPlan,
    known: Mapping[str, SubmittedNotebook],
    files: Files,
    shared: Mapping[str, Mapping[str, int]],
) -> tuple[str, dict[str, str]]:
    """Of several files for one notebook, the one that is judged, and for each other why it is not.

    More written counts first, then the notebook's own name, then the name that comes last: browsers number downloads.
    """
    if len(known) == 1:
        return next(iter(known)), {}
    written = {name: _written(work) for name, work in known.items()}

    def rank(name: str) -> tuple[bool, int, bool, int, str]:
        own = _stem(name) == notebook.name
        return shared[name][notebook.name] > 0, written[name], own, -name.count("/"), name

    best = max(known, key=rank)
    why_not = {}
    for name in known.keys() - {best}:
        if files[name] == files[best]:
            why_not[name] = f"It is the same as {_name(best)} and was judged once."
            continue
        why = f"which has the name {notebook.name}" if _stem(best) == notebook.name else "whose name comes last"
        why = "in which more is written" if written[best] > written[name] else why
        why_not[name] = f"It was not judged: {_name(best)}, {why}, is the same notebook and stands."
    return best, dict(sorted(why_not.items()))


def _written(work: SubmittedNotebook) -> int:
    """How many functions differ from the release."""
    cells = [(c.planned, c.source) for c in work.cells if c.planned and c.planned.role == Role.WRITE]
    return sum(bool(text.strip()) and squeeze(text) != squeeze(stub(planned.source)) for planned, text in cells)


def _name(file: str) -> str:
    """A file's name as it is shown in a sentence."""
    return escaped(file, 80)


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    while path.suffix.lower() in (".ipynb", ".json", ".txt"):
        path = path.with_suffix("")
    return path.name
