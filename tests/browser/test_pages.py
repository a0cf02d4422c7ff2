"""The pages that we write, in a real browser: no rule of axe-core is broken, nothing is cut off, and they work."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.course.lateness import Lateness
from autograder.feedback.page import sections
from autograder.feedback.write import write_feedback
from autograder.gradebook.standing import by_checks
from autograder.report.changes import Changes, compare, of_penalty
from autograder.report.changes_page import write_changes
from autograder.report.mistakes import words_of
from autograder.report.write import write_report
from autograder.submissions.receipt import receipt
from tests.browser.axe import violations
from tests.browser.conftest import keep
from tests.feedback.sample import ASSIGNMENT, class_of, code, known
from tests.week import LESSONS

pytestmark = pytest.mark.slow

DUE = datetime(2026, 3, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
SIZE = 40
MANY = 1_000


def standings(size):
    """What counts: every third student is late, one has an extension, of one nothing is known."""
    found = {}
    for i, record in enumerate(class_of(size)):
        came = DUE + timedelta(hours=30 if i % 3 == 0 else -5, seconds=i)
        lost = {n.name: round(0.2 * n.score, 2) for n in record.notebooks} if i % 3 == 0 else {}
        rule = "10 % of the score for each day that has begun; 2 days have begun"
        late = Lateness(DUE, came, penalties=lost, rule=rule)
        if record.student == "student0002":
            late = Lateness(DUE + timedelta(days=2), DUE, timedelta(days=2))
        found[record.student] = dataclasses.replace(by_checks(record), lateness=late)
    del found["student0005"]
    return found


@pytest.fixture(scope="session")
def pages(once):
    """A course's pages: feedback, reports of a class and of a large one, what a regrade changed."""
    return once("pages", write_pages)


def write_pages(root) -> None:
    records, counted = class_of(SIZE), standings(SIZE)
    for record in records:
        handed = receipt({f"{n.name}.ipynb": n.name.encode() for n in record.notebooks}, ["link.ipynb"])
        about = sections(record, code(record)), counted.get(record.student), handed
        write_feedback(root / "feedback", record, *about, lessons=LESSONS)
    write_report(root / "reports", records, ASSIGNMENT, words_of(known()), counted)
    write_report(root / "many", class_of(MANY), ASSIGNMENT, words_of(known()), standings(MANY))
    changes = []
    for old, new in zip(records, class_of(SIZE, seed=8), strict=True):
        why = {(n.name, c.id): ("handed in again", "the check changed") for n in new.notebooks for c in n.checks}
        changes += compare(old, dataclasses.replace(new, student=old.student), why)
    changes.append(of_penalty("student0001", 4.0, 0.0))
    write_changes(root / "reports", Changes(SIZE, SIZE, tuple(changes)), ASSIGNMENT, datetime(2026, 3, 4, tzinfo=UTC))


PAGES = {
    "feedback": f"feedback/student0001/{ASSIGNMENT}/{ASSIGNMENT}.html",
    "one notebook": f"feedback/student0002/{ASSIGNMENT}/2_broadcasting.html",
    "report": f"reports/{ASSIGNMENT}.html",
    "changes": f"reports/{ASSIGNMENT}_changes.html",
}


@pytest.fixture
def opened(profiles):
    """Opens a file in a window of its own; what the page itself complains of fails the test."""
    pages, said = [], []

    def open_page(path: Path, width=1280, scheme="light", script=True):
        page = profiles(color_scheme=scheme, java_script_enabled=script).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_accessibility_is_broken(pages, opened, name, width, scheme) -> None:
    page = opened(pages / PAGES[name], width, scheme)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    keep(page, f"page {name} {width} {scheme}", full_page=True)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("place", ["reports", "many"])
