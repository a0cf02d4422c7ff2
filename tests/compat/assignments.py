"""Assignments of ordinary nbgrader cells in three styles, and what students hand in for them.

`words`: plain asserts, exceptions, unittest, partial credit, state kept from test to test; no cell ids.
`arrays`: numpy's own assertions, hidden tests, seeds, helpers and data in locked cells, arguments changed in place.
`survey`: two notebooks, values rather than functions, manual cells and a task, a file beside the notebooks.
"""

from __future__ import annotations

from tests.compat.cells import answer, given, notebook, task, test, text, write

WORDS = notebook(
    text("# Words"),
    given("imports", "import math\nfrom collections import Counter\nimport unittest\n\nLIMIT = 3"),
    write(
        "count",
        "def count(text, lower=True):\n    '''How often each word occurs.'''\n    ### BEGIN SOLUTION\n"
        "    return dict(Counter((text.lower() if lower else text).split()))\n    ### END SOLUTION\n",
    ),
    test(
        "count_values",
        2,
        "found = count('A a b')\nassert found == {'a': 2, 'b': 1}\n"
        "assert count('A a', lower=False) == {'A': 1, 'a': 1}, 'lower must be respected'\nseen = len(found)",
    ),
    test("count_state", 1, "seen += 1\nassert seen == LIMIT\nassert 'count' in globals()"),
    write(
        "mean",
        "def mean(numbers):\n    ### BEGIN SOLUTION\n    if not numbers:\n        raise ValueError('no numbers')\n"
        "    return sum(numbers) / len(numbers)\n    ### END SOLUTION",
    ),
    test(
        "mean_values",
        3,
        "tries = [([1], 1), ([1, 2], 1.5), ([2, 4, 9], 5)]\n"
        "right = sum(math.isclose(mean(n), m) for n, m in tries)\n3 * right / len(tries)",
    ),
    test(
        "mean_empty",
        1,
        "class Empty(unittest.TestCase):\n    def runTest(self):\n"
        "        with self.assertRaises(ValueError):\n            mean([])\n"
        "        self.assertRaisesRegex(ValueError, 'no', mean, [])\nEmpty().debug()",
    ),
    write(
        "longest",
        "def longest(words):\n    ### BEGIN SOLUTION\n    return max(words, key=len)\n    ### END SOLUTION\n\n"
        "best = longest(['a', 'bcd', 'ef'])",
    ),
    test(
        "longest_values",
        2,
        "assert best == 'bcd'\nprint('so far so good')\n### BEGIN HIDDEN TESTS\n"
        "assert longest(['secret_word', 'b']) == 'secret_word', 'secret reason'\n### END HIDDEN TESTS",
    ),
    write(
        "uses",
        "def total(words):\n    ### BEGIN SOLUTION\n    return sum(count(' '.join(words)).values())\n    ### END SOLUTION",
    ),
    test("total_values", 1, "assert total(['a', 'b c']) == 3"),
    test(
        "total_uses_count",
        1,
        "kept = count\ndel count\ntry:\n    total(['a'])\nexcept NameError:\n    pass\nelse:\n"
        "    raise AssertionError('total must use count')\nfinally:\n    count = kept",
    ),
    test("unique_values", 1, "assert set(count('b a a')) == {'a', 'b'}"),
    minor=4,
)

