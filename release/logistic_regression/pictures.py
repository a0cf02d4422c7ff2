"""Pictures for the exercises: the training and test sets from HDF5 files, and a picture of the student's own.

Stands alone (numpy, h5py; Pillow only for `as_picture`) and is copied into the release. Files of the classic layout
made elsewhere are accepted instead of ours, in two files or in one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

PIXELS = 64
TRAIN_FILE, TEST_FILE, MORE_FILE = "train_catvnoncat.h5", "test_catvnoncat.h5", "more_drawings.h5"
DAMAGED = (OSError, RuntimeError, KeyError, TypeError, ValueError)  # what h5py raises on damaged files, found by trying
COPY_AGAIN = "Copy the file from the course's release again."


class PicturesError(Exception):
    """Pictures could not be read; the message says what, what it must be, what came instead, and what to do."""


@dataclass(frozen=True)
class Pictures:
    """Two sets of RGB pictures with their labels, 1 for the second class, 0 for the first.

    train_x : (m_train, 64, 64, 3) uint8
    train_y : (1, m_train) int64
    test_x  : (m_test, 64, 64, 3) uint8
    test_y  : (1, m_test) int64
    classes : names, e.g. ["non-cat", "cat"]
    """

    train_x: NDArray[np.uint8]
    train_y: NDArray[np.int64]
    test_x: NDArray[np.uint8]
    test_y: NDArray[np.int64]
    classes: list[str]


def load_pictures(folder: str | Path = "data") -> Pictures:
    """The training and test pictures in `folder`; raises PicturesError in one sentence or two.

    The classic file names come first; without them, any .h5 file of the folder that holds the right keys is taken.
    """
    folder = _existing(Path(folder))
    train_file, test_file = _find(folder, TRAIN_FILE, "train_set_x"), _find(folder, TEST_FILE, "test_set_x")
    train_x, train_y = _read_set(train_file, "train_set")
    test_x, test_y = _read_set(test_file, "test_set")
    return Pictures(train_x, train_y, test_x, test_y, _read_classes(train_file))


def load_more_drawings(folder: str | Path = "data") -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Further training pictures (m, 64, 64, 3) uint8 and their labels (1, m) int64."""
    return _read_set(_find(_existing(Path(folder)), MORE_FILE, "more_set_x"), "more_set")


def as_picture(path: str | Path, size: int = PIXELS) -> NDArray[np.uint8]:
    """The middle square of any picture file, as the camera was held, in RGB: (size, size, 3) uint8.

    What is transparent becomes white. Raises PicturesError if the file is missing or no picture.
    """
    from PIL import Image, ImageOps

    path = Path(path)
    if not path.is_file():
        got = "a folder" if path.is_dir() else "no such file"
        raise PicturesError(f"{path} must be a picture file. Got {got}. Check the name, upper and lower case too.")
    try:
        with Image.open(path) as opened:
            image = _as_rgb(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError:
        raise PicturesError(
            f"{path} must have fewer than {2 * (Image.MAX_IMAGE_PIXELS or 0):,} pixels. Got more. Save a smaller copy."
        ) from None
    except (OSError, SyntaxError, ValueError):
        raise PicturesError(
            f"{path} must be a whole picture that Pillow can open. "
            f"Got {path.stat().st_size:,} bytes that it cannot. Save the picture as PNG or JPEG and try again."
        ) from None
    square = ImageOps.fit(image, (size, size), method=Image.Resampling.LANCZOS)
    return np.asarray(square, dtype=np.uint8)


def _as_rgb(image: Any) -> Any:
    """A Pillow image of any mode as RGB, transparent parts on white."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):  # Pillow would clip 16-bit greys at 255
        levels = np.asarray(image, dtype=float)
        levels = levels / 257 if levels.max() > 255 else levels
        image = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    if image.mode.endswith(("A", "a")) or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        got = "a file" if folder.exists() else "no such folder"
        raise PicturesError(
            f'The folder "{folder}" must hold the picture sets. Got {got} in {Path.cwd()}. '
            "Start the notebook from its own folder, or copy the folder from the course's release."
        )
    return folder


def _find(folder: Path, name: str, key: str) -> Path:
    """The file called `name`, else the first .h5 file in `folder` that has `key`."""
    if (folder / name).is_file():
        return folder / name
    others = sorted(path for path in folder.glob("*.h5") if path.is_file())
    for path in others:
        if _has_key(path, key):
            return path
    got = ", ".join(path.name for path in others) or "no .h5 file"
    raise PicturesError(
        f'{folder / name} must be there, or another .h5 file with the key "{key}". Got {got}. '
        "Copy the file from the course's release into this folder."
    )


def _has_key(path: Path, key: str) -> bool:
    try:
        with h5py.File(path, "r") as file:
            return key in file
    except DAMAGED:
        return False


def _read_set(path: Path, prefix: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """`<prefix>_x` (m, 64, 64, 3) and `<prefix>_y`, the latter as (1, m)."""
    x, y = _read(path, f"{prefix}_x"), _read(path, f"{prefix}_y")
    if x.ndim != 4 or x.shape[1:] != (PIXELS, PIXELS, 3) or x.dtype != np.uint8:
        raise _unlike(path, f"{prefix}_x", f"shape (m, {PIXELS}, {PIXELS}, 3) and dtype uint8", x)
    if y.ndim != 1 or y.dtype.kind not in "iu":
        raise _unlike(path, f"{prefix}_y", "shape (m,) and an integer dtype", y)
    if len(x) != len(y) or len(x) == 0:
        raise PicturesError(
            f"{prefix}_x and {prefix}_y in {path} must have one label for each picture, and at least one. "
            f"Got {len(x)} pictures and {len(y)} labels. {COPY_AGAIN}"
        )
    strange = np.setdiff1d(y, (0, 1))
    if strange.size:
        raise PicturesError(f"{prefix}_y in {path} must hold only 0 and 1. Got {strange[0]} as well. {COPY_AGAIN}")
    return x, y.astype(np.int64).reshape(1, -1)


def _read_classes(path: Path) -> list[str]:
    names = _read(path, "list_classes")
    if names.shape != (2,) or names.dtype.kind not in "SO":
        raise _unlike(path, "list_classes", "shape (2,) and hold two names", names)
    return [name.decode(errors="replace") if isinstance(name, bytes) else str(name) for name in names.tolist()]


def _read(path: Path, key: str) -> NDArray[Any]:
    try:
        with h5py.File(path, "r") as file:
            if isinstance(file.get(key), h5py.Dataset):
                return np.asarray(file[key][()])
            keys = ", ".join(file) or "none"
    except DAMAGED as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number).lower() if number else "cut off, damaged or of another kind"
        raise PicturesError(
            f"{path} must be a whole HDF5 file. "
            f"Got {path.stat().st_size:,} bytes that cannot be read: {reason}. {COPY_AGAIN}"
        ) from None
    raise PicturesError(f'{path} must have the key "{key}". Got the keys: {keys}. {COPY_AGAIN}')


def _unlike(path: Path, key: str, must: str, got: NDArray[Any]) -> PicturesError:
    return PicturesError(f"{key} in {path} must have {must}. Got {got.shape} and {got.dtype}. {COPY_AGAIN}")
