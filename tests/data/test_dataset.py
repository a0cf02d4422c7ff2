"""Sets of drawings: same seed, same pictures; balanced, in the classic layout, split by chance."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest

from data.drawing import draw_pictures
from data.drawing.dataset import PARTS, SEED, read_pictures, sha256, split, write_pictures
from data.drawing.picture import draw_picture

FOLDER = Path(__file__).resolve().parents[2] / "data"
TRAIN, TEST, MORE = (FOLDER / part.file for part in PARTS)


def test_same_seed_draws_the_same_pictures() -> None:
    first, first_labels = draw_pictures(6, seed=3)
    again, again_labels = draw_pictures(6, seed=3)

    assert np.array_equal(first, again)
    assert np.array_equal(first_labels, again_labels)


def test_another_seed_draws_other_pictures() -> None:
    assert not np.array_equal(draw_pictures(2, seed=3)[0], draw_pictures(2, seed=4)[0])


@pytest.mark.parametrize(("count", "cats"), [(1, 0), (2, 1), (7, 3), (10, 5)])
def test_half_are_cats(count, cats) -> None:
    images, labels = draw_pictures(count, seed=0)

    assert (images.shape, images.dtype) == ((count, 64, 64, 3), np.uint8)
    assert (labels.shape, labels.dtype) == ((count,), np.int64)
    assert labels.sum() == cats


def test_split_is_disjoint_balanced_and_out_of_order() -> None:
    labels = np.arange(100) % 2

    small, large = split(labels, [20, 61], np.random.default_rng(0))

    assert (small.size, large.size) == (20, 61)
    assert not set(small) & set(large)
    assert (labels[small].sum(), labels[large].sum()) == (10, 30)
    assert np.any(np.diff(small) < 0)


def test_split_refuses_more_than_there_is() -> None:
    with pytest.raises(ValueError, match=r"must have 2 cats and 4 others to draw from\. Got 3 and 3\."):
        split(np.arange(6) % 2, [3, 3], np.random.default_rng(0))


def test_same_arrays_give_the_same_bytes(tmp_path) -> None:
    images, labels = draw_pictures(3, seed=0)
    for name in ("one.h5", "two.h5"):
        write_pictures(tmp_path / name, "more_set", images, labels)

    assert sha256(tmp_path / "one.h5") == sha256(tmp_path / "two.h5")


def test_read_returns_what_was_written(tmp_path) -> None:
    images, labels = draw_pictures(3, seed=0)
    write_pictures(tmp_path / "some.h5", "more_set", images, labels)

    read_images, read_labels = read_pictures(tmp_path / "some.h5")

    assert np.array_equal(images, read_images)
    assert np.array_equal(labels, read_labels)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.file)
def test_files_have_the_classic_layout(part) -> None:
    with h5py.File(FOLDER / part.file, "r") as file:
        x, y, classes = (file[key] for key in (f"{part.prefix}_x", f"{part.prefix}_y", "list_classes"))

        assert set(file) == {f"{part.prefix}_x", f"{part.prefix}_y", "list_classes"}
        assert (x.shape, x.dtype) == ((part.count, 64, 64, 3), np.uint8)
        assert (y.shape, y.dtype) == ((part.count,), np.int64)
        assert int(y[:].sum()) == part.count // 2
        assert classes[:].tolist() == [b"non-cat", b"cat"]


def test_files_are_small_enough_for_a_repository() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 8_000_000


def test_first_pictures_of_the_stream_are_in_the_files() -> None:
    """The files come from this code: a pixel may move with the version of Pillow, a picture may not."""
    everything = np.concatenate([read_pictures(path)[0] for path in (TRAIN, TEST, MORE)]).astype(int)
    every_label = np.concatenate([read_pictures(path)[1] for path in (TRAIN, TEST, MORE)])
    rng = np.random.default_rng(SEED)
    labels = rng.permutation(np.arange(1059) < 1059 // 2)
    for label in labels[:5]:
        distance = np.abs(everything - draw_picture(rng, cat=bool(label))).mean(axis=(1, 2, 3))

        assert distance.min() < 2
        assert every_label[distance.argmin()] == label
