"""Figures say in words what they show, and draw it."""

from __future__ import annotations

from autograder.report.numbers import distribution
from autograder.report.plots import Parts, fifths, histogram, stacks
from tests.feedback.outline import Outline


def number(attributes: dict[str, str | None], name: str) -> float:
    return float(attributes[name] or "nan")


def test_the_histogram_draws_each_bin_that_has_students_and_says_how_many() -> None:
    figure = Outline(histogram(distribution([0.05, 0.95, 0.97])))

    heights = [number(a, "height") for a in figure.all("rect")]
    assert heights == [65.0, 130.0]
    assert "Most scores, 2 of 3, are from 90 to 100 percent" in figure.text
    assert "0 to 10: 1, 90 to 100: 2. The triangle marks the median, 95." in figure.text


def test_a_row_is_divided_among_passed_failed_and_not_begun() -> None:
    figure = Outline(stacks([Parts("f", 2, 1, 1), Parts("g", 0, 0, 3)]))

    widths = [number(a, "width") for a in figure.all("rect")]
    assert widths == [80.0, 40.0, 40.0, 160.0]
    assert [a["class"] for a in figure.all("rect")] == ["bar", "bar below", "bar rest", "bar rest"]
    assert "f: 2, 1, 1; g: 0, 0, 3" in figure.text
    assert "Most failed at f: 1 of the 3 who tried it" in figure.text
    assert "Nobody who tried an exercise failed at it" in stacks([Parts("g", 2, 0, 3)])
    assert "2 · 1 · 1" in figure.text


def test_counts_of_a_large_class_have_room_beside_the_bars() -> None:
    few, many = (Outline(stacks([Parts("f", count, 0, 0)])) for count in (9, 100_000))

    assert number(few.all("rect")[0], "width") == 160.0
    assert number(many.all("rect")[0], "width") < 150.0


def test_a_small_figure_rises_from_the_weakest_to_the_strongest() -> None:
    figure = Outline(fifths("k", "f", (0.0, 0.25, 0.5, 0.75, 1.0)))

    heights = [number(a, "cy") for a in figure.all("circle")]
    assert heights == [50.0, 39.0, 28.0, 17.0, 6.0]
    assert "from the weakest fifth to the strongest: 0, 25, 50, 75, 100." in figure.text
    assert "Success at f rises from 0 to 100 percent" in figure.text
    assert "Success at f falls from 50 to 25 percent" in fifths("k", "f", (0.5, 0.25))
    assert "Success at f is the same at both ends, 50 percent" in fifths("k", "f", (0.5, 0.25, 0.5))


def test_names_cannot_break_out_of_a_figure() -> None:
    figure = Outline(stacks([Parts("</text><script>", 1, 0, 0)]) + fifths("k", "</title><script>", (1.0,)))

    assert {tag for tag, _ in figure.elements} == {"svg", "title", "desc", "text", "rect", "line", "polyline", "circle"}
