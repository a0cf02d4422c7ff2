"""The page with the whole table."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.diagnosis.judge import Judged
from benchmarks.diagnosis.table import BARS, figures, table

_TEXT = """\
# Does a check blame the right thing?

Made by `{command}`. Each wrong function has a cause that is known by construction: it is a named mistake, a solution with
one small change (a mutant of the audit), or a solution with two mistakes in lines of their own. Each is checked as it is and
in every style of `benchmarks/diagnosis/styles.py` that applies and in which the solution stays right.

- **verdicts right**: it was found wrong. Versions that are right after all in a style are left out.
- **cause named**: a named mistake is told under its own name or one that its exercise declares the same; of a mutant, a mistake
  with the same answers on tests that the check never saw, or a general cause that `kinds.py` lists for this kind of change; of a
  pair, both, or the one that hides the other because it spoils every part that the other spoils. A slip that the check found by
  mending it counts for a mutant only if its kind is one that `mending.py` lists, and for a pair only at a line that was changed.
- **cause or its line**: or the very line that was changed is shown.
- **said and true**: of the causes that were told, those that are true of this code (`truth.py` says how that is decided).
  Where it cannot be decided the cause is counted under **cannot be told**, and not here.
  A slip that was found by mending is true if the line that it names, or one of them, was changed; of a mutant, if one of the
  kinds that are told is besides one that `mending.py` lists for it.
- **line right**: of the lines that were shown, those that were changed. Not measured where every line was, or one was deleted.

The samples with seeds 0, 11, 12, 21, 22, 23, 31, 32, 41, 42, 43, 51, 53, 54, 57, 58, 61, 71, 91, 92, 94, 105 and 111 were read to find what the checks could do better. A page
that says what they do has another seed in its command.

{bars}

{tables}
"""
_WORDS = {"verdicts": "verdicts right", "cause": "cause named", "precision": "said and true", "line": "line right"}


def page(found: Sequence[Judged], command: str) -> str:
    """The page in Markdown."""
    rows = ["| bar | at least | measured | |", "|---|---:|---:|---|"]
    for key, bar in BARS.items():
        part, whole = getattr(figures(found), key)
        held = "holds" if part >= bar * whole else "**missed**"
        rows.append(f"| {_WORDS[key]} | {100 * bar:g} % | {100 * part / whole:.1f} % | {held} |")
    tables = (
        table(found, lambda one: one.group, "made by"),
        table(found, lambda one: f"{one.notebook[0]} `{one.exercise}`", "function"),
        table(found, lambda one: one.style, "style"),
    )
    return _TEXT.format(command=command, bars="\n".join(rows), tables="\n\n".join(tables))
