"""What the pages say about where lessons are and how to start is what `make lab`, `make lite` and the links do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.checks.lessons import PLACES
from docs.lite.__main__ import FOLDERS
from examples.lab import ASSIGNMENT, LESSONS

ROOT = Path(__file__).parents[2]
LEARNING = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")


def test_links_of_messages_look_where_the_lab_and_the_lite_site_put_the_lessons() -> None:
    assert f"../{LESSONS}" in PLACES
    assert set(FOLDERS) == {ASSIGNMENT, LESSONS}


@pytest.mark.parametrize("name", ["docs/learning.md", "docs/site/index.md", "deploy/README.md"])
def test_a_page_names_the_folders_as_they_are(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.search(rf"`{ASSIGNMENT}/?`", text)
    assert re.search(rf"`{LESSONS}/?`", text)
    assert "folder lessons" not in text


def test_pages_that_name_the_lab_say_that_it_opens_the_browser() -> None:
    for name in ("README.md", "docs/learning.md", "docs/site/index.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        told = re.search(r"`make lab`.{0,200}", text, flags=re.S)

        assert told is not None
        assert "browser" in told[0], name


def test_the_first_cell_for_colab_goes_to_a_folder_that_the_site_has_and_does_nothing_elsewhere() -> None:
    cell = re.search(
        r'^```python\n(import sys\n\nif "google.colab" in sys.modules:\n(?:    .+\n)+)```$', LEARNING, re.M
    )
    assert cell is not None
    folder = re.search(r"%cd week/(\w+)$", cell[1], flags=re.M)

    assert folder is not None
    assert folder[1] in FOLDERS
    assert (FOLDERS[folder[1]] / "reference.h5").is_file()
