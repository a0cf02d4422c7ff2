"""A prediction is answered by what is known of it; the kernel remembers which ideas to look at again, and no more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.predictions import HOW_SURE, Predictions, predictions, read_predictions

KNOWN = """
["Follow the arrows"."J"]
right = 33
because = "b·c is 6, plus a is 11, times 3."
wrong = [
    { answer = 48, because = "You added a and b first; the bracket holds a and b·c." },
]

["Follow the arrows"."σ(0)"]
right = 0.5
because = "e⁰ is 1."
wrong = [{ answer = [0, "nothing"], because = "That is z itself." }]

["Shapes"."Z"]
right = "(1, 5)"
because = "One score for each example."
wrong = [{ answer = "(5, 1)", because = "That is a column." }]

["Shapes"."percent right"]
right = 46
within = 10
because = "No better than a coin."
wrong = [{ answer = 90, within = 10, because = "That is the set it knows." }]

["Shapes"."does the line move?"]
right = ["no", "the same"]
because = "Both sides grow alike."
wrong = [{ answer = "yes", because = "It is surer, and not elsewhere." }]
"""


@pytest.fixture
def predict() -> Predictions:
    return Predictions(read_predictions(KNOWN))


def test_an_untouched_prediction_is_nothing_yet(predict: Predictions) -> None:
    assert predict.reply("J", ...) == "nothing yet"
    assert predict.reply("Z", (..., ...)) == "nothing yet"


def test_the_right_answer_says_why(predict: Predictions) -> None:
    assert predict.reply("J", 33) == "33: yes. b·c is 6, plus a is 11, times 3."


def test_a_known_wrong_answer_says_what_was_done(predict: Predictions) -> None:
    assert predict.reply("J", 48) == "48: no. You added a and b first; the bracket holds a and b·c."


def test_another_wrong_answer_is_sent_to_the_next_cell_and_not_told_the_right_one(predict: Predictions) -> None:
    assert predict.reply("J", 7) == "not 7: run the next cell and compare."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        *(("J", answer) for answer in (33, 33.0, 33.000000000000004, np.int64(33), np.array(33), "33")),
        *(("σ(0)", answer) for answer in (0.5, 1 / 2, 0.499, np.float32(0.5))),
        *(("Z", answer) for answer in ((1, 5), [1, 5], "(1,5)", "1, 5".join("()"))),
        *(("percent right", answer) for answer in (36, 50, 56.0)),
        *(("does the line move?", answer) for answer in (False, "No", "the same", "  The  Same ")),
    ],
)
def test_the_right_answer_may_be_written_in_several_ways(predict: Predictions, question: str, answer: Any) -> None:
    assert ": yes. " in predict.reply(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("J", 33.1), ("J", True), ("σ(0)", 0.49), ("Z", (1, 6)), ("percent right", 57), ("J", float("nan")), ("J", None)],
)
def test_what_is_near_the_right_answer_is_not_right(predict: Predictions, question: str, answer: Any) -> None:
    assert predict.reply(question, answer).startswith(f"not {answer}: ")


def test_whoever_was_sure_reads_something_about_it(predict: Predictions) -> None:
    for (right, sure), words in HOW_SURE.items():
        assert predict.reply("J", 33 if right else 48, sure).endswith(f" {words}")
    assert predict.reply("J", 48, "some") == predict.reply("J", 48)


def test_another_word_for_sure_is_refused(predict: Predictions) -> None:
    assert (
        predict.reply("J", 33, 5) == 'sure must be "low", "some" or "very". Got 5. Write one of the three, in quotes.'
    )


def test_a_question_that_nobody_knows_is_not_judged(predict: Predictions) -> None:
    assert predict.reply("K", 3).startswith("cannot be judged: ")
    assert predictions("no_such_notebook").reply("J", 3).startswith("cannot be judged: ")


def test_before_the_first_prediction_there_is_nothing_to_sum_up(predict: Predictions) -> None:
    predict.reply("J", ...)

    (line,) = predict.summary()

    assert line.startswith("No predictions yet.")


def test_the_end_names_the_headings_of_wrong_answers_each_once(predict: Predictions) -> None:
    for question, answer in (("J", 48), ("σ(0)", 3), ("Z", (1, 5)), ("percent right", 90)):
        predict.reply(question, answer)

    assert predict.summary() == [
        "4 of 5 predictions made, 1 of them right.",
        'Look again at "Follow the arrows": J; σ(0)',
        'Look again at "Shapes": percent right',
    ]


def test_the_last_answer_counts(predict: Predictions) -> None:
    predict.reply("J", 48)
    predict.reply("J", 33)

    assert predict.summary() == ["1 of 5 predictions made, 1 of them right.", "No idea here needs a second look."]


def test_it_prints_the_question_and_the_answer(predict: Predictions, capsys: pytest.CaptureFixture[str]) -> None:
    predict("J", 48, sure="very")
    predict.look_again()

    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("J   48: no. You added")
    assert lines[-1] == 'Look again at "Follow the arrows": J'
    assert max(map(len, lines)) <= 88
