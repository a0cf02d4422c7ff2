"""A student's day with nbgrader's buttons: Fetch, a mistake, Validate, Submit, and seconds later Fetch Feedback."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.watch.exchange import page_name
from examples.fill import dump, fill, load
from examples.lab import ASSIGNMENT, COURSE_ID, Lab, prepare, running, watching
from tests.browser.conftest import ROOT, keep, opened, place, serving
from tests.browser.test_student import cell_with, open_notebook, run, write

pytestmark = pytest.mark.slow
WRONG = "def softmax(x):\nexps = np.exp(x)\nreturn exps / exps.sum(axis=0)"
SECONDS = 120.0  # generous: the machine may be busy; what it took is printed
SUBMITS = 5


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return prepare(tmp_path_factory.mktemp("lab"), ROOT, fetched=False)


@pytest.fixture(scope="module")
def address(lab: Lab) -> Iterator[str]:
    """The student's JupyterLab, with a watcher on the other side of the exchange."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        running(watching(lab), ROOT, env, lab.root / "watch.log") as watcher,
        serving(lab.student, lab.environment(), lab.root / "jupyter.log") as address,
    ):
        yield address
        assert watcher.poll() is None, (lab.root / "watch.log").read_text()


@pytest.fixture
def page(browser):
    """A page on which dialogs stay: Validate answers in one."""
    with opened(browser) as page:
        yield page


def assignment_list(page, address: str):
    page.goto(place(address))
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text="Assignment List").click()
    return page.locator("#assignments")


def released(lab: Lab) -> dict[Path, list[Path]]:
    """For each submission in the exchange, where its pages must be."""
    found = {}
    for folder in (lab.exchange / COURSE_ID / "inbound").iterdir():
        if not (folder / "submission_secret.txt").is_file():
            continue
        secret = (folder / "submission_secret.txt").read_text()
        names = (page_name(secret, path.stem) for path in folder.glob("*.ipynb"))
        found[folder] = [lab.exchange / COURSE_ID / "feedback" / name for name in names]
    return found


def all_written(pages: dict[Path, list[Path]]) -> bool:
    return all(page.is_file() for of_one in pages.values() for page in of_one)


def pages_of(lab: Lab) -> list[Path]:
    """The pages that the student has fetched."""
    return list((lab.student / ASSIGNMENT / "feedback").glob("*/*.html"))


def until(what, seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_from_fetch_to_feedback(page, lab: Lab, address: str) -> None:
    assignments = assignment_list(page, address)
    assignments.get_by_role("button", name="Fetch", exact=True).click()
    fetched = assignments.locator("#fetched_assignments_list")
    fetched.get_by_text(ASSIGNMENT).first.wait_for()
    keep(page, "exchange_1_fetched")
    assert (lab.student / ASSIGNMENT / "2_broadcasting.ipynb").is_file()

    open_notebook(page, address, "2_broadcasting")
    run(page, cell_with(page, "import checks"))
    softmax = cell_with(page, "def softmax(x)")
    write(page, softmax, WRONG)
    run(page, softmax)
    check = cell_with(page, 'check("softmax", softmax)')
    run(page, check)
    check.get_by_text("softmax   FAIL").first.wait_for()
    assert "likely" in check.inner_text()
    keep(page, "exchange_2_checked")
    page.keyboard.press("Control+s")
    until(lambda: "exps.sum(axis=0)" in (lab.student / ASSIGNMENT / "2_broadcasting.ipynb").read_text())

    assignments = assignment_list(page, address)
    fetched = assignments.locator("#fetched_assignments_list")
    fetched.get_by_text(ASSIGNMENT).first.click()
    row = fetched.locator(".list_item", has_text="2_broadcasting").last
    row.get_by_role("button", name="Validate").click()
    dialog = page.locator("dialog.jp-Dialog")
    dialog.get_by_text("softmax").first.wait_for(timeout=180_000)
    keep(page, "exchange_3_validated")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")

    fetched.get_by_role("button", name="Submit", exact=True).first.click()
    submitted = assignments.locator("#submitted_assignments_list")
    submitted.get_by_text(ASSIGNMENT).first.wait_for()
    until(lambda: all_written(released(lab)))
    assignments.locator("#refresh_assignments_list").click()
    submitted.get_by_role("button", name="Fetch Feedback").first.click()
    keep(page, "exchange_4_submitted")
    until(lambda: len(pages_of(lab)) == 4)
    (told,) = (lab.student / ASSIGNMENT / "feedback").glob("*/2_broadcasting.html")
    submitted.get_by_text("view feedback").first.wait_for()
    keep(page, "exchange_5_fetched_feedback")
    page.goto(place(address, str(told.relative_to(lab.student))))
    shown = page.frame_locator("iframe").first
    shown.get_by_role("heading", name="Feedback for ada").wait_for()
    shown.get_by_text("down the columns").first.wait_for()
    shown.get_by_role("link", name='lesson 08, "Give each row a number of its own"').first.click()
    passage = shown.get_by_role("heading", name='lesson 08, "Give each row a number of its own"')
    expect(passage).to_be_in_viewport()
    expect(shown.get_by_text("keep its axis, let it stretch")).to_be_visible()
    keep(page, "exchange_6_feedback")


def test_seconds_from_submit_to_feedback(page, lab: Lab, address: str) -> None:
    """From the click on Submit. Printed beside the bar of two seconds, not asserted: a machine may be busy."""
    work, ready, seen = lab.student / ASSIGNMENT / "2_broadcasting.ipynb", [], []
    if not work.is_file():
        prepare(lab.root, ROOT)
    for number in range(SUBMITS):
        work.write_bytes(dump(fill(load(work), {"softmax": f"def softmax(x):\n    return x + {number}"})))
        assignments = assignment_list(page, address)
        submit = assignments.locator("#fetched_assignments_list").get_by_role("button", name="Submit", exact=True)
        submit.first.wait_for()
        before, fetched = released(lab), len(pages_of(lab))
        since = time.monotonic()
        submit.first.click()
        until(lambda known=before: len(done := released(lab)) > len(known) and all_written(done))
        ready.append(time.monotonic() - since)
        assignments.locator("#refresh_assignments_list").click()
        assignments.locator("#submitted_assignments_list").get_by_role("button", name="Fetch Feedback").first.click()
        until(lambda count=fetched: len(pages_of(lab)) > count)
        seen.append(time.monotonic() - since)
    for what, took in {"there to fetch": ready, "fetched by two more clicks": seen}.items():
        each = ", ".join(f"{one:.2f}" for one in sorted(took))
        print(f"\nFrom Submit until feedback is {what}: median {statistics.median(took):.2f} s of {each}", end="")
    assert len(released(lab)) >= SUBMITS
