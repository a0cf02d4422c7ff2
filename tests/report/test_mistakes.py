"""Each named mistake has its words under its notebook, exercise and id."""

from __future__ import annotations

from autograder.report.mistakes import Words, words_of
from tests.feedback.sample import known


def test_words_of_exercises() -> None:
    words = words_of(known())

    assert words["4_logistic_regression", "predict", "no-bias"] == Words(
        "The bias is left out of the score.", 'lesson 02, "The bias left out, subtracted, weighted, or added too late"'
    )
