"""Matches a submitted notebook's cells with the plan's: by id, then by content, then by the function they write.

Nothing in a submission decides what is checked or what it is worth; it only brings code and the place where it stands.
Whatever code a student wrote is kept, in whichever cell it ended up.
"""

from __future__ import annotations

import functools
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from autograder.course.plan import NotebookPlan, PlanCell, squeeze
from autograder.course.roles import Role
from autograder.course.statements import hidden
from autograder.submissions.notebook_file import NotebookFile, RawCell, called

MAX_OWN, MAX_OWN_SOURCE = 2_000, 3_000_000  # cells that are not in the plan, and characters of all of them together


@dataclass(frozen=True)
class Cell:
    """A cell to run, and the cell of the plan that it belongs to."""

    kind: str
    source: str
    planned: PlanCell | None = None
    outputs: tuple[dict[str, Any], ...] = ()  # those that the student saved and that may be shown


@dataclass(frozen=True)
class SubmittedNotebook:
    """One notebook as submitted: its cells in the student's order, and what was repaired."""

    name: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    file: str = ""  # the name it was handed in under
    changed: tuple[str, ...] = ()  # check cells whose code was not the release's any more

    def source_of(self, id: str) -> str:
        """The student's text of a planned cell; empty if the cell is missing."""
        return next((c.source for c in self.cells if c.planned and c.planned.id == id), "")


def match(
    plan: NotebookPlan, parsed: NotebookFile, file: str = "", others: frozenset[str] = frozenset()
) -> SubmittedNotebook:
    """Match the submitted cells with the plan's.

    file   : the name it was handed in under
    others : the ids of cells of the assignment's other notebooks
    """
    matcher = _CellMatcher(plan, parsed.cells, others)
    for cell in parsed.cells:
        matcher.take(cell)
    matcher.join_halves()
    matcher.put_back_given()
    notes = (*parsed.notes, *matcher.notes, *matcher.absent())
    return SubmittedNotebook(plan.name, tuple(matcher.found), notes, file, tuple(matcher.changed))


_MADE = re.compile(r"^(?:async def|def|class|import|from)\s.*$", re.M)
_OWN_CHECK = re.compile(r"^[ \t]*(?:def check\b|check[ \t]*=)", re.M)


