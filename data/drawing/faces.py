"""Faces: eyes, nose, mouth and whiskers."""

from __future__ import annotations

import numpy as np

from data.drawing.canvas import Canvas
from data.drawing.figure import Figure, Species
from data.drawing.palette import BLACK, PINK, WHITE, Color, from_hsv

AMBER: Color = (250, 210, 60)
BROWN: Color = (90, 60, 40)
BEAK: Color = (230, 160, 40)
SNOUT = {Species.DOG: 0.5, Species.BEAR: 0.45}  # width of the muzzle as a share of the head's radius


def draw_face(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    """Draw the face that the species has."""
    if figure.species is Species.OWL:
        _owl_face(rng, canvas, figure)
        return
    is_cat = figure.species is Species.CAT
    _muzzle(canvas, figure)
    iris = from_hsv(rng.uniform(0.1, 0.42), 0.7, 0.9) if is_cat else BROWN
    _eyes(canvas, figure, figure.radius * rng.uniform(0.16, 0.21), 0.42, iris, closed=rng.random() < 0.12)
    _nose_and_mouth(canvas, figure)
    if figure.species is Species.DOG and rng.random() < 0.5:
        canvas.ellipse(
            figure.x, figure.y + figure.radius * 0.74, figure.radius * 0.13, figure.radius * 0.18, (235, 110, 120)
        )
    if is_cat:
        _whiskers(canvas, figure)


def _owl_face(rng: np.random.Generator, canvas: Canvas, figure: Figure) -> None:
    x, y, radius = figure.x, figure.y, figure.radius
    for side in (-1, 1):
        canvas.ellipse(x + side * radius * 0.4, y - radius * 0.05, radius * 0.44, radius * 0.46, figure.coat.light)
    _eyes(canvas, figure, radius * rng.uniform(0.26, 0.32), 0.4, AMBER, closed=rng.random() < 0.12)
    canvas.polygon(
        [(x - radius * 0.13, y + radius * 0.15), (x + radius * 0.13, y + radius * 0.15), (x, y + radius * 0.5)],
        BEAK,
        figure.coat.edge,
    )


def _eyes(canvas: Canvas, figure: Figure, size: float, apart: float, iris: Color, *, closed: bool) -> None:
    """Two eyes of radius `size`, each `apart` head radii from the middle; a cat's pupil is a slit."""
    slit = figure.species is Species.CAT
    for side in (-1, 1):
        x, y = figure.x + side * figure.radius * apart, figure.y - figure.radius * 0.1
        if closed:
            canvas.arc(x, y, size, size * 0.8, 0, 180, BLACK, 5)
            continue
        canvas.ellipse(x, y, size, size * 0.95, iris, BLACK)
        canvas.ellipse(x, y, size * (0.28 if slit else 0.58), size * (0.8 if slit else 0.58), BLACK)
        canvas.ellipse(x + size * 0.3, y - size * 0.35, size * 0.22, size * 0.22, WHITE)


def _muzzle(canvas: Canvas, figure: Figure) -> None:
    x, y, radius, coat = figure.x, figure.y, figure.radius, figure.coat
    if figure.species in SNOUT:
        width = radius * SNOUT[figure.species]
        canvas.ellipse(x, y + radius * 0.42, width, width * 0.8, coat.light, coat.edge)
        return
    for side in (-1, 1):
        canvas.ellipse(x + side * radius * 0.16, y + radius * 0.45, radius * 0.2, radius * 0.17, coat.light)


def _nose_and_mouth(canvas: Canvas, figure: Figure) -> None:
    x, y, radius = figure.x, figure.y, figure.radius
    size, color = (radius * 0.17, BLACK) if figure.species in SNOUT else (radius * 0.11, PINK)
    edge = figure.coat.edge
    for side in (-1, 1):
        canvas.arc(x + side * radius * 0.13, y + radius * 0.46, radius * 0.13, radius * 0.14, 10, 170, edge, 4)
    canvas.line([(x, y + radius * 0.3), (x, y + radius * 0.46)], edge, 3)
    canvas.polygon(
        [(x - size, y + radius * 0.22), (x + size, y + radius * 0.22), (x, y + radius * 0.22 + size * 1.3)], color, edge
    )


def _whiskers(canvas: Canvas, figure: Figure) -> None:
    x, y, radius = figure.x, figure.y, figure.radius
    color = (240, 240, 236) if figure.coat.is_dark else (60, 50, 45)
    for side in (-1, 1):
        for tilt in (-0.12, 0.02, 0.16):
            start = (x + side * radius * 0.4, y + radius * (0.42 + tilt * 0.5))
            canvas.line([start, (x + side * radius * 1.35, y + radius * (0.38 + tilt * 1.6))], color, 2)
