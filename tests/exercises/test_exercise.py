"""How a mistake is written down: words in a docstring, a function or an edit of the solution."""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Callable
from typing import Any

import pytest

from autograder.checks.observe import observe
from autograder.checks.spec import Causes
from autograder.errors import JudgeError
from autograder.exercises import Exercise
from autograder.exercises.exercise import words
from autograder.exercises.slips import Slip, code_of
from tests.week import LESSONS, SOURCE, loaded

ALL = [exercise for folder in (SOURCE, LESSONS) for exercise in loaded(folder)]

SOLUTION = '''
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    total = plus(x, x)
    return total
    ### END SOLUTION
'''


def plus(a: float, b: float) -> float:
    return a + b


@pytest.fixture
def double() -> Exercise:
    """An exercise whose solution calls another function of its notebook."""
    file, namespace = "<a notebook: write-double>", {"plus": plus}
    linecache.cache[file] = (len(SOLUTION), None, SOLUTION.splitlines(keepends=True), file)
    exec(compile(SOLUTION, file, "exec"), namespace)
    exercise = Exercise(
        name="double",
        notebook="1_numbers",
        parts={"total": 1},
        returns=("total",),
        visible=(),
        hidden=lambda rng: [],
    )
    exercise.bind(lambda: namespace, Causes(), practice=False)
    return exercise


def test_the_last_paragraph_is_what_to_look_at() -> None:
    why, run, look = words("""One thing follows
        from another. And this.

        Then this.

        >>> print(x)
        Is it
        one?
        """)

    assert why == "One thing follows from another. And this. Then this."
    assert (run, look) == ("print(x)", "Is it one?")


def test_a_prompt_marks_code_which_keeps_its_lines() -> None:
    _, run, look = words("Why.\n\n    >>> for x in (1, 2):\n    ...     total = x\n    >>> print(total)\n    ")

    assert (run, look) == ("for x in (1, 2):\n    total = x\nprint(total)", "")


@pytest.mark.parametrize("docstring", ["", "Why, and nothing to look at.", ">>> print(1)"])
def test_both_must_be_there(docstring: str) -> None:
    with pytest.raises(ValueError, match="why in a first paragraph and what to do in a last one"):
        words(docstring)


def test_a_mistake_is_named_by_its_function_and_says_what_to_read(double: Exercise) -> None:
    @double.mistake("value", read="08 Name the axis that disappears")
    def not_doubled(x: float) -> float:
        """x comes back.

        >>> print(double(2))
        """
        return x

    (mistake,) = double.mistakes

    assert (mistake.id, mistake.lesson, mistake.heading) == ("not-doubled", "08", "Name the axis that disappears")
    assert (mistake.why, mistake.run, mistake.function) == ("x comes back.", "print(double(2))", not_doubled)


def test_a_mistake_without_words_is_refused_by_name(double: Exercise) -> None:
    with pytest.raises(ValueError, match="not-doubled of double: the docstring must say why"):
        double.mistake("value", read="08 Name the axis that disappears", id="not-doubled")(lambda x: x)


def test_two_mistakes_of_one_name_are_refused(double: Exercise) -> None:
    again = double.mistake("value", read="08 A heading", id="zero")
    again(zero)

    with pytest.raises(ValueError, match="'double' must have one mistake named 'zero'"):
        again(zero)


def zero(x: float) -> float:
    """It is 0.

    >>> print(double(1))
    """
    return 0.0


def test_a_slip_is_the_solution_with_its_edits_and_calls_the_other_solutions(double: Exercise) -> None:
    slip = Slip(double, {"plus(x, x)": "plus(x, y)", "x, y": "x, 1"}, "plus_one")

    assert slip.code == "def double(x):\n    total = plus(x, 1)\n    return total"
    assert slip.function(5.0) == 6.0


def test_a_line_that_an_edit_empties_goes(double: Exercise) -> None:
    assert Slip(double, {"return total": ""}, "nothing").code == "def double(x):\n    total = plus(x, x)"


def test_a_slip_has_source_and_lines_of_its_own(double: Exercise) -> None:
    slip = Slip(double, {"plus(x, x)": "plus(x, missing)"}, "unknown_name")

    raised = observe(slip.function, (1.0,)).raised

    assert inspect.getsource(slip.function).rstrip() == slip.code
    assert raised is not None
    assert (raised.type_name, raised.line, raised.text) == ("NameError", 2, "total = plus(x, missing)")


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"minus(x)": "x"}, "'minus(x)' is not there"),
        ({"total": "sum"}, "'total' is there 2 times"),
        ({"plus(x, x)": "plus(x"}, "the solution with its edits must be Python"),
    ],
    ids=["gone", "twice", "no-python"],
)
def test_a_slip_that_does_not_fit_the_solution_is_refused_by_name(
    double: Exercise, edits: dict[str, str], says: str
) -> None:
    double.mistake("value", read="08 A heading", id="slipped")(Slip(double, edits, "slipped", zero.__doc__ or ""))

    with pytest.raises(JudgeError) as refused:
        double.mistakes[0].function  # noqa: B018

    assert str(refused.value).startswith("the slip slipped of double in 1_numbers: ")
    assert says in str(refused.value)


def test_more_forms_may_be_functions_or_edits(double: Exercise) -> None:
    double.mistake("value", read="08 A heading")(zero)
    double.more("zero", lambda x: 0 * x, {"plus(x, x)": "plus(x, -x)"})

    assert [variant.function(3.0) for variant in double.variants] == [0.0, 0.0]
    with pytest.raises(ValueError, match="a form of 'one' must stand below that mistake of 'double'"):
        double.more("one", zero)


def test_a_mistakes_code_is_what_a_student_would_have_written() -> None:
    assert code_of(zero, "double") == "def double(x: float) -> float:\n    return 0.0"


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: f"{e.notebook[:2]}-{e.name}")
def test_every_slip_of_the_course_fits_its_solution(exercise: Exercise) -> None:
    for wrong in (*exercise.mistakes, *exercise.variants):
        function: Callable[..., Any] = wrong.function

        assert callable(function)
        assert not isinstance(wrong.form, Slip) or wrong.form.code != exercise.solution_code