class _CellMatcher:
    """Matches the cells of one notebook, and collects what to say about repairs."""

    def __init__(self, plan: NotebookPlan, cells: tuple[RawCell, ...], others: frozenset[str]) -> None:
        self.plan, self.others = plan, others - plan.by_any_id.keys()
        self.place = {c.id: index for index, c in enumerate(plan.cells)}
        self.claimed = {plan.by_any_id[i].id for c in cells for i in c.ids if i in plan.by_any_id}
        self.in_code = {i for c in cells if c.kind == "code" for i in c.called}
        self.taken: set[str] = set()
        self.found: list[Cell] = []
        self.halves: defaultdict[int, list[str]] = defaultdict(list)  # what was split off, by the cell's index above
        self.own = self.own_source = self.left_out = 0
        self.changed: list[str] = []
        self.said: dict[str, None] = {}  # in the order of the cells, each once

    @property
    def notes(self) -> list[str]:
        left = [f"It has {self.left_out:,} more cells of its own than were run, {self.own:,}."] if self.left_out else []
        return [*self.said, *left]

    def take(self, raw: RawCell) -> None:
        """Find a cell's place in the plan; its code is kept even if it has none."""
        known = list(self._candidates(raw))
        planned = next((cell for cell in known if cell.id not in self.taken), None)
        if planned is None:
            if known and known[0].role == Role.CHECK:
                self.said[f"The check cell {known[0].id!r} was there more than once; it counts once."] = None
                self._keep_code(raw, known[0])
                return
            if known and known[0].role == Role.WRITE:
                self.said[f"The cell {known[0].id!r} was there more than once; its copies ran in their order."] = None
            elif raw.kind == "code" and self.plan.our_checks and _OWN_CHECK.search(raw.source):
                self.said["A cell gave the name check another meaning; the checks of the source were run."] = None
            self._keep(raw)
            return
        self.taken.add(planned.id)
        if self.others.intersection(raw.ids):
            self.said[f"The cell {planned.id!r} had an id of another notebook; it was read all the same."] = None
        if planned.role == Role.CHECK:
            self._check(raw, planned)
        elif planned.role == Role.GIVEN:
            self._given(raw, planned)
        elif planned.role == Role.EXPLORE and self._keep_code(raw, planned):
            pass  # the student wrote something to use in there; it is theirs from now on
        else:
            self.found.append(Cell(self._kind(raw, planned), raw.source, planned, raw.outputs))

    def join_halves(self) -> None:
        """Put cells together with what was split off below them, once: with each half all would be copied anew."""
        for at, halves in self.halves.items():
            self.found[at] = replace(self.found[at], source="\n".join([self.found[at].source, *halves]))

    def put_back_given(self) -> None:
        """Insert the source's given cells that are missing, where they stood."""
        gone = [c for c in self.plan.cells if c.role == Role.GIVEN and c.kind == "code" and c.id not in self.taken]
        for planned in gone:
            later = (
                i for i, c in enumerate(self.found) if c.planned and self.place[c.planned.id] > self.place[planned.id]
            )
            self.found.insert(next(later, len(self.found)), Cell("code", planned.source, planned))
        if gone:
            self.said[f"Given cells were missing and were put back: {_listed(gone)}."] = None

    def absent(self) -> Iterator[str]:
        """Sentences on graded and written cells that are missing."""
        gone = [c for c in self.plan.cells if c.id not in self.taken]
        checks = [c for c in gone if c.role == Role.CHECK]
        unseen = [c for c in gone if c.role == Role.WRITE]
        elsewhere = {name for cell in self.found for name in called(cell.source)} if unseen else set()
        writes = [c for c in unseen if c.id not in elsewhere]
        moved = [c for c in unseen if c.id in elsewhere]
        if checks:
            yield f"Check cells were missing and were run at the end: {_listed(checks)}."
        if writes:
            yield f"Cells to write in were missing: {_listed(writes)}."
        if moved:
            yield f"Functions stood in other cells than their own and were run there: {_listed(moved)}."

    def _candidates(self, raw: RawCell) -> Iterator[PlanCell]:
        """The cells of the plan that a submitted cell may be, the most likely first."""
        yield from (self.plan.by_any_id[i] for i in raw.ids if i in self.plan.by_any_id)
        same = self.plan.by_content.get(raw.squeezed)
        if same is not None and same.id not in self.claimed:
            yield same
        yield from self._named(raw)

    def _named(self, raw: RawCell) -> Iterator[PlanCell]:
        """The cells for the functions that a text defines or checks, less those that another cell has by id."""
        for id in raw.called:
            planned = self.plan.by_id.get(id)
            # a text cell may show code, as the hints do; it is an answer only where no code cell has it
            shown = raw.kind != "code" and id in self.in_code
            if (
                planned is not None
                and planned.role in (Role.WRITE, Role.CHECK)
                and id not in self.claimed
                and not shown
            ):
                yield planned

    def _check(self, raw: RawCell, planned: PlanCell) -> None:
        if raw.kind != "code":
            self.said[f"The check cell {planned.id!r} was no code cell any more; that of the source was run."] = None
        if raw.squeezed not in _as_released(planned.source):
            self.said[f"The check cell {planned.id!r} had been changed; the check of the source was run."] = None
            self.changed.append(planned.id)
            self._keep_code(raw, planned)
        self.found.append(Cell("code", planned.source, planned))

    def _given(self, raw: RawCell, planned: PlanCell) -> None:
        """Run a given cell as the source has it, after the student's changed version, often an added import."""
        if planned.kind == "code" and raw.squeezed not in ("", _as_released(planned.source)[0]):
            self.said[f"The given cell {planned.id!r} had been changed; it ran as changed, then as given."] = None
            self._keep(raw)
        self.found.append(Cell(planned.kind, planned.source, planned, raw.outputs))

    def _keep_code(self, raw: RawCell, planned: PlanCell) -> bool:
        """Keep what a student wrote into a cell that runs from the source, if it defines anything new."""
        if raw.source == planned.source:
            return False
        new = set(_MADE.findall(raw.source)) - set(_MADE.findall(planned.source))
        if new:
            self._keep(replace(raw, kind="code"))
        return bool(new)

    def _keep(self, raw: RawCell) -> None:
        """A cell of the student's own, or half of one above it."""
        before = self.found[-1] if self.found else None
        if before and before.planned and before.planned.role == Role.WRITE and _is_rest_of_function(raw):
            self.said[f"The cell {before.planned.id!r} had been split; its halves were run together."] = None
            if self._has_room(raw):
                self.halves[len(self.found) - 1].append(raw.source)
            return
        planned = next((c for c in self._named(raw) if c.role == Role.WRITE and c.id not in self.taken), None)
        if planned is not None:
            self.taken.add(planned.id)
            self.found.append(Cell(raw.kind, raw.source, planned, raw.outputs))
        elif raw.source.strip() and self._has_room(raw):
            self.found.append(Cell(raw.kind, raw.source, None, raw.outputs))

    def _has_room(self, raw: RawCell) -> bool:
        """Count a cell that is not in the plan; whether it is within what a submission may have of them."""
        room = self.own < MAX_OWN and self.own_source + len(raw.source) <= MAX_OWN_SOURCE
        self.own, self.own_source = self.own + room, self.own_source + len(raw.source) * room
        self.left_out += not room
        return room

    def _kind(self, raw: RawCell, planned: PlanCell) -> str:
        """A code cell that became another type is run all the same when it still holds a function."""
        if planned.role == Role.WRITE and raw.kind != "code" and any(i.startswith("write-") for i in raw.called):
            self.said[f"The cell {planned.id!r} was no longer a code cell; its code was run all the same."] = None
            return "code"
        return raw.kind


@functools.lru_cache(maxsize=1024)  # of the source's cells alone, none of which is a stranger's
def _as_released(source: str) -> tuple[str, str]:
    """A cell's squeezed text, and the same without hidden tests."""
    secret = hidden(source)
    shown = (line for at, line in enumerate(source.splitlines(), 1) if at not in secret)
    return squeeze(source), squeeze("\n".join(shown))


def _is_rest_of_function(raw: RawCell) -> bool:
    """Whether a cell is the lower part of a function: indented throughout, and it returns."""
    if raw.kind != "code" or not raw.source.startswith((" ", "\t", "\n")) or len(raw.source) > 20_000:
        return False
    lines = [line for line in raw.source.split("\n") if line.strip()]
    indented = bool(lines) and all(line[0] in " \t" for line in lines)
    return indented and bool(re.search(r"^return\b", textwrap.dedent(raw.source), re.M))


def _listed(cells: list[PlanCell]) -> str:
    return ", ".join(cell.id for cell in cells)
