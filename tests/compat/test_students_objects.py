"""A test asks the student's objects and classes; what they say is compared on the trusted side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import CheckRecord, Record

Judged = Callable[..., Record]

SOLUTION = """
from collections import Counter, namedtuple
from dataclasses import dataclass
from enum import Enum

class Animal:
    legs = 4
    def __init__(self, name, friends=()):
        self.name, self.friends, self.eaten = name, list(friends), {}
    def eat(self, food, grams=100):
        if grams <= 0:
            raise ValueError("too few")
        self.eaten[food] = self.eaten.get(food, 0) + grams
        return self.eaten[food]
    def meet(self, other):
        self.friends.append(other)
        return self
    def names(self):
        return [friend.name for friend in self.friends]
    def hungry(self):
        return not self.eaten
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return False
    @staticmethod
    def kind():
        return "animal"
    @classmethod
    def named(cls, *names):
        return [cls(name) for name in names]
    @property
    def loud(self):
        return self.name.upper()

class Dog(Animal):
    def speak(self):
        return "woof"

@dataclass
class Vector:
    x: float
    y: float
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, number):
        return Vector(self.x * number, self.y * number)
    __rmul__ = __mul__
    def __len__(self):
        return 2
    def __getitem__(self, at):
        return (self.x, self.y)[at]
    def __contains__(self, number):
        return number in (self.x, self.y)
    def __str__(self):
        return f"<{self.x}, {self.y}>"

class Light(Enum):
    RED = 1
    GREEN = 2

class Stack(list):
    def top(self):
        return self[-1]

def total(vectors):
    return sum(vectors, Vector(0, 0))
def oldest(animals):
    return animals[0]
def apply(function, value):
    return function(value)
def double(value):
    return 2 * value
Point = namedtuple("Point", "x y")
def tidy(items):
    items.sort()
def adder(n):
    return lambda m: n + m
def counts(text):
    return Counter(text)
class Bad(ValueError):
    pass
class Rotten(Bad):
    pass
def spoil():
    raise Rotten("too old")
def say(text):
    print(text, end="!\\n")
def counted(n):
    for i in range(n):
        yield i
