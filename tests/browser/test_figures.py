"""The lessons' pages: at a desk, on a phone in the dark, and without scripts; their figures that move are right."""

from __future__ import annotations

import json
import math
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, ROOT, fits, keep, unfold
from tests.browser.test_lessons import ALL, moves

FIGURES = ROOT / "notebooks" / "figures"
#: lesson, which of its figures, what is set in it, and what it must then say: numbers that Python works out
SAID: list[tuple[int, int, dict[str, object], str]] = [
    (2, 0, {"w": 2, "b": -3}, "a is one half at x = 1.5"),
    (2, 2, {"threshold": 0.5}, "1 of 20 cats missed, 2 of 20 others"),
    (3, 0, {"a": 0.25}, f"costs {-math.log(0.25):.2f} if the label is 1, {-math.log(0.75):.2f}"),
    (3, 1, {"a": 0.5}, f"the cost is {math.log(2):.4f}"),
    (4, 0, {"h": 0.5}, "ratio 4.5"),
    (4, 1, {"rate": 0.5}, "w = 3 after one step"),
    (4, 2, {"rate": 1, "steps": 25}, "25 steps"),
    (5, 1, {"a": 1, "b": 2, "c": -4}, f"J = −{-3 * (1 + 2 * -4)}; da = 3, db = 3c = −12, dc = 3b = 6"),
    (5, 2, {"w1": 0, "w2": 0, "b": 0, "y": 0}, "dz = a − y = 0.5 − 0 = 0.5"),
    (6, 0, {"w": 0}, "[(−1.00) + (0.50) + (0.60)] / 3 = 0.03"),
    (7, 0, {"left": "w.T", "right": "X"}, "w.T (1, n_x) @ X (n_x, m) gives (1, m)."),
    (8, 0, {"one": "(4, 1)", "other": "(1, 3)"}, "the result is (4, 3)"),
    (8, 0, {"one": "(4, 3)", "other": "(4,)"}, "an error, 3 meets 4"),
    (9, 0, {"p": 0.7}, f"{0.7**7 * 0.3**3:.5f}"),
    (9, 1, {"heads": 5}, f"the log-likelihood −{-10 * math.log(0.5):.2f}"),
]

#: what of a figure is not within its frame
OUTSIDE = """host => [...host.shadowRoot.querySelectorAll("svg, input, .says, .board")].filter(one => {
    const [inner, outer] = [one.getBoundingClientRect(), host.getBoundingClientRect()];
    return inner.width && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
}).map(one => one.outerHTML.slice(0, 80))"""

#: what each place of each control makes a figure say or draw, if it is not a number or not there
BROKEN = """host => {
    const root = host.shadowRoot, found = [];
    for (const control of root.querySelectorAll("input")) {
        const before = control.value;
        for (let place = 0; place <= control.max; place += Math.max(1, Math.floor(control.max / 200))) {
            control.value = place;
            control.dispatchEvent(new Event("input"));
            const shown = root.querySelector(".says").textContent + root.querySelector(".drawing").innerHTML;
            const written = shown.replace(/"data:[^"]*"/g, "");  // but for pictures
            if (/NaN|undefined|Infinity/.test(written)) found.push(`${control.id}: ${place}`);
        }
        control.value = before;
        control.dispatchEvent(new Event("input"));
    }
    return found;
}"""

pytestmark = pytest.mark.slow


def figures(page):
    """All figures of a page that move, each with something drawn."""
    page.locator("div.moving .drawing > *").first.wait_for()  # a page's scripts begin once all of it is there
    found = page.locator("div.moving").all()
    for figure in found:
        figure.locator(".drawing > *").first.wait_for()
    return found


def set_to(figure, name: str, value: object) -> None:
    """Moves one control of a figure to a value that it has."""
    control = figure.get_by_label(name.replace("_", " "), exact=True)
    wanted = str(value).replace("-", "−")
    for place in range(int(control.get_attribute("max")) + 1):
        control.fill(str(place))
        if control.get_attribute("aria-valuetext") == wanted:
            return
    raise AssertionError(f"{name} has no value {wanted}")


@pytest.mark.parametrize("name", ALL)
def test_a_lessons_page_at_a_desk(visit, address, name) -> None:
    """One page is opened and asked for all of it; what changes it comes last."""
    page = visit(f"lessons/{name}", *DESK)
    runs_in(page, f"{address}/lite/lab", name)
    causes_lead_to_their_headings(page)

    assert looked_at(page, name, *DESK) == []
    for figure in figures(page):
        assert figure.evaluate(BROKEN) == []
    says_what_python_works_out(page, name)
    for figure in figures(page):
        assert moves(page, figure), figure.inner_text()


