"""Slopes and intercepts come apart; a bar that is missed says so; the page and the plot are written."""

from __future__ import annotations

import pytest

from benchmarks import contender
from benchmarks.contender import Taken
from benchmarks.measure import Timed
from benchmarks.page import BenchmarkResults, bars, slopes, write


def timed(name: str, start: float, each: float, students: int = 10) -> Timed:
    runs = [Taken(n, start + n * each, 2 * (start + n * each)) for n in (students, 2 * students)]
    return Timed(contender.Contender(name, ("true",)), students, runs)


@pytest.fixture
def found() -> BenchmarkResults:
    all_timed = {
        "nbgrader": timed("nbgrader", 3.0, 20.0, 1),
        "one": timed("one", 2.0, 0.25),
        "two": timed("two", 4.0, 0.2),
        "floor": timed("floor", 1.0, 0.2),
    }
    return BenchmarkResults(
        "make bench", all_timed, [Taken(50, 14.5, 27.0), Taken(200, 52.0, 102.0), Taken(400, 112.0, 204.0)], 1, 200.0
    )


def test_start_up_and_slope_come_apart() -> None:
    one = timed("one", 2.0, 0.25)

    assert one.each() == pytest.approx(0.25)
    assert one.start() == pytest.approx(2.0)
    assert one.each("cpu") == pytest.approx(0.5)


def test_a_disturbed_round_does_not_count() -> None:
    one = timed("one", 2.0, 0.25)
    one.runs *= 3
    one.runs[0] = Taken(10, 99.0, 99.0)

    assert one.each() == pytest.approx(0.25)


def test_bars_say_which_is_missed(found: BenchmarkResults) -> None:
    held = {bar.what: bar.held for bar in bars(found)}

    assert held["wall time, nbgrader over one job"]
    assert held["wall time, one job over the floor"]
    assert not held["wall time, one job over two"]
    assert not held["wall time per submission, 50 to 400"]
    assert held["CPU time per submission, 50 to 400"]


def test_the_start_up_is_no_part_of_a_class(found: BenchmarkResults) -> None:
    assert slopes(found, "wall") == pytest.approx([0.25, 0.3])
    assert slopes(found, "cpu") == pytest.approx([0.5, 0.51])


def test_the_page_has_every_contender_and_its_plot_in_words(found: BenchmarkResults, tmp_path) -> None:
    text = write(found, tmp_path).read_text(encoding="utf-8")

    assert "| nbgrader | 20.00 | 40.00 | 3.00 | 6.00 | 1 | 80.00 |" in text
    assert "**missed**" in text
    assert "| 50 | 14 |  |  |" in text
    assert "| 400 | 112 | 0.300 | 0.510 |" in text
    assert "one 0.25, two 0.20" in text
    assert (tmp_path / "results.svg").stat().st_size > 1_000
