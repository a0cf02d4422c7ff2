"""What the student's process is told of what a test expects, and what it may say once it knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import Record
from tests.compat.test_students_objects import notebook, one

Judged = Callable[..., Record]

#: the source has a class with which one can calculate, and a function that has nothing to do with it
CALCULATES = """
import numpy as np
class Money:
    def __init__(self, x):
        self.x = x
    def __sub__(self, other):
        return Money(self.x - other)
    def __rsub__(self, other):
        return Money(other - self.x)
    def __add__(self, other):
        self.x += other
        return self
class Numbers(list):
    def __add__(self, other):
        return Numbers([*self, *other])
"""
NINE = "def nine(n): return np.array([3.0 * n])"
#: objects that say that nothing is left, whatever is taken from them
NOTHING_LEFT = """
class Nothing:
    real, size = 0.0, 0
    def __sub__(self, other): return Nothing()
    __rsub__ = __add__ = __sub__
    def __array__(self, *_, **__): return np.zeros(1)
    def __bool__(self): return False
    def __iter__(self): return iter([0.0])
    def __getitem__(self, at): return 0.0
    def __len__(self): return 1
    def __index__(self): return 0
    def __call__(self): return 0.0
class Zero(float):
    def __sub__(self, other): return Zero()
    __rsub__ = __sub__
"""
NOTHING_IS_LEFT = [
    "assert np.allclose(nine(3) - 9, 0)",
    "assert np.abs(nine(3) - 9) < 1e-6",
    "assert np.linalg.norm(nine(3) - 9) < 1e-6",
    "assert np.sum(np.abs(9 - nine(3))) < 1e-6",
    "assert nine(3) - 9 == 0",
    "assert not (nine(3) - 9)",
    "assert (nine(3) - 9).real < 1e-6",
    "assert (nine(3) - 9)[0] == 0",
    "assert sum(nine(3) - 9) == 0",
    "assert max(abs(left) for left in nine(3) - 9) < 1e-6",
    "assert not np.any(nine(3) - 9)",
    "assert isinstance(nine(3) - 9, (float, np.ndarray)) and float(np.sum(nine(3) - 9)) == 0",
]


@pytest.mark.parametrize("kind", ["Nothing", "Zero"])
@pytest.mark.parametrize("test", NOTHING_IS_LEFT)
def test_what_a_calculation_gives_says_nothing_of_a_value_that_it_was_told(
    test: str, kind: str, judged: Judged
) -> None:
    source = notebook(f"import numpy as np\n{test}", f"{CALCULATES}{NINE}")
    work = notebook(f"import numpy as np\n{test}", f"{CALCULATES}{NOTHING_LEFT}def nine(n): return {kind}()")

    assert one(judged(source)).status == "passed"
    assert one(judged(source, work)).points == 0


@pytest.mark.parametrize(
    "test",
    [
        "assert (Money(9) - 2).x == 7 and (9 - Money(2)).x == 7 and isinstance(Money(9) - 2, Money)",
        "assert Numbers([1]) + [2] == [1, 2] and len(Numbers([1]) + [2]) == 2 and list(Numbers([1]) + [2])[1] == 2",
        "m = Money(1)\nm += 2\nassert m.x == 3 and m and m != 3",
        "import numpy as np\nassert (np.float64(9) - Money(2)).x == 7",
    ],
)
def test_what_a_calculation_gives_is_asked_for_what_the_sources_classes_have(test: str, judged: Judged) -> None:
    record = one(judged(notebook(test, CALCULATES)))

    assert record.status == "passed", record.rows


#: says that everything is of its class, and then that it is as the last thing of which it was asked this
ASKED = """
import gc
seen = []
class Asked(type):
    def __instancecheck__(self, value):
        seen.append(value)
        return True
class Nine(metaclass=Asked):
    pass
Nine.__name__ = "Point"
objects = next(x for x in gc.get_objects() if type(x).__name__ == "_Loop").objects
type(objects).ask_plain = lambda self, value: [seen[-1]]
def nine(n): return Nine()
"""
POINT = """
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
def nine(n): return 3 * n
"""


def test_no_class_of_the_students_is_shown_a_value_of_the_tests(judged: Judged) -> None:
    test = "want, got = 9, nine(3)\nassert isinstance(want, type(got)) and got == want"
    source = notebook(test, POINT)

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, ASKED))).points == 0


def test_a_value_is_of_pythons_classes_whatever_the_student_calls_them(judged: Judged) -> None:
    test = "assert isinstance(9, Number) and not isinstance('9', Number) and not isinstance(9, Box)"

    assert one(judged(notebook(test, "Number = int\nclass Box: pass"))).status == "passed"


@pytest.mark.parametrize("said", ['"argparse", "ArgumentParser"', '"__main__", "Point"'])
def test_an_object_has_the_class_that_it_is_said_to_be_of(said: str, judged: Judged) -> None:
    test = "import argparse\ngot = nine(3)\nassert type(got) is int and type(got) == int"
    work = f"""
