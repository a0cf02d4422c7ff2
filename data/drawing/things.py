"""Things: non-cats without a face, each drawn from the front, centred, in a colour of its own."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from data.drawing.canvas import SIZE, Canvas
from data.drawing.palette import GLASS, WHITE, Color, mix, shade, vivid

MIDDLE = SIZE / 2
WOOD: Color = (112, 78, 52)
LEAF: Color = (70, 145, 72)


def draw_thing(rng: np.random.Generator) -> Canvas:
    """A transparent sheet with one thing on it."""
    canvas, color = Canvas(), vivid(rng)
    THINGS[rng.integers(len(THINGS))](rng, canvas, color, shade(color, 0.5))
    return canvas


def _car(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.polygon([(66, 134), (94, 84), (168, 84), (200, 134)], shade(color, 0.9), edge)
    for window in ([(84, 128), (102, 94), (127, 94), (127, 128)], [(136, 128), (136, 94), (160, 94), (181, 128)]):
        canvas.polygon(window, GLASS)
    canvas.box(28, 128, 228, 196, color, edge, corner=22)
    canvas.ellipse(219, 152, 7, 9, (250, 235, 170))
    for x in (76, 182):
        canvas.ellipse(x, 197, 27, 27, (36, 36, 40))
        canvas.ellipse(x, 197, 12, 12, (190, 190, 190))


def _house(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.box(160, 50, 182, 110, (150, 90, 74), edge)
    canvas.box(60, 120, 196, 226, mix(color, WHITE, 0.55), edge)
    canvas.polygon([(42, 124), (128, 42), (214, 124)], color, edge)
    canvas.box(112, 166, 145, 226, WOOD, edge)
    for x in (73, 158):
        canvas.box(x, 140, x + 27, 167, GLASS, edge)


def _flower(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    petals = int(rng.integers(5, 9))
    canvas.line([(MIDDLE, 120), (MIDDLE + 6, 180), (MIDDLE, 242)], LEAF, 9)
    for side in (-1, 1):
        canvas.ellipse(MIDDLE + side * 26, 196 + side * 8, 25, 10, LEAF, shade(LEAF, 0.6))
    for petal in range(petals):
        angle = 2 * math.pi * petal / petals
        canvas.ellipse(MIDDLE + 44 * math.cos(angle), 95 + 44 * math.sin(angle), 29, 29, color, edge)
    canvas.ellipse(MIDDLE, 95, 27, 27, (250, 205, 70), shade((250, 205, 70), 0.6))


def _mug(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.arc(174, 146, 40, 38, -95, 95, color, 17)
    canvas.box(66, 88, 170, 208, color, edge, corner=14)
    canvas.ellipse(118, 91, 52, 14, mix(color, WHITE, 0.4), edge)
    canvas.ellipse(118, 92, 43, 9, (82, 52, 36))
    canvas.box(70, 138, 166, 160, mix(color, WHITE, 0.5))
    for x in (98, 124):
        canvas.line([(x, 70), (x + 8, 58), (x, 44), (x + 8, 30)], (215, 215, 215), 4)


def _ball(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    radius = rng.uniform(64, 80)
    canvas.ellipse(MIDDLE, 144, radius, radius, color, edge)
    with canvas.within(MIDDLE, 144, radius - 3, radius - 3) as skin:
        skin.ellipse(MIDDLE, 144 - radius * 0.6, radius * 0.2, radius * 0.12, mix(color, WHITE, 0.6))
        for side in (-1, 1):
            skin.arc(MIDDLE + side * radius, 144, radius * 0.75, radius, 0, 360, WHITE, 9)


def _lamp(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.box(122, 118, 134, 222, (126, 114, 100))
    canvas.ellipse(MIDDLE, 224, 46, 12, (126, 114, 100), (70, 62, 54))
    canvas.ellipse(MIDDLE, 124, 60, 12, (252, 238, 180))
    canvas.polygon([(92, 42), (164, 42), (196, 124), (60, 124)], color, edge)


def _fish(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.polygon([(176, 140), (232, 96), (220, 140), (232, 184)], shade(color, 0.85), edge)
    canvas.polygon([(96, 108), (132, 70), (152, 108)], shade(color, 0.85), edge)
    canvas.ellipse(118, 140, 74, 47, color, edge)
    for x in (116, 140, 164):
        canvas.arc(x - 18, 140, 18, 24, -60, 60, edge, 3)
    canvas.ellipse(78, 128, 12, 12, WHITE)
    canvas.ellipse(76, 128, 6, 6, (10, 10, 10))
    canvas.arc(62, 148, 18, 12, 0, 80, edge, 3)


def _boat(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    canvas.line([(124, 36), (124, 184)], WOOD, 8)
    canvas.polygon([(132, 40), (208, 166), (132, 166)], mix(color, WHITE, 0.75), edge)
    canvas.polygon([(116, 62), (62, 166), (116, 166)], mix(color, WHITE, 0.6), edge)
    canvas.polygon([(30, 178), (226, 178), (192, 226), (66, 226)], color, edge)


def _cactus(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    for side, top in ((-1, 92), (1, 112)):
        canvas.line([(MIDDLE, top + 44), (MIDDLE + side * 52, top + 44), (MIDDLE + side * 52, top)], LEAF, 26)
    canvas.box(100, 44, 156, 190, LEAF, shade(LEAF, 0.6), corner=28)
    for x in (115, MIDDLE, 141):
        canvas.line([(x, 66), (x, 176)], shade(LEAF, 0.75), 3)
    canvas.ellipse(MIDDLE, 46, 12, 10, (240, 120, 150))
    canvas.polygon([(84, 178), (172, 178), (160, 236), (96, 236)], color, edge)


def _parcel(rng: np.random.Generator, canvas: Canvas, color: Color, edge: Color) -> None:
    ribbon = mix(color, WHITE, 0.7)
    canvas.box(58, 110, 198, 224, color, edge)
    canvas.box(48, 88, 208, 122, shade(color, 0.9), edge)
    canvas.box(116, 88, 140, 222, ribbon)
    for side in (-1, 1):
        canvas.ellipse(MIDDLE + side * 26, 72, 26, 16, ribbon, edge)
    canvas.ellipse(MIDDLE, 78, 11, 11, ribbon, edge)


THINGS: tuple[Callable[[np.random.Generator, Canvas, Color, Color], None], ...] = (
    _car,
    _house,
    _flower,
    _mug,
    _ball,
    _lamp,
    _fish,
    _boat,
    _cactus,
    _parcel,
)
