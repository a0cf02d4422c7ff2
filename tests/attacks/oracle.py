"""Attacks on the follow-through: there the judge's own functions answer for a sibling that is wrong."""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import Attack, G, R, Seen, earned
from tests.attacks.place import HASTE

STUB = "from autograder.sandbox import child as c\nimport gc\nloop = next(x for x in gc.get_objects() if type(x) is c._Loop)\n"
WRONG = {"sigmoid": "def sigmoid(z):\n    return z * 0 + 0.25\n"}
MODEL = "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):\n"
HEAD = "def propagate(w, b, X, Y):\n"


def asks(code: str) -> dict[str, str]:
    """`sigmoid` is wrong on purpose, and `propagate` does something with the one that answers in its place."""
    return {
        **WRONG,
        "propagate": HEAD
        + "    import numpy as np\n    "
        + code.replace("\n", "\n    ")
        + "\n    return {'dw': w, 'db': b}, 0.0\n",
    }


def example(code: str) -> dict[str, str]:
    """`logistic_example` takes six arguments, so its answer can be a table of six dimensions."""
    head = "def logistic_example_gradients(w1, w2, b, x1, x2, y):\n    import numpy as np\n    "
    return {
        "logistic_example": "def logistic_example(*a):\n    return 1, 2, 3\n",
        "logistic_example_gradients": head + code.replace("\n", "\n    ") + "\n    return {}\n",
    }


def _bounded(place: Any, seen: Seen) -> str:
    if seen.grown > 400 << 20:
        return f"the judge grew by {seen.grown >> 20} MB"
    if seen.seconds > HASTE.total + 4:
        return f"it took {seen.seconds:.0f} s"
    return earned(place, seen)


def _told(place: Any, seen: Seen) -> str:
    return "the source" if "SOLUTION" in seen.text or str(place.plan.folder) in seen.text else earned(place, seen)


ORACLE = [
    Attack(
        "the answer itself",
        "asks for the function under test",
        answers={**WRONG, "propagate": STUB + HEAD + "    return c._Stub('propagate', loop)(w, b, X, Y)\n"},
        notebook=R,
    ),
    Attack(
        "any name",
        "asks for names that nobody replaced",
        answers={
            **WRONG,
            "propagate": STUB + HEAD + "    for name in ('model', '__import__', '', '../x'):\n"
            "        try: loop.ask(name, ('os',), {})\n        except RuntimeError: pass\n    return {'dw': w, 'db': b}, 0.0\n",
        },
        notebook=R,
    ),
    Attack(
        "asked in a cell",
        "asks while a cell runs, and where nothing was replaced",
        STUB + "loop.calling = 2\nanswer = c._Stub('sigmoid', loop)(0.0)\n",
        answers={"sigmoid": "def sigmoid(z):\n    return answer\n"},
        notebook=R,
    ),
    Attack(
        "answers kept",
        "stores the answers for optimize in files and memory, for the check of optimize itself",
        "import os\n",
        answers={
            "optimize": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
            "    import pickle, glob\n    for path in glob.glob('kept*') + glob.glob('../*/kept*'):\n        return pickle.load(open(path, 'rb'))\n    return 0\n",
            "model": MODEL + "    import pickle, numpy as np\n    w, b = np.zeros((X_train.shape[0], 1)), 0.0\n"
            "    found = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)\n    pickle.dump(found, open('kept', 'wb'))\n    return {}\n",
        },
        notebook=R,
    ),
    Attack(
        "asked to tell",
        "makes the reference raise, to read its source and place in the error",
        honest=asks("pass"),
        answers=asks(
            "try: sigmoid('x' * 50)\nexcept Exception as e: raise ValueError(repr(e) + repr(e.__context__) + repr(e.__traceback__))"
        ),
        notebook=R,
        harm=_told,
    ),
    Attack(
        "a table of all by all",
        "asks for a result of 8 GB",
        honest=example("pass"),
        answers=example("a = np.ones(1000)\nlogistic_example(a[:, None, None], 1.0, a[:, None], a, 1.0, 1)"),
        notebook=G,
        harm=_bounded,
    ),
    Attack(
        "a table from lists",
        "asks for a table with lists in the place of arrays",
        honest=example("pass"),
        answers=example(
            "a = [[float(i)] for i in range(30_000)]\nlogistic_example(np.ones((1, 30_000)), 1.0, 0.0, a, 1.0, 1)"
        ),
        notebook=G,
        harm=_bounded,
    ),
    Attack(
        "a table from nothing",
        "asks for the product of arrays of no entries, which has a billion",
        answers={
            "propagate": HEAD + "    return 0\n",
            "optimize": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n    import numpy as np\n"
            "    propagate(np.zeros((0, 40_000)), 0.0, np.zeros((0, 40_000)), np.zeros((1, 1)))\n    return 0\n",
        },
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "a product of bytes",
        "asks for a product of whole numbers, for which numpy has no fast way",
        answers={
            "propagate": HEAD + "    return 0\n",
            "optimize": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n    import numpy as np\n"
            "    propagate(np.ones((4000, 4000), dtype=np.int8), 0, np.ones((4000, 4000), dtype=np.int8), np.ones((1, 1), dtype=np.int8))\n    return 0\n",
        },
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "endless iterations",
        "asks for 10^15 iterations, hidden in an array, a list and a dict",
        answers={
            "optimize": "def optimize(*a, **k):\n    return 0\n",
            "model": MODEL + "    import numpy as np\n    w = np.zeros((X_train.shape[0], 1))\n"
            "    for n in (10**15, np.array(10**15), [10**15], {'n': 10**15}, 1e300, float('inf')):\n"
            "        try: optimize(w, 0.0, X_train, Y_train, n, 0.1)\n        except RuntimeError: pass\n    return {}\n",
        },
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "endless questions",
        "asks for ever, each question as large as may be",
        honest=asks("pass"),
        answers=asks("while True: sigmoid(np.ones(900_000))"),
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "strange questions",
        "asks with formulas, strangers and forged answers",
        honest=asks("pass"),
        answers=asks(
            "from autograder.checks.plain import Formula, Opaque\nfor x in (Formula('product'), Opaque('x'), object, None, {}, [[]]):\n"
            "    try: sigmoid(x)\n    except RuntimeError: pass"
        ),
        notebook=R,
    ),
    Attack(
        "no room for the twin",
        "fills the disk and the threads before the follow-through forks a second process",
        "import threading, time\ntry:\n    for i in range(100):\n        open(f'full{i}', 'wb').write(b'x' * (8 << 20))\nexcept OSError: pass\n"
        "try:\n    for i in range(200): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nexcept RuntimeError: pass\n",
        honest=asks("pass"),
        answers=asks("sigmoid(0.0)"),
        notebook=R,
        harm=_bounded,
        layers=True,
    ),
]
