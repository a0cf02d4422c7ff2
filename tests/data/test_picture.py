"""One picture: its layout, and that every species, pose, thing and scene can be drawn."""

from __future__ import annotations

import numpy as np
import pytest

from data.drawing.animals import draw_animal
from data.drawing.canvas import SIZE, Canvas
from data.drawing.figure import Pose, Species, draw_figure
from data.drawing.palette import mix, shade
from data.drawing.picture import draw_picture
from data.drawing.scenes import SCENES
from data.drawing.things import THINGS


@pytest.mark.parametrize("cat", [True, False])
def test_picture_is_64_by_64_rgb_and_neither_black_nor_flat(cat) -> None:
    for seed in range(8):
        picture = draw_picture(np.random.default_rng(seed), cat=cat)

        assert (picture.shape, picture.dtype) == ((64, 64, 3), np.uint8)
        assert 10 < picture.mean() < 200
        assert picture.std() > 8


@pytest.mark.parametrize("species", Species)
def test_every_animal_leaves_room_for_its_scene(species) -> None:
    for seed in range(6):
        ink = np.asarray(draw_animal(np.random.default_rng(seed), species).image)[..., 3] > 128

        assert 0.15 < ink.mean() < 0.9
        assert ink[SIZE // 2 - 20 : SIZE // 2 + 20].any()


def test_cats_and_dogs_take_every_pose() -> None:
    for species in (Species.CAT, Species.DOG):
        assert {draw_figure(np.random.default_rng(seed), species).pose for seed in range(30)} == set(Pose)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.__name__)
def test_every_thing_is_drawn_on_a_clear_sheet(thing) -> None:
    canvas = Canvas()
    thing(np.random.default_rng(0), canvas, (200, 60, 60), (100, 30, 30))
    ink = np.asarray(canvas.image)[..., 3] > 128

    assert 0.08 < ink.mean() < 0.7
    assert not ink[:8].any()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_scene_covers_the_sheet(scene) -> None:
    canvas = Canvas()
    scene(np.random.default_rng(0), canvas)

    assert np.asarray(canvas.image)[..., 3].min() == 255


def test_turned_layer_turns_about_its_centre() -> None:
    canvas = Canvas()
    with canvas.turned(90, (128, 128)) as layer:
        layer.ellipse(200, 128, 10, 10, (255, 0, 0))

    assert canvas.image.getpixel((128, 56)) == (255, 0, 0, 255)
    assert canvas.image.getpixel((200, 128)) == (0, 0, 0, 0)


def test_within_keeps_only_the_inside() -> None:
    canvas = Canvas()
    with canvas.within(128, 128, 30, 30) as inside:
        inside.box(0, 0, SIZE, SIZE, (0, 0, 255))

    assert canvas.image.getpixel((128, 128)) == (0, 0, 255, 255)
    assert canvas.image.getpixel((128, 180)) == (0, 0, 0, 0)


def test_mix_and_shade_stay_within_a_byte() -> None:
    assert mix((0, 100, 200), (100, 200, 0), 0.5) == (50, 150, 100)
    assert shade((100, 200, 250), 1.5) == (150, 255, 255)