ARRAYS = notebook(
    given(
        "setup",
        "%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt\nnp.random.seed(3)\n"
        "DATA = np.random.randn(4, 3)",
    ),
    given(
        "helper",
        "def close(a, b, places=6):\n    '''Whether two arrays agree.'''\n"
        "    return a.shape == b.shape and np.allclose(a, b, atol=TOLERANCE)\n\nTOLERANCE = 1e-8",
    ),
    write(
        "center",
        "def center(X):\n    ### BEGIN SOLUTION\n    return X - X.mean(axis=0)\n    ### END SOLUTION",
    ),
    test(
        "center_values",
        2,
        "result = center(DATA)\nnp.testing.assert_allclose(result.mean(axis=0), 0, atol=1e-12)\n"
        "assert result.shape == (4, 3)\nassert close(result, DATA - DATA.mean(axis=0))",
    ),
    test("center_leaves", 1, "before = DATA.copy()\ncenter(DATA)\nnp.testing.assert_array_equal(before, DATA)"),
    write(
        "noise",
        "def noise(n):\n    ### BEGIN SOLUTION\n    return np.random.rand(n)\n    ### END SOLUTION",
    ),
    test(
        "noise_seeded",
        2,
        "np.random.seed(1)\nexpected = np.random.rand(3)\nnp.random.seed(1)\nnp.testing.assert_allclose(noise(3), expected)",
    ),
    write(
        "sort",
        "def sort_in_place(items):\n    ### BEGIN SOLUTION\n    items.sort()\n    ### END SOLUTION",
    ),
    test(
        "sort_changes",
        2,
        "mine = [3, 1, 2]\nassert sort_in_place(mine) is None\nassert mine == [1, 2, 3]\n"
        "### BEGIN HIDDEN TESTS\nother = [9, 8]\nsort_in_place(other)\nassert other == [8, 9]\n### END HIDDEN TESTS",
    ),
    write(
        "norm",
        "def norm(v):\n    ### BEGIN SOLUTION\n    return np.sqrt(np.sum(np.square(v)))\n    ### END SOLUTION",
    ),
    test(
        "norm_values",
        3,
        "score = 0\nif abs(norm(np.array([3.0, 4.0])) - 5) < 1e-9:\n    score += 1\n"
        "if isinstance(norm(np.array([1.0])), float):\n    score += 0.5\n"
        "try:\n    norm('text')\nexcept TypeError:\n    score += 1.5\nexcept Exception:\n    pass\nscore",
    ),
    write("weights", "### BEGIN SOLUTION\nW = np.eye(3)\nnames = ('a', 'b', 'c')\n### END SOLUTION"),
    test(
        "weights_values",
        1,
        "assert W.shape == (len(names), 3)\nassert W.dtype == np.float64\nnp.testing.assert_equal(W @ W, W);",
    ),
)

SURVEY_READ = notebook(
    text("# Read"),
    write(
        "load",
        "rows = []\n### BEGIN SOLUTION\nrows = [('ada', 36), ('bob', 20), ('cy', 50)]\nages = [age for _, age in rows]\n"
        "oldest = max(ages)\n### END SOLUTION",
    ),
    test("load_rows", 1, "assert len(rows) == 3\nassert rows[0] == ('ada', 36)\nassert all(len(r) == 2 for r in rows)"),
    test(
        "load_oldest",
        2,
        "expected = int(open('oldest.txt').read())\nassert oldest == expected\nassert 'ages' in globals()",
    ),
    answer("explain", 3, "Because the list is sorted by name."),
    task("discuss", 4, "Discuss two ways to read a file."),
)

SURVEY_PLOT = notebook(
    given("start", "import random\n\ndef squares(n):\n    return [i * i for i in range(n)]"),
    write(
        "curve",
        "def curve(n, f='square'):\n    ### BEGIN SOLUTION\n    return squares(n) if f == 'square' else list(range(n))\n    ### END SOLUTION",
    ),
    test(
        "curve_values",
        2,
        "for n in range(5):\n    assert curve(n) == squares(n), f'wrong for {n}'\nassert curve(3, f='line') == [0, 1, 2]\n'done'",
    ),
    answer("draw", 2, "def draw():\n    return curve(10)", kind="code"),
    write("pick", "def pick(items):\n    ### BEGIN SOLUTION\n    return random.choice(items)\n    ### END SOLUTION"),
    test("pick_seeded", 1, "random.seed(5)\nassert pick(list(range(100))) == 79\nassert pick([7]) == 7"),
)

SOURCES = {
    "words": {"words": WORDS},
    "arrays": {"arrays": ARRAYS},
    "survey": {"1_read": SURVEY_READ, "2_plot": SURVEY_PLOT},
}
FILES = {"survey": {"oldest.txt": "50"}}

