"""An audit in words: plain text for a terminal, JSON values for a program."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.audit.audit import Audit
from autograder.audit.matrix import Row, RungState
from autograder.audit.survivors import Fate, Verdict
from autograder.checks.spec import RUNGS

_SHOWN = RUNGS[1:]  # every mistake is defined
_SIGNS = {RungState.HELD: "held", RungState.FAILED: "FAIL", RungState.NOT_TRIED: ""}


def text(audit: Audit) -> str:
    """The whole audit for a terminal."""
    return "".join(f"{title}\n{content}\n\n" for title, content in _sections(audit)) + headline(audit)


def headline(audit: Audit) -> str:
    """The verdict in one line."""
    found = (
        f"{len(audit.rows)} named mistakes, {len(audit.verdicts)} mutants, seeds {', '.join(map(str, audit.seeds))}: "
        f"{len(audit.survivors)} unexplained, {len(audit.explained)} explained, {len(audit.stale)} stale, "
        f"{len(audit.problems)} other problem{'' if len(audit.problems) == 1 else 's'}"
    )
    return f"{'PASS' if audit.ok else 'FAIL'}   {found}."


def to_json(audit: Audit) -> dict[str, Any]:
    """The audit as JSON values. The mutants' whole sources are left out: kind, line and difference tell them."""
    return {
        "ok": audit.ok,
        "seeds": list(audit.seeds),
        "matrix": [{**dataclasses.asdict(row), "named_right": row.named_right} for row in audit.rows],
        "mutants": [_verdict_to_json(verdict) for verdict in audit.verdicts],
        "counts": {kind: dict(counter) for kind, counter in audit.counts.items()},
        "survivors": [survivor.id for survivor in audit.survivors],
        "explained": [{"id": verdict.id, "reason": note.reason} for verdict, note in audit.explained],
        "stale": [
            {"notebook": n.notebook, "function": n.function, "mutant": n.difference, "reason": n.reason}
            for n in audit.stale
        ],
        "problems": list(audit.problems),
    }


def _sections(audit: Audit) -> Iterator[tuple[str, str]]:
    """The sections of the report: each a title, and a table or a sentence."""
    for notebook in dict.fromkeys(row.notebook for row in audit.rows):
        rows = [_of_mistake(row) for row in audit.rows if row.notebook == notebook]
        yield f"Named mistakes of {notebook}", _table(["function", "mistake", *_SHOWN, "lost", "named"], rows)
    whole = sum(audit.counts.values(), Counter[str]())
    counts = [
        [kind, str(n.total()), *(str(n[fate]) for fate in Fate)] for kind, n in {**audit.counts, "all": whole}.items()
    ]
    yield "Mutants by kind", _table(["kind", "made", *Fate], counts)
    advised = [verdict for verdict in audit.verdicts if verdict.fate == Fate.ADVISED]
    told = "Mutants that keep their points, as the text wants, and are told what is wrong"
    for title, found in ((told, advised), ("Survivors without an explanation", audit.survivors)):
        lines = [[verdict.id, verdict.mutant.difference, ", ".join(map(str, verdict.seeds))] for verdict in found]
        yield title, _table(["mutant", "change", "seeds"], lines)
    explained = [[verdict.id, verdict.mutant.difference, note.reason] for verdict, note in audit.explained]
    yield "Survivors that a note explains", _table(["mutant", "change", "reason"], explained)
    if audit.stale:
        stale = [[note.notebook, note.function, note.difference] for note in audit.stale]
        yield (
            "Notes whose mutant is gone or loses points: remove them",
            _table(["notebook", "function", "change"], stale),
        )
    if audit.problems:
        yield "Other problems", _table(["problem"], [[words] for words in audit.problems])


def _of_mistake(row: Row) -> list[str]:
    rungs = [_SIGNS[row.rungs.get(rung, RungState.NOT_TRIED)] for rung in _SHOWN]
    return [row.exercise, row.mistake, *rungs, f"{row.lost:g} of {row.points:g}", "yes" if row.named_right else "NO"]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their head in columns; a word where there are none."""
    if not rows:
        return "None."
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)) for row in (head, *rows))
    return "\n".join(f"  {line}".rstrip() for line in lines)


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "notebook": verdict.notebook,
        "function": verdict.mutant.function,
        "kind": verdict.mutant.kind,
        "line": verdict.mutant.line,
        "difference": verdict.mutant.difference,
        "fate": verdict.fate,
        "rung": verdict.rung,
        "seeds": list(verdict.seeds),
    }