rex = Dog("Rex")
pack = [rex, Dog("Bo")]
"""


def one(record: Record, id: str = "t") -> CheckRecord:
    return next(check for notebook in record.notebooks for check in notebook.checks if check.id == id)


def notebook(test: str, solution: str = SOLUTION) -> str:
    return f"#%% write w\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION\n\n#%% test t 1\n{test}\n"


CAPTURE = "import io, sys\nfrom contextlib import redirect_stdout\n"
RIGHT = [
    "a = Animal('Tom')\nassert a.name == 'Tom' and a.legs == 4 and Animal.legs == 4",
    "a = Animal('Tom')\nassert a.eat('fish') == 100\na.eat('fish', grams=50)\nassert a.eaten == {'fish': 150}",
    "assert Animal('Tom').hungry()\nassert not Animal('Tom').meet(Animal('B')).eaten",
    "a = Animal('Tom', [Animal('B')])\nassert a.meet(rex).names() == ['B', 'Rex'] and a.friends[1] is rex",
    "try:\n    rex.eat('fish', 0)\nexcept ValueError as error:\n    assert 'few' in str(error)\nelse:\n    assert 0",
    "assert isinstance(rex, Dog) and isinstance(rex, Animal) and not isinstance(rex, Vector)",
    "assert type(rex) == Dog and type(rex) is Dog and type(rex) != Animal and issubclass(Dog, Animal)",
    "assert type(rex).__name__ == 'Dog' and rex.__class__.__name__ == 'Dog' and rex.__class__ is Dog",
    "assert isinstance(rex.name, str) and not isinstance(rex, dict) and isinstance(Dog, type)",
    "assert hasattr(rex, 'speak') and not hasattr(rex, 'meow') and hasattr(Dog, 'eat') and 'eat' in dir(rex)",
    "assert vars(Animal('Tom'))['name'] == 'Tom' and callable(rex.speak) and getattr(rex, 'name') == 'Rex'",
    "assert Animal.kind() == 'animal' and [a.name for a in Dog.named('A', 'B')] == ['A', 'B'] and rex.loud == 'REX'",
    "assert Dog.speak(rex) == 'woof' and len(pack) == 2 and pack[0] is rex and rex in pack",
    "rex.name = 'Max'\nassert rex.loud == 'MAX'\ndel rex.name\nassert not hasattr(rex, 'name')",
    "assert Vector(1, 2) == Vector(1, 2) and Vector(1, 2) != Vector(2, 1)",
    "assert Vector(1, 2) + Vector(1, 1) == Vector(2, 3) and 2 * Vector(1, 2) == Vector(1, 2) * 2",
    "v = Vector(1, 2)\nv += Vector(1, 1)\nassert (v.x, v.y) == (2, 3)",
    "v = Vector(1, 2)\nassert len(v) == 2 and v[1] == 2 and list(v) == [1, 2] and 2 in v and 3 not in v",
    "assert str(Vector(1, 2)) == '<1, 2>' and f'{Vector(1, 2)}' == '<1, 2>'",
    "assert total([Vector(1, 2), Vector(3, 4)]) == Vector(4, 6)\nassert oldest(pack) is rex",
    "assert apply(double, 4) == 8 and apply(Animal, 'Tom').name == 'Tom' and apply(rex.eat, 'fish') == 100",
    "assert Light.RED.value == 1 and Light.GREEN.name == 'GREEN' and Light(1) is Light.RED and Light.RED == Light.RED",
    "assert Stack([1, 2]).top() == 2 and list(Stack([1, 2])) == [1, 2]",
    "g = counted(3)\nassert next(g) == 0 and list(g) == [1, 2]\nassert list(counted(2)) == [0, 1]",
    "assert len({rex, oldest(pack)}) == 1 and {rex: 1}[rex] == 1 and bool(rex)",
    "assert rex is not None and rex != None",
    "p = Point(1, 2)\nassert p == (1, 2) and p.x == 1 and isinstance(p, tuple) and p[1] == 2",
    "s = Stack([1, 2])\nassert s == [1, 2] and isinstance(s, list) and 2 in s and isinstance(s, Stack)",
    "items = [3, 1]\nassert tidy(items) is None and items == [1, 3]",
    "assert adder(3)(4) == 7 and double.__doc__ is None and counts('aab') == {'a': 2, 'b': 1}",
    "assert apply(lambda x: x + 1, 2) == 3 and apply(len, [1, 2]) == 2",
    "import numpy as np\nassert apply(np.sum, np.ones(3)) == 3 and apply(lambda x: [y + 1 for y in x], [1]) == [2]",
    "import math\nassert apply(math.sqrt, 9) == 3 and apply(lambda f: f, 4) == 4",
    "seen = []\nassert apply(seen.append, 4) is None and seen == [4]",
    "from unittest.mock import Mock\nf = Mock(return_value=7)\nassert apply(f, 3) == 7\nf.assert_called_once_with(3)",
    f"{CAPTURE}with redirect_stdout(io.StringIO()) as f:\n    say('a')\n    say('b')\nassert len(f.getvalue()) == 6",
    f"{CAPTURE}sys.stdout = out = io.StringIO()\nsay('a')\nsys.stdout = sys.__stdout__\nassert 'a!' in out.getvalue()",
    "assert say('a') is None",
    "try:\n    spoil()\nexcept Rotten as error:\n    assert 'old' in str(error)\nelse:\n    assert 0",
    "try:\n    spoil()\nexcept Bad:\n    pass\nassert issubclass(Rotten, Bad) and issubclass(Bad, ValueError)",
    "import unittest\nwith unittest.TestCase().assertRaises(Rotten):\n    spoil()",
    "with Animal('Tom') as tom:\n    assert tom.name == 'Tom'",
]


@pytest.mark.parametrize("test", RIGHT)
def test_an_object_is_asked_where_it_is(test: str, judged: Judged) -> None:
    record = one(judged(notebook(test)))

    assert record.status == "passed", record.rows


#: a change of the solution, and a test that must not pass with it
WRONG = {
    "return self.eaten[food]": ("return 100", "a = Animal('Tom')\na.eat('fish')\nassert a.eat('fish') == 200"),
    "legs = 4": ("legs = 3", "assert rex.legs == 4"),
    "return self.name.upper()": ("return self.name", "assert rex.loud == 'REX'"),
    "self.x + other.x": ("self.x", "assert Vector(1, 2) + Vector(1, 1) == Vector(2, 3)"),
    "class Dog(Animal):": ("class Dog:\n    def __init__(self, name): pass", "assert isinstance(rex, Animal)"),
    "yield i": ("yield i + 1", "assert list(counted(2)) == [0, 1]"),
    'end="!': (
        'end="?',
        f"{CAPTURE}with redirect_stdout(io.StringIO()) as out:\n    say('a')\nassert '!' in out.getvalue()",
    ),
    "n + m": ("n - m", "assert adder(3)(4) == 7"),
    "raise Rotten(": ("raise Bad(", "try:\n    spoil()\nexcept Rotten:\n    pass\nelse:\n    assert 0"),
    "class Bad(ValueError)": ("class Bad(Exception)", "assert issubclass(Rotten, ValueError)"),
    "items.sort()": ("items.reverse()", "items = [3, 1, 2]\ntidy(items)\nassert items == [1, 2, 3]"),
}


@pytest.mark.parametrize("part", WRONG)
def test_a_wrong_object_earns_nothing(part: str, judged: Judged) -> None:
    other, test = WRONG[part]
    assert part in SOLUTION

    assert one(judged(notebook(test))).status == "passed"
    assert one(judged(notebook(test), notebook(test, SOLUTION.replace(part, other)))).points == 0


#: what says yes to everything: as an answer, an attribute, a method's result
YES = """
class Yes:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __eq__(self, other): return True
    def __hash__(self): return hash(9)
    def __contains__(self, item): return True
    def __iter__(self): return iter([self])
    def __len__(self): return 1
    def __getitem__(self, at): return self
    def __abs__(self): return 0.0
    def __float__(self): return 9.0
    def __str__(self): return "9"
