"""Figures say in words what they show, and draw it."""

from __future__ import annotations

from autograder.report.numbers import distribution
from autograder.report.plots import Bar, bars, histogram
from tests.feedback.outline import Outline


def number(attributes: dict[str, str | None], name: str) -> float:
    return float(attributes[name] or "nan")


def test_the_histogram_draws_each_bin_that_has_students_and_says_how_many() -> None:
    figure = Outline(histogram(distribution([0.05, 0.95, 0.97])))

    heights = [number(a, "height") for a in figure.all("rect")]
    assert heights == [65.0, 130.0]
    assert "0 to 10: 1, 90 to 100: 2. The triangle marks the median, 95." in figure.text


def test_bars_start_at_zero_and_a_negative_one_goes_the_other_way() -> None:
    figure = Outline(
        bars("k", "Title", [Bar("up", 0.5, "0.50"), Bar("down", -0.25, "−0.25"), Bar("none", None, "–")], -0.25)
    )
    up, down = figure.all("rect")

    assert number(up, "x") == number(down, "x") + number(down, "width")
    assert number(up, "width") == 2 * number(down, "width")
    assert (up["class"], down["class"]) == ("bar", "bar below")
    assert "up: 0.50; down: −0.25; none: –" in figure.text


def test_names_cannot_break_out_of_a_figure() -> None:
    figure = Outline(bars("k", "</title><script>", [Bar("</text><script>", 1.0, "<b>")]))

    assert {tag for tag, _ in figure.elements} == {"svg", "title", "desc", "text", "rect", "line"}
