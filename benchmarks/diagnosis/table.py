"""The figures of the measure, and the page that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.diagnosis.judge import Judged
from benchmarks.diagnosis.truth import Truth

BARS = {"verdicts": 1.0, "cause": 0.90, "precision": 0.98, "line": 0.95}


@dataclass(frozen=True)
class Figures:
    """Shares of some judged versions, each as (how many, of how many)."""

    verdicts: tuple[int, int]
    cause: tuple[int, int]
    cause_or_line: tuple[int, int]  # or the very line is shown
    precision: tuple[int, int]
    unknown: int  # claims of which the truth cannot be told
    line: tuple[int, int]


def figures(found: Sequence[Judged]) -> Figures:
    """Count what was right."""
    claims = Counter(truth for one in found for _, truth in one.claims)
    lines = [one.line for one in found if one.line is not None]
    return Figures(
        verdicts=(sum(one.verdict for one in found), len(found)),
        cause=(sum(one.named for one in found), len(found)),
        cause_or_line=(sum(one.named or one.line is True for one in found), len(found)),
        precision=(claims[Truth.TRUE], claims[Truth.TRUE] + claims[Truth.FALSE]),
        unknown=claims[Truth.UNKNOWN],
        line=(sum(lines), len(lines)),
    )


def table(found: Sequence[Judged], by: Callable[[Judged], str], heading: str) -> str:
    """A Markdown table with a row for each group of versions, and one for all."""
    groups: dict[str, list[Judged]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    rows = [_row(name, figures(group)) for name, group in groups.items()] + [_row("**all**", figures(found))]
    head = f"| {heading} | versions | verdicts right | cause named | cause or its line | said and true | cannot be told | line right |"
    return "\n".join([head, "|---|---:|---:|---:|---:|---:|---:|---:|", *rows])


def _row(name: str, f: Figures) -> str:
    cells = (
        str(f.verdicts[1]),
        _share(f.verdicts),
        _share(f.cause),
        _share(f.cause_or_line),
        _share(f.precision),
        str(f.unknown),
    )
    return f"| {name} | {' | '.join(cells)} | {_share(f.line)} |"


def _share(part: tuple[int, int]) -> str:
    return f"{100 * part[0] / part[1]:.1f} % of {part[1]:,}" if part[1] else "–"


def missed(found: Sequence[Judged]) -> Iterator[str]:
    """A line for each version of which something untrue or too little is said."""
    for one in found:
        signs = {
            "VERDICT": not one.verdict,
            "FALSE": any(truth is Truth.FALSE for _, truth in one.claims),
            "LINE": one.line is False,
            "CAUSE": not one.named,
        }
        wrong = "+".join(sign for sign, holds in signs.items() if holds)
        told = ", ".join(f"{id} ({truth})" for id, truth in one.claims) or "nothing"
        if wrong:
            yield f"{wrong:18} {one.notebook[0]} {one.exercise} [{one.style}] {one.group}: {one.name}: {told}"
