"""What a student wrote is shown in the formgrader as text: nothing of it runs or leads anywhere there."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from nbconvert.filters import markdown2html

from autograder.course.plan import NotebookPlan
from autograder.gradebook.autograded import LONGEST, MAX_TEXT, Template, _bare
from autograder.records.record import notebook_record
from autograder.submissions.alignment import Cell, SubmittedNotebook


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


@pytest.mark.parametrize("link", [r"\href{https:elsewhere.example}{x}", "&#92;href{https:elsewhere.example}{x}"])
def test_a_formula_has_no_link(link: str) -> None:
    page = markdown2html(_bare("markdown", f"\\$ {link} \\$"))  # no formula for nbconvert: the browser alone decides

    assert r"\href" not in html.unescape(page)


def test_a_formula_stays_a_formula() -> None:
    text = r"$$\begin{matrix} a & b \\ c & \hbar \end{matrix}$$"

    assert _bare("markdown", text) == text


@pytest.mark.parametrize("sign", ["a", "\0"])
def test_what_is_shown_of_long_texts_is_bounded(sign: str) -> None:
    template = Template(Path(), NotebookPlan("n", ()))
    template.__dict__.update(notebook={"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, cells={})

    work = SubmittedNotebook("n", (Cell("code", sign * 50_000),) * 50)
    cells = template.fill(work, notebook_record("n", [], []))["cells"]

    shown = ["".join(cell["source"]) for cell in cells]
    assert all("more characters)" in text for text in shown)
    assert sum(map(len, shown)) < MAX_TEXT + 50 * 100
    assert max(map(len, shown)) < LONGEST + 100
