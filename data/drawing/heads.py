"""Heads: ears, the round of the head and its markings, each in the place that the figure's head gives."""

from __future__ import annotations

import numpy as np

from data.drawing.canvas import Canvas, Point
from data.drawing.faces import draw_face
from data.drawing.figure import Figure, Species
from data.drawing.palette import PINK, mix


def draw_head(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    """Draw ears, head, markings and face, from back to front."""
    x, y, radius, coat = figure.x, figure.y, figure.radius, figure.coat
    width, height = radius * rng.uniform(1.0, 1.12), radius * rng.uniform(0.88, 0.98)
    if figure.species is not Species.DOG:
        _ears(rng, canvas, figure)
    canvas.ellipse(x, y, width, height, coat.base, coat.edge)
    with canvas.within(x, y, width - 3, height - 3) as skin:
        if figure.species is Species.CAT:
            _cat_markings(rng, skin, figure)
        elif figure.species is Species.DOG and rng.random() < 0.4:
            skin.ellipse(x - radius * 0.4, y - radius * 0.12, radius * 0.36, radius * 0.42, coat.dark)
    if figure.species is Species.DOG:
        _ears(rng, canvas, figure)
    draw_face(rng, canvas, figure)


def _ears(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    x, y, radius, coat = figure.x, figure.y, figure.radius, figure.coat
    tall, lean = rng.uniform(0.9, 1.12), rng.uniform(-0.06, 0.06)
    for side in (-1, 1):
        if figure.species is Species.CAT:
            tip = (x + side * radius * (0.84 + lean * side), y - radius * 1.42 * tall)
            ear = [(x + side * radius * 0.98, y - radius * 0.2), tip, (x + side * radius * 0.16, y - radius * 0.84)]
            canvas.polygon(ear, coat.base, coat.edge)
            canvas.polygon(_shrink(ear, 0.55), mix(PINK, coat.base, 0.25))
        elif figure.species is Species.RABBIT:
            with canvas.turned(-side * rng.uniform(8, 25), (x, y)) as ear_sheet:
                ear_sheet.ellipse(x, y - radius * 1.4, radius * 0.27, radius * 0.9, coat.base, coat.edge)
                ear_sheet.ellipse(x, y - radius * 1.35, radius * 0.13, radius * 0.66, PINK)
        elif figure.species is Species.BEAR:
            canvas.ellipse(
                x + side * radius * 0.75, y - radius * 0.72, radius * 0.38, radius * 0.38, coat.base, coat.edge
            )
            canvas.ellipse(x + side * radius * 0.75, y - radius * 0.72, radius * 0.2, radius * 0.2, coat.light)
        elif figure.species is Species.OWL:
            tuft = [(x + side * radius * 0.95, y - radius * 0.35), (x + side * radius * 0.95, y - radius * 1.2)]
            canvas.polygon([*tuft, (x + side * radius * 0.25, y - radius * 0.8)], coat.dark, coat.edge)
        else:
            with canvas.turned(side * rng.uniform(0, 20), (x + side * radius, y)) as ear_sheet:
                ear_sheet.ellipse(x + side * radius, y + radius * 0.1, radius * 0.3, radius * 0.7, coat.dark, coat.edge)


def _shrink(points: list[Point], factor: float) -> list[Point]:
    """`points` drawn towards their mean."""
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return [(mean_x + (x - mean_x) * factor, mean_y + (y - mean_y) * factor) for x, y in points]


def _cat_markings(rng: np.random.Generator, skin: Canvas, figure: Figure) -> None:
    """Stripes, a patch over one eye, a pale muzzle, a dark mask, or nothing."""
    x, y, radius, coat = figure.x, figure.y, figure.radius, figure.coat
    marking = rng.integers(5)
    if marking == 0:
        _stripes(skin, figure)
    elif marking == 1:
        skin.ellipse(x - figure.side * radius * 0.55, y - radius * 0.4, radius * 0.55, radius * 0.6, coat.dark)
    elif marking == 2:
        skin.polygon(
            [(x, y - radius), (x - radius * 0.45, y + radius * 0.5), (x + radius * 0.45, y + radius * 0.5)], coat.light
        )
        skin.ellipse(x, y + radius * 0.55, radius * 0.6, radius * 0.45, coat.light)
    elif marking == 3:
        skin.ellipse(x, y + radius * 0.35, radius * 0.5, radius * 0.48, coat.dark)


def _stripes(skin: Canvas, figure: Figure) -> None:
    x, y, radius, coat = figure.x, figure.y, figure.radius, figure.coat
    for place in (-0.28, 0.0, 0.28):
        top, bottom = (x + place * radius, y - radius), (x + place * radius * 0.8, y - radius * 0.45)
        skin.line([top, bottom], coat.dark, radius * 0.12)
    for side in (-1, 1):
        for drop in (0.05, 0.28):
            outer, inner = x + side * radius * 1.1, x + side * radius * 0.7
            skin.line([(outer, y + radius * drop), (inner, y + radius * (drop + 0.05))], coat.dark, radius * 0.1)
