"""Attacks on the follow-through: there the judge's own functions answer for a sibling that is wrong."""

from __future__ import annotations

import textwrap
from typing import Any

from tests.attacks.attack import Attack, G, R, Seen, dedent, earned, flooded
from tests.attacks.place import HASTE, SLACK

#: finds the loop of the child, which asks the judge
FIND_LOOP = """
import autograder.sandbox.child_main as c
import gc
loop = next(x for x in gc.get_objects() if type(x) is c._Loop)
"""
WRONG = {"sigmoid": "def sigmoid(z):\n    return z * 0 + 0.25\n"}
HEADS = {
    "propagate": "def propagate(w, b, X, Y):",
    "optimize": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):",
    "model": "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):",
    "logistic_example": "def logistic_example(w1, w2, b, x1, x2, y):",
    "logistic_example_gradients": "def logistic_example_gradients(w1, w2, b, x1, x2, y):",
}


def writes(name: str, code: str) -> dict[str, str]:
    """A function with this body, and nothing of use returned unless the body does."""
    body = f"import numpy as np\n{dedent(code)}\nreturn {{}}\n"
    return {name: f"{HEADS[name]}\n{textwrap.indent(body, '    ')}"}


def asks(code: str) -> dict[str, str]:
    """`sigmoid` is wrong on purpose, and `propagate` does something with the one that answers in its place."""
    return {**WRONG, **writes("propagate", code)}


def asks_propagate(code: str) -> dict[str, str]:
    """The same with `propagate` and `optimize`."""
    return {**writes("propagate", "return 0"), **writes("optimize", code)}


def asks_example(code: str) -> dict[str, str]:
    """The same with `logistic_example`, whose six arguments can make a table of six dimensions."""
    return {**writes("logistic_example", "return 0"), **writes("logistic_example_gradients", code)}


def _bounded(place: Any, seen: Seen) -> str:
    slow = f"it took {seen.seconds:.0f} s" if seen.seconds > HASTE.total + SLACK else ""
    return flooded(seen) or slow or earned(place, seen)


def _told(place: Any, seen: Seen) -> str:
    return "the source" if "SOLUTION" in seen.text or str(place.plan.folder) in seen.text else earned(place, seen)


ORACLE = [
    Attack(
        "the answer itself",
        "asks for the function under test",
        FIND_LOOP,
        answers=asks("return c._RemoteFunction('propagate', loop)(w, b, X, Y)"),
        honest={},
        notebook=R,
    ),
    Attack(
        "any name",
        "asks for names that nobody replaced",
        FIND_LOOP,
        answers=asks("""
            for name in ('model', '__import__', '', '../x'):
                try: loop.ask(name, ('os',), {})
                except RuntimeError: pass
        """),
        honest={},
        notebook=R,
    ),
    Attack(
        "asked in a cell",
        "asks while a cell runs, and where nothing was replaced",
        FIND_LOOP + "loop.calling = 2\nanswer = c._RemoteFunction('sigmoid', loop)(0.0)\n",
        answers={"sigmoid": "def sigmoid(z):\n    return answer\n"},
        honest={},
        notebook=R,
    ),
    Attack(
        "answers kept",
        "stores the answers for optimize in files, for the check of optimize itself",
        answers={
            **writes(
                "optimize",
                """
                import pickle, glob
                for path in glob.glob('kept*') + glob.glob('../*/kept*'):
                    return pickle.load(open(path, 'rb'))
                """,
            ),
            **writes(
                "model",
                """
                import pickle
                w = np.zeros((X_train.shape[0], 1))
                found = optimize(w, 0.0, X_train, Y_train, num_iterations, learning_rate)
                pickle.dump(found, open('kept', 'wb'))
                """,
            ),
        },
        notebook=R,
        harm=lambda place, seen: "points for optimize" if seen.check("optimize").points > 0 else "",
    ),
    Attack(
        "asked to tell",
        "makes the reference raise, to read its source and place in the error",
        answers=asks("""
            try: sigmoid('x' * 50)
            except Exception as e: raise ValueError(repr(e) + repr(e.__context__) + repr(e.__traceback__))
        """),
        honest={},
        notebook=R,
        harm=_told,
    ),
    Attack(
        "a table of all by all",
        "asks for a result of 8 GB",
        answers=asks_example("""
            a = np.ones(1000)
            logistic_example(a[:, None, None], 1.0, a[:, None], a, 1.0, 1)
        """),
        honest={},
        notebook=G,
        harm=_bounded,
    ),
    Attack(
        "a table from lists",
        "asks for a table with lists instead of arrays",
        answers=asks_example("""
            a = [[float(i)] for i in range(30_000)]
            logistic_example(np.ones((1, 30_000)), 1.0, 0.0, a, 1.0, 1)
        """),
        honest={},
        notebook=G,
        harm=_bounded,
    ),
    Attack(
        "a table from nothing",
        "asks for the product of arrays of no entries, which has a billion",
        answers=asks_propagate("propagate(np.zeros((0, 40_000)), 0.0, np.zeros((0, 40_000)), np.zeros((1, 1)))"),
        honest={},
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "a product of bytes",
        "asks for a product of whole numbers, for which numpy has no fast way",
        answers=asks_propagate("""
            a = np.ones((4000, 4000), dtype=np.int8)
            propagate(a, 0, a, np.ones((1, 1), dtype=np.int8))
        """),
        honest={},
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "endless iterations",
        "asks for 10^15 iterations, hidden in an array, a list and a dict",
        answers={
            **writes("optimize", "return 0"),
            **writes(
                "model",
                """
                w = np.zeros((X_train.shape[0], 1))
                for n in (10**15, np.array(10**15), [10**15], {'n': 10**15}, 1e300, float('inf')):
                    try: optimize(w, 0.0, X_train, Y_train, n, 0.1)
                    except RuntimeError: pass
                """,
            ),
        },
        honest={},
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "endless questions",
        "asks for ever, each question as large as may be",
        answers=asks("while True: sigmoid(np.ones(900_000))"),
        honest={},
        notebook=R,
        harm=_bounded,
    ),
    Attack(
        "strange questions",
        "asks with formulas, strangers and empty things",
        answers=asks("""
            from autograder.checks.plain import NamedFunction, Opaque
            for x in (NamedFunction('product'), Opaque('x'), object, None, {}, [[]]):
                try: sigmoid(x)
                except RuntimeError: pass
        """),
        honest={},
        notebook=R,
    ),
    Attack(
        "no room for the twin",
        "fills the disk and the threads before the follow-through forks a second process",
        """
            import threading, time
            try:
                for i in range(100): open(f'full{i}', 'wb').write(b'x' * (8 << 20))
            except OSError: pass
            try:
                for i in range(10_000): open(f'empty{i}', 'w').close()
            except OSError: pass
            try:
                for i in range(200): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            except RuntimeError: pass
        """,
        answers=asks("sigmoid(0.0)"),
        honest={},
        notebook=R,
        harm=_bounded,
        layers=True,
    ),
]
