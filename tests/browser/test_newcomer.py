"""A newcomer's way on a phone, by touch and without a network: from the start page, by a lesson, to a graded hand-in.

The other lessons and graded notebooks in JupyterLite: test_lite.py.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, hosted, keep
from tests.browser.test_figures import figures
from tests.browser.test_lessons import moving_figures, told
from tests.browser.test_lite import CASES, ON_A_PHONE, code, collected, expected, graded, problems
from tests.browser.test_student import cell_with, write
from tests.week import ASSIGNMENT, BROADCASTING

pytestmark = pytest.mark.slow
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: a file of JupyterLite's drive, as the browser keeps it
KEPT = """path => new Promise(resolve => {
    const opening = indexedDB.open("JupyterLite Storage - /lite/");
    opening.onsuccess = () => {
        const asked = opening.result.transaction("files").objectStore("files").get(path);
        asked.onsuccess = () => { opening.result.close(); resolve(asked.result?.content); };
    };
})"""


@pytest.fixture
def site(built, lite, tmp_path):
    """The address of the whole site as `make lite` leaves it: the pages, and JupyterLite in lite/."""
    (tmp_path / "site").mkdir()
    for path in built.iterdir():
        (tmp_path / "site" / path.name).symlink_to(lite if path.name == "lite" else path)
    with hosted(tmp_path / "site") as address:
        yield address


@pytest.fixture
def phone(alone):
    """A page on a phone that finds no host but this machine. Fails at the end if it asked for one."""
    context, asked = alone.new_context(**PHONE), []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(300_000)
    yield page
    keep(page, "newcomer_last")
    context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []


def test_from_the_start_page_to_a_grade(phone, site, tmp_path) -> None:
    name, wrong, right, named = CASES[BROADCASTING]
    phone.goto(f"{site}/index.html")
    before = download(phone, BROADCASTING)
    phone.get_by_role("link", name="Let shapes stretch, and not surprise you").first.tap()
    moved = [slides(figure) for figure in figures(phone)]
    phone.get_by_role("link", name="Run this lesson here").tap()
    ran = run_to_the_end(phone, f"notebooks/{ON_A_PHONE}.ipynb")
    moved += [slides(figure) for _, figure in moving_figures(phone, nbformat.from_dict({"cells": ran}))]
    keep(phone, "newcomer_lesson")

    assert before.startswith(f"You have not saved {BROADCASTING}.ipynb in this browser yet")
    assert moved == [True, True]  # the lesson's figure, on the page and in the notebook
    assert problems(ran) == []

    phone.goto(f"{site}/index.html")
    phone.get_by_role("link", name=BROADCASTING, exact=True).tap()
    phone.locator(".jp-Notebook h1").first.wait_for()  # the notebook's own: cells are drawn
    run(phone, cell_with(phone, "import checks"))
    failed = answer(phone, name, wrong)
    keep(phone, "newcomer_failed")
    cure = follow(phone, cell_with(phone, f'check("{name}", {name})'))
    passed = answer(phone, name, right)
    save(phone, f"{ASSIGNMENT}/{BROADCASTING}.ipynb", lambda cells: any(right[-1] in cell.source for cell in cells))
    phone.goto(f"{site}/index.html")
    with phone.expect_download() as coming:
        said = download(phone, BROADCASTING)
    taken = tmp_path / coming.value.suggested_filename
    coming.value.save_as(taken)
    keep(phone, "newcomer_start", full_page=True)

    assert f"{name} FAIL" in failed
    assert named in failed
    assert cure in failed
    assert f"{name} PASS" in passed
    assert taken.name == f"{BROADCASTING}.ipynb"
    assert said.startswith(f"{taken.name}, as you saved it on ")
    points = graded(collected(taken, tmp_path))
    assert points == graded(expected(BROADCASTING, tmp_path))
    assert points[name] > 0


def download(page, notebook: str) -> str:
    """Taps a Download button of the start page. Returns what the page then says."""
    page.get_by_role("button", name=f"Download {notebook}").tap()
    status = page.locator("#downloaded")
    status.filter(has_text=notebook).wait_for()
    return status.inner_text()


def slides(figure) -> bool:
    """Whether a finger on each of a figure's sliders, near an end, changes what the figure says or shows."""
    changed = []
    for slider in figure.locator("input[type=range]").all():
        before = told(figure)
        place = slider.bounding_box()
        far = 0.9 if slider.evaluate("e => e.valueAsNumber < e.max / 2") else 0.1
        slider.tap(position={"x": far * place["width"], "y": place["height"] / 2})
        changed.append(says_something_else(figure, before))
    return bool(changed) and all(changed)


def says_something_else(figure, before: tuple[str, str]) -> bool:
    """Whether a figure comes to say or show something else: a touch becomes a click a little later."""
    for _ in range(100):
        if told(figure) != before:
            return True
        figure.page.wait_for_timeout(100)
    return False


def press(page, command: str) -> None:
    """Taps a button of the notebook's toolbar, or of what the three dots at its end open.

    JupyterLab measures a narrow toolbar while it is being laid out, and may find room for nothing but the dots.
    """
    button = page.locator(f'.jp-Toolbar [data-jp-item-name="{command}"]').first
    dots = page.locator(".jp-NotebookPanel-toolbar .jp-Toolbar-responsive-opener")
    end = time.monotonic() + PATIENCE
    while not button.is_visible():
        assert time.monotonic() < end, f"no button {command}, not even behind the dots"
        if dots.is_visible():
            dots.tap()
        page.wait_for_timeout(500)
    button.tap()


def follow(page, check) -> str:
    """Taps the link of a failed check. Returns the heading that the website shows, in a tab of its own."""
    link = check.locator(".jp-OutputArea a[href*='cell-id']").first
    named = link.inner_text().partition('"')[2].strip('"')
    link.scroll_into_view_if_needed()
    with page.context.expect_page() as opening:
        link.tap()
    expect(opening.value.get_by_role("heading", name=named).first).to_be_in_viewport(timeout=60_000)
    keep(opening.value, "newcomer_cure")
    opening.value.close()
    return named


def save(page, path: str, done: Callable[[list[NotebookNode]], bool]) -> list[NotebookNode]:
    """Presses the disk until what the browser keeps of a notebook is as it should be. Returns its cells."""
    for _ in range(200):
        press(page, "save")
        page.wait_for_timeout(1_500)
        kept = page.evaluate(KEPT, path)
        if kept and done(cells := nbformat.from_dict(kept).cells):
            return cells
    raise AssertionError(f"{path} was not saved as it should be within five minutes")


def run_to_the_end(page, path: str) -> list[NotebookNode]:
    """Runs all cells by the menu. Returns them when the last one has run."""
    page.locator(".jp-Notebook h1").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).tap()
    page.get_by_text("Run All Cells", exact=True).tap()
    return save(page, path, lambda cells: all(cell.execution_count for cell in code(cells)))


def run(page, cell) -> None:
    cell.locator(".cm-content").first.tap()
    press(page, "run")
    cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for()


def answer(page, name: str, lines: list[str]) -> str:
    """Writes a function, runs its cell and its check. Returns what the check says, on one line."""
    written = cell_with(page, f"def {name}(")
    write(page, written, "\n".join(lines))
    run(page, written)
    check = cell_with(page, f'check("{name}", {name})')
    run(page, check)
    verdict = check.locator(".jp-OutputArea", has_text=re.compile("PASS|FAIL"))
    verdict.wait_for()
    return " ".join(verdict.inner_text().split())