for _op in "add radd sub rsub mul rmul truediv mod and or neg".split():
    setattr(Yes, f"__{_op}__", lambda self, *a: 0)
for _op in "lt le gt ge ne isdisjoint".split():
    setattr(Yes, f"__{_op}__", lambda self, *a: True)
yes = Yes()
"""
TESTS = [
    "assert nine(1) == 9",
    "assert 9 == nine(1)",
    "assert not nine(1) != 9",
    "assert abs(nine(1) - 9) < 1e-9",
    "assert abs(9 - nine(1)) < 1e-9",
    "assert -1e-9 < nine(1) - 9 < 1e-9",
    "assert round(nine(1) - 9, 7) == 0",
    "assert 9 in listed(1)",
    "assert nine(1) in [9]",
    "assert nine(1) in {9}",
    "assert {9: True}[nine(1)]",
    "assert 8 < nine(1) < 10",
    "assert isinstance(nine(1), int)",
    "assert type(nine(1)) == int",
    "assert nine(1) is 9",
    "assert f'{nine(1)}' == '9'",
    "assert str(nine(1)) == '9'",
    "assert listed(1) == [9]",
    "assert listed(1)[0] == 9",
    "assert [x for x in listed(1)] == [9]",
    "assert set(listed(1)) == {9}",
    "assert listed(1).index(9) == 0",
    "assert text(1).startswith('n')",
    "assert text(1).upper() == 'NINE'",
    "import math\nassert math.isclose(nine(1), 9)",
    "import numpy as np\nassert np.isclose(nine(1), 9)",
    "import numpy as np\nassert np.allclose(listed(1), [9])",
    "import numpy as np\nnp.testing.assert_almost_equal(nine(1), 9)",
    "import numpy as np\nassert np.array_equal(listed(1), [9])",
    "import unittest\nunittest.TestCase().assertEqual(nine(1), 9)",
    "import unittest\nunittest.TestCase().assertAlmostEqual(nine(1), 9)",
    "import unittest\nunittest.TestCase().assertIn(9, listed(1))",
    "assert (nine(1) == 9) is True",
    "assert all(x == 9 for x in listed(1))",
    "assert any(x == 9 for x in listed(1))",
    "assert sorted(listed(1)) == [9]",
    "assert sum(listed(1)) == 9",
    "assert min(listed(1)) == 9",
    "assert dict(pairs(1)) == {'a': 9}",
    "assert pairs(1).get('a') == 9",
    "assert box.size == 9",
    "assert Box(9).size == 9",
    "assert Box(9).doubled() == 18",
    "assert abs(Box(9).doubled() - 18) < 1e-9",
    "assert 9 in Box(9).items",
    "import operator\nassert operator.eq(nine(1), 9)",
    "match nine(1):\n    case 9: pass\n    case _: assert False",
    "match nine(1):\n    case int(): pass\n    case _: assert False",
    "from fractions import Fraction\nassert Fraction(18, 2) == nine(1)",
    "import datetime\nassert datetime.date(2026, 1, 9) == day(1)",
    "import datetime\nassert day(1) - datetime.date(2026, 1, 1) == datetime.timedelta(8)",
    "from collections import Counter\nassert Counter(a=9) == pairs(1)",
    "from collections import deque\nassert list(queue(1)) == [9] and queue(1) == deque([9])",
    "import numpy as np\nassert (words(1) == np.array(['nine'])).all()",
    "import numpy as np\nassert words(1).tolist() == ['nine']",
    "import numpy as np\nassert np.array_equal(words(1), np.array(['nine']))",
]
PLAIN = """
import datetime
import numpy as np
from collections import deque
class Box:
    def __init__(self, size):
        self.size, self.items = size, [size]
    def doubled(self):
        return 2 * self.size
    def __eq__(self, other):
        return self.size == other.size
    def __add__(self, other):
        return Box(self.size + (other if isinstance(other, int) else other.size))
    def __lt__(self, other):
        return self.size < other.size
