"""A student's code is shown as it was handed in, numbered, and never runs as HTML."""

from __future__ import annotations

import pytest

from autograder.feedback import code
from autograder.feedback.code import listing, place
from tests.feedback.outline import Outline

NASTY = "</code></pre><script>alert(1)</script>\ndef f(x): return \"<b>\" + '&' # <!-- \x00\ud800"


@pytest.mark.parametrize("colour", [True, False])
def test_code_is_escaped_and_complete(colour) -> None:
    outline = Outline(str(listing(NASTY, colour=colour)))

    assert {tag for tag, _ in outline.elements} == {"span"}
    assert outline.text == NASTY.replace("\x00\ud800", "⟨U+0000⟩⟨U+D800⟩") + "\n"


def test_one_element_for_each_line_also_within_a_text_of_several_lines() -> None:
    page = listing('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n')

    assert page.count('class="l"') == 6


@pytest.mark.parametrize(
    ("line", "number"),
    [((2, "return 1"), 2), ((2, "retu"), 2), ((1, "return 1"), 0), ((9, "return 1"), 0), ((2, ""), 0)],
)
def test_a_line_has_a_place_only_where_it_stands(line: tuple[int, str], number: int) -> None:
    assert place("def f():\n    return 1\n", line) == number


def test_a_line_below_those_that_a_listing_shows_has_no_place() -> None:
    source = "pass\n" * code.MAX_LINES + "return 1\n"

    assert place(source, (code.MAX_LINES, "pass")) == code.MAX_LINES
    assert place(source, (code.MAX_LINES + 1, "return 1")) == 0


def test_one_line_is_marked_and_none_where_none_is_asked_for() -> None:
    source = "def f():\n    return 1\n"

    assert Outline(listing(source, 2)).all("mark") == [{"class": "l"}]
    assert Outline(listing(source)).all("mark") == []


def test_long_code_goes_without_colour_and_equal_code_is_set_once() -> None:
    assert '<span class="k"' not in listing("return 1\n" * code.MAX_COLOURED)
    before = code._lines.cache_info().hits
    for _ in range(3):
        listing("def only_here(): pass")

    assert code._lines.cache_info().hits == before + 2
