"""Every lesson has the skeleton that a learner relies on: what comes at the top, predictions with their answers, a row
of drawings before one that moves, a bug, checks, key points, and more; its figures can be read without colour."""

from __future__ import annotations

import ast
import functools
import json
import re
from pathlib import Path

import pytest

from tests.lesson_figures import figures
from tests.notebooks.kernel import QUIET
from tests.week import exercises, lessons

ROOT = Path(__file__).parents[2]
TITLES = [
    "Tour Jupyter and read a traceback",
    "Turn an image into a column",
    "Squash a score into a probability",
    "Price a wrong answer",
    "Walk downhill and read slopes",
    "Follow the arrows back",
    "Learn from m examples, first by loops",
    "Throw the loops away",
    "Let shapes stretch, and not surprise you",
    "Ask why this cost",
]
PREDICTIONS = 3  # at least

#: colours that the usual kinds of colour blindness keep apart, and a dark form of the second for small text
PALETTE = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#f0e442", "#e69f00", "#b34700"}
MAPS = {"gray", "cividis", "PuOr"}

#: names in code that are another spelling of a symbol, and the symbol
WRONG_NAMES = {
    "alpha": "learning_rate",
    "lr": "learning_rate",
    "n_features": "n_x",
    "nx": "n_x",
    "n_samples": "m",
    "n_examples": "m",
    "num_iters": "num_iterations",
    "n_iterations": "num_iterations",
    "epochs": "num_iterations",
    "bias": "b",
    "weights": "w",
    "y_hat": "yhat, or a",
    "x_train": "X_train",
    "y_train": "Y_train",
    "dW": "dw",
    "dB": "db",
}

ALL = pytest.mark.parametrize("lesson", lessons())


def drawn(test):
    """Marks a test of the figures, which a kernel draws."""
    return pytest.mark.slow(QUIET(ALL(test)))


@functools.cache
def cells(lesson):
    """Id, kind and text of every cell."""
    file = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    return [(cell["id"], cell["cell_type"], "".join(cell["source"])) for cell in file["cells"]]


def code(lesson):
    """Place, id and syntax tree of every cell of code."""
    return [(i, id, ast.parse(text)) for i, (id, kind, text) in enumerate(cells(lesson)) if kind == "code"]


def headings(lesson, marks="##"):
    """Place of the cell, and words, of every heading of that depth."""
    found = []
    for i, (_, kind, text) in enumerate(cells(lesson)):
        plain = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S) if kind == "markdown" else ""
        found += [(i, words) for words in re.findall(rf"^{marks} (.+)$", plain, flags=re.M)]
    return found


def test_the_ten_lessons_are_there_and_their_titles_begin_with_a_verb() -> None:
    assert [headings(lesson, "#")[0][1] for lesson in lessons()] == TITLES


@ALL
def test_the_top_says_what_you_will_do_learn_and_need_and_how_long_it_takes(lesson) -> None:
    top = cells(lesson)[0][2]

    assert re.search(rf"^\*Lesson {lesson[:2]} · about \d+ minutes · .+\*$", top, flags=re.M)
    for part in ("What you will do.", "What you will learn.", "What you need."):
        assert re.search(rf"^\*\*{re.escape(part)}\*\*", top, flags=re.M), part
    assert len(re.findall(r"^- ", top, flags=re.M)) >= 3


@ALL
def test_the_contents_at_the_top_are_the_parts_in_their_order(lesson) -> None:
    parts = [words for _, words in headings(lesson)]
    listed = re.findall(r"^\d+\. \[(.+?)\]", cells(lesson)[0][2], flags=re.M)

    assert listed == parts[: len(listed)]
    assert "Find the bug" in listed


@ALL
def test_the_parts_end_with_the_bug_the_key_points_and_where_to_go_on(lesson) -> None:
    parts = [words for _, words in headings(lesson) if words != "If a check sent you here"]

    assert parts[-4:] == ["Find the bug", "Key points", "On your own", "In practice"]


@ALL
def test_a_heading_begins_its_cell(lesson) -> None:
    """A link leads to a cell; see `autograder/checks/lessons.py`."""
    for marks in ("##", "###"):
        for i, words in headings(lesson, marks):
            assert cells(lesson)[i][2].startswith(f"{marks} {words}"), words


