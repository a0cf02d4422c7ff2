"""Midnight accidents in JupyterLab: each is told in a sentence that says what to do, without a traceback of ours."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.browser.conftest import PATIENCE, ROOT, keep, opened, place, serving
from tests.browser.kernel import idle, run_all
from tests.browser.test_student import cell_with, run, write

pytestmark = pytest.mark.slow
NAME = "2_broadcasting"
RIGHT = "def percentages(table):\nreturn 100 * table / table.sum(axis=0)"
WRONG = "def percentages(table):\nreturn 100 * table / table.sum(axis=1, keepdims=True)"
ENDLESS = "def percentages(table):\nk = 0\nwhile k < 3:\nk = k * 1"
CHECK = 'check("percentages", percentages)'


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The address of a JupyterLab on the release, and on copies whose reference.h5 is missing and damaged."""
    folder = tmp_path_factory.mktemp("desk")
    for copy in ("whole", "missing", "damaged"):
        shutil.copytree(ROOT / "release" / "logistic_regression", folder / copy)
    (folder / "missing" / "reference.h5").unlink()
    (folder / "damaged" / "reference.h5").write_bytes(b"half a download")
    home = tmp_path_factory.mktemp("home")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))}
    with serving(folder, {**clean, "HOME": str(home)}, home / "log") as address:
        yield address


@pytest.fixture
def notebook(browser, desk):
    """Opens notebook 2 of a copy of the release in a page of its own, which may read what was copied."""
    with opened(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_locator_handler(page.locator("dialog.jp-Dialog"), lambda _: page.keyboard.press("Escape"))

        def opener(copy):
            page.goto(place(desk, f"{copy}/{NAME}.ipynb"))
            page.wait_for_selector(".jp-Notebook .jp-Cell")
            idle(page).wait_for()
            return page

        yield opener


def shown(page, cell, words):
    """The output of a cell, once it holds the words; lines of a card are joined."""
    output = cell.locator(".jp-OutputArea", has_text=words).first
    output.scroll_into_view_if_needed()  # what is not in view may have no words
    return " ".join(output.inner_text().split())


def answered(page, start, words):
    """Run the cell that begins with `start`; its output once it holds the words."""
    cell = cell_with(page, start)
    run(page, cell)
    return shown(page, cell, words)


def rewritten(page, code):
    cell = cell_with(page, "def percentages(table)")
    write(page, cell, code)
    run(page, cell)


def in_a_new_cell(page, below, code):
    """Type code into a new cell below another one, as a student does, and run it; the new cell."""
    below.locator(".jp-InputPrompt").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(code)
    cell = cell_with(page, code.splitlines()[-1])
    run(page, cell)
    return cell


@pytest.mark.parametrize(
    ("copy", "sentence"),
    [
        ("missing", "reference.h5 must lie beside the notebooks, and is not there. Fetch the assignment again."),
        (
            "damaged",
            "reference.h5 cannot be read: it is damaged, or not from this release. Fetch the assignment again.",
        ),
    ],
)
def test_without_its_reference_the_first_cell_says_what_to_do(notebook, copy, sentence) -> None:
    page = notebook(copy)

    output = answered(page, "import numpy as np", "Fetch the assignment")

    assert output == sentence


def test_a_restarted_kernel_a_syntax_error_and_a_misspelt_name(notebook) -> None:
    page = notebook("whole")

    before = answered(page, CHECK, "NameError")  # as after a restart: the first cell has not run
    page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTo(0, 0)")
    run(page, cell_with(page, "import numpy as np"))
    unwritten = answered(page, CHECK, "not defined")
    rewritten(page, RIGHT)
    right = answered(page, CHECK, "PASS")
    rewritten(page, RIGHT + " +")
    broken = answered(page, CHECK, "syntax error")
    rewritten(page, RIGHT)
    new = in_a_new_cell(page, cell_with(page, CHECK), 'check("percentage", percentages)')
    misspelt = shown(page, new, "Did you mean")

    assert "name 'check' is not defined" in before
    assert "checks" not in before, "no line of ours"
    assert unwritten == (
        "percentages is not defined in this kernel: run the cell that defines it, then run this cell again."
    )
    assert "visible tests passed" in right
    assert "last run of its cell stopped at a syntax error" in broken
    assert "2 | return 100 * table / table.sum(axis=0) +" in broken
    assert misspelt == f"Notebook '{NAME}' has no check named 'percentage'. Did you mean 'percentages'?"
    assert "Traceback" not in unwritten + right + broken + misspelt


def test_an_endless_loop_is_stopped_and_named_and_the_kernel_lives_on(notebook) -> None:
    page = notebook("whole")
    run(page, cell_with(page, "import numpy as np"))
    rewritten(page, ENDLESS)
    endless = answered(page, CHECK, "It was stopped")
    cell_with(page, CHECK).scroll_into_view_if_needed()
    keep(page, "endless_loop")
    rewritten(page, RIGHT)
    again = answered(page, CHECK, "PASS")

    assert "It was stopped after 10 seconds. It was in the loop of line 3: while k < 3:" in endless.replace("`", "")
    assert "Traceback" not in endless
    assert "PASS" in again


def test_the_code_of_a_hint_can_be_copied_and_run(notebook) -> None:
    page = notebook("whole")
    run(page, cell_with(page, "import numpy as np"))
    rewritten(page, WRONG)
    answered(page, CHECK, "FAIL")
    check = cell_with(page, CHECK)

    check.get_by_role("button", name="copy").click()
    check.get_by_role("button", name="copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    keep(page, "hint_to_copy")
    new = in_a_new_cell(page, check, copied)
    printed = shown(page, new, "[")

    assert 'checks.tried("percentages")' in copied
    assert "Error" not in printed


def test_run_all_goes_on_after_a_failed_check(notebook) -> None:
    page = notebook("whole")
    rewritten_later = cell_with(page, "def percentages(table)")
    write(page, rewritten_later, WRONG)
    run_all(page, PATIENCE)  # which scrolls, so nothing is looked for before

    last = cell_with(page, "# The same four labels in three forms")
    words = shown(page, last, "not written yet")

    assert words == "residuals is not written yet: write it, run its cell and its check, then run this cell again."
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()
