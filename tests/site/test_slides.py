"""Slides hold a lesson's questions, its figures with their words, its key points, and the questions to vote on."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from docs.site.website.questions import to_vote_on
from docs.site.website.slides import prose, slides
from notebooks.recall import read_questions

ALL = read_questions()
VOTES = to_vote_on(ALL, "03")
WHY = """## Price one answer

*7 minutes · core*

A model says 0.9. What is a **fair** price, as $-\\log a$ says?

![The two curves of the price, crossing at one half](images/curves.png)

<details><summary>Answer</summary>Why is this hidden?</details>"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """An executed lesson with one section, one figure from a file and one that a cell drew."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "curves.png").write_bytes(b"curves")
    drawn = nbformat.v4.new_output("display_data", data={"image/png": "ZHJhd24=\n", "text/plain": "Figure <one>"})
    new = nbformat.v4.new_markdown_cell
    cells = [
        new("# Price a wrong answer\n\n*Lesson 03*"),
        new(WHY),
        nbformat.v4.new_code_cell("draw()", outputs=[drawn]),
        new("Both curves meet at one half. More is said below."),
        new("## Key points\n\n- The loss prices *one* answer."),
        new("## On your own\n\nWhy is this not on a slide?"),
    ]
    path = tmp_path / "03_price.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_each_section_is_a_slide_with_its_question_and_one_for_each_figure(lesson: Path) -> None:
    made = re.findall(r"<section>\n(.*?)\n</section>", slides(lesson, []), flags=re.S)

    assert len(made) == 5
    assert made[0] == "<h1>Price a wrong answer</h1>"
    assert "What is a fair price, as <math" in made[1]
    assert 'alt="The two curves of the price, crossing at one half" src="data:image/png;base64,Y3VydmVz"' in made[2]
    assert 'alt="Figure &lt;one&gt;" src="data:image/png;base64,ZHJhd24="' in made[3]
    assert "<figcaption>Both curves meet at one half.</figcaption>" in made[3]
    assert made[4] == "<h2>Key points</h2><ul><li>The loss prices <em>one</em> answer.</li></ul>"


def test_folds_minutes_and_what_comes_after_the_key_points_are_left_out(lesson: Path) -> None:
    made = slides(lesson, [])

    assert "Why is this hidden" not in made
    assert "minutes" not in made
    assert "not on a slide" not in made


def test_a_question_to_vote_on_is_two_slides_the_second_with_the_reasons(lesson: Path) -> None:
    with_votes, without = slides(lesson, VOTES), slides(lesson, [])

    assert with_votes.count("<section>") - without.count("<section>") == 2 * len(VOTES) == 6
    assert with_votes.count("Right.") == len(VOTES)


def test_slides_need_nothing_else(lesson: Path) -> None:
    made = slides(lesson, VOTES)

    assert not re.search(r"<script|<link|https?://(?!www\.w3\.org)", made)
    assert set(re.findall(r'src="([a-z]+):', made)) == {"data"}


def test_links_lose_their_targets_and_code_stays() -> None:
    assert prose("a [**word**](glossary.md#word) in `a < b`") == "a word in <code>a &lt; b</code>"
