"""Values of libraries' types are compared on the trusted side, and objects of their classes are asked for methods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import Record
from tests.compat.test_students_objects import YES, notebook, one

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
import pandas as pd

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
def means(table):
    return table.groupby("kind")["n"].mean()
def mark(table):
    table["twice"] = 2 * table["n"]
animals = pd.DataFrame({"kind": ["cat", "dog", "cat"], "n": [1, 2, 4]})
least = 1
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
    "assert isinstance(animals, pd.DataFrame) and animals.shape == (3, 2) and animals['n'].sum() == 7",
    "pd.testing.assert_series_equal(means(animals), animals.groupby('kind')['n'].mean())",
    "mine = animals.copy()\nmark(mine)\nassert list(mine.columns) == ['kind', 'n', 'twice'] and mine.twice.max() == 8",
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
    "assert animals.query('kind == \"cat\"').n.tolist() == [1, 4] and len(animals.query('n > @least')) == 2",
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
    '"n": [1': ('"n": [3', 13),
    '["n"].mean()': ('["n"].max()', 14),
    '2 * table["n"]': ('table["n"]', 15),
    "Box(3)": ("Box(4)", 16),
    "int(input": ("str(input", 17),
}


@pytest.mark.parametrize("part", WRONG_LIBRARY)
def test_a_wrong_value_of_a_library_earns_nothing(part: str, judged: Judged) -> None:
    other, test = WRONG_LIBRARY[part]
    assert LIBRARY.count(part) == 1

    assert one(judged(notebook(TESTS[test], LIBRARY), notebook(TESTS[test], LIBRARY.replace(part, other)))).points == 0


#: an object that says that it is of a library's class, and answers yes to everything
CLAIMS = [
    ("argparse", "ArgumentParser"),
    ("numpy.char", "chararray"),
    ("pandas", "DataFrame"),
    ("collections", "Counter"),
    ("re", "Match"),
    ("collections.abc", "Sequence"),
    ("matplotlib.axes._axes", "Axes"),
]
#: what a test asks of plain data, and an object might answer
OF_PLAIN_DATA = [
    "assert text(1).startswith('n')",
    "assert listed(1).index(9) == 0 and listed(1).count(9) == 1",
    "assert nine(1) == 9",
    "assert (words(1) == np.array(['nine'])).all()",
    "assert table(1).equals(pd.DataFrame({'n': [9]}))",
    "assert table(1).n.isin([9]).all()",
    "assert day(1).isoformat() == '2026-01-09'",
    "assert 9 in listed(1) and {9} == members(1) and members(1).issuperset({9})",
]
HONEST = """
import argparse, re, datetime
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from collections import Counter
from collections.abc import Sequence
def first(items: Sequence): return items[0]
def nine(n): return 9 * n
def text(n): return "nine"
def listed(n): return [9 * n]
def members(n): return {9 * n}
def words(n): return np.array(["nine"])
def table(n): return pd.DataFrame({"n": [9 * n]})
def day(n): return datetime.date(2026, 1, 9)
"""


@pytest.mark.parametrize(("module", "name"), CLAIMS)
def test_an_object_that_says_what_it_is_answers_for_no_plain_data(module: str, name: str, judged: Judged) -> None:
    tests = "".join(f"#%% test t{i} 1\n{test}\n\n" for i, test in enumerate(OF_PLAIN_DATA))
    source = f"#%% write w\n### BEGIN SOLUTION\n{HONEST}\n### END SOLUTION\n\n{tests}"
    forged = f"{HONEST}{YES}\nYes.__module__, Yes.__qualname__, Yes.__name__ = {module!r}, {name!r}, {name!r}\n"
    forged += "nine = text = listed = members = words = table = day = lambda n: Yes()"

    assert {check.status for check in judged(source).notebooks[0].checks} == {"passed"}
    record = judged(source, source.replace(HONEST, forged))
    assert [OF_PLAIN_DATA[int(check.id[1:])] for check in record.notebooks[0].checks if check.points] == []


def test_an_object_that_claims_what_the_source_makes_answers_for_no_plain_data(judged: Judged) -> None:
    test = "assert members().issuperset({7, 9})"
    source = notebook(test, "def members():\n    return frozenset([7, 9])")
    forged = f"{YES}\nYes.__module__, Yes.__name__ = 'builtins', 'frozenset'\nmembers = lambda: Yes()"

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, forged))).points == 0


def test_a_class_that_the_students_code_has_chosen_is_called_there(judged: Judged) -> None:
    """ANY's class, made on the test's side, would equal 42."""
    test = "import unittest.mock\nassert answer() == 42 and not isinstance(answer(), str)"
    source = notebook(test, "import unittest.mock\ndef answer():\n    return 42")

    assert one(judged(source)).status == "passed"
    for work in ("answer = unittest.mock._ANY", "answer = lambda: unittest.mock.ANY"):
        assert one(judged(source, notebook(test, f"import unittest.mock\n{work}"))).points == 0


#: a text that is none, whose method is what says that it is a class
NO_TEXT = {
    "an object": f"{YES}\nclass Text(Yes):\n    startswith = kind\nname = Text()",
    "a function": "def name(): pass\nname.startswith = kind",
    "a class": f"{YES}\nclass name(Yes):\n    startswith = kind\n    __module__ = 'builtins'\nname.__name__ = 'str'",
}


@pytest.mark.parametrize("what", NO_TEXT)
def test_what_says_that_it_is_a_class_is_not_called_as_a_method(what: str, judged: Judged) -> None:
    test = "assert name.startswith('n') and str(1) == '1'"
    source = notebook(test, "name = 'nine'")
    kind = "kind = type('int', (), {'__module__': 'builtins', '__new__': lambda *a: True})\n"

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, kind + NO_TEXT[what]))).points == 0


#: a value whose entries have names that the student chose, one of which can be called
NAMED = {
    "named tuple": "import collections\nT = collections.namedtuple('T', names)\nT.__module__ = 'x'\nyes = T(*calls)",
    "column": "import pandas as pd\nyes = pd.Series(calls, index=names)",
    "table": "import pandas as pd\nyes = pd.DataFrame({'n': pd.Series(calls, index=names)})",
    "index": "import pandas as pd\nyes = pd.DataFrame([[1] * 3], columns=pd.Index(calls))",
}


@pytest.mark.parametrize("what", NAMED)
def test_an_entry_with_a_name_answers_for_no_method_of_plain_data(what: str, judged: Judged) -> None:
    tests = [
        "assert name().startswith('n')",
        "assert table().equals(pd.DataFrame({'n': [9]}))",
        "assert table().n.startswith('n')",
        "assert table().columns[0](9)",
    ]
    source = "import pandas as pd\ndef name():\n    return 'nine'\ndef table():\n    return pd.DataFrame({'n': [9]})"
    forged = f"names, calls = ['startswith', 'equals', 'n'], [lambda *a: True] * 3\n{NAMED[what]}\n"
    for test in tests:
        record = judged(notebook(test, source), notebook(test, f"{forged}name = table = lambda: yes"))
        assert one(record).points == 0, test


#: what says where in memory its numbers are
IN_MEMORY = {
    "a function": "def found(): pass",
    "an object": "class Found: pass\nfound = Found()",
    "a class": "class found: pass",
    "a picture": "class Image: pass\nImage.__module__, found = 'PIL.Image', Image()",
}


@pytest.mark.parametrize("what", IN_MEMORY)
@pytest.mark.parametrize("name", ["__array_interface__", "__array_struct__", "_as_parameter_"])
def test_an_object_does_not_say_where_in_memory_its_numbers_are(what: str, name: str, judged: Judged) -> None:
    """numpy would take the judge's own memory there for an array, of objects if it is told so."""
    test = f"from PIL import Image\nassert not hasattr(found, '{name}')"
    places = f"\nfound.{name} = dict(shape=(1,), typestr='|O', data=b'01234567', version=3)\n"

    assert one(judged(notebook(test, IN_MEMORY[what] + places))).points == 1


