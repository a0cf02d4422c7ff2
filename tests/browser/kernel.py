"""Waiting for a notebook's kernel in JupyterLab, without work for the page that runs it."""

from __future__ import annotations

import re

#: how the status bar ends what it says of a kernel, `Python (Pyodide) | Idle`
IDLE = re.compile(r"^Python .*\| Idle$")


def idle(page):
    """What says that the kernel is idle, in the status bar alone.

    Playwright looks for a text anywhere in all that a notebook shows, at each look, and that took a third of a lesson's
    CPU time.
    """
    return page.locator("#jp-main-statusbar .jp-StatusBar-TextItem").filter(has_text=IDLE)


def run_all(page, seconds: float) -> None:
    """Runs all cells by the menu, as a learner does, and waits until the kernel has been idle for two seconds."""
    idle(page).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    quiet = 0  # between two cells the kernel is idle for a moment
    for _ in range(int(5 * seconds)):
        page.wait_for_timeout(200)
        quiet = quiet + 1 if idle(page).count() else 0
        if quiet == 10:
            return
    raise AssertionError(f"the kernel was not idle within {seconds:g} seconds")
