"""A picture: a subject before a scene, moved a little, lit and grained, as 64x64 pixels.

The constants below make the set as hard as a course needs: a logistic regression trained on 209 pictures must learn
something (65 to 85 % on new ones) and overfit visibly. `python -m data.drawing measure` shows both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance

from data.drawing.animals import draw_animal
from data.drawing.canvas import SIZE, Canvas
from data.drawing.figure import Species
from data.drawing.scenes import draw_scene
from data.drawing.things import draw_thing

PIXELS = 64
SCALE = (0.95, 1.0)  # of the subject, as a share of the sheet
SHIFT = 0.03  # at most, as a share of the sheet, each way
TURN = 3.0  # degrees at most, each way
BRIGHTNESS = (0.45, 0.88)  # above a mean pixel of 0.35 the first steps of gradient descent overshoot
SATURATION = (0.7, 1.2)
SIDE_LIGHT = 0.35  # how much brighter one edge may be than the middle
GRAIN = 5.0  # standard deviation at most, in levels of 0..255
STEP = 4  # six bits a colour: the eye sees no difference, and the files are a third smaller

# what is not a cat: None is a thing
OTHERS: tuple[Species | None, ...] = (Species.DOG, Species.DOG, Species.RABBIT, Species.BEAR, Species.OWL, None, None)


def draw_picture(rng: np.random.Generator, *, cat: bool) -> NDArray[np.uint8]:
    """One picture of a cat, or of something else: (64, 64, 3) uint8, RGB."""
    subject, scene = _subject(rng, cat=cat).image, draw_scene(rng)
    if rng.random() < 0.5:
        subject = subject.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return _light(rng, _place(rng, subject, scene))


def _subject(rng: np.random.Generator, *, cat: bool) -> Canvas:
    species = Species.CAT if cat else OTHERS[rng.integers(len(OTHERS))]
    return draw_thing(rng) if species is None else draw_animal(rng, species)


def _place(rng: np.random.Generator, subject: Image.Image, scene: Image.Image) -> Image.Image:
    """`scene` with `subject` on it, turned, scaled and shifted a little."""
    size = round(SIZE * rng.uniform(*SCALE))
    subject = subject.rotate(rng.uniform(-TURN, TURN), resample=Image.Resampling.BICUBIC)
    subject = subject.resize((size, size), Image.Resampling.LANCZOS)
    left, top = (round((SIZE - size) / 2 + SIZE * rng.uniform(-SHIFT, SHIFT)) for _ in range(2))
    scene.paste(subject, (left, top), subject)
    return scene


def _light(rng: np.random.Generator, scene: Image.Image) -> NDArray[np.uint8]:
    """`scene` as a camera in that light would keep it, reduced to 64x64."""
    scene = ImageEnhance.Brightness(scene).enhance(rng.uniform(*BRIGHTNESS))
    scene = ImageEnhance.Color(scene).enhance(rng.uniform(*SATURATION))
    pixels: NDArray[np.float64] = np.asarray(scene.resize((PIXELS, PIXELS), Image.Resampling.LANCZOS), dtype=float)
    pixels = pixels * (1 + rng.uniform(-SIDE_LIGHT, SIDE_LIGHT) * np.linspace(-1, 1, PIXELS))[None, :, None]
    pixels = pixels + rng.normal(0, rng.uniform(0, GRAIN), pixels.shape)
    return (np.clip(pixels, 0, 255) // STEP * STEP + STEP // 2).astype(np.uint8)
