"""A contact sheet: many pictures side by side, to be looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def write_sheet(path: Path, images: NDArray[np.uint8], labels: NDArray[np.int64], rows: int, columns: int) -> None:
    """Write a PNG of `rows` x `columns` pictures: cats in the upper half of the rows, others in the lower half."""
    half = rows // 2 * columns
    chosen = np.concatenate([np.flatnonzero(labels == 1)[:half], np.flatnonzero(labels == 0)[: rows * columns - half]])
    height, width = images.shape[1:3]
    tiles = images[chosen].reshape(rows, columns, height, width, 3).swapaxes(1, 2)
    sheet = Image.fromarray(tiles.reshape(rows * height, columns * width, 3))
    # 256 colours keep the file small enough to be shown on a page
    sheet.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
