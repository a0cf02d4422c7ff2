"""Scenes: what lies behind the subject. A cat and any other subject get their scene from the same choice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter

from data.drawing.canvas import SIZE, Canvas
from data.drawing.palette import GLASS, WALLS, WHITE, Color, from_hsv, mix, pick, shade, vary, vivid


def draw_scene(rng: np.random.Generator) -> Image.Image:
    """An opaque RGB scene of 256x256, slightly out of focus."""
    canvas = Canvas()
    SCENES[rng.integers(len(SCENES))](rng, canvas)
    return canvas.image.convert("RGB").filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 4)))


def _fade(canvas: Canvas, top: Color, bottom: Color) -> None:
    """Fill the sheet with rows that go from `top` to `bottom`."""
    for y in range(0, SIZE, 2):
        canvas.box(0, y, SIZE, y + 2, mix(top, bottom, y / SIZE))


def _room(rng: np.random.Generator, canvas: Canvas) -> None:
    wall = pick(rng, WALLS)
    _fade(canvas, wall, shade(wall, 0.75))
    if rng.random() < 0.6:
        _window(rng, canvas)
    floor = SIZE * rng.uniform(0.6, 0.8)
    wood = from_hsv(rng.uniform(0.04, 0.11), rng.uniform(0.35, 0.6), rng.uniform(0.35, 0.7))
    canvas.box(0, floor, SIZE, SIZE, wood)
    canvas.box(0, floor - 7, SIZE, floor, mix(wall, WHITE, 0.5))
    for x in range(-40, SIZE + 40, int(rng.integers(26, 48))):
        canvas.line([(x, floor), (x + 0.4 * (x - SIZE / 2), SIZE)], shade(wood, 0.82), 2)
    if rng.random() < 0.5:
        _rug(rng, canvas)


def _rug(rng: np.random.Generator, canvas: Canvas) -> None:
    x, radius, color = SIZE * rng.uniform(0.3, 0.7), SIZE * rng.uniform(0.3, 0.5), vivid(rng)
    canvas.ellipse(x, SIZE * 0.93, radius, SIZE * 0.1, color)
    canvas.ellipse(x, SIZE * 0.93, radius * 0.75, SIZE * 0.07, mix(color, WHITE, 0.3))


def _window(rng: np.random.Generator, canvas: Canvas) -> None:
    left, top, width = rng.uniform(0, SIZE - 80), rng.uniform(8, 40), rng.uniform(56, 90)
    right, bottom, frame = left + width, top + width, (236, 234, 226)
    canvas.box(left - 5, top - 5, right + 5, bottom + 5, frame)
    canvas.box(left, top, right, bottom, vary(rng, GLASS))
    canvas.line([(left + width / 2, top), (left + width / 2, bottom)], frame, 5)
    canvas.line([(left, top + width / 2), (right, top + width / 2)], frame, 5)


def _garden(rng: np.random.Generator, canvas: Canvas) -> None:
    sky = from_hsv(rng.uniform(0.53, 0.62), rng.uniform(0.2, 0.5), rng.uniform(0.6, 0.95))
    _fade(canvas, sky, mix(sky, WHITE, 0.5))
    ground = SIZE * rng.uniform(0.5, 0.75)
    grass = from_hsv(rng.uniform(0.22, 0.36), rng.uniform(0.4, 0.75), rng.uniform(0.35, 0.7))
    canvas.ellipse(SIZE * rng.uniform(0, 1), ground + 30, SIZE * 0.6, rng.uniform(40, 75), shade(grass, 0.8))
    for _ in range(rng.integers(1, 4)):
        _tree(canvas, rng.uniform(0, SIZE), ground, rng.uniform(20, 48), shade(grass, rng.uniform(0.6, 0.9)))
    canvas.box(0, ground, SIZE, SIZE, grass)
    for _ in range(40):
        x, y = rng.uniform(0, SIZE), rng.uniform(ground, SIZE)
        canvas.line([(x, y), (x + rng.uniform(-3, 3), y - 9)], shade(grass, rng.uniform(0.7, 1.2)), 2)
    petals = vivid(rng)
    for _ in range(rng.integers(0, 9)):
        canvas.ellipse(rng.uniform(0, SIZE), rng.uniform(ground, SIZE), 5, 5, petals)


def _tree(canvas: Canvas, x: float, ground: float, radius: float, leaves: Color) -> None:
    canvas.box(x - 5, ground - radius, x + 5, ground + 4, (100, 70, 45))
    for dx, dy in ((-0.5, -1.0), (0.5, -1.0), (0.0, -1.5)):
        canvas.ellipse(x + dx * radius, ground + dy * radius, radius * 0.7, radius * 0.7, leaves)


def _beach(rng: np.random.Generator, canvas: Canvas) -> None:
    sky = from_hsv(rng.uniform(0.5, 0.65), 0.3, rng.uniform(0.65, 0.95))
    sea = from_hsv(rng.uniform(0.48, 0.58), 0.6, rng.uniform(0.4, 0.65))
    sand = from_hsv(rng.uniform(0.09, 0.13), rng.uniform(0.3, 0.5), rng.uniform(0.6, 0.85))
    _fade(canvas, sky, mix(sky, (250, 220, 190), 0.6))
    horizon = SIZE * rng.uniform(0.4, 0.55)
    shore = horizon + SIZE * rng.uniform(0.1, 0.25)
    canvas.box(0, horizon, SIZE, SIZE, sea)
    canvas.box(0, shore, SIZE, SIZE, sand)
    canvas.line([(0, shore), (SIZE, shore)], mix(sea, WHITE, 0.7), 7)
    for _ in range(rng.integers(1, 4)):
        x, y, length = rng.uniform(0, SIZE), rng.uniform(15, horizon * 0.7), rng.uniform(18, 40)
        canvas.line([(x, y), (x + length, y)], mix(sky, WHITE, 0.7), 14)


def _night(rng: np.random.Generator, canvas: Canvas) -> None:
    sky = from_hsv(rng.uniform(0.58, 0.75), rng.uniform(0.4, 0.6), rng.uniform(0.3, 0.5))
    _fade(canvas, sky, mix(sky, (210, 150, 150), 0.35))
    for _ in range(rng.integers(8, 25)):
        size = rng.uniform(1, 3)
        canvas.ellipse(rng.uniform(0, SIZE), rng.uniform(0, SIZE * 0.6), size, size, (240, 235, 210))
    x, y = rng.uniform(20, SIZE - 20), rng.uniform(20, 60)
    canvas.ellipse(x, y, 20, 20, (240, 232, 200))
    hill = from_hsv(rng.uniform(0.3, 0.6), 0.35, rng.uniform(0.25, 0.4))
    canvas.ellipse(rng.uniform(0, SIZE), SIZE * 1.2, SIZE * 0.9, SIZE * rng.uniform(0.4, 0.55), shade(hill, 0.8))
    canvas.box(0, SIZE * 0.82, SIZE, SIZE, hill)


def _lights(rng: np.random.Generator, canvas: Canvas) -> None:
    """Soft discs of light, as behind a portrait."""
    wall = pick(rng, WALLS)
    _fade(canvas, wall, vary(rng, shade(wall, 0.6)))
    for _ in range(rng.integers(5, 12)):
        radius = rng.uniform(12, 60)
        color = mix(wall, from_hsv(rng.random(), rng.uniform(0.2, 0.6), rng.uniform(0.4, 0.95)), rng.uniform(0.2, 0.6))
        canvas.ellipse(rng.uniform(0, SIZE), rng.uniform(0, SIZE), radius, radius, color)


SCENES: tuple[Callable[[np.random.Generator, Canvas], None], ...] = (_room, _garden, _beach, _night, _lights)