def runs_in(page, interface: str, name: str) -> None:
    """The page leads to its lesson in JupyterLite."""
    link = page.get_by_role("link", name="Run this lesson here")

    assert link.evaluate("link => link.href") == f"{interface}/index.html?path=notebooks/{name}.ipynb"


def causes_lead_to_their_headings(page) -> None:
    """One click in the table for those whom a failed check has sent shows the heading."""
    places = "section[id='If-a-check-sent-you-here'] table a"
    for href in {link.get_attribute("href") for link in page.locator(places).all()}:
        page.locator(f"{places}[href={json.dumps(href)}]").first.click()
        expect(page.locator(":target").locator("h1, h2, h3, h4").first).to_be_in_viewport()


def says_what_python_works_out(page, name: str) -> None:
    """Each figure of this lesson in SAID says so when it is set to these values."""
    for lesson, which, controls, words in SAID:
        if lesson == int(name[:2]):
            figure = figures(page)[which]
            for control, value in controls.items():
                set_to(figure, control, value)

            assert words in figure.locator(".says").inner_text()


@pytest.mark.parametrize("name", ALL)
def test_a_lessons_page_on_a_phone_in_the_dark(visit, address, name) -> None:
    page = visit(f"lessons/{name}", *PHONE)
    runs_in(page, f"{address}/lite/notebooks", name)
    for figure in figures(page):
        assert figure.evaluate(OUTSIDE) == []

    assert looked_at(page, name, *PHONE) == []
    fits(page)


def looked_at(page, name, width, scheme):
    """Keeps a picture of each figure, opens what is folded, and returns what breaks a rule of accessibility."""
    for i, figure in enumerate(figures(page)):
        keep(figure, f"figure_{name[:2]}_{i}_{width}_{scheme}")
    unfold(page)
    return violations(page)


def test_what_is_said_is_of_lessons_that_are_there() -> None:
    assert {lesson for lesson, *_ in SAID} <= {int(name[:2]) for name in ALL}


@pytest.mark.parametrize("name", ALL)
def test_without_scripts_a_sentence_says_what_would_move_and_the_drawings_stand_above(visit, name) -> None:
    page = visit(f"lessons/{name}", java_script_enabled=False)
    told = [figure.inner_text() for figure in page.locator("div.moving").all()]

    assert told
    assert all(re.match(r"A drawing that follows .*\. It needs scripts", one) for one in told), told
    assert page.locator("div.cell_output img").count() >= len(told)


def test_paper_has_the_drawing_and_its_numbers_and_no_controls(visit) -> None:
    page = visit(f"lessons/{ALL[2]}")
    figure = figures(page)[0]
    page.emulate_media(media="print")

    assert figure.locator(".drawing svg").first.is_visible()
    assert figure.locator("output").first.is_visible()
    assert not figure.locator("input").first.is_visible()


def test_a_picture_is_painted_by_a_finger_and_by_keys(visit) -> None:
    page = visit(f"lessons/{ALL[7]}", 390, has_touch=True)
    figure = figures(page)[-1]
    board, says = figure.locator(".board"), figure.locator(".says")
    figure.get_by_role("button", name="Clear").click()
    white = says.inner_text()
    place = board.bounding_box()
    page.mouse.move(place["x"] + 10, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] - 10, place["y"] + 10, steps=40)
    page.mouse.up()
    line = board.get_by_role("button", name=re.compile(r"row 0, column \d+, 0\.0"))

    assert line.count() == 16
    assert says.inner_text() != white
    board.locator("button").nth(17).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    assert board.get_by_role("button", name="row 2, column 2, 0.0").count() == 1
    figure.get_by_role("button", name="The first picture").click()
    assert says.inner_text() != white


def test_each_figure_is_small_and_in_a_lesson() -> None:
    drawings = [path for path in FIGURES.glob("*.js") if "export default" in path.read_text(encoding="utf-8")]
    lessons = "".join((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8") for name in ALL)

    assert [path.name for path in drawings if f'moving(\\"{path.stem}\\"' not in lessons] == []
    assert max(path.read_text(encoding="utf-8").count("\n") for path in FIGURES.glob("*.js")) <= 120
