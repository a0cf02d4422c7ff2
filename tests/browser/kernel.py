"""Waiting for a notebook in JupyterLab, for its kernel and for its cells, without work for the page that runs it."""

from __future__ import annotations

import re
import time

#: how the status bar ends what it says of a kernel, `Python (Pyodide) | Idle`
IDLE = re.compile(r"^Python .*\| Idle$")
#: how long JupyterLab may take to draw a cell, on a machine that is busy
DRAWN = 60.0
#: scrolls a notebook on, and from its end to its beginning: a cell that is passed too quickly is not drawn
ON = "e => e.scrollTo(0, e.scrollTop + e.clientHeight < e.scrollHeight - 1 ? e.scrollTop + 500 : 0)"
#: whether cells have run and none waits. One that waits has a star; one whose code is folded has no mark
RAN = """() => {
    const shown = document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt");
    const said = [...shown].map(prompt => prompt.textContent);
    return said.some(text => /\\d/.test(text)) && !said.some(text => text.includes("*"));
}"""


def idle(page):
    """What says that the kernel is idle, in the status bar alone.

    Playwright looks for a text anywhere in all that a notebook shows, at each look, and that took a third of a lesson's
    CPU time.
    """
    return page.locator("#jp-main-statusbar .jp-StatusBar-TextItem").filter(has_text=IDLE)


def run_all(page, seconds: float) -> None:
    """Runs all cells by the menu, as a learner does, and waits until for two seconds none waits and the kernel is idle.

    Idle alone it may be for long before the first has come to it.
    """
    idle(page).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    quiet, end = 0, time.monotonic() + seconds
    while quiet < 10:
        assert time.monotonic() < end, f"cells wait, or the kernel was not idle within {seconds:g} seconds"
        page.wait_for_timeout(200)
        quiet = quiet + 1 if idle(page).count() and page.evaluate(RAN) else 0


def save(page) -> None:
    """Saves the notebook by its keys, and waits until its tab says that nothing is unsaved."""
    page.keyboard.press("Control+S")
    page.locator(".lm-TabBar-tab.lm-mod-current.jp-mod-dirty").wait_for(state="detached")


def drawn(page, found) -> None:
    """Scrolls the notebook until what is looked for is seen: JupyterLab draws cells as they come into view."""
    end = time.monotonic() + DRAWN
    while not found.first.is_visible():
        assert time.monotonic() < end, f"not in the notebook: {found}"
        page.locator(".jp-WindowedPanel-outer").first.evaluate(ON)
        page.wait_for_timeout(100)
    found.first.scroll_into_view_if_needed()