box = Box(9)
def nine(n): return 9 * n
def listed(n): return [9 * n]
def text(n): return "nine"
def pairs(n): return {"a": 9 * n}
def day(n): return datetime.date(2026, 1, 9 * n)
def queue(n): return deque([9 * n])
def words(n): return np.array(["nine"] * n)
"""
FORGED = f"""{YES}
class Box(Yes):
    def __init__(self, *a): pass
    size = items = yes
    doubled = lambda self: yes
box = Box()
nine = listed = text = pairs = day = queue = words = lambda n: Box()
"""
#: the same object within values that arrive as what they are
WITHIN = f"""{FORGED}
import numpy as np
from collections import Counter, deque
nine = lambda n: np.array(yes, object)
listed = queue = lambda n: deque([yes])
words = lambda n: np.array([yes], object)
pairs = lambda n: Counter({{yes: yes, "a": yes}})
"""
WITHOUT_CLASSES = PLAIN.replace(PLAIN[PLAIN.index("class") : PLAIN.index("def nine")], "")


def test_an_object_is_gone_with_its_process(judged: Judged) -> None:
    source = notebook("b = Box(1)") + "\n#%% open\npass\n\n#%% test u 1\nother = Box(2)\nassert b.size == 1\n"
    source = source.replace(SOLUTION, PLAIN)

    assert one(judged(source), "u").status == "passed"
    record = judged(source, source.replace("pass\n", "import os; os._exit(1)\n"))
    assert one(record).status == "passed"
    assert "has ended" in one(record, "u").rows[0][1]


FORGING = "from autograder.sandbox import kept_objects as k\nA = object\nk.to_node = lambda *_:"


@pytest.mark.parametrize(
    ("work", "test", "words"),
    [
        ("class A:\n    def __len__(self):\n        while True: pass", "assert len(A()) == 3", "did not come back"),
        (
            "class A:\n    def __len__(self):\n        import os; os._exit(1)",
            "assert len(A()) == 3",
            "did not come back",
        ),
        ("def A():\n    while True:\n        print('a' * 1000)", "A()", "did not come back"),
        ("class A:\n    def __str__(self):\n        while True: pass", "assert 0, A()", "AssertionError"),
        ("def A():\n    while True:\n        yield 1", "assert sum(A()) == 3", "AssertionError"),
        ("class A:\n    part = property(lambda self: self)", "assert A().part.part == 3", ".part, which no class"),
        (
            f"{FORGING} ['object', 10**9, 'A', 0]",
            "len(A())",
            "cannot be read",
        ),
        (
            f"{FORGING} ['dict', [[['plain', []]] * 2]]",
            "len(A())",
            "cannot be read",
        ),
        (
            f"{FORGING} 3",
            "len(A())",
            "cannot be read",
        ),
        (
            f"{FORGING} ['typed', 'os.system', ['plain', ['true']]]",
            "len(A())",
            "cannot be read",
        ),
        (
            f"{FORGING} ['list', [['typed', 'numpy.ndarray', ['plain', ['<U250000', [16], ['a'] * 16]]]] * 9_000]",
            "len(A())",
            "cannot be read",
        ),
    ],
)
def test_what_an_object_does_costs_its_own_cell(work: str, test: str, words: str, judged: Judged) -> None:
    record = judged(notebook(test, "A = list"), notebook(test, work))

    assert one(record).points == 0
    assert words in one(record).rows[0][1]


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Record]:
    from autograder.course.plan import read_plan
    from autograder.judge.judge import Judge
    from autograder.sandbox import Sandbox
    from tests.compat.assignments import written
    from tests.compat.cells import save

    def judge(solution: str, work: str) -> Record:
        folder = tmp_path_factory.mktemp("forged")
        cells = "".join(f"#%% test t{i} 1\n{test}\n\n" for i, test in enumerate(TESTS))
        for place, answer in (("source", solution), ("work", work)):
            text = f"#%% write w\n### BEGIN SOLUTION\n{answer}\n### END SOLUTION\n\n{cells}"
            save(folder / place / "one.ipynb", written(text))
        with Sandbox() as sandbox:
            files = {"one.ipynb": (folder / "work" / "one.ipynb").read_bytes()}
            return Judge(read_plan(folder / "source"), sandbox, b"secret").judge("eve", files)

    return judge


@pytest.mark.parametrize("work", [FORGED, WITHIN], ids=["it", "within a value"])
def test_an_object_that_says_yes_to_everything_gains_nothing(work: str, forged) -> None:
    honest = forged(PLAIN, PLAIN)
    record = forged(PLAIN, work)
    passed = {check.id for check in honest.notebooks[0].checks if check.status == "passed"}

    assert [TESTS[i] for i in range(len(TESTS)) if f"t{i}" not in passed] == []
    assert [TESTS[int(check.id[1:])] for check in record.notebooks[0].checks if check.points] == []


@pytest.mark.parametrize("work", [FORGED, WITHIN], ids=["it", "within a value"])
def test_nor_where_the_source_has_no_classes(work: str, forged) -> None:
    record = forged(WITHOUT_CLASSES, work)

    assert [TESTS[int(check.id[1:])] for check in record.notebooks[0].checks if check.points] == []