@ALL
def test_predictions_come_before_the_code_that_answers_them(lesson) -> None:
    asked = 0
    for i, id, tree in code(lesson):
        open_ = [n.targets[0] for n in tree.body if isinstance(n, ast.Assign) and "Ellipsis" in ast.dump(n.value)]
        names = [n.id for target in open_ for n in ast.walk(target) if isinstance(n, ast.Name)]
        for name in names:
            assert name.startswith("my_"), f"{id}: {name}"
            answers = [later for j, _, later in code(lesson) if j > i and name in loaded(later)]
            assert answers, f"{id}: nobody answers {name}"
        asked += bool(names or calls(tree, "guess") or calls(tree, "predict"))

    assert asked >= PREDICTIONS


def loaded(tree):
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


@ALL
def test_a_figure_that_moves_comes_after_three_drawings_that_stand_still(lesson) -> None:
    """Paper, a page without scripts and a notebook that was not run lose nothing."""
    parts = [i for i, _ in headings(lesson)]
    moving = [(i, id) for i, id, tree in code(lesson) if calls(tree, "moving")]
    for i, id in moving:
        start = max(part for part in parts if part < i)
        rows = [j for j, _, tree in code(lesson) if start < j < i and any(three(loop.iter) for loop in loops(tree))]
        assert rows, f"{id}: nothing shows it three times first"
        # what moves is explained or asked for above it, and summed up below
        assert {cells(lesson)[i - 1][1], cells(lesson)[i + 1][1]} == {"markdown"} or "guess(" in cells(lesson)[i - 1][
            2
        ], id

    assert moving


def calls(tree, name):
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == name]


def loops(tree):
    return [n for n in tree.body if isinstance(n, ast.For)]


def three(expression):
    """Whether the values of a loop are written out, three or more."""
    return any(isinstance(n, ast.Tuple) and len(n.elts) >= 3 for n in ast.walk(expression))


@ALL
def test_two_or_three_functions_to_write_and_one_bug_to_find(lesson) -> None:
    at = {id: i for i, (id, _, _) in enumerate(cells(lesson))}
    bug, key_points = (
        next(i for i, words in headings(lesson) if words == name) for name in ("Find the bug", "Key points")
    )
    names = [exercise.name for exercise in exercises(lesson)]
    repaired = [name for name in names if bug < at[f"try-{name}"] < at[f"check-{name}"] < key_points]

    assert len(repaired) == 1
    assert 2 <= len(names) - 1 <= 3
    assert "raise NotImplementedError" not in cells(lesson)[at[f"try-{repaired[0]}"]][2]


@ALL
def test_symbols_are_spelt_as_everywhere_in_the_course(lesson) -> None:
    for _, id, tree in code(lesson):
        made = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        made |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        wrong = {name: WRONG_NAMES[name] for name in made & WRONG_NAMES.keys()}
        assert not wrong, f"{id}: {wrong}"
    for id, kind, text in cells(lesson):
        if kind == "markdown":
            assert not re.search(r"\bn_\{?features\}?|\bnum_px\b|\bW\^T|\(m, n_x\) matrix X|\bdW\b", text), id


@drawn
def test_figures_are_labelled_and_read_without_colour(lesson, executed_lesson) -> None:
    found = figures(executed_lesson(lesson))

    assert found
    for one in found:
        where = f"{one['cell']}: {one['title']}"
        assert (one["x"], one["y"]) == (True, True), f"{where}: an axis with numbers needs a name"
        colours = {colour for colour, _ in one["lines"]} | {colour for _, _, colour in one["patches"]}
        assert {colour for colour in colours - PALETTE if not grey(colour)} == set(), where
        assert set(one["maps"]) <= MAPS, where
        for form in {form for _, form in one["lines"]}:
            alike = {colour for colour, other in one["lines"] if other == form and not grey(colour)}
            assert len(alike) <= 1, f"{where}: only their colour tells these lines apart, {form!r}: {alike}"
        for form in {(kind, hatch) for kind, hatch, _ in one["patches"]}:
            alike = {c for kind, hatch, c in one["patches"] if (kind, hatch) == form and not grey(c)}
            assert len(alike) <= 1, f"{where}: only their colour tells these areas apart, {form}: {alike}"


def grey(colour):
    return len({colour[1:3], colour[3:5], colour[5:7]}) == 1


@drawn
def test_every_figure_is_put_into_words(lesson, executed_lesson) -> None:
    """By a sentence that the cell prints, or by the cell of prose below it."""
    order = [id for id, _, _ in cells(lesson)]
    for id in {one["cell"] for one in figures(executed_lesson(lesson))}:
        i = order.index(id)
        printed = any(len(words) > 40 for words in re.findall(r'print\(f?"([^"]*)"', cells(lesson)[i][2]))
        assert printed or cells(lesson)[i + 1][1] == "markdown", f"{id}: say what the figure shows"
