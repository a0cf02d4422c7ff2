"""What stands on the site where a live kernel would be needed."""

from __future__ import annotations

import nbformat
import pytest

from docs.site.website.page import STATE, TO_WRITE, VIEW, page, sliders

SLIDER = {"_model_name": "FloatSliderModel", "description": "b", "min": -6.0, "max": 6.0}


def lesson(*outputs, source="1", widgets=None):
    """A lesson of one executed cell, and what may stand in its metadata."""
    cell = nbformat.v4.new_code_cell(source, outputs=list(outputs))
    notebook = nbformat.v4.new_notebook(cells=[cell])
    if widgets is not None:
        notebook.metadata["widgets"] = {STATE: {"state": widgets}}
    return notebook


def shown(data, width=400):
    return nbformat.v4.new_output("display_data", data=data, metadata={"image/png": {"width": width, "height": 300}})


def group(*controls):
    """The state of an interact with these controls."""
    names = [f"m{i}" for i in range(len(controls))]
    box = {"_model_name": "VBoxModel", "children": [f"IPY_MODEL_{name}" for name in (*names, "out")]}
    out = {"_model_name": "OutputModel"}
    return {name: {"state": state} for name, state in zip((*names, "out", "box"), (*controls, out, box), strict=True)}


def test_a_slider_becomes_a_sentence() -> None:
    made = page(
        lesson(shown({VIEW: {"model_id": "box"}, "text/plain": "interactive(children=…"}), widgets=group(SLIDER))
    )

    assert made.cells[0].outputs == []
    assert made.cells[1].source == (
        "{.live}\nIn JupyterLab there is a control here that redraws the picture: **b** from −6 to 6.\n"
    )
    assert "widgets" not in made.metadata


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"_model_name": "IntSliderModel", "description": "row", "min": 0, "max": 12287}, "**row** from 0 to 12,287"),
        (
            {"_model_name": "FloatLogSliderModel", "description": "h", "min": -2.0, "max": 0.0, "base": 10.0},
            "**h** from 0.01 to 1",
        ),
        (
            {"_model_name": "SelectionSliderModel", "description": "order", "_options_labels": ["AB", "BA", "B"]},
            "**order** (3 to choose from)",
        ),
    ],
)
def test_each_kind_of_control_says_what_can_be_set(state, words) -> None:
    assert sliders(group(state), "box").endswith(f": {words}.")
    assert sliders(group(SLIDER, state), "box").startswith("In JupyterLab there are controls")


def test_the_check_of_an_unwritten_function_becomes_a_sentence_and_that_of_a_wrong_one_stays() -> None:
    unwritten = shown({"text/plain": "price   FAIL\n\n  what   Not written yet: write the function above"})
    wrong = shown({"text/plain": 'price   FAIL at "value"', "text/html": "<div>price</div>"})

    assert TO_WRITE in page(lesson(unwritten)).cells[1].source
    assert page(lesson(wrong)).cells[0].outputs == [wrong]


def test_a_figures_own_words_are_its_alternative_text() -> None:
    made = page(lesson(shown({"image/png": "", "text/plain": "Figure with one plot: Five losses"})))

    assert made.cells[0].metadata.mystnb == {"image": {"alt": "Figure with one plot: Five losses"}}


def test_a_wide_figure_is_marked_and_long_code_that_draws_is_folded() -> None:
    long = "fig, ax = plt.subplots()\n" + "ax.plot(1)\n" * 12
    made = page(lesson(shown({"image/png": "", "text/plain": "Figure"}, width=1200), source=long))

    assert made.cells[0].metadata.mystnb["image"]["classes"] == "wide"
    assert made.cells[0].metadata.tags == ["hide-input"]
    assert "tags" not in page(lesson(source="def f():\n" + "    x = 1\n" * 20)).cells[0].metadata
