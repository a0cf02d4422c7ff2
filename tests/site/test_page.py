"""What stands on the site where a live kernel would be needed."""

from __future__ import annotations

import nbformat

from docs.site.website.page import TO_WRITE, page


def lesson(*outputs, source="1"):
    """A lesson of one executed cell."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, outputs=list(outputs))])


def shown(data, width=400):
    return nbformat.v4.new_output("display_data", data=data, metadata={"image/png": {"width": width, "height": 300}})


def test_a_figure_that_moves_stays_as_it_is() -> None:
    moving = shown({"text/html": "<div></div><script></script>", "text/plain": "A drawing that follows w."})

    assert page(lesson(moving)).cells[0].outputs == [moving]


def test_the_check_of_an_unwritten_function_becomes_a_sentence_and_that_of_a_wrong_one_stays() -> None:
    unwritten = shown({"text/plain": "price   FAIL\n\n  what   Not written yet: write the function above"})
    wrong = shown({"text/plain": 'price   FAIL at "value"', "text/html": "<div>price</div>"})

    assert page(lesson(unwritten)).cells[1].source == TO_WRITE
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
