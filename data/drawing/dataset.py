"""The picture sets: one stream of drawings, split at random into training, test and more, each kept as HDF5.

The layout is the classic one of this exercise, so that files made elsewhere can take the place of ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from numpy.typing import NDArray

from data.drawing.picture import PIXELS, draw_picture

SEED = 1
CLASSES = (b"non-cat", b"cat")


@dataclass(frozen=True)
class Part:
    """One file of the set: its name, the prefix of its keys and how many pictures it holds."""

    file: str
    prefix: str
    count: int


PARTS = (
    Part("train_catvnoncat.h5", "train_set", 209),
    Part("test_catvnoncat.h5", "test_set", 50),
    Part("more_drawings.h5", "more_set", 800),
)


def draw_pictures(count: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """`count` pictures (count, 64, 64, 3) uint8 and their labels (count,) int64, 1 for a cat; half of them are cats.

    The same seed gives the same pictures. Labels are shuffled. An odd count has one cat fewer than others.
    """
    return _draw(count, np.random.default_rng(seed))


def build(folder: Path, seed: int = SEED) -> list[Path]:
    """Draw every part in one stream, split it by chance, write the files into `folder` and return their paths."""
    rng = np.random.default_rng(seed)
    images, labels = _draw(sum(part.count for part in PARTS), rng)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for part, chosen in zip(PARTS, split(labels, [part.count for part in PARTS], rng), strict=True):
        write_pictures(folder / part.file, part.prefix, images[chosen], labels[chosen])
        paths.append(folder / part.file)
    return paths


def split(labels: NDArray[np.int64], sizes: list[int], rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Indices of disjoint parts with the given sizes, drawn by chance, each balanced and in random order.

    Raises ValueError if `labels` has too few cats or others for that.
    """
    order = rng.permutation(labels.size)
    cats, others = order[labels[order] == 1], order[labels[order] == 0]
    need = sum(size // 2 for size in sizes), sum(size - size // 2 for size in sizes)
    if cats.size < need[0] or others.size < need[1]:
        raise ValueError(
            f"Balanced parts must have {need[0]} cats and {need[1]} others to draw from. "
            f"Got {cats.size} and {others.size}. Make at most one size odd."
        )
    parts = []
    for size in sizes:
        chosen = np.concatenate([cats[: size // 2], others[: size - size // 2]])
        cats, others = cats[size // 2 :], others[size - size // 2 :]
        parts.append(rng.permutation(chosen))
    return parts


def write_pictures(path: Path, prefix: str, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    """Write `<prefix>_x`, `<prefix>_y` and `list_classes`; the same arrays always give the same bytes."""
    with h5py.File(path, "w") as file:
        chunk = (min(16, len(images)), *images.shape[1:])
        file.create_dataset(f"{prefix}_x", data=images, chunks=chunk, compression="gzip", compression_opts=9)
        file.create_dataset(f"{prefix}_y", data=labels)
        file.create_dataset("list_classes", data=np.array(CLASSES))


def read_pictures(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The images (m, 64, 64, 3) and labels (m,) of a file that `write_pictures` made."""
    with h5py.File(path, "r") as file:
        prefix = next(key.removesuffix("_x") for key in file if key.endswith("_x"))
        return file[f"{prefix}_x"][:], file[f"{prefix}_y"][:]


def sha256(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _draw(count: int, rng: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    # labels first, in random order: a picture's place must say nothing about its class
    labels = rng.permutation(np.arange(count) < count // 2).astype(np.int64)
    images = np.empty((count, PIXELS, PIXELS, 3), dtype=np.uint8)
    for index, label in enumerate(labels):
        images[index] = draw_picture(rng, cat=bool(label))
    return images, labels
