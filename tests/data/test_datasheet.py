"""The datasheet says what the files are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from data.drawing.dataset import PARTS, read_pictures, sha256

FOLDER = Path(__file__).resolve().parents[2] / "data"
TEXT = (FOLDER / "DATASHEET.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.file)
def test_row_gives_the_files_counts_and_digest(part) -> None:
    row = re.search(rf"\| `{re.escape(part.file)}` \| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| `(\w+)` \|", TEXT)
    labels = read_pictures(FOLDER / part.file)[1]

    assert row is not None
    assert [int(row[i]) for i in (1, 2, 3)] == [labels.size, labels.sum(), labels.size - labels.sum()]
    assert row[4] == sha256(FOLDER / part.file)


def test_says_that_they_are_drawings_and_free_of_rights() -> None:
    assert "drawing made by our code" in TEXT
    assert "CC0" in TEXT


def test_contact_sheet_is_shown_in_words_too_and_is_small() -> None:
    shown = re.search(r"!\[([^\]]{40,})\]\((contact_sheet\.png)\)", TEXT)

    assert shown is not None
    assert (FOLDER / shown[2]).stat().st_size < 300_000
    with Image.open(FOLDER / shown[2]) as sheet:
        assert sheet.size == (12 * 64, 6 * 64)
