"""Colours are (red, green, blue) tuples of integers in 0..255; a random one comes from the generator that is given."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

import numpy as np

Color = tuple[int, int, int]

BLACK: Color = (14, 12, 12)
WHITE: Color = (250, 250, 248)
PINK: Color = (232, 158, 160)
GLASS: Color = (184, 216, 238)

FURS: tuple[Color, ...] = (
    (235, 150, 60),  # ginger
    (60, 60, 64),  # black
    (140, 140, 146),  # grey
    (225, 205, 175),  # cream
    (245, 240, 230),  # white
    (120, 80, 50),  # chocolate
    (200, 165, 120),  # sand
    (170, 110, 60),  # cinnamon
    (90, 70, 60),  # umber
)
WALLS: tuple[Color, ...] = (
    (150, 176, 196),  # sky blue
    (196, 168, 132),  # wheat
    (150, 182, 150),  # sage
    (200, 150, 140),  # terracotta
    (164, 150, 190),  # lavender
    (120, 160, 166),  # teal
    (214, 196, 150),  # straw
    (180, 134, 158),  # mauve
)


@dataclass(frozen=True)
class Coat:
    """The four tones of one animal: its fur, the shaded fur, the light belly and the outline."""

    base: Color
    dark: Color
    light: Color
    edge: Color

    @property
    def is_dark(self) -> bool:
        return sum(self.base) < 420


def from_hsv(hue: float, saturation: float, value: float) -> Color:
    """The colour of a hue (any real number, one turn = 1), a saturation and a value in 0..1."""
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(255 * red), round(255 * green), round(255 * blue)


def shade(color: Color, factor: float) -> Color:
    """`color` made darker (factor < 1) or brighter (factor > 1)."""
    red, green, blue = (round(min(255.0, part * factor)) for part in color)
    return red, green, blue


def mix(first: Color, second: Color, share: float) -> Color:
    """`first` at share 0, `second` at share 1, and the line between them."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def vary(rng: np.random.Generator, color: Color, amount: float = 0.12) -> Color:
    """`color` with its brightness and each of its parts moved a little."""
    factor = rng.uniform(1 - amount, 1 + amount)
    red, green, blue = (round(float(np.clip(part * factor + rng.uniform(-9, 9), 8, 252))) for part in color)
    return red, green, blue


def vivid(rng: np.random.Generator) -> Color:
    """A strong colour of any hue, as a thing may have."""
    return from_hsv(rng.random(), rng.uniform(0.4, 0.85), rng.uniform(0.5, 0.95))


def pick(rng: np.random.Generator, colors: tuple[Color, ...]) -> Color:
    """One of `colors`, slightly varied."""
    return vary(rng, colors[rng.integers(len(colors))])


def draw_coat(rng: np.random.Generator) -> Coat:
    """A coat of any fur; cats and other animals share the same furs, so that colour does not give the cat away."""
    base = pick(rng, FURS)
    return Coat(base, shade(base, 0.7), mix(base, WHITE, 0.45), shade(base, 0.42))
