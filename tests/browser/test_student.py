"""A student in JupyterLab: opens the released notebook, writes a function with a mistake, and reads its name."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import keep, place
from tests.browser.kernel import drawn, idle

WRONG = """def propagate(w, b, X, Y):
m = X.shape[1]
A = sigmoid(w.T @ X + b)
cost = -np.sum(Y.T * np.log(A) + (1 - Y.T) * np.log(1 - A)) / m
dw = X @ (A - Y).T / m
db = np.sum(A - Y) / m
return {"dw": dw, "db": db}, cost"""


def open_notebook(page, lab, name) -> None:
    page.goto(place(lab, f"logistic_regression/{name}.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    idle(page).wait_for()


def cell_with(page, text):
    """The code cell whose text begins so, in view."""
    found = page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text))
    drawn(page, found)
    return found.first


def run(page, cell) -> None:
    cell.locator(".cm-content").first.click()
    page.keyboard.press("Control+Enter")
    cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for()


def write(page, cell, code) -> None:
    cell.locator(".cm-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    for i, line in enumerate(code.splitlines()):
        if i:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(line)


@pytest.mark.slow
@pytest.mark.xdist_group("lab")
def test_a_check_names_the_mistake(page, lab) -> None:
    open_notebook(page, lab, "4_logistic_regression")
    run(page, cell_with(page, "import checks"))
    sigmoid = cell_with(page, "def sigmoid(z)")
    write(page, sigmoid, "def sigmoid(z):\nreturn 1 / (1 + np.exp(-z))")
    run(page, sigmoid)
    propagate = cell_with(page, "def propagate(w, b, X, Y)")
    write(page, propagate, WRONG)
    run(page, propagate)
    check = cell_with(page, 'check("propagate", propagate)')
    run(page, check)
    answer = check.locator(".jp-OutputArea")
    answer.get_by_text("propagate   FAIL").first.wait_for()
    check.scroll_into_view_if_needed()
    keep(page, "named_mistake")

    assert "FAIL" in answer.inner_text()
    assert "m×m table" in answer.inner_text()
    assert "lesson 08" in answer.inner_text()
    assert "your line" in answer.inner_text()