import argparse
class Nine(float):
    @property
    def __class__(self): return int
Nine.__module__, Nine.__name__ = {said}
def nine(n): return Nine(9)
"""
    source = notebook(test, POINT)

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, work))).points == 0


RUN = "def run(function):\n    return [function(1, 37), function(2, n=74)]"
CATCHES = "def run(function):\n    try: return [function(1, 0)]\n    except Exception: return []"
READS = """
import re
def run(function):
    try: function(1, 0)
    except AssertionError as error: return [function(1, int(re.search('[0-9]+', str(error))[0]))]
"""
CALLBACKS = {
    "a function": "def told(i, n):\n    assert n == 37 * i, f'must be {37 * i}'\nrun(told)",
    "a lambda": "import numpy as np\nrun(lambda i, n: np.testing.assert_allclose(n, 37 * i))",
    "in a function of its own": "def told(i, n):\n    assert n == 37 * i, f'{37 * i}'\nrun(lambda i, n: told(i, n))",
    "a mock": "from unittest.mock import Mock\ndef f(i, n):\n    assert n == 37 * i, f'{37 * i}'\nrun(Mock(wraps=f))",
}


@pytest.mark.parametrize("work", [CATCHES, READS], ids=["catches", "reads"])
@pytest.mark.parametrize("what", CALLBACKS)
def test_what_a_tests_function_asserts_of_what_it_was_given_is_a_verdict(what: str, work: str, judged: Judged) -> None:
    test = CALLBACKS[what]

    assert one(judged(notebook(test, RUN))).status == "passed"
    record = one(judged(notebook(test, RUN), notebook(test, work)))
    assert record.points == 0
    assert "AssertionError" in record.rows[0][1]


def test_an_input_of_a_tests_asserts_what_it_was_asked(judged: Judged) -> None:
    test = "def input(prompt):\n    assert prompt == 'Name? '\n    return 'Ann'\nassert asked() in ('Ann', '')"
    work = "def asked():\n    try: return input('')\n    except Exception: return ''"
    source = notebook(test, "def asked():\n    return input('Name? ')")

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, work))).points == 0


def test_the_words_of_an_assertion_stay_with_the_test(judged: Judged) -> None:
    tests = """
#%% test t 1
def told(n):
    assert n == 37, "must be 37"
run(told)

#%% test u 1
assert answer() == 37
"""
    source = f"#%% write w\n### BEGIN SOLUTION\n{{}}\n### END SOLUTION\n{tests}"
    right = "def run(function):\n    function(37)\ndef answer():\n    return 37"
    keeps = "kept = []\ndef answer():\n    return int(kept[0][-2:])\n"
    keeps += "def run(function):\n    try: function(0)\n    except AssertionError as error: kept.append(str(error))"

    assert one(judged(source.format(right)), "u").status == "passed"
    assert one(judged(source.format(right), source.format(keeps)), "u").points == 0


def test_code_that_catches_the_assertion_of_a_function_without_arguments_is_right(judged: Judged) -> None:
    test = "def bad():\n    assert 1 == 2, 'no'\nassert failures([bad, lambda: None]) == ['no']"
    runner = """
def failures(tests):
    found = []
    for each in tests:
        try: each()
        except AssertionError as error: found.append(str(error))
    return found
"""
    record = one(judged(notebook(test, runner)))

    assert record.status == "passed", record.rows


#: a hidden function of one test, which another test calls
ELSEWHERE = """
#%% write w
### BEGIN SOLUTION
{}
### END SOLUTION

#%% test t 1
import matplotlib.pyplot as plt
### BEGIN HIDDEN TESTS
def expected(n):
    assert n == 3, "the secret 37"
    plt.plot([37, 74])
### END HIDDEN TESTS

#%% test u 1
expected({})
assert answer() == 37
"""
SEES = """
import matplotlib.pyplot as plt
kept = [[0]]
plt.plot = lambda values: kept.append(values)
def answer():
    return kept[-1][0]
"""
ANSWER = "import matplotlib.pyplot as plt\ndef answer(): return 37"


def test_a_hidden_function_of_another_test_draws_here(judged: Judged) -> None:
    source, work = ELSEWHERE.format(ANSWER, 3), ELSEWHERE.format(SEES, 3)

    assert one(judged(source), "u").status == "passed"
    assert one(judged(source, work), "u").points == 0


def test_what_a_hidden_function_of_another_test_says_is_not_shown(judged: Judged) -> None:
    record = one(judged(ELSEWHERE.format(ANSWER, 4)), "u")

    assert record.points == 0
    assert "37" not in str(record.rows)
    assert "hidden test" in record.rows[0][1]
