"""A notebook is one namespace: tests see what student code changes in place, and it sees what they bind for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.records.record import CheckRecord, Record

Judged = Callable[..., Record]


def one(record: Record, id: str = "t") -> CheckRecord:
    return next(check for notebook in record.notebooks for check in notebook.checks if check.id == id)


def notebook(given: str, solution: str, test: str) -> str:
    answer = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return f"#%% given g\n{given}\n\n#%% write w\n{answer}\n\n#%% test t 1\n{test}\n"


@pytest.mark.parametrize(
    ("given", "change", "test"),
    [
        ("a = [1, 2, 3]", "a.append(4)", "assert a == [1, 2, 3, 4]"),
        ("a = [1, 2, 3]", "a[-1] = 20", "assert a == [1, 2, 20]"),
        ("a = [1, 2, 3]", "del a[0]", "assert a == [2, 3]"),
        ("a = [3, 1, 2]", "for _ in range(2):\n    last = a.pop()", "assert a == [3] and last == 1"),
        ("d = {'cat': 1}", "d['rat'] = 2", "assert d == {'cat': 1, 'rat': 2}"),
        ("d = {'a': {'b': [1]}}", "d['a']['b'].extend([2, 3])", "assert sum(d['a']['b']) == 6"),
        ("import numpy as np\nX = np.zeros((2, 2))", "X[0, 1] = 5", "assert X.sum() == 5"),
        ("seen = set()", "seen.add(7)", "def holds(x):\n    return x in seen\nassert holds(7)"),
    ],
)
def test_what_an_answer_changes_in_place_is_what_a_test_sees(
    given: str, change: str, test: str, judged: Judged
) -> None:
    source = notebook(given, change, test)

    assert one(judged(source)).status == "passed"
    assert one(judged(source, source.replace(change, "pass"))).points == 0
    assert one(judged(source, source.replace(change, f"{change}\n{given.splitlines()[-1]}"))).points == 0


def test_what_an_answer_does_not_change_stays_ours(judged: Judged) -> None:
    source = notebook("right = [4]\na = []", "a.append(4)", "assert a == right")

    assert one(judged(source, source.replace("a.append(4)", "a.append(5); right[0] = 5"))).points == 0


def test_an_object_that_cannot_cross_stays_as_the_given_cell_made_it(judged: Judged) -> None:
    given = "class Box:\n    size = 3\nbox = Box()"

    assert one(judged(notebook(given, "box.label = 'x'", "assert box.size == 3"))).status == "passed"


LENT = """
#%% write w
def scaled(items):
    ### BEGIN SOLUTION
    return [item / UNIT for item in items]
    ### END SOLUTION

#%% test t 1
UNIT = 2
assert scaled([4]) == [2]
UNIT = 4
assert scaled([4]) == [1]

#%% write v
### BEGIN SOLUTION
half = UNIT / 2
### END SOLUTION

#%% test u 1
assert half == 2
"""


def test_an_answer_reads_what_a_test_bound(judged: Judged) -> None:
    record = judged(LENT)

    assert [one(record, id).status for id in "tu"] == ["passed", "passed"]
    assert one(judged(LENT, LENT.replace("UNIT / 2", "UNIT / 3")), "u").points == 0


def test_a_fresh_process_has_it_too(judged: Judged) -> None:
    record = judged(LENT, LENT.replace("half = UNIT / 2", "half = UNIT / 2\n\n#%% open\nimport os; os._exit(1)"))

    assert one(record, "u").status == "passed"


def test_a_module_that_a_test_imports_is_there(judged: Judged) -> None:
    answer = "def root(x):\n    ### BEGIN SOLUTION\n    return math.sqrt(x)\n    ### END SOLUTION"
    source = f"#%% write w\n{answer}\n\n#%% test t 1\nimport math\nassert root(9) == 3\n"

    assert one(judged(source)).status == "passed"


@pytest.mark.parametrize("where", ["### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS", "{}"])
def test_code_sees_of_a_test_only_what_the_sources_answers_read(where: str, judged: Judged) -> None:
    answer = "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
    test = where.format("right = 8\nassert f(7) == right")
    source = f"#%% write w\n{answer}\n\n#%% test t 1\n{test}\n"

    assert one(judged(source)).status == "passed"
    assert one(judged(source, source.replace("return x + 1", "return right"))).points == 0


def test_what_a_hidden_test_binds_stays_hidden(judged: Judged) -> None:
    answer = "### BEGIN SOLUTION\nright = 1\ndef f(x):\n    return x + right\n### END SOLUTION"
    test = "### BEGIN HIDDEN TESTS\nright = 8\nassert f(7) == right\n### END HIDDEN TESTS"
    source = f"#%% write w\n{answer}\n\n#%% test t 1\n{test}\n"

    assert one(judged(source)).status == "passed"
    assert one(judged(source, source.replace("x + right", "right if x == 7 else x + 1"))).points == 0


def test_a_test_may_ask_how_an_answer_is_written(judged: Judged) -> None:
    answer = "def total(xs):\n    ### BEGIN SOLUTION\n    return sum(xs)\n    ### END SOLUTION"
    test = "import inspect\nassert 'for' not in inspect.getsource(total)\nassert total([1, 2]) == 3"
    source = f"#%% write w\n{answer}\n\n#%% test t 1\n{test}\n"

    assert one(judged(source)).status == "passed"
    assert one(judged(source, source.replace("sum(xs)", "sum(x for x in xs)"))).points == 0


@pytest.mark.parametrize(
    "given",
    [
        "import numpy as np\norder = list(np.random.permutation(1000))",
        "import random\norder = [random.random() for _ in range(3)]",
    ],
)
def test_a_given_cell_draws_the_same_random_numbers_on_both_sides(given: str, judged: Judged) -> None:
    source = notebook(given, "first = order[0]", "assert first == order[0]")

    assert one(judged(source)).status == "passed"
    assert one(judged(source, source.replace("order[0]\n### END", "order[1]\n### END"))).points == 0


def test_what_a_test_draws_does_not_follow_from_the_students_seed(judged: Judged) -> None:
    given = "import numpy as np\norder = np.random.permutation(1000)"
    test = "import numpy as np\nx = np.random.randint(10**9)\nassert echo(x) == x and len(order) == 1000"
    source = notebook(given, "def echo(x):\n    return x", test)
    forged = "def echo(x):\n    return FORESEEN"
    foreseen = "#%% open\nimport numpy as np\nnp.random.seed(1)\n\n"

    assert one(judged(source)).status == "passed"
    for draws in range(3):
        cells = (
            f"stream = np.random.RandomState(1)\nfor _ in range({draws}):\n    stream.permutation(1000)\n"
            "FORESEEN = stream.randint(10**9)"
        )
        work = foreseen + source.replace("def echo(x):\n    return x", f"{cells}\n{forged}")
        assert one(judged(source, work)).points == 0


@pytest.mark.parametrize(
    "instead",
    ["1 / 0", "['plain', [[1], 2]]", "['plain', None]", "3", "__import__('os')._exit(1)", "print(*range(9**9))"],
)
def test_a_process_that_hides_its_random_numbers_is_judged_all_the_same(instead: str, judged: Judged) -> None:
    source = notebook("import numpy as np\norder = np.random.permutation(5)", "n = 5", "assert n == len(order)")
    tampered = f"import numpy as np\nfrom autograder.sandbox import kept_objects as k\nk.to_node = lambda *_: {instead}"
    forged = f"#%% open\n{tampered}\n\n{source}"

    assert one(judged(source, forged)).status == "passed"
