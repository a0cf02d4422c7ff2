"""Bodies: everything of an animal below its head, one function for each pose, and the tails."""

from __future__ import annotations

import math

import numpy as np

from data.drawing.canvas import SIZE, Canvas, Point
from data.drawing.figure import Figure, Pose, Species
from data.drawing.palette import Color


def draw_body(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    """Draw the body that belongs to the figure's pose."""
    if figure.pose is Pose.SITTING:
        _sitting(rng, canvas, figure)
    elif figure.pose is Pose.STANDING:
        _standing(rng, canvas, figure)
    else:
        _shoulders(canvas, figure)


def _sitting(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    x, radius, coat = figure.x, figure.radius, figure.coat
    width = radius * rng.uniform(0.9, 1.15)
    _tail(canvas, figure, (x + figure.side * width * 0.75, SIZE * 0.9))
    canvas.ellipse(x, SIZE * 0.82, width * 1.1, SIZE * 0.16, coat.base, coat.edge)
    canvas.ellipse(x, SIZE * 0.72, width * 0.85, SIZE * 0.22, coat.base, coat.edge)
    canvas.ellipse(x, SIZE * 0.84, width * 1.06, SIZE * 0.13, coat.base)
    canvas.ellipse(x, SIZE * 0.76, width * 0.5, SIZE * 0.17, coat.light)
    if figure.species is Species.OWL:
        _wings(canvas, figure, width)
        return
    for side in (-1, 1):
        _leg(canvas, x + side * width * 0.32, 0.76, 0.96, radius * 0.2, coat.base)
        canvas.line([(x + side * width * 0.6, SIZE * 0.78), (x + side * width * 0.56, SIZE * 0.93)], coat.dark, 3)
        canvas.ellipse(x + side * width * 0.4, SIZE * 0.955, radius * 0.3, radius * 0.17, coat.light, coat.edge)


def _wings(canvas: Canvas, figure: Figure, width: float) -> None:
    x, coat = figure.x, figure.coat
    for row, y in enumerate((0.68, 0.75, 0.82)):
        for column in range(-1 - row % 2, 2, 1):
            canvas.arc(x + (column + 0.5 * (row % 2)) * width * 0.3, SIZE * y, width * 0.15, 8, 0, 180, coat.dark, 4)
    for side in (-1, 1):
        with canvas.turned(side * 8, (x, SIZE * 0.6)) as wing:
            wing.ellipse(x + side * width, SIZE * 0.75, width * 0.32, SIZE * 0.2, coat.dark, coat.edge)
        canvas.ellipse(x + side * width * 0.35, SIZE * 0.965, width * 0.24, 8, (230, 160, 40))


def _standing(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    radius, coat, side = figure.radius, figure.coat, figure.side
    middle = SIZE / 2 + side * SIZE * 0.1
    _tail(canvas, figure, (middle + side * SIZE * 0.26, SIZE * 0.66))
    for place, fur in ((-0.13, coat.dark), (0.15, coat.dark), (-0.21, coat.base), (0.22, coat.base)):
        x = middle + side * place * SIZE
        _leg(canvas, x, 0.7, 0.95, radius * 0.18, fur, coat.edge)
    canvas.ellipse(middle, SIZE * 0.69, SIZE * 0.3, SIZE * 0.15, coat.base, coat.edge)
    with canvas.within(middle, SIZE * 0.69, SIZE * 0.29, SIZE * 0.14) as skin:
        skin.ellipse(middle, SIZE * 0.84, SIZE * 0.24, SIZE * 0.07, coat.light)
        if figure.species is Species.CAT and rng.random() < 0.5:
            for place in np.linspace(-0.08, 0.2, 4):
                x = middle + side * place * SIZE
                skin.line([(x, SIZE * 0.52), (x + side * 5, SIZE * 0.66)], coat.dark, 8)
        elif rng.random() < 0.3:
            skin.ellipse(middle + side * SIZE * 0.06, SIZE * 0.64, SIZE * 0.11, SIZE * 0.08, coat.dark)
    for place in (-0.21, 0.22):
        x = middle + side * place * SIZE
        _leg(canvas, x, 0.68, 0.8, radius * 0.13, coat.base)


def _leg(
    canvas: Canvas, x: float, top: float, bottom: float, half: float, fill: Color, edge: Color | None = None
) -> None:
    """A leg `half` units to each side of x, from `top` to `bottom` as shares of the sheet."""
    canvas.box(x - half, SIZE * top, x + half, SIZE * bottom, fill, edge, corner=half * 0.9)


def _shoulders(canvas: Canvas, figure: Figure) -> None:
    coat = figure.coat
    canvas.ellipse(figure.x, SIZE * 1.0, figure.radius * 0.95, SIZE * 0.24, coat.base, coat.edge)
    canvas.ellipse(figure.x, SIZE * 1.0, figure.radius * 0.5, SIZE * 0.2, coat.light)


def _tail(canvas: Canvas, figure: Figure, root: Point) -> None:
    """A tail that grows from `root`: long and bent for a cat, short for the others, none for an owl."""
    (x, y), side, radius, coat = root, figure.side, figure.radius, figure.coat
    if figure.species is Species.CAT:
        bend = _cat_tail(figure, root)
        canvas.line(bend, coat.edge, radius * 0.32 + 5)
        canvas.line(bend, coat.base, radius * 0.32)
        canvas.line(bend[-3:], coat.dark, radius * 0.32)
    elif figure.species is Species.DOG:
        canvas.line([(x, y - 12), (x + side * radius * 0.55, y - radius * 1.0)], coat.edge, radius * 0.28 + 5)
        canvas.line([(x, y - 12), (x + side * radius * 0.55, y - radius * 1.0)], coat.base, radius * 0.28)
    elif figure.species is not Species.OWL:
        size = radius * (0.34 if figure.species is Species.RABBIT else 0.24)
        canvas.ellipse(x + side * size * 0.4, y - 6, size, size, coat.light, coat.edge)


def _cat_tail(figure: Figure, root: Point) -> list[Point]:
    (x, y), side, radius = root, figure.side, figure.radius
    steps = [float(t) for t in np.linspace(0, 1, 16)]
    if figure.pose is Pose.SITTING:
        return [(x + side * radius * 1.0 * t, y - radius * 1.7 * t**1.5 + 7 * math.sin(6 * t)) for t in steps]
    return [(x + side * SIZE * 0.08 * math.sin(2.6 * t), y - SIZE * 0.4 * t) for t in steps]
