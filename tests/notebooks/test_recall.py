"""Every question has one right answer that its own code computes, wrong ones that are known mistakes, and a place."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checks import exception_words, relations
from notebooks.recall import Answer, Question, QuestionsError, Quiz, ask, marked, read_questions
from tests.week import (
    COMPUTATION_GRAPH,
    LESSONS,
    LOGISTIC_REGRESSION,
    NOTEBOOKS,
    SOURCE,
    exercises,
    lessons,
)

ALL = read_questions()
QUESTIONS = list(ALL.by_id.values())
NUMBERS = [name[:2] for name in lessons()]
GLOSSARY = re.findall(r"^### (.+)$", (LESSONS / "glossary.md").read_text(encoding="utf-8"), flags=re.M)
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


@functools.cache
def mistakes() -> frozenset[str]:
    """Every named mistake as "function/id", and every general cause."""
    named = {f"{e.name}/{m.id}" for name in (*NOTEBOOKS, *lessons()) for e in exercises(name) for m in e.mistakes}
    return frozenset(named | exception_words.WORDS.keys() | relations.WORDS.keys())


def fails(line: Callable[[], Any]) -> bool:
    """Whether a line stops with an error."""
    try:
        line()
    except (ValueError, TypeError):
        return True
    return False


def computed(check: str) -> Any:
    """What the code of an answer gives; numpy may warn on the way, and that is not the question."""
    with np.errstate(all="ignore"):
        return eval(check, {"np": np, "math": math, "fails": fails})


def as_number(text: str) -> float | None:
    """The number that a text is; None if it is another text."""
    found = re.fullmatch(r"[−-]?[\d,]*\.?\d+", text)
    return float(text.replace("−", "-").replace(",", "")) if found else None


def agrees(answer: Answer) -> bool:
    """Whether an answer says what its code computes: a number to the digits that are written, anything else as text."""
    value, written = computed(answer.check), as_number(answer.text)
    if written is None or isinstance(value, str):
        return str(value) == answer.text
    return abs(written - float(value)) <= 0.5001 * 10.0 ** -len(answer.text.partition(".")[2])


def test_there_are_enough_questions_for_each_lesson_and_thirty_to_vote_on() -> None:
    assert 100 <= len(QUESTIONS) <= 150
    assert sum(question.vote for question in QUESTIONS) == 30
    for number in NUMBERS:
        assert sum(question.lesson == number for question in QUESTIONS) >= 12
        assert sum(question.lesson == number and question.vote for question in QUESTIONS) == 3


@EACH
def test_a_question_has_one_right_answer_two_to_four_wrong_ones_and_a_sentence_for_each(question: Question) -> None:
    assert question.lesson in NUMBERS
    assert question.concept in GLOSSARY
    assert sum(answer.right for answer in question.answers) == 1
    assert 3 <= len(question.answers) <= 5
    assert len({answer.text for answer in question.answers}) == len(question.answers)
    assert len(question.text) <= 200
    for answer in question.answers:
        assert re.fullmatch(r"(?s).{10,170}[.…]", answer.because), answer.text


@EACH
def test_the_right_answer_is_what_its_code_computes(question: Question) -> None:
    said, asked = (set(re.findall(r"\d+(?:\.\d+)?", text)) for text in (question.right.text, question.text))
    assert question.right.check or said <= asked, "a number that is not in the question must be computed"
    if question.right.check:
        assert agrees(question.right), computed(question.right.check)


@EACH
def test_a_wrong_answer_is_what_the_mistake_behind_it_computes_and_never_the_right_one(question: Question) -> None:
    for answer in question.answers:
        if answer.check:
            assert agrees(answer), computed(answer.check)
        if not answer.right:
            assert as_number(answer.text) is None or as_number(answer.text) != as_number(question.right.text), (
                answer.text
            )


@EACH
def test_a_mistake_that_is_named_is_one_of_the_course(question: Question) -> None:
    assert {answer.mistake for answer in question.answers if answer.mistake} <= mistakes()


def test_most_questions_have_a_named_mistake_behind_a_wrong_answer() -> None:
    with_one = [question for question in QUESTIONS if any(answer.mistake for answer in question.answers)]

    assert len(with_one) > 0.6 * len(QUESTIONS)


def test_the_right_answer_has_no_favourite_letter() -> None:
    letters = [letter for question in QUESTIONS for letter, answer in question.lettered() if answer.right]

    assert max(map(letters.count, "ABC")) < 0.45 * len(letters)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_ends_with_five_of_its_own_and_starts_with_three_of_earlier_ones(number: str) -> None:
    before = NUMBERS[: NUMBERS.index(number)] or [number]
    start, end = ([ALL.by_id[id] for id in ids[number]] for ids in (ALL.start, ALL.end))

    assert len(start) == 3
    assert {question.lesson for question in start} <= set(before)
    assert len(end) == 5
    assert {question.lesson for question in end} == {number}


def test_the_questions_before_a_lesson_are_spaced() -> None:
    for number in NUMBERS[3:]:
        asked = [int(number) - int(ALL.by_id[id].lesson) for id in ALL.start[number]]

        assert len(set(asked)) == 3, f"{number}: from three lessons"
        assert min(asked) <= 2
        assert max(asked) >= 3


def test_each_of_five_days_ends_with_two_questions() -> None:
    assert {day: len(ids) for day, ids in ALL.ticket.items()} == dict.fromkeys("12345", 2)


def test_no_question_is_asked_twice() -> None:
    asked = [id for ids in (*ALL.start.values(), *ALL.end.values(), *ALL.ticket.values()) for id in ids]

    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", lessons())
def test_the_lesson_asks_them_first_after_its_setup_and_last_before_its_key_points_are_left(name: str) -> None:
    cells = json.loads((LESSONS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    places = {cell["id"]: i for i, cell in enumerate(cells)}
    text = {cell["id"]: "".join(cell["source"]) for cell in cells}

    assert places["recall-start"] == places["setup"] + 2
    assert places["key-points"] < places["recall-end"] < places["on-your-own"]
    assert text["recall-start"].endswith(f'ask("{name[:2]}", "start")')
    assert text["recall-end"].endswith(f'ask("{name[:2]}", "end")')


@pytest.mark.parametrize("notebook", [COMPUTATION_GRAPH, LOGISTIC_REGRESSION])
def test_a_graded_notebook_asks_three_first_and_five_at_its_end_from_lessons_that_it_names(notebook: str) -> None:
    read = json.loads((SOURCE / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = {cell["id"]: "".join(cell["source"]) for cell in read}
    words = f"notebook {notebook[0]}"
    goes_with = {number for exercise in exercises(notebook) for number in (m.lesson for m in exercise.mistakes)}
    start, end = ([ALL.by_id[id] for id in ids[words]] for ids in (ALL.start, ALL.end))

    assert (len(start), len(end)) == (3, 5)
    assert {question.lesson for question in start + end} <= goes_with
    assert text["recall-start"].endswith(f'ask("{words}", "start")')
    assert text["recall-end"].endswith(f'ask("{words}", "end")')
    assert list(text).index("key-points") < list(text).index("recall-end")


def test_a_quiz_is_folds_in_a_notebook_and_lines_in_a_terminal() -> None:
    quiz = ask("02", "end")

    page, lines = quiz._repr_html_(), repr(quiz)

    assert page.count("<details>") == sum(len(question.answers) for question in quiz.questions)
    assert page.count("Yes.") == lines.count("Yes.") == len(quiz.questions) == 5
    assert "<code>1 / 1 + np.exp(-z)</code>" in page
    assert lines.index("Answers") > lines.index("5. ")


def test_signs_of_html_in_a_question_are_shown_as_they_are() -> None:
    assert marked("`a < b` is *not* a > b") == "<code>a &lt; b</code> is <em>not</em> a &gt; b"


def test_a_quiz_without_questions_asks_nothing() -> None:
    assert "<details>" not in Quiz([])._repr_html_()


WHOLE = """[[question]]
id = "a"
lesson = "01"
concept = "cell"
question = "?"
right = "1"
because = "."
wrong = []
"""


@pytest.mark.parametrize(
    ("text", "words"), [('[[question]]\nid = "a"\n', "must have 'right'"), (2 * WHOLE, "Got a twice")]
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(QuestionsError, match=words):
        read_questions(path)
