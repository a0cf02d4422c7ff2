"""Nothing but the picture tells training from test, or a cat from another subject."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from data.drawing.dataset import PARTS, read_pictures
from data.drawing.measurement import mean_colour_accuracy

FOLDER = Path(__file__).resolve().parents[2] / "data"
SETS = {part.prefix: read_pictures(FOLDER / part.file) for part in PARTS}


def background(images):
    """Means of the four corners, red, green and blue: (m, 12)."""
    corners = [
        images[:, rows, columns] for rows in (slice(8), slice(-8, None)) for columns in (slice(8), slice(-8, None))
    ]
    return np.concatenate([corner.mean(axis=(1, 2)) for corner in corners], axis=1)


STATISTICS = {
    "brightness": lambda images: images.mean(axis=(1, 2, 3))[:, None],
    "colour": lambda images: images.mean(axis=(1, 2)),
    "contrast": lambda images: images.std(axis=(1, 2, 3))[:, None],
    "background": background,
    "grain": lambda images: np.abs(np.diff(images.astype(float), axis=2)).mean(axis=(1, 2, 3))[:, None],
}


@pytest.mark.parametrize("statistic", list(STATISTICS.values()), ids=list(STATISTICS))
@pytest.mark.parametrize(("one", "other"), list(combinations(SETS, 2)))
def test_sets_agree_in_everything_that_can_be_averaged(one, other, statistic) -> None:
    a, b = statistic(SETS[one][0]), statistic(SETS[other][0])
    error = np.sqrt(a.var(axis=0) / len(a) + b.var(axis=0) / len(b))

    assert np.all(np.abs(a.mean(axis=0) - b.mean(axis=0)) < 3.5 * error)


def test_no_picture_occurs_twice_in_any_set() -> None:
    everything = np.concatenate([images for images, _ in SETS.values()])

    assert len({picture.tobytes() for picture in everything}) == len(everything)


def test_no_test_picture_is_nearly_a_training_picture() -> None:
    """The nearest neighbour of a test picture is as far away as that of a training picture among its own."""
    flat = {prefix: images.reshape(len(images), -1) / 255.0 for prefix, (images, _) in SETS.items()}
    train, test = flat["train_set"], flat["test_set"]
    across = nearest(test, train)
    within = nearest(train, train, skip_self=True)

    assert across.min() > 0.5 * within.min()
    assert 0.85 < np.median(across) / np.median(within) < 1.15


def nearest(points, others, *, skip_self=False):
    """The distance from each row of `points` (p, n) to its nearest row of `others` (q, n): (p,)."""
    squares = (points**2).sum(1)[:, None] + (others**2).sum(1)[None, :] - 2 * points @ others.T
    if skip_self:
        np.fill_diagonal(squares, np.inf)
    return np.sqrt(squares.min(axis=1))


@pytest.mark.parametrize("prefix", list(SETS))
def test_place_in_the_file_says_nothing_about_the_label(prefix) -> None:
    labels = SETS[prefix][1]
    place = np.arange(labels.size)
    changes = np.count_nonzero(np.diff(labels))

    # both statistics have a standard deviation of about 1/sqrt(m) when labels are in random order
    assert abs(np.corrcoef(place, labels)[0, 1]) < 3 / np.sqrt(labels.size)
    assert abs(changes / (labels.size - 1) - 0.5) < 1.5 / np.sqrt(labels.size)


def test_mean_colour_hardly_tells_a_cat() -> None:
    accuracy = mean_colour_accuracy(*SETS["train_set"], *SETS["more_set"])

    assert 0.45 < accuracy < 0.6