PICTURE = "from PIL import Image\nfound = Image.new('L', (2, 2), 1)"


def test_the_numbers_of_an_object_are_read_where_it_is(judged: Judged) -> None:
    test = "import numpy as np\nfrom PIL import Image\nassert np.array(found).shape == (2, 2) and np.sum(found) == 4"

    assert one(judged(notebook(test, PICTURE))).status == "passed"
    assert one(judged(notebook(test, PICTURE), notebook(test, PICTURE.replace(", 1)", ", 2)")))).points == 0


def test_a_library_does_not_take_an_object_for_its_own_array(judged: Judged) -> None:
    """scipy would write where the parts of a sparse matrix say. The test's own question is answered."""
    asked = notebook("from PIL import Image\nassert isinstance(found, Image.Image) and found.width == 2", PICTURE)
    given = notebook("from PIL import Image\nimport pandas as pd\npd.Series(found)", PICTURE)

    assert one(judged(asked)).status == "passed"
    assert "gives a library an object" in one(judged(given)).rows[0][1]


#: what equals anything in an assert of numpy's or in a sum of pandas'
VACUOUS = {
    "np.ma.masked_all(2)": "np.testing.assert_array_equal(pair(), [3.0, 4.0])",
    "np.poly1d([5])": "assert not (np.sum(pair()) if type(pair()) is np.ndarray else pair()) - 7",
    "pandas.Series([float('nan')] * 2)": "assert np.sum(np.abs(pair() - np.array([3.0, 4.0]))) < 1e-6",
}


