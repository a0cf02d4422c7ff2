"""The figures that move, on the site: by keyboard, on a phone, in the dark, on paper and without scripts, and right."""

from __future__ import annotations

import math
import re

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, ROOT, keep, unfold
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
    page.locator("div.moving .drawing > *").first.wait_for()
    return page.locator("div.moving").all()


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
def test_at_a_desk_a_lesson_is_accessible_and_a_key_moves_every_figure_and_no_place_breaks_one(visit, name) -> None:
    """One page is opened and asked for all of it; keys come last, since they change what is drawn."""
    page = visit(f"lessons/{name}", *DESK)
    broken_rules = looked_at(page, name, *DESK)
    broken_drawings = [figure.evaluate(BROKEN) for figure in figures(page)]
    moved = [moves(page, figure) for figure in figures(page)]

    assert broken_rules == []
    assert broken_drawings == [[]] * len(figures(page))
    assert moved == [True] * len(figures(page))


@pytest.mark.parametrize("name", ALL)
def test_a_phone_in_the_dark_shows_each_figure_whole_and_a_lesson_is_accessible(visit, name) -> None:
    page = visit(f"lessons/{name}", *PHONE)
    cut = [figure.evaluate(OUTSIDE) for figure in figures(page)]

    assert cut == [[]] * len(figures(page))
    assert looked_at(page, name, *PHONE) == []


def looked_at(page, name, width, scheme):
    """Keeps a picture of each figure, opens what is folded, and returns what breaks a rule of accessibility."""
    for i, figure in enumerate(figures(page)):
        keep(figure, f"figure_{name[:2]}_{i}_{width}_{scheme}")
    unfold(page)
    return violations(page)


@pytest.mark.parametrize("lesson", sorted({lesson for lesson, *_ in SAID}))
def test_a_figure_says_what_python_works_out(visit, lesson) -> None:
    page = visit(f"lessons/{ALL[lesson]}")
    for _, which, controls, words in (row for row in SAID if row[0] == lesson):
        figure = figures(page)[which]
        for name, value in controls.items():
            set_to(figure, name, value)

        assert words in figure.locator(".says").inner_text()


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
