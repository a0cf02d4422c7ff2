"""An audit in words: plain text for a terminal, JSON values for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.audit.audit import Audit
from autograder.audit.matrix import Row, RungState
from autograder.audit.survivors import Fate, Verdict
from autograder.checks.spec import RUNGS

Table = list[list[str]]  # the first row is the head

_SHOWN = RUNGS[1:]  # every mistake is defined
_SIGNS = {RungState.HELD: "held", RungState.FAILED: "FAIL", RungState.NOT_TRIED: ""}


def text(audit: Audit) -> str:
    """The whole audit for a terminal."""
    parts: list[str] = []
    for title, content in _sections(audit):
        parts.append(title)
        parts.append(_aligned(content) if isinstance(content, list) else content)
        parts.append("")
    return "\n".join([*parts, headline(audit)])


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
        "matrix": [_row_to_json(row) for row in audit.rows],
        "mutants": [_verdict_to_json(one) for one in audit.verdicts],
        "counts": {kind: dict(counter) for kind, counter in audit.counts.items()},
        "survivors": [one.id for one in audit.survivors],
        "explained": [{"id": one.id, "reason": note.reason} for one, note in audit.explained],
        "stale": [
            {"notebook": n.notebook, "function": n.function, "mutant": n.difference, "reason": n.reason}
            for n in audit.stale
        ],
        "problems": list(audit.problems),
    }


def _sections(audit: Audit) -> list[tuple[str, Table | str]]:
    """The sections of the report: each a title, with a table or a sentence below it."""
    sections: list[tuple[str, Table | str]] = [
        (f"Named mistakes of {notebook}", _matrix([row for row in audit.rows if row.notebook == notebook]))
        for notebook in dict.fromkeys(row.notebook for row in audit.rows)
    ]
    sections.append(("Mutants by kind", _counts(audit)))
    advised = [one for one in audit.verdicts if one.fate == Fate.ADVISED]
    sections.append(
        ("Mutants that keep their points, as the text wants, and are told what is wrong", _mutants(advised))
    )
    sections.append(("Survivors without an explanation", _mutants(audit.survivors)))
    explained = [["mutant", "change", "reason"]] + [
        [one.id, one.mutant.difference, note.reason] for one, note in audit.explained
    ]
    sections.append(("Survivors that a note explains", explained if len(explained) > 1 else "None."))
    stale = [["notebook", "function", "change"]] + [
        [note.notebook, note.function, note.difference] for note in audit.stale
    ]
    if audit.stale:
        sections.append(("Notes whose mutant is gone or loses points: remove them", stale))
    if audit.problems:
        sections.append(("Other problems", [["problem"], *([words] for words in audit.problems)]))
    return sections


def _matrix(rows: Sequence[Row]) -> Table:
    head = ["function", "mistake", *_SHOWN, "lost", "named"]
    return [head] + [
        [
            row.exercise,
            row.mistake,
            *(_SIGNS[row.rungs.get(rung, RungState.NOT_TRIED)] for rung in _SHOWN),
            f"{row.lost:g} of {row.points:g}",
            "yes" if row.named_right else "NO",
        ]
        for row in rows
    ]


def _counts(audit: Audit) -> Table:
    counts = audit.counts
    table = [["kind", "made", *Fate]]
    for kind, counter in counts.items():
        table.append([kind, str(counter.total()), *(str(counter[fate]) for fate in Fate)])
    whole = [sum(counter[fate] for counter in counts.values()) for fate in Fate]
    return [*table, ["all", str(sum(whole)), *map(str, whole)]]


def _mutants(found: Sequence[Verdict]) -> Table | str:
    if not found:
        return "None."
    return [["mutant", "change", "seeds"]] + [
        [one.id, one.mutant.difference, ", ".join(map(str, one.seeds))] for one in found
    ]


def _aligned(table: Table) -> str:
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]) - 1)]
    return "\n".join(
        "  " + "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in table
    )


def _row_to_json(row: Row) -> dict[str, Any]:
    return {
        "notebook": row.notebook,
        "exercise": row.exercise,
        "mistake": row.mistake,
        "declared": row.declared,
        "rung": row.rung,
        "rungs": dict(row.rungs),
        "lost": row.lost,
        "points": row.points,
        "named": list(row.named),
        "named_right": row.named_right,
        "problems": list(row.problems),
    }


def _verdict_to_json(one: Verdict) -> dict[str, Any]:
    return {
        "id": one.id,
        "notebook": one.notebook,
        "function": one.mutant.function,
        "kind": one.mutant.kind,
        "line": one.mutant.line,
        "difference": one.mutant.difference,
        "fate": one.fate,
        "rung": one.rung,
        "seeds": list(one.seeds),
    }