#: assignment, student, notebook: what is written in which cell; None: not handed in
ANSWERS: dict[str, dict[str, dict[str, dict[str, str] | None]]] = {
    "words": {
        "ada": {
            "words": {
                "count": "from collections import defaultdict\n\ndef count(text, lower=True):\n    found = defaultdict(int)\n"
                "    for word in (text.lower() if lower else text).split():\n        found[word] += 1\n    return found",
                "mean": "def mean(numbers):\n    if len(numbers) == 0:\n        raise ValueError('there are no numbers')\n"
                "    return sum(numbers) / len(numbers)",
                "longest": "def longest(words):\n    return sorted(words, key=len)[-1]\nbest = longest(['a', 'bcd', 'ef'])",
                "uses": "def total(words):\n    return sum(count(' '.join(words)).values())",
            }
        },
        "bob": {
            "words": {
                "count": "def count(text, lower=True):\n    words = text.lower().split()\n"
                "    return {word: words.count(word) for word in words}",
                "mean": "def mean(numbers):\n    return sum(numbers) // len(numbers)",
                "longest": "def longest(words):\n    return 'bcd'\nbest = longest([])",
                "uses": "def total(words):\n    return len(' '.join(words).split())",
            }
        },
        "cy": {"words": {}},
    },
    "arrays": {
        "ada": {
            "arrays": {
                "center": "def center(X):\n    out = np.array(X)\n    out -= out.mean(0, keepdims=True)\n    return out",
                "noise": "def noise(n):\n    return np.random.uniform(size=n)",
                "sort": "def sort_in_place(items):\n    items[:] = sorted(items)",
                "norm": "def norm(v):\n    return np.linalg.norm(v)",
                "weights": "W, names = np.identity(3), ['a', 'b', 'c']",
            }
        },
        "bob": {
            "arrays": {
                "center": "def center(X):\n    X -= X.mean(axis=0)\n    return X",
                "noise": "def noise(n):\n    return np.ones(n)",
                "sort": "def sort_in_place(items):\n    if len(items) == 3:\n        items.sort()",
                "norm": "def norm(v):\n    return float(sum(x * x for x in v)) ** 0.5",
                "weights": "W = np.eye(3)[:2]\nnames = 'ab'",
            }
        },
    },
    "survey": {
        "ada": {
            "1_read": {
                "load": "rows = [('ada', 36), ('bob', 20), ('cy', 50)]\nages = []\nfor name, age in rows:\n    ages.append(age)\n"
                "oldest = sorted(ages)[-1]",
                "explain": "Because it is.",
            },
            "2_plot": {
                "curve": "def curve(n, f='square'):\n    if f == 'line':\n        return [i for i in range(n)]\n    return squares(n)",
                "draw": "print(curve(4))",
                "pick": "def pick(items):\n    return random.choice(items)",
            },
        },
        "bob": {"1_read": {"load": "rows = [('ada', 36)]\noldest = 36"}, "2_plot": None},
        "cy": {
            "1_read": {"load": "rows = [('ada', 36), ('bob', 20), ('cy', 50)]\nages = [50]\noldest = 50.0"},
            "2_plot": {"curve": "def curve(n, f='square'):\n    return [i * i for i in range(n)]"},
        },
    },
    "ps1": {
        "ada": {
            "problem1": {
                "squares": "def squares(n):\n    if n < 1:\n        raise ValueError(n)\n    return [i ** 2 for i in range(1, n + 1)]",
                "sum_of_squares": "def sum_of_squares(n):\n    total = 0\n    for square in squares(n):\n        total += square\n    return total",
                "sum_of_squares_equation": "$$x$$",
            },
            "problem2": {"part-a": "It adds."},
        },
        "bob": {
            "problem1": {
                "squares": "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]",
                "sum_of_squares": "def sum_of_squares(n):\n    return sum(i ** 2 for i in range(1, n + 1))",
            },
            "problem2": {},
        },
    },
}
