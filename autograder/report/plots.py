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
class Bar:
    """One row of a bar chart; with `value` None the text alone is drawn."""

    label: str
    value: float | None
    text: str


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
    words = f"Students by score in percent. {said}. The triangle marks the median, {100 * d.quantiles[2]:.0f}."
    return _svg("histogram", "Distribution of scores", words, floor + 40, parts)


def bars(key: str, title: str, rows: Sequence[Bar], low: float = 0.0) -> Markup:
    """An SVG chart of horizontal bars from zero, from `low` to 1, labels on the left, values on the right."""
    left, right = 178, 44
    wide = WIDTH - left - right

    def place(value: float) -> float:
        return left + wide * (min(max(value, low), 1) - low) / (1 - low)

    parts = []
    for i, row in enumerate(rows):
        y = i * _ROW
        parts.append(_text(left - 6, y + 13, row.label, "end"))
        if row.value is not None:
            start, end = sorted((place(0), place(row.value)))
            kind = "bar" if row.value >= 0 else "bar below"
            parts.append(_rect(kind, start, y + 3, max(end - start, 1), 12))
        parts.append(_text(WIDTH - right + 6, y + 13, row.text, "start"))
    parts.append(f'<line class="axis" x1="{place(0):.1f}" x2="{place(0):.1f}" y1="0" y2="{len(rows) * _ROW}"/>')
    words = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return _svg(key, title, words, len(rows) * _ROW + 4, parts)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(key: str, title: str, words: str, height: int, parts: Sequence[str]) -> Markup:
    return Markup(
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" aria-labelledby="{key}-title" aria-describedby="{key}-words">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-words">{escape(words)}</desc>'
        f"{''.join(parts)}</svg>"
    )
