"""What a student wrote is shown in the formgrader as text: nothing of it runs or leads anywhere there."""

from __future__ import annotations

import re

import pytest
from nbconvert.filters import markdown2html

from autograder.gradebook.autograded import _bare


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[press](javascript:alert(1))",
        "[press](&#106;avascript:alert(1))",
        "![seen](http://elsewhere.example/seen.png)",
        "[press][too] [too]\n\n[too]: javascript:alert(1)",
        "<javascript:alert(1)>",
    ],
)
def test_a_students_markdown_is_only_text(text: str) -> None:
    """An address of the web that stands in the text may be a link; the formgrader makes it one by itself."""
    lively = re.compile('<script|<img|href="(?!http)')
    assert lively.search(markdown2html(text))
    assert not lively.search(markdown2html(_bare("markdown", text)))


def test_what_is_no_markup_is_shown_as_written() -> None:
    assert "x[0] (1, m): w" in markdown2html(_bare("markdown", "x[0] (1, m): w"))


def test_code_stays_as_it_is() -> None:
    assert _bare("code", "a[0](b) < c") == "a[0](b) < c"
