"""The start page's list, the anchors and the formulas."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from sphinx.errors import ExtensionError

from docs.site.website.anchors import anchor
from docs.site.website.sources import listed

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_the_list_has_every_lesson_with_its_minutes_and_its_page() -> None:
    rows = listed(LESSONS)

    assert rows.count(" minutes*") == len(LESSONS)
    for i, path in enumerate(LESSONS):
        assert f"{i}. [" in rows
        assert f"](lessons/{path.name})" in rows
        assert f"\nlessons/{path.stem}\n" in rows


def test_a_lesson_without_minutes_is_named(tmp_path) -> None:
    path = tmp_path / "03_price.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Price\n\nText")]), path)

    with pytest.raises(ExtensionError, match=r"The first cell of 03_price\.ipynb must begin with"):
        listed([path])


def test_an_anchor_is_written_as_jupyterlab_writes_it() -> None:
    assert anchor("Mind the order, not the place") == "Mind-the-order,-not-the-place"
