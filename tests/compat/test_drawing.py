"""A test that draws, or asks what the student's code has drawn, does so in the student's process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import Record

SOURCE = """
#%% given
import matplotlib.pyplot as plt
import numpy as np
#%% given
def show(values):
    plt.figure()
    plt.plot(values)
    plt.show()
show([1, 2])
plt.close("all")
#%% write line
### BEGIN SOLUTION
def line():
    t = np.linspace(0, 1, 5)
    plt.plot(t, 2 * t, label="double")
    plt.xlabel("time")
    plt.title("Line")
    plt.legend()
line()
### END SOLUTION
#%% test fresh 1
assert plt.gca().get_xlabel() == ""  # a notebook shows the drawing of each cell, and closes it
line()
#%% test current 1
assert plt.get_fignums() == []
line()
ax = plt.gca()
assert ax.get_xlabel() == "time" and ax.get_title() == "Line"
(drawn,) = ax.get_lines()
assert np.allclose(drawn.get_ydata(), [0, 0.5, 1, 1.5, 2])
assert [text.get_text() for text in ax.get_legend().get_texts()] == ["double"]
#%% write bars
### BEGIN SOLUTION
def bars(heights):
    figure, ax = plt.subplots()
    ax.bar(range(len(heights)), heights)
    return figure


def scatter(ax, points):
    ax.scatter([x for x, _ in points], [y for _, y in points])
    ax.set_ylabel("y")
### END SOLUTION
#%% test figure 1
figure = bars([3, 1, 2])
assert figure is not None and isinstance(figure, plt.Figure)
assert [bar.get_height() for bar in figure.axes[0].patches] == [3, 1, 2]
plt.close(figure)
assert plt.get_fignums() == []
#%% test given-axes 1
figure, (left, right) = plt.subplots(1, 2)
right.plot([0, 1])
scatter(left, [(1, 2), (3, 4)])
assert left.get_ylabel() == "y" and right.get_ylabel() == ""
assert len(left.collections) == 1
#%% test own 1
show(bars([1]).axes[0].get_xlim())
assert plt.get_fignums() == []  # what is shown is closed
bars([2])
import matplotlib.pyplot as plots
assert len(plots.gcf().axes) == 1
"""


HIDDEN = """
#%% given
import matplotlib.pyplot as plt
import numpy as np
def draw(x, y):
    plt.plot(x, y)
#%% write double
### BEGIN SOLUTION
def double(x):
    return 2 * x
### END SOLUTION
#%% test t 1
plot = plt.plot
### BEGIN HIDDEN TESTS
x = np.arange(1, 5)
WAY(x, 2 * x)
assert np.array_equal(double(x), 2 * x)
### END HIDDEN TESTS
"""
#: what a test draws is seen by whoever replaced the library's function
SEES = """
seen = []
plt.plot = lambda x, y, **_: seen.append(y)
def double(x):
    return seen[-1] if seen else x
"""


def points(record: Record) -> dict[str, float]:
    return {check.id: check.points for check in record.notebooks[0].checks}


def test_a_test_asks_what_is_drawn(judged: Callable[..., Record]) -> None:
    assert points(judged(SOURCE)) == {"fresh": 1, "current": 1, "figure": 1, "given-axes": 1, "own": 1}


def test_another_drawing_earns_nothing(judged: Callable[..., Record]) -> None:
    other = SOURCE.replace("2 * t", "3 * t").replace(", heights)", ", sorted(heights))").replace('("y")', '("x")')

    assert points(judged(SOURCE, other)) == {"fresh": 1, "current": 0, "figure": 0, "given-axes": 0, "own": 1}


def test_an_axes_that_says_yes_earns_nothing(judged: Callable[..., Record]) -> None:
    yes = """
class Yes:
    __eq__ = __contains__ = __bool__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, *_: True
    __hash__ = __len__ = lambda self: 1
    __iter__ = lambda self: iter([Yes()])
    __getitem__ = __call__ = lambda self, *_, **__: Yes()
    __getattr__ = lambda self, name: Yes()


Yes.__name__, Yes.__module__ = "Axes", "matplotlib.axes._axes"
plt.gca = plt.gcf = plt.get_fignums = Yes()
plt.subplots = lambda *_: (Yes(), (Yes(), Yes()))
bars = scatter = Yes()
"""
    work = SOURCE.replace(
        "def line():\n    t = np.linspace(0, 1, 5)", f"{yes}\ndef line():\n    t = np.linspace(0, 1, 5)"
    )

    earned = points(judged(SOURCE, work))
    assert {name: earned[name] for name in ("current", "figure", "given-axes")} == dict.fromkeys(
        ("current", "figure", "given-axes"), 0
    )


@pytest.mark.parametrize("way", ["plt.plot", "plot", "draw"])
def test_what_a_hidden_test_draws_does_not_leave_the_judge(way: str, judged: Callable[..., Record]) -> None:
    source = HIDDEN.replace("WAY", way)
    work = source.replace("def double(x):\n    return 2 * x\n", SEES)

    assert points(judged(source)) == {"t": 1}
    assert points(judged(source, work)) == {"t": 0}
