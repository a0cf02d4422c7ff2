"""The lessons as a website: built without a warning, whole without a network, readable on a phone and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, ROOT, fits, keep, unfold
from tests.week import NOTEBOOKS

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: with many figures; with formulas and a failed check; with wide tables and long code
READ = [
    *("index", "sheet", "lessons/glossary", "lessons/vote_07"),
    *(f"lessons/{LESSONS[i]}" for i in (1, 3, 8)),
]
SCREENS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
#: test_figures.py reads every lesson at the screens that are missing here, and asks of its page what all must hold
READ_ON = [(name, *on) for name in READ for on in SCREENS if Path(name).name not in LESSONS or on not in (DESK, PHONE)]

pytestmark = pytest.mark.slow


def test_each_lesson_has_a_page_with_its_figures_and_no_error(built) -> None:
    for name in LESSONS:
        text = (built / "lessons" / f"{name}.html").read_text(encoding="utf-8")

        assert 'class="cell_output' in text
        assert "Traceback (most recent call last)" not in text or name == LESSONS[0]
        assert "widget-view+json" not in text
        assert "In JupyterLab" not in re.sub(r"<!--.*?-->", "", text)
        assert re.search(r'<img alt="Figure with (one plot|\d+ plots)', text)


def test_every_picture_has_words(built) -> None:
    for path in built.rglob("*.html"):
        for picture in re.findall(r"<img [^>]*>", path.read_text(encoding="utf-8")):
            words = re.search(r'alt="([^"]*)"', picture)

            assert words is not None, picture
            assert len(words[1]) >= 15, picture
            assert not words[1].endswith((".png", ".svg")), picture


def test_no_page_loads_anything_from_another_host(built) -> None:
    loading = re.compile(r'(?:<(?:script|img|iframe|source|video)[^>]*\ssrc|<link[^>]*\shref)="(?:https?:)?//[^"]*"')
    styles = re.compile(r"""(?:url\(|@import )["']?(?:https?:)?//[^)"']*""")
    for path in built.rglob("*"):
        if path.suffix == ".html":
            assert loading.findall(path.read_text(encoding="utf-8")) == [], path.name
        if path.suffix == ".css":
            assert styles.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_start_page_lists_each_lesson_with_their_minutes(visit) -> None:
    page = visit("index")
    rows = page.locator("ol.lessons > li")

    assert rows.count() == len(LESSONS)
    for i in range(len(LESSONS)):
        assert re.search(r"\d\d minutes", rows.nth(i).inner_text())
        assert rows.nth(i).locator("a").get_attribute("href") == f"lessons/{LESSONS[i]}.html"


def test_a_lessons_own_links_lead_to_its_headings(visit) -> None:
    page = visit(f"lessons/{LESSONS[0]}")
    page.get_by_role("link", name="Mind the order, not the place").first.click()

    expect(page.locator(":target h2").first).to_have_text(re.compile("^Mind the order"))


@pytest.mark.parametrize(("width", "interface"), [(1280, "lab"), (390, "notebooks")])
def test_each_graded_notebook_can_be_run_from_the_start_page(visit, address, width, interface) -> None:
    page = visit("index", width)
    for name in NOTEBOOKS:
        link = page.get_by_role("link", name=name, exact=True)
        path = f"logistic_regression/{name}.ipynb"

        assert link.evaluate("link => link.href") == f"{address}/lite/{interface}/index.html?path={path}"


def test_formulas_are_drawn_by_the_browser(visit) -> None:
    page = visit(f"lessons/{LESSONS[3]}")
    formula = page.locator(".formula math").first

    assert formula.locator("mi", has_text="log").count() == 2
    assert formula.bounding_box()["height"] > 12
    assert "$" not in page.locator("article").inner_text()


def test_the_sheet_is_printed_on_two_sides(built) -> None:
    paper = (built / "sheet.pdf").read_bytes()

    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b(?!s)", paper)) == 2


def test_an_answer_is_explained_without_a_kernel(visit) -> None:
    page = visit(f"lessons/{LESSONS[2]}")
    answer = page.locator(".recall details").first
    told = answer.locator("p")
    assert not told.is_visible()
    answer.locator("summary").click()

    assert told.is_visible()
    assert told.inner_text().startswith(("Yes.", "No."))


def test_the_deck_of_cards_can_be_taken(built) -> None:
    assert len((built / "cards.tsv").read_text(encoding="utf-8").splitlines()) > 100


@pytest.mark.parametrize("name", LESSONS)
def test_no_slide_is_larger_than_the_screen(visit, name) -> None:
    page = visit(f"slides/{name}")
    page.set_viewport_size({"width": 1280, "height": 720})
    larger = """[...document.querySelectorAll("section")].filter(one =>
        one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).map(one => one.innerText)"""

    assert page.evaluate(larger) == []


def test_search_finds_the_lesson(visit) -> None:
    page = visit("index")
    page.keyboard.press("Control+K")
    page.keyboard.type("broadcast")
    page.keyboard.press("Enter")
    found = page.locator("#search-results a", has_text="Let shapes stretch").first
    found.wait_for()
    found.click()

    expect(page.locator("h1")).to_have_text(re.compile("^Let shapes stretch"))


def test_search_works_on_the_disk_too(browser, built) -> None:
    page = browser.new_page()
    page.goto((built / "search.html").as_uri() + "?q=broadcast")
    page.locator("#search-results a", has_text="Let shapes stretch").first.wait_for(timeout=30_000)
    page.close()


def test_dark_mode_is_one_button(visit) -> None:
    page = visit(f"lessons/{LESSONS[2]}", scheme="light")

    def ground():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    light = ground()
    page.get_by_role("button", name="Color mode").first.click()
    page.get_by_text("Dark", exact=True).first.click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")

    assert ground() != light
    page.reload()
    assert ground() != light


def test_a_phone_need_not_be_moved_sideways_and_cuts_nothing(built, visit) -> None:
    """Of the lessons, test_figures.py asks it."""
    pages = [path.relative_to(built).with_suffix("") for path in sorted(built.rglob("*.html"))]
    pages = [path for path in pages if path.parts[0] not in ("slides", "lite", "_static") and path.name not in LESSONS]
    assert len(pages) > len(LESSONS)
    page = visit("index", width=390)
    address = page.url.removesuffix("/index.html")
    for name in pages:
        page.goto(f"{address}/{name}.html")
        unfold(page)
        fits(page)


@pytest.mark.parametrize(("name", "width", "scheme"), READ_ON)
def test_accessibility_rules_find_nothing(visit, name, width, scheme) -> None:
    page = visit(name, width, scheme)
    unfold(page)
    keep(page, f"site_{Path(name).name[:5]}_{width}_{scheme}")

    assert violations(page) == []
