"""Figures that move: by keyboard, in JupyterLab and on the site, on a phone, in the dark, on paper and without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import keep, place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lessons")]

CELL = """import json
from figures import moving, slider
moving("sigmoid", w=slider(-5, 5, 0.25, start=1), b=slider(-6, 6, 0.5, start=0))"""


def test_lab(page, lab) -> None:
    page.goto(place(lab, "notebooks/02_squash_a_score_into_a_probability.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    found = page.locator("div.moving")
    for _ in range(200):
        if found.locator("input").count():
            break
        page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollBy(0, 500)")
        page.wait_for_timeout(100)
    found.first.scroll_into_view_if_needed()
    said = found.first.locator(".says")
    before = said.inner_text()
    found.first.locator("input").first.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowDown", "End"):
        page.keyboard.press(key)
        print(key, said.inner_text())
    keep(page, "figure_lab")
    assert before != said.inner_text()
    assert 0
