"""Changes of what stands in a function more than once, and of numbers that guard against 0."""

from __future__ import annotations

from autograder.checks.edits import EXCHANGED, GUARDS, REPEATED, Edit, edits
from autograder.exercises.specs import make_spec
from tests.week import LOGISTIC_REGRESSION, exercise

TWICE = """\
def log_likelihood(A, Y):
    first = np.log(A[0, :])
    second = np.log(1 - A[0, :])
    return np.sum(Y * first + (1 - Y) * second)
"""
GUARDED = """\
def log_likelihood(A, Y):
    eps = 1e-3
    half = 0.05 * np.sum(A)
    return np.sum(Y * np.log(A + eps) + (1 - Y) * np.log(1 - A + 0.01))
"""


def tried(code: str, group: frozenset[str]) -> list[Edit]:
    spec = make_spec(exercise(LOGISTIC_REGRESSION, "log_likelihood"))
    return list(edits(spec, code, range(2, 5), group))


def test_what_stands_in_two_lines_is_changed_in_both() -> None:
    found = {edit.source for edit in tried(TWICE, REPEATED) if (edit.line, edit.also) == (2, (3,))}

    assert any(source.count("A[(:, 0)]") == 2 or source.count("A[:, 0]") == 2 for source in found)
    assert all(source.count("A[0, :]") == 0 for source in found)


def test_two_variables_that_a_line_reads_twice_are_exchanged_all_over_it() -> None:
    code = "def log_likelihood(A, Y):\n    return np.sum(A * np.log(Y) + (1 - A) * np.log(1 - Y)) + Y.size"

    found = [edit.source for edit in tried(code, EXCHANGED) if edit.line == 2]

    bare = [source.replace("(A)", "A").replace("(Y)", "Y") for source in found]
    assert bare == ["def log_likelihood(A, Y):\n    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) + A.size"]
    assert tried("def log_likelihood(A, Y):\n    return A + Y", EXCHANGED) == []


def test_only_what_guards_a_logarithm_or_a_division_is_a_guard() -> None:
    found = tried(GUARDED, GUARDS)

    assert [(edit.kind, edit.line) for edit in found] == [("guard", 4), ("guard", 2)]