def test_no_word_of_a_figure_is_cut_off(pages, opened, place) -> None:
    page = opened(pages / place / f"{ASSIGNMENT}.html")

    cut = page.evaluate(
        """() => [...document.querySelectorAll("svg text")].filter((text) => {
            const box = text.getBBox(), all = text.ownerSVGElement.viewBox.baseVal;
            return box.x < 0 || box.x + box.width > all.width || box.y + box.height > all.height + 4;
        }).map((text) => text.textContent)"""
    )

    assert cut == []


def test_an_interval_is_one_line_on_the_screen_and_on_paper(pages, opened) -> None:
    page = opened(pages / "many" / f"{ASSIGNMENT}.html")
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        lines = page.locator("td .interval").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).fontSize))"
        )
        assert lines, "a class of this size has intervals"
        assert max(lines) < 2.2
    assert not page.get_by_role("link", name="Download points").is_visible(), "nobody can press it on paper"


def visible(page) -> int:
    return page.locator("#students-table tbody tr:visible").count()


def test_a_mistake_leads_to_the_submissions_that_made_it(pages, opened) -> None:
    page = opened(pages / PAGES["report"])
    one = page.locator("article.mistake").first
    count = int(one.locator("strong").first.inner_text().split()[0])
    one.get_by_role("link", name="Show them in the table").click()

    assert 0 < visible(page) == count < SIZE
    assert page.locator("#found").inner_text() == f"{count} of {SIZE} students shown."

    page.locator("#students-table tbody tr:visible a").first.click()
    page.wait_for_url("**/feedback/student*/*/*.html")
    assert page.locator("h1").inner_text().startswith("Feedback for student")


def test_the_report_is_filtered_by_exercise_mistake_and_name(pages, opened) -> None:
    page = opened(pages / PAGES["report"])
    form = page.locator("#filter")
    form.get_by_label("Lost points at").select_option(label="softmax (2_broadcasting)")
    lost = visible(page)
    form.get_by_label("Made the mistake").select_option(label="whole sum (softmax)")
    made = visible(page)
    form.get_by_label("Name contains").fill("student000")

    assert SIZE > lost > made > 0
    assert visible(page) < made

    form.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelectorAll('#students-table tbody tr[hidden]').length === 0")
    assert visible(page) == SIZE


def test_who_came_late_is_found_by_sorting(pages, opened) -> None:
    page = opened(pages / PAGES["report"])
    page.get_by_role("button", name="Late by").click()
    first = page.locator("#students-table tbody tr").first

    assert "1 day 6 h" in first.inner_text()
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Late by")


def test_one_click_from_a_mistake_to_the_passage_that_cures_it(pages, opened) -> None:
    page = opened(pages / PAGES["feedback"])
    link = page.locator(".next a", has_text="lesson ").first
    named = link.inner_text()
    link.click()
    passage = page.get_by_role("heading", name=named, exact=True)
    keep(page, "passage")

    expect(passage).to_be_in_viewport()
    expect(passage.locator("..")).to_contain_text("a slope points to where the cost grows")


def test_the_tables_can_be_downloaded(pages, opened) -> None:
    links = {"changes": {"Download CSV": ""}, "report": {"points (CSV)": "", "exercises (CSV)": "_exercises"}}
    for name, ends in links.items():
        page = opened(pages / PAGES[name])
        for words, end in ends.items():
            with page.expect_download() as caught:
                page.get_by_role("link", name=words).click()

            path = pages / PAGES[name]
            assert Path(caught.value.path()).read_bytes() == path.with_name(f"{path.stem}{end}.csv").read_bytes()


def test_without_script_everything_is_there_but_the_filter(pages, opened) -> None:
    page = opened(pages / PAGES["report"], script=False)

    assert visible(page) == SIZE
    assert page.locator("#filter").is_hidden()
    assert opened(pages / PAGES["changes"], script=False).locator("#students ~ .wide tbody tr").count() > SIZE


def test_a_large_class_can_be_filtered(pages, opened) -> None:
    page = opened(pages / "many" / f"{ASSIGNMENT}.html")
    page.locator("#filter").get_by_label("Name contains").fill("student0999")

    assert visible(page) == 1
