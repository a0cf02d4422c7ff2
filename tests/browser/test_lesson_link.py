"""From a failed check to the cure: the link in its message opens the lesson at the heading that it names."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.conftest import ROOT, keep
from tests.browser.test_student import cell_with, open_notebook, run, write

#: notebook -> function, a wrong form of it, the heading that cures it, the lesson where that stands
CASES = {
    "2_broadcasting": (
        "residuals",
        "def residuals(A, Y):\nreturn A - Y.reshape(-1, 1)",
        "Two vectors that became a table",
        "08_let_shapes_stretch_and_not_surprise_you",
    ),
    "1_vectorization": (
        "sigmoid",
        "def sigmoid(z):\nreturn 1 / 1 + np.exp(-z)",
        "A bracket missing: precedence",
        "02_squash_a_score_into_a_probability",
    ),
}

IN_VIEW = "one => (({top, bottom}) => top >= 0 && bottom <= innerHeight)(one.getBoundingClientRect())"


def follow(page, check) -> tuple[str, str, str]:
    """Clicks the link of a failed check until JupyterLab shows its heading, and it stays in view.

    Returns the lesson, the cell's id and the heading. The browser is made three times slower: JupyterLab draws the
    lesson while it goes there, and on a slow machine it would go there too early by itself.
    """
    link = check.locator(".jp-OutputArea a[href*='cell-id']").first
    lesson, cell = re.search(r"([^/]+)\.ipynb[^#]*#cell-id=(.+)", link.get_attribute("href")).groups()
    heading = link.inner_text().partition('"')[2].strip('"')
    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").locator("h2, h3, h4").filter(has_text=heading).first
    speed = page.context.new_cdp_session(page)
    speed.send("Emulation.setCPUThrottlingRate", {"rate": 3})
    link.scroll_into_view_if_needed()
    link.click()
    page.locator(".lm-TabBar-tab.lm-mod-current", has_text=f"{lesson}.ipynb").wait_for()
    assert stays_in_view(page, shown), f"{heading!r} of {lesson} did not come into view by one click"
    speed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return lesson, cell, heading


def stays_in_view(page, shown) -> bool:
    """Whether a heading comes into view within two minutes, and is there for three seconds."""
    quiet = 0
    for _ in range(120):
        page.wait_for_timeout(1_000)
        quiet = quiet + 1 if shown.count() and shown.evaluate(IN_VIEW) else 0
        if quiet == 3:
            return True
    return False


@pytest.mark.slow
@pytest.mark.xdist_group("lab")
@pytest.mark.parametrize("notebook", CASES)
def test_the_link_of_a_message_opens_the_lesson_at_its_heading(page, lab, notebook) -> None:
    name, code, heading, lesson = CASES[notebook]
    open_notebook(page, lab, notebook)
    run(page, cell_with(page, "import checks"))
    written = cell_with(page, f"def {name}(")
    write(page, written, code)
    run(page, written)
    check = cell_with(page, f'check("{name}", {name})')
    run(page, check)
    at, cell, named = follow(page, check)

    assert (at, named) == (lesson, heading)
    lesson_cells = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text())["cells"]
    assert [one["id"] for one in lesson_cells if f"# {heading}\n" in "".join(one["source"]) + "\n"] == [cell]
    keep(page, f"link_{name}")
