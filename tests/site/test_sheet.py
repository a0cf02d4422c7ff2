"""What is on the sheet is so: each line of code gives the shape beside it, each slope is the measured one, each message
is numpy's own, and the formulas together are the course's solutions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from docs.site.website import causes, paper
from tests.week import LESSONS, LOGISTIC_REGRESSION, ROOT, lessons, reference

SHEET = (ROOT / "docs" / "site" / "sheet.md").read_text(encoding="utf-8")
PLACES = causes.read_places(LESSONS / "exercises" / "causes.toml")
N_X, M = 12, 5


def rows(*head: str) -> list[list[str]]:
    """The rows of the table with this head, cell by cell."""
    _, _, rest = SHEET.partition(f"| {' | '.join(head)} |\n")
    assert rest, head
    lines = rest.split("\n")[1:]
    return [line.strip("| ").split(" | ") for line in lines[: lines.index("")]]


def code(cell: str) -> str:
    return cell.strip("`")


@pytest.fixture
def names() -> dict[str, Any]:
    """What the sheet's code starts from: five small pictures with labels, zeros for weights, two vectors."""
    rng = np.random.default_rng(3)
    images = rng.integers(0, 256, (M, 2, 2, 3))
    start = {"w": rng.normal(size=(N_X, 1)), "b": 0.3, "learning_rate": 0.01, "Y": np.array([[1, 0, 0, 1, 1]])}
    vectors = {"u": rng.normal(size=N_X), "v": rng.normal(size=N_X)}
    return {"np": np, "m": M, "n_x": N_X, "images": images, "image": images[0], **start, **vectors}


def shapes(names: dict[str, Any], table: list[list[str]]) -> Iterator[tuple[str, object, object]]:
    """Each line of code, the shape it gives when it is run after those above it, and the shape that is printed."""
    for row in table:
        line = next(code(cell) for cell in row if cell.startswith("`"))
        name, equals, _ = line.partition(" = ")
        if equals:
            exec(line, names)
        value = names[name] if equals else eval(line, names)
        yield line, np.shape(value), eval(row[-1], names)


def test_each_line_of_the_step_gives_the_shape_beside_it(names: dict[str, Any]) -> None:
    table = rows("what", "formula", "code", "shape")

    assert len(table) > 8
    for line, is_so, printed in shapes(names, table):
        assert is_so == printed, line


def test_each_product_and_sum_gives_the_shape_beside_it(names: dict[str, Any]) -> None:
    list(shapes(names, rows("what", "formula", "code", "shape")))
    table = rows("code", "gives", "shape")

    assert len(table) > 8
    for line, is_so, printed in shapes(names, table):
        assert is_so == printed, line


def test_the_lines_together_are_the_solutions_of_notebook_4(names: dict[str, Any]) -> None:
    w, b, Y = names["w"], names["b"], names["Y"]
    list(shapes(names, rows("what", "formula", "code", "shape")))
    X = names["X"]
    solution = reference(LOGISTIC_REGRESSION)

    grads, cost = solution["propagate"](w, b, X, Y)
    answers = solution["predict"](w, b, X)

    np.testing.assert_allclose(names["cost"], cost)
    np.testing.assert_allclose(names["dw"], grads["dw"])
    np.testing.assert_allclose(names["db"], grads["db"])
    np.testing.assert_allclose(names["w"], w - 0.01 * grads["dw"])
    np.testing.assert_array_equal(names["answers"], answers)


def test_the_start_and_the_first_cost_are_those_of_the_solution(names: dict[str, Any]) -> None:
    said = re.search(r"^Start: `w = (.+?)`, `b = 0\.0`\. The first cost is then log 2 = ([\d.]+)", SHEET, flags=re.M)
    assert said is not None

    w = eval(said[1], names)
    _, cost = reference(LOGISTIC_REGRESSION)["propagate"](w, 0.0, names["images"].reshape(M, -1).T / 255, names["Y"])

    np.testing.assert_array_equal(w, reference(LOGISTIC_REGRESSION)["initialize_with_zeros"](N_X)[0])
    assert round(float(cost), 4) == float(said[2])


@pytest.mark.parametrize("row", rows("f(x)", "code", "slope", "code of the slope"), ids=lambda row: row[0])
def test_each_slope_is_the_measured_one(row: list[str]) -> None:
    names = {"np": np, "s": lambda x: 1 / (1 + np.exp(-x))}
    f, slope = (eval(f"lambda x: {code(row[i])}", names) for i in (1, 3))
    x, h = np.array([0.3, 1.0, 2.5]), 1e-6

    np.testing.assert_allclose(slope(x), (f(x + h) - f(x - h)) / (2 * h), rtol=1e-6)


@pytest.mark.parametrize("row", rows("one", "other", "result"), ids=lambda row: f"{row[0]}+{row[1]}")
def test_each_pair_of_shapes_gives_the_result_beside_it(row: list[str]) -> None:
    one, other = (eval(cell, {"m": M}) for cell in row[:2])

    if row[2] == "error":
        with pytest.raises(ValueError, match="mismatch"):
            np.broadcast_shapes(one, other)
    else:
        assert np.broadcast_shapes(one, other) == eval(row[2].split(":")[0], {"m": M})


def test_each_failing_line_is_explained_by_another_cause_that_has_a_lesson() -> None:
    found = [id for _, id, _ in causes.messages()]

    assert len(found) == len(set(found)) == len(causes.LINES)
    assert set(found) <= PLACES.keys()


def test_every_cause_with_a_lesson_that_can_be_told_in_a_line_is_on_the_sheet() -> None:
    made = causes.tables(PLACES, {name[:2]: f"{name}.ipynb" for name in lessons()})

    told = {heading for _, heading in PLACES.values() if f"*{heading}*" in made}
    untold = {heading for _, heading in PLACES.values()} - told
    # these need a cell of one's own to show themselves
    assert untold <= {"Names that outlive their cell", "By place or by name"}
    assert all(math.isclose(line.count(" | "), 2, abs_tol=1) for line in made.split("\n") if line.startswith("| "))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A built sheet, as far as paper is concerned."""
    page = tmp_path / "sheet.html"
    page.write_text(f"<p>{paper.ALONE}</p>", encoding="utf-8")
    return page


def program(folder: Path, script: str) -> str:
    """A browser of our own: what it does when it is asked to print."""
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_sheet_says_what_is_replaced_when_there_is_a_pdf() -> None:
    assert SHEET.count(paper.ALONE) == 1


def test_without_a_browser_the_build_goes_on_and_the_page_names_no_pdf(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    paper.write(app(page), None)

    assert "chromium" in paper.printed(page, page.with_suffix(".pdf"))
    assert "sheet.pdf" not in page.read_text(encoding="utf-8")


def test_a_browser_that_fails_is_told_in_its_own_words(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = program(page.parent, "echo no display >&2; exit 3")
    monkeypatch.setattr("shutil.which", lambda name: failing)

    why = paper.printed(page, page.with_suffix(".pdf"))

    assert why == f"{failing} ended with 3: no display"


def test_a_pdf_that_was_made_is_linked(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printing = program(page.parent, f"touch '{page.with_suffix('.pdf')}'")
    monkeypatch.setattr("shutil.which", lambda name: printing)

    paper.write(app(page), None)

    assert 'href="sheet.pdf"' in page.read_text(encoding="utf-8")


def app(page: Path) -> Any:
    """As much of Sphinx as knows where the site is."""
    return SimpleNamespace(outdir=str(page.parent))