@pytest.mark.parametrize("value", VACUOUS)
def test_a_value_that_compares_as_no_test_expects_does_not_cross(value: str, judged: Judged) -> None:
    test = f"import numpy as np\n{VACUOUS[value]}"
    source = notebook(test, "import numpy as np\ndef pair():\n    return np.array([3.0, 4.0])")
    work = notebook(test, f"import numpy as np\nimport pandas\ndef pair():\n    return {value}")

    assert one(judged(source)).status == "passed"
    record = one(judged(source, work))
    assert record.points == 0
    assert "pandas" not in value or "gives tables of pandas, which" in record.rows[0][1]


#: an object of three items that has none, and a table of one number in which there is none
LIES = """
import numpy as np
class Lies:
    shape, size, ndim = (3,), 3, 1
    def __len__(self): return 3
    def __iter__(self): return iter(())
    def __getitem__(self, at): raise IndexError
class Empty(Lies):
    shape, size, ndim = (1, 1), 1, 2
    def __len__(self): return 1
    def __iter__(self): return iter([[]])
class Array(Empty):
    def __array__(self, *_, **__): return np.zeros((1, 0))
for each in (Lies, Empty, Array):
    each.__module__, each.__name__, each.__qualname__ = "numpy", "ndenumerate", "ndenumerate"
"""
ITEMS = "for a, b in zip(three, [1, 2, 3]):\n    assert a == b"
VACUOUSLY = [
    f"assert len(three) == 3\n{ITEMS}",
    f"{ITEMS}\nassert len(three) == 3",
    f"assert three.shape == (3,)\n{ITEMS}",
    "assert tuple(three.shape) == (3,)\nassert set(three) <= {1, 2, 3}",
    "assert cost.shape == (1, 1) and np.allclose(cost, 0.5)",
    "assert np.allclose(cost, 0.5) and cost.shape == (1, 1)",
    "assert cost.size == 1 and np.allclose(cost, 0.5)",
    "assert cost.ndim == 2 and len(cost) == 1 and (np.asarray(cost) == 0.5).all() and np.size(cost) == 1",
]


@pytest.mark.parametrize("test", VACUOUSLY)
@pytest.mark.parametrize("kind", ["Empty", "Array"])
def test_an_object_has_as_many_items_as_it_says(kind: str, test: str, judged: Judged) -> None:
    test = f"import numpy as np\n{test}"
    source = notebook(test, "import numpy as np\nthree, cost = np.array([1, 2, 3]), np.array([[0.5]])")

    assert one(judged(source)).status == "passed"
    assert one(judged(source, notebook(test, f"{LIES}\nthree, cost = Lies(), {kind}()"))).points == 0
