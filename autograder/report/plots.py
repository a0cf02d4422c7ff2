"""Figures as SVG text, with a title and a description for screen readers.

They are drawn without matplotlib, so that they follow the page's light or dark colours, keep their text readable on a
phone, and cost no import. The width of 400 units is about that of a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from autograder.report.numbers import Distribution

WIDTH = 400
_ROW = 18  # height of a bar with its gap


@dataclass(frozen=True)
class Parts:
    """One row of a chart of counts that add up to the class."""

    label: str
    passed: int
    failed: int
    not_begun: int


def histogram(d: Distribution) -> Markup:
    """An SVG histogram of how many students have a score in each tenth of the maximum."""
    top, floor, left, right = 20, 150, 16, WIDTH - 16
    most, step = max(*d.histogram, 1), (right - left) / len(d.histogram)
    tenth = 100 // len(d.histogram)
    parts = [f'<line class="axis" x1="{left}" x2="{right}" y1="{floor}" y2="{floor}"/>']
    for i, count in enumerate(d.histogram):
        x, height = left + i * step, (floor - top) * count / most
        if count:
            parts.append(_rect("bar", x + 2, floor - height, step - 4, height))
            parts.append(_text(x + step / 2, floor - height - 4, str(count), "middle"))
    parts += [_text(left + i * step, floor + 15, str(i * tenth), "middle") for i in range(len(d.histogram) + 1)]
    parts.append(_text(WIDTH / 2, floor + 32, "score in percent", "middle"))
    middle = left + d.quantiles[2] * (right - left)
    parts.append(f'<path class="point" d="M{middle:.1f} {floor + 1} l-5 8 h10 z"/>')
    said = ", ".join(f"{i * tenth} to {(i + 1) * tenth}: {count}" for i, count in enumerate(d.histogram) if count)
    peak = d.histogram.index(max(d.histogram))
    found = f"Most scores, {d.histogram[peak]} of {d.size}, are from {peak * tenth} to {(peak + 1) * tenth} percent"
    words = f"Students by score in percent. {said}. The triangle marks the median, {100 * d.quantiles[2]:.0f}."
    return _svg("histogram", found, words, floor + 40, parts)


def stacks(rows: Sequence[Parts]) -> Markup:
    """An SVG chart of who passed, failed and has not begun, one row for each exercise, the counts on the right."""
    said = [" · ".join(map(str, (row.passed, row.failed, row.not_begun))) for row in rows]
    left, right = 178, max(62, 12 + max(map(_long, said), default=0))
    wide = WIDTH - left - right
    parts = []
    for i, row in enumerate(rows):
        y, x = i * _ROW, float(left)
        counts = (("bar", row.passed), ("bar below", row.failed), ("bar rest", row.not_begun))
        whole = max(1, sum(count for _, count in counts))
        parts.append(_text(left - 6, y + 13, row.label, "end"))
        for kind, count in counts:
            if count:
                parts.append(_rect(kind, x, y + 3, wide * count / whole, 12))
                x += wide * count / whole
        parts.append(_text(WIDTH - right + 6, y + 13, said[i], "start"))
    told = "; ".join(f"{row.label}: {row.passed}, {row.failed}, {row.not_begun}" for row in rows)
    return _svg("states", _hardest(rows), f"Passed, failed, not begun: {told}", len(rows) * _ROW + 4, parts)


def fifths(key: str, name: str, values: Sequence[float]) -> Markup:
    """A small SVG figure of success in five groups of the class, the weakest elsewhere on the left."""
    floor, top, step = 50.0, 6.0, 24.0
    at = [(14 + i * step, floor - (floor - top) * value) for i, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    parts = [f'<line class="axis" x1="8" x2="116" y1="{y}" y2="{y}"/>' for y in (floor, top)]
    parts.append(f'<polyline class="line" points="{line}"/>')
    parts += [f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in at]
    words = [f"{100 * value:.0f}" for value in values]
    said = f"Success in percent, from the weakest fifth to the strongest: {', '.join(words)}."
    way = "rises" if values[-1] > values[0] else "falls" if values[-1] < values[0] else "is the same"
    ends = f"from {words[0]} to {words[-1]} percent" if values[-1] != values[0] else f"at both ends, {words[0]} percent"
    return _svg(key, f"Success at {name} {way} {ends}", said, 56, parts, 124)


def _hardest(rows: Sequence[Parts]) -> str:
    """The finding of a chart of counts: the exercise at which most failed."""
    most = max(rows, key=lambda row: row.failed, default=None)
    if most is None or not most.failed:
        return "Nobody who tried an exercise failed at it"
    return f"Most failed at {most.label}: {most.failed} of the {most.passed + most.failed} who tried it"


def _long(counts: str) -> int:
    """How many units wide counts are at most, in the widest of the fonts that a page may have."""
    return sum(8 if letter.isdigit() else 4 for letter in counts)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(key: str, title: str, words: str, height: int, parts: Sequence[str], width: int = WIDTH) -> Markup:
    return Markup(
        f'<svg role="img" viewBox="0 0 {width} {height}" aria-labelledby="{key}-title" aria-describedby="{key}-words">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-words">{escape(words)}</desc>'
        f"{''.join(parts)}</svg>"
    )
