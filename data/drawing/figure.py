"""A figure: what an animal is and how it stands, decided before the first stroke."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from data.drawing.canvas import SIZE
from data.drawing.palette import WHITE, Coat, Color, draw_coat, mix, shade


class Species(Enum):
    CAT = "cat"
    DOG = "dog"
    RABBIT = "rabbit"
    BEAR = "bear"
    OWL = "owl"


class Pose(Enum):
    SITTING = "sitting"
    STANDING = "standing"
    PORTRAIT = "portrait"


BEAR_FURS: tuple[Color, ...] = ((110, 75, 50), (60, 50, 45), (235, 230, 225), (150, 105, 70))


@dataclass(frozen=True)
class Figure:
    """One animal: species, pose, coat, and where its head is on the 256x256 sheet.

    x, y   : centre of the head
    radius : of the head
    side   : -1 or 1, the side of the tail
    """

    species: Species
    pose: Pose
    coat: Coat
    x: float
    y: float
    radius: float
    side: int


def draw_figure(rng: np.random.Generator, species: Species) -> Figure:
    """Decide pose, coat and place; the choice is the same for each species, but for bears' fur and owls' sitting."""
    pose = Pose.SITTING if species is Species.OWL else list(Pose)[rng.integers(len(Pose))]
    coat, side = draw_coat(rng), int(rng.choice((-1, 1)))
    if species is Species.BEAR:
        fur = BEAR_FURS[rng.integers(len(BEAR_FURS))]
        coat = Coat(fur, shade(fur, 0.72), mix(fur, WHITE, 0.4), shade(fur, 0.45))
    radius, y = SIZE * rng.uniform(0.2, 0.25), SIZE * rng.uniform(0.34, 0.42)
    if pose is Pose.PORTRAIT:
        return Figure(species, pose, coat, SIZE / 2, SIZE * 0.5, radius * 1.5, side)
    if pose is Pose.STANDING:
        return Figure(species, pose, coat, SIZE / 2 - side * SIZE * 0.17, SIZE * 0.44, radius, side)
    return Figure(species, pose, coat, SIZE / 2, y, radius, side)
