"""What a line of a function may be written with: names that have a value by then, sizes, keys, how others reduce."""

from __future__ import annotations

import ast

from autograder.checks.vocabulary import Vocabulary, vocabulary
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, exercise

CODE = """\
def standardize(X):
    mu = X.mean(axis=1, keepdims=True)
    for i in range(2):
        last = X[i, 0]
    return {"mu": mu}
"""


def of_line(code: str, line: int) -> Vocabulary:
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    return vocabulary(function, make_spec(exercise(BROADCASTING, "standardize"))).before(line)


def test_names_count_once_they_have_a_value() -> None:
    assert of_line(CODE, 3).known == ("X", "mu")
    assert of_line(CODE, 5).known == ("X", "mu", "i", "last")


def test_entries_loops_keys_and_sizes_are_those_of_the_function() -> None:
    found = of_line(CODE, 5)

    assert found.entries == ("X[i, 0]",)
    assert found.loops == ("i",)
    assert found.keys == ("mu",)
    assert found.sizes == ("X.shape[0]", "X.shape[1]")


def test_a_reduction_is_written_as_another_one_of_the_function_is() -> None:
    (keywords,) = of_line(CODE, 5).axes
    assert [keyword.arg for keyword in keywords] == ["axis", "keepdims"]

    assert len(of_line(CODE.replace("X.mean(axis=1, keepdims=True)", "X"), 5).axes) == 2
