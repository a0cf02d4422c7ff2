"""A learner in JupyterLab: opens a lesson, runs all of it, sees every figure, and moves those that move by keyboard.

Two lessons are tried each time; LESSONS=all tries all ten, LESSONS=04,07 those two.
"""

from __future__ import annotations

import json
import os
import re
import urllib.parse
import urllib.request

import nbformat
import pytest

from tests.browser.conftest import ROOT, keep, place
from tests.browser.kernel import drawn, run_all, save

ALL = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: sliders of numbers; sliders of words, and a picture to paint
USUAL = "02,07"
WANTED = os.environ.get("LESSONS", USUAL)
CHOSEN = [name for name in ALL if WANTED == "all" or name[:2] in WANTED.split(",")]

# one JupyterLab serves them all, and those of test_student.py and test_lesson_link.py
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab")]


def ran(page, lab, name):
    """Opens a lesson and runs it by the menu, as a learner does. Returns the saved notebook, with its outputs."""
    page.goto(place(lab, f"notebooks/{name}.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    run_all(page, 120)
    save(page)
    notebook = saved(lab, name)
    waiting = [c.id for c in notebook.cells if c.cell_type == "code" and c.source and not c.execution_count]

    assert waiting == [], "these cells did not run within two minutes"
    return notebook


def saved(lab, name):
    with urllib.request.urlopen(f"{lab}/api/contents/notebooks/{urllib.parse.quote(name)}.ipynb") as answer:
        return nbformat.from_dict(json.load(answer)["content"])


def moving_figures(page, notebook):
    """Each figure that moves, with its cell's id, brought into view."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and re.search(r"^moving\(", cell.source, flags=re.M):
            found = page.locator(f'.jp-Cell[data-windowed-list-index="{index}"] div.moving')
            drawn(page, found)
            found.locator(".drawing > *").first.wait_for()
            yield cell.id, found


def moves(page, figure):
    """Whether one key on each of a figure's controls changes what the figure says or shows."""
    controls = figure.locator("input[type=range], .board button[tabindex='0']")
    changed = []
    for i in range(controls.count()):
        before = told(figure)
        controls.nth(i).focus()
        if controls.nth(i).get_attribute("type") != "range":
            page.keyboard.press("Space")
        else:
            at_the_end = controls.nth(i).evaluate("e => e.value === e.max")
            page.keyboard.press("ArrowLeft" if at_the_end else "ArrowRight")
        changed.append(told(figure) != before)
    return bool(changed) and all(changed)


def told(figure):
    return figure.locator(".says").inner_text(), figure.locator(".drawing").inner_html()


@pytest.mark.parametrize("name", CHOSEN)
def test_a_lesson_works_in_jupyterlab(page, lab, name) -> None:
    notebook = ran(page, lab, name)
    said = [(cell.id, output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]

    assert [(id, output.ename) for id, output in said if output.output_type == "error"] == []
    assert [(id, output.text) for id, output in said if output.get("name") == "stderr"] == []
    for cell in notebook.cells:
        if cell.cell_type == "code" and re.search(r"^plt\.show\(\)", cell.source, flags=re.M):
            assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.id

    moved = {}
    for id, figure in moving_figures(page, notebook):
        moved[id] = moves(page, figure)
        keep(figure, f"lesson_{name[:2]}_{id}")

    assert moved, "a lesson has something to move"
    assert all(moved.values()), moved


def test_the_wanted_lessons_exist() -> None:
    assert [name[:2] for name in CHOSEN] == (sorted(WANTED.split(",")) if WANTED != "all" else [n[:2] for n in ALL])
