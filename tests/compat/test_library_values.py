"""Values of libraries' types are compared on the trusted side, and objects of their classes are asked for methods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import Record
from tests.compat.test_students_objects import notebook, one

Judged = Callable[..., Record]

#: of a library, and what is no number and no text
LIBRARY = """
import argparse
import datetime
import re
from collections import Counter, defaultdict, deque
from fractions import Fraction
import matplotlib.pyplot as plt
import numpy as np

def half(n):
    return Fraction(n, 2)
def after(day):
    return day + datetime.timedelta(days=1)
def letters(text):
    found = defaultdict(int)
    for letter in text:
        found[letter] += 1
    return Counter(found)
def names():
    return np.array(["Ann", "Bo"])
def push(queue, item):
    queue.append(item)
def draw(x, y):
    _, ax = plt.subplots()
    ax.plot(x, y)
    ax.set_xlabel("time")
    return ax
def number(text):
    return re.search("[0-9]+", text)
def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int)
    return parser
def dice(rng):
    return rng.integers(1, 7, size=20)
def typed(x: int) -> str:
    return str(x)
def total(numbers):
    return sum(numbers)
class Box:
    def __init__(self, size):
        self.size = size
def more(boxes):
    boxes.append(Box(3))
def asked():
    return int(input("How many? "))
"""
TESTS = [
    "from fractions import Fraction\nassert half(3) == Fraction(3, 2) and isinstance(half(1), Fraction)",
    "import datetime\nassert after(datetime.date(2026, 2, 28)) == datetime.date(2026, 3, 1)",
    "assert letters('aab').most_common(1) == [('a', 2)] and letters('')['a'] == 0",
    "assert names().tolist() == ['Ann', 'Bo'] and (names() == np.array(['Ann', 'Bo'])).all()",
    "from collections import deque\nq = deque([1], maxlen=2)\npush(q, 2)\npush(q, 3)\nassert list(q) == [2, 3]",
    "ax = draw([1, 2], [3, 5])\nassert ax.get_xlabel() == 'time' and list(ax.lines[0].get_ydata()) == [3, 5]",
    "assert number('a12').group() == '12' and number('a') is None and bool(number('1'))",
    "assert options().parse_args(['--n', '3']).n == 3",
    "import argparse\nassert isinstance(options(), argparse.ArgumentParser)",
    "assert type(options()) is argparse.ArgumentParser and hasattr(options(), 'parse_args')",
    """
mine, same = np.random.default_rng(1), np.random.default_rng(1)
assert dice(mine).tolist() == same.integers(1, 7, size=20).tolist() and mine.integers(9) == same.integers(9)""",
    "assert typed.__annotations__ == {'x': int, 'return': str}",
    "assert total(range(4)) == 6 == total(x for x in (1, 2, 3)) and total({1: 0, 2: 0}.keys()) == 3",
    "boxes = [Box(1)]\nmore(boxes)\nassert [box.size for box in boxes] == [1, 3]",
    "from unittest.mock import patch\nwith patch('builtins.input', return_value='4'):\n    assert asked() == 4",
    """
import builtins
real, builtins.input = input, lambda prompt: '5' if 'many' in prompt else ''
try:
    assert asked() == 5
finally:
    builtins.input = real""",
    "answers = iter(['6', '7'])\ninput = lambda _: next(answers)\nassert (asked(), asked()) == (6, 7)",
]


@pytest.mark.parametrize("test", TESTS)
def test_a_value_of_a_library_is_compared_here_and_its_object_asked_there(test: str, judged: Judged) -> None:
    record = one(judged(notebook(test, LIBRARY)))

    assert record.status == "passed", record.rows


#: a change of that solution, and the tests above that must not pass with it
WRONG_LIBRARY = {
    "Fraction(n, 2)": ("n / 2", 0),
    "days=1": ("days=2", 1),
    "+= 1": ("+= 2", 2),
    '"Bo"': ('"Bob"', 3),
    "queue.append": ("queue.appendleft", 4),
    '"time"': ('"t"', 5),
    "ax.plot(x, y)": ("ax.plot(y, x)", 5),
    "[0-9]+": ("[0-9]", 6),
    "type=int": ("type=str", 7),
    "1, 7": ("1, 6", 10),
    "size=20": ("size=21", 10),
    "x: int": ("x: float", 11),
    "sum(numbers)": ("sum([*numbers, *numbers])", 12),
    "Box(3)": ("Box(4)", 13),
    "int(input": ("str(input", 14),
}


@pytest.mark.parametrize("part", WRONG_LIBRARY)
def test_a_wrong_value_of_a_library_earns_nothing(part: str, judged: Judged) -> None:
    other, test = WRONG_LIBRARY[part]
    assert LIBRARY.count(part) == 1

    assert one(judged(notebook(TESTS[test], LIBRARY), notebook(TESTS[test], LIBRARY.replace(part, other)))).points == 0
