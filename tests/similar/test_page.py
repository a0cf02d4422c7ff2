"""The page of groups: both texts, what is alike in them without colour, gentle words, nothing that runs."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.similar.compare import compare
from autograder.similar.groups import groups
from autograder.similar.page import similar_page
from autograder.similar.side_by_side import side_by_side
from autograder.similar.write import HEAD, table, write_similar
from tests.feedback.outline import Outline
from tests.similar.classes import RARE, class_of, different, piece, renamed

CLASS = class_of(**{f"s{n}": different(n) for n in range(1, 9)}, ann=RARE, bob=renamed(RARE))
GROUPS = groups(compare(CLASS), 50)


@pytest.fixture(scope="module")
def page():
    return similar_page(GROUPS, CLASS, "week 2")


def test_each_group_leads_to_its_texts(page) -> None:
    outline = Outline(page)
    hrefs = [a["href"] for a in outline.all("a")]

    assert "#group-1" in hrefs
    assert "../feedback/ann/week%202/week%202.html" in hrefs
    assert "np.reciprocal(1 + np.exp(-total - b))" in page
    assert "# my own idea" in page


def test_lines_that_are_alike_are_told_apart_without_colour(page) -> None:
    assert page.count('<mark class="l">') == page.count("(alike)")
    assert 'mark.l::before { content: "="' in page


def test_the_words_are_no_verdict(page) -> None:
    low = page.lower()

    assert "do not say why" in low
    assert "short functions have few ways to be written" in low
    assert not [word for word in ("cheat", "plagiar", "guilty", "suspect", "copied", "fraud") if word in low]


def test_names_and_texts_are_escaped() -> None:
    evil = "</pre><script>alert(1)</script>"
    class_ = {**class_of(**{f"s{n}": different(n) for n in range(1, 9)}), **class_of(ann=RARE + f"# {evil}", bob=RARE)}
    class_[evil] = class_.pop("ann")
    text = similar_page(groups(compare(class_), 50), class_, "week 2")

    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_no_group_is_said_too() -> None:
    assert "No two submissions have 20 unusual tokens" in similar_page([], {}, "week 2")


def test_lines_side_by_side() -> None:
    one, other = side_by_side(piece("a = np.exp(1)\nb = 2 * 3\n"), piece("# note\nx = np.exp(1)\ny = 4 - 5\n"))

    assert [(line.text, line.alike) for line in one] == [("a = np.exp(1)", True), ("b = 2 * 3", False)]
    assert [line.alike for line in other] == [False, True, False]


def test_page_and_table_are_written_beside_each_other(tmp_path) -> None:
    path = write_similar(tmp_path, GROUPS, CLASS, "week 2")
    head, first, *_ = csv.reader(io.StringIO(path.with_suffix(".csv").read_text()))

    assert tuple(head) == HEAD
    assert first[:3] == ["1", "ann", "bob"]
    assert first[4:] == ["1.000", "4/propagate"]


def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet() -> None:
    class_ = class_of(**{"=1+1": RARE, "bob": RARE})

    assert table(groups(compare(class_), 50)).splitlines()[1].startswith('"1","\'=1+1","bob",')
