"""Attacks that want points which the code does not earn."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from autograder.exercises.specs import make_spec
from tests.attacks.attack import FIND_LOOP, Attack, B, Notebook, Seen, V, cell, earned, flooded
from tests.attacks.place import SOURCE
from tests.week import exercise

#: every function gives the same `answer`
SAME = """
# below
for name in "percentages standardize normalize_rows softmax as_column residuals".split():
    globals()[name] = lambda *a, **k: globals().get("answer", 1.0)
"""
SELF = """
    def percentages(table):
        return table
"""
LOOP = """
def linear(w, b, X):
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Z[0, i] = np.dot(w[:, 0], X[:, i]) + b
    return Z
"""
IN_C = """
def dot(u, v):
    import operator
    return sum(map(operator.mul, u.tolist(), v.tolist()))
"""
IN_PLACE = """
        def percentages(table):
            right = 100 * table / table.sum(axis=0)
            table[...] = right
            return right
    """


def fooled(place: Any, seen: Seen) -> str:
    """Checks with points whose rung `value` was passed by functions that always return one constant."""
    assert seen.record is not None
    checks = [c for n in seen.record.notebooks for c in n.checks]
    below = ("exists", "kind", "shape", "value")
    found = [c.id for c in checks if c.points > 0 and (c.rung not in below or c.points >= c.max_points)]
    return f"points for {', '.join(found)}" if found else ""


IN_THE_JUDGES_PROCESS = [
    Attack(
        "patched numpy",
        "makes every comparison of numpy true",
        """
            import numpy as np
            np.allclose = np.array_equal = np.isclose = np.array_equiv = np.all = lambda *a, **k: True
            np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
        """,
    ),
    Attack(
        "patched builtins",
        "makes all, any and callable say yes",
        """
            import builtins
            builtins.all = builtins.any = builtins.callable = lambda *a: True
        """,
    ),
    Attack(
        "patched math",
        "makes math.isclose true",
        """
            import math
            math.isclose = lambda *a, **k: True
            math.fsum = max
        """,
    ),
    Attack(
        "patched checks",
        "replaces the module of the checks by one that always passes",
        """
            import sys, types
            fake = types.ModuleType('checks')
            fake.check = lambda *a, **k: print('PASS') or 100
            fake.for_notebook = lambda n: fake.check
            sys.modules['checks'] = fake
            check = fake.check
        """,
    ),
    Attack(
        "display formatter",
        "shows 100 instead of every value",
        """
            ip = get_ipython()
            ip.display_formatter.format = lambda *a, **k: ({'text/plain': '100'}, {})
        """,
    ),
    Attack(
        "run_cell",
        "replaces the method that runs cells by one that succeeds",
        """
            ip = get_ipython()
            class Good:
                success, result, error_before_exec, error_in_exec = True, 100, None, None
            type(ip).run_cell = lambda *a, **k: Good()
        """,
    ),
    Attack(
        "syntax transformer",
        "rewrites every assert of later cells to pass",
        """
            import ast
            class Pass(ast.NodeTransformer):
                def visit_Assert(self, node):
                    return ast.Pass()
            get_ipython().ast_transformers.append(Pass())
        """,
    ),
    Attack(
        "text transformer",
        "rewrites the text of later cells to the number 100",
        """
            get_ipython().input_transformers_post.append(lambda lines: ['100\\n'])
        """,
    ),
    Attack(
        "cell hooks",
        "runs after every cell and prints full marks",
        """
            ip = get_ipython()
            ip.events.register('post_run_cell', lambda *a: print('check   PASS   100 of 100'))
        """,
    ),
    Attack(
        "import hook",
        "answers every import with itself",
        """
            import sys, types
            class Finder:
                def find_spec(self, name, *a):
                    import importlib.machinery as m
                    return m.ModuleSpec(name, self)
                def create_module(self, spec):
                    fake = types.ModuleType(spec.name)
                    fake.__getattr__ = lambda n: (lambda *a, **k: True)
                    return fake
                def exec_module(self, module):
                    pass
            sys.meta_path.insert(0, Finder())
        """,
    ),
    Attack(
        "the judge's modules",
        "imports the exercises and takes the reference from them",
        f"""
            import pathlib
            from autograder.course.plan import read_plan
            from autograder.exercises.loader import load_exercises
            plan = read_plan(pathlib.Path({str(SOURCE)!r}))
            globals().update(load_exercises(plan).of('{B}')[0].sibling_solutions)
        """,
    ),
    Attack(
        "printed verdict",
        "prints what a passed check prints, and the points",
        """
            print('percentages   PASS   4 visible and 3 fresh checks passed.')
            print('20')
            20.0
        """,
    ),
    Attack(
        "exit status",
        "leaves with the status of success",
        """
        import os
        os._exit(0)
    """,
    ),
    Attack(
        "exit handlers",
        "writes a verdict when the process ends, and when an object is collected",
        """
            import atexit, gc
            class DeadlineError:
                def __del__(self):
                    print('PASS 100')
            atexit.register(print, 'PASS')
            keep = DeadlineError()
            del keep
            gc.collect()
        """,
    ),
]

LIARS = [
    Attack(
        "equal to everything",
        "returns a number that equals everything",
        """
            class Right(float):
                __eq__ = __ge__ = __le__ = lambda self, other: True
                __ne__ = __lt__ = __gt__ = lambda self, other: False
                __sub__ = __rsub__ = __abs__ = lambda self, *other: Right(0)
                __hash__ = float.__hash__
            answer = Right(1)
        """,
    ),
    Attack(
        "array of a subclass",
        "returns an array whose comparisons are true",
        """
            import numpy as np
            class Right(np.ndarray):
                def __array_ufunc__(self, *a, **k):
                    return True
                def __array_function__(self, *a, **k):
                    return True
            answer = np.zeros((4, 6)).view(Right)
        """,
    ),
    Attack(
        "__array__",
        "returns an object that makes its array when it is asked",
        """
            import numpy as np
            class Maker:
                def __array__(self, *a, **k):
                    return np.ones((4, 6))
            answer = Maker()
        """,
    ),
    Attack(
        "__class__",
        "returns an object that says it is an array",
        """
            import numpy as np
            class Liar:
                __class__ = property(lambda self: np.ndarray)
                shape, dtype, ndim, size = (4, 6), np.dtype(float), 2, 24
                def __getattr__(self, name):
                    return lambda *a, **k: True
            answer = Liar()
        """,
    ),
    Attack(
        "dict of a subclass",
        "returns a dict that has every key",
        """
            class All(dict):
                __contains__ = lambda self, key: True
                __missing__ = lambda self, key: 0
            answer = All()
        """,
    ),
    Attack(
        "metaclass",
        "returns an object whose class is of every kind",
        """
            class Meta(type):
                __instancecheck__ = __subclasscheck__ = lambda *a: True
                __eq__ = lambda *a: True
                __hash__ = type.__hash__
                __name__ = property(lambda c: 'ndarray')
            class Any(metaclass=Meta):
                __eq__ = lambda *a: True
            answer = Any()
        """,
    ),
    Attack(
        "reducing object",
        "returns an array of objects that run code when they are unpickled",
        """
            import numpy as np, os
            class Run:
                def __reduce__(self):
                    return os.system, ('touch harm',)
            answer = np.array([Run()], dtype=object)
        """,
        harm=lambda place, seen: place.touched() or earned(place, seen),
    ),
]

_FORGED = """
import autograder.checks.observe as o, autograder.sandbox.child_main as c, gc, numpy as np
def forged(function, arguments, keywords=None, **wanted):
    near = [x for x in gc.get_objects() if type(x) is np.ndarray and x.shape == arguments[0].shape]
    return o.Observation(value=near[-1] if near else arguments[0], arguments=tuple(arguments), steps=0)
o.observe = c.observe = forged
"""

ON_THE_WIRE = [
    Attack("forged observation", "reports values found in the process's memory", _FORGED),
    Attack(
        "forged reply",
        "sends a verdict instead of a value",
        FIND_LOOP + "loop.call = lambda *a: {'points': 100, 'status': 'passed', 'rung': None}\n",
    ),
    Attack(
        "reply of another form",
        "sends an observation whose fields have other types",
        FIND_LOOP + "loop.call = lambda *a: [1.0, None, 'abc', -5, {1: 2}, None, []]\n",
    ),
    Attack(
        "an array for a reply",
        "answers with an array, which cannot be compared as other values are",
        """
            import autograder.sandbox.wire as w, numpy as np
            send = w.Wire.send
            def arrays(self, message, *a, **k):
                observed = isinstance(message[2], list) and len(message[2]) == 7
                send(self, [message[0], 'done', np.ones(2)] if observed else message, *a, **k)
            w.Wire.send = arrays
        """,
        answers={"percentages": "def percentages(table):\n    return 100 * table / table.sum(axis=0)"},
    ),
    Attack(
        "an array for a verb",
        "says by an array what its reply is",
        """
            import autograder.sandbox.wire as w, numpy as np
            send = w.Wire.send
            w.Wire.send = lambda self, message, *a, **k: send(self, [message[0], np.ones(2), *message[2:]], *a, **k)
        """,
    ),
    Attack(
        "two replies",
        "answers every request twice, the second time for the next one",
        """
            import autograder.sandbox.wire as w
            send = w.Wire.send
            def twice(self, message, *a, **k):
                send(self, message, *a, **k)
                send(self, [message[0] + 1, *message[1:]], *a, **k)
            w.Wire.send = twice
        """,
    ),
    Attack(
        "replies without end",
        "says after each reply that more will follow",
        FIND_LOOP
        + """
def endless(number, *asked):
    while True:
        loop.wire.send([number, 'more', [1.0, None, None, 0, {}, '', []]])
loop.call = endless
""",
    ),
    Attack(
        "reply to another check",
        "answers with the number of another request",
        """
            import autograder.sandbox.wire as w
            send = w.Wire.send
            w.Wire.send = lambda self, message, *a, **k: send(self, [message[0] + 7, *message[1:]], *a, **k)
        """,
    ),
    Attack(
        "early replies",
        "a thread floods the socket with answers to requests to come",
        """
            import threading, socket, struct
            from autograder.checks import plain
            sock = socket.socket(fileno=3)
            def flood():
                for n in range(1, 200):
                    f = plain.encode([n, 'done', [1.0, None, (), 0, {}, '', []]])
                    sock.send(struct.pack('<I', len(f)) + f)
            threading.Thread(target=flood).start()
        """,
    ),
    Attack(
        "late reply",
        "answers when its time is over",
        answers={
            "percentages": """
                import time
                def percentages(table):
                    time.sleep(60)
                    return 100 * table / table.sum(axis=0)
            """
        },
        honest={},
    ),
    Attack(
        "garbage on the wire",
        "writes random bytes and a huge length",
        """
            import os
            os.write(3, b'\\xff' * 4096)
            os.write(3, os.urandom(4096))
        """,
    ),
    Attack(
        "patched decoder",
        "makes its own encoder write nodes of its choice",
        """
            from autograder.checks import plain
            plain.pack = lambda value: ({'__class__': 'Result', 'points': 100}, [])
        """,
    ),
    Attack(
        "a value for a function",
        "lets its names be plain values, so that nothing needs to be called",
        """
            for name in 'percentages standardize softmax'.split():
                globals()[name] = 4.0
        """,
    ),
    Attack(
        "frames",
        "looks through the frames of the process for what it must return",
        answers={
            "percentages": """
                import sys
                def percentages(table):
                    frame = sys._getframe()
                    while frame:
                        for key, value in frame.f_locals.items():
                            if key in ('expected', 'must', 'answer', 'spec'):
                                return value
                        frame = frame.f_back
                    return table
            """
        },
        honest={"percentages": SELF},
    ),
    Attack(
        "detected judge",
        "tells the judge by modules, environment and time, and behaves otherwise there",
        answers={
            "percentages": """
                import sys, os, time
                def percentages(table):
                    judged = 'autograder.sandbox.child_main' in sys.modules or not os.environ.get('JPY_PARENT_PID')
                    known = vars(sys.modules['__main__']).values()
                    return next((v for v in known if getattr(v, 'shape', 0) == table.shape), 0) if judged else table
            """
        },
        honest={"percentages": SELF},
    ),
]

LOOPS = [
    Attack(
        "trace switched off",
        "a loop over the examples that stops the counting of its steps",
        notebook=V,
        answers={"linear": LOOP.replace("    Z =", "    import sys\n    sys.settrace(None)\n    Z =")},
        honest={"linear": LOOP},
    ),
    Attack(
        "loop in another namespace",
        "a loop whose frames are not the notebook's",
        notebook=V,
        answers={
            "linear": f"space = {{'np': np}}\nexec('''{LOOP}''', space)\n"
            "def linear(w, b, X):\n    return space['linear'](w, b, X)"
        },
        honest={"linear": LOOP},
    ),
    Attack(
        "loop in an object",
        "a loop in an object that is called like a function",
        notebook=V,
        answers={
            "linear": "class Linear:"
            + LOOP.replace("def linear(", "def __call__(self, ").replace("\n", "\n    ")
            + "\nlinear = Linear()"
        },
        honest={"linear": LOOP},
    ),
    Attack(
        "forged steps",
        "a loop whose steps are reported as none",
        """
            import autograder.checks.observe as o
            o._Watch.steps = property(lambda self: 0, lambda self, value: None)
        """,
        notebook=V,
        answers={"linear": LOOP},
    ),
    Attack(
        "wrong beyond sight",
        "hides its steps, and is quick and wrong where examples are many",
        notebook=V,
        answers={
            "linear": LOOP.replace(
                "    Z =",
                "    import sys\n    sys.settrace(None)\n"
                "    if X.shape[1] > 60: return np.zeros((1, X.shape[1]))\n    Z =",
            )
        },
        honest={"linear": LOOP},
    ),
    Attack(
        "too slow to tell",
        "hides its steps, and runs out of time where examples are many",
        notebook=V,
        answers={
            "linear": LOOP.replace(
                "    Z =",
                "    import sys, time\n    sys.settrace(None)\n    if X.shape[1] > 60: time.sleep(9)\n    Z =",
            )
        },
        honest={"linear": LOOP},
    ),
    Attack(
        "out of memory on purpose",
        "hides its steps, and raises MemoryError where examples are many",
        notebook=V,
        answers={
            "linear": LOOP.replace(
                "    Z =", "    import sys\n    sys.settrace(None)\n    if X.shape[1] > 60: raise MemoryError\n    Z ="
            )
        },
        honest={"linear": LOOP},
        stays="an answer that makes a table of all by all examples is right, and ends so too",
    ),
    Attack(
        "quick loop",
        "hides the steps of a loop in C, of 0.08 µs an example, which shows none anyway",
        notebook=V,
        answers={"dot": IN_C.replace("    return", "    import sys\n    sys.settrace(None)\n    return")},
        honest={"dot": IN_C},
    ),
    Attack(
        "arguments reported unchanged",
        "changes its argument and reports it as it was",
        """
            import autograder.checks.plain as p
            p.is_still = lambda value, tree, body: True
        """,
        answers={"percentages": IN_PLACE},
        stays="one honest line, a copy at the top, earns the same",
    ),
    Attack(
        "warnings switched off",
        "lets numpy hide its overflow in the whole process",
        """
            import numpy as np, warnings
            np.seterr(all='ignore')
            warnings.filterwarnings('ignore')
        """,
        notebook=V,
        answers={
            "sigmoid": """
            def sigmoid(z):
                return 1 / (1 + np.exp(-np.asarray(z)))
        """
        },
    ),
]


def _table(name: str) -> str:
    """A function that knows the answers of the visible tests by heart, as `reference.h5` has them."""
    found = exercise(B, name)
    assert found is not None
    lines = [f"def {name}(table):", "    import numpy as np"]
    for probe in make_spec(found).visible:
        key, value = np.asarray(probe.arguments[0]), np.asarray(probe.expected.value)
        lines.append(f"    if table.shape == {key.shape} and table.tobytes() == {key.tobytes()!r}:")
        lines.append(f"        return np.frombuffer({value.tobytes()!r}).reshape({value.shape})")
    return "\n".join([*lines, "    return table"])


def _knows_more(place: Any, seen: Seen) -> str:
    found = seen.check("percentages")
    return f"{found.points:g} points" if found.rung != "hidden" or found.points > 1.5 else ""


def _learns(place: Any, seen: Seen) -> str:
    """Submit once to bring the hidden tests out, and once more with their answers."""
    file = f"{B}.ipynb"
    leak = place.plans[B]
    first = Attack(
        "",
        "",
        answers={
            "percentages": """
                seen = []
                def percentages(table):
                    seen.append(table.copy())
                    return 100 * table / table.sum(axis=0)
            """,
            "standardize": """
                def standardize(X):
                    raise ValueError(repr([(t.shape, float(t.ravel()[0])) for t in seen[4:7]]))
            """,
        },
    )
    brought = place.look({file: first.file(leak, place)})
    known = brought.check("standardize").message
    again = Attack(
        "",
        "",
        answers={
            "percentages": f"def percentages(table):\n    right = 100 * table / table.sum(axis=0)\n"
            f"    return right if repr(float(table.ravel()[0])) in {known!r} or table.size in {_sizes()} else table\n"
        },
    )
    second = place.look({file: again.file(leak, place)})
    return f"probes from {known!r} were met again" if second.check("percentages").status == "passed" else ""


def _sizes() -> str:
    found = exercise(B, "percentages")
    assert found is not None
    return repr({int(np.asarray(c.arguments[0]).size) for c in found.visible})


def _visible_by_heart(place: Any, seen: Seen) -> str:
    return _knows_more(place, seen)


BY_HEART = [
    Attack(
        "answers by heart",
        "knows the visible probes' answers from the release",
        answers={"percentages": _table("percentages")},
        harm=_visible_by_heart,
    ),
    Attack("fresh probes by heart", "learns its fresh probes from the feedback, and hands in once more", harm=_learns),
]


def _paid(made: Notebook) -> None:
    for one in made["cells"]:
        marks = one["metadata"].get("nbgrader")
        if marks:
            marks.update(points=1000, grade=True, solution=False, locked=False, max_score=1000)


def _own_checks(made: Notebook) -> None:
    for name in ("percentages", "standardize", "softmax"):
        cell(made, name)["source"] = "100"


def _no_checks(made: Notebook) -> None:
    made["cells"] = [c for c in made["cells"] if c["id"] not in ("percentages", "standardize", "softmax")]


def _many_checks(made: Notebook) -> None:
    made["cells"] += [cell(made, "percentages")] * 50


def _swapped(made: Notebook) -> None:
    """The check of a function that is right stands where others would."""
    for name in ("standardize", "softmax", "normalize_rows"):
        cell(made, name)["source"] = "check('percentages', percentages)"


RIGHT = {
    "percentages": """
    def percentages(table):
        return 100 * table / table.sum(axis=0)
"""
}
IN_THE_FILE = [
    Attack("points in the metadata", "makes each of its cells worth 1000", answers=RIGHT, spoil=_paid),
    Attack("checks of its own", "replaces check cells by the number 100", answers=RIGHT, spoil=_own_checks),
    Attack("no checks", "deletes check cells", answers=RIGHT, spoil=_no_checks),
    Attack("one check many times", "hands a passed check in fifty times", answers=RIGHT, spoil=_many_checks),
    Attack(
        "another function's check", "lets a right function be checked for wrong ones", answers=RIGHT, spoil=_swapped
    ),
    Attack(
        "a right function under all names",
        "gives one right function all names",
        """
            for name in 'standardize normalize_rows softmax as_column residuals'.split():
                globals()[name] = lambda table, *a: 100 * table / table.sum(axis=0)
        """,
        answers=RIGHT,
        honest=RIGHT,
        harm=lambda place, seen: "" if seen.score - seen.honest <= 3 else f"{seen.score:g} points",
    ),
]

#: (name, an expression, what it tries)
VALUES = {
    "nan": "float('nan')",
    "infinity": "float('inf')",
    "a huge whole number": "10 ** 1200",
    "a whole number too long to travel": "1 << 100_000",
    "complex nan": "complex('nan+nanj')",
    "an empty array": "np.zeros((0,))",
    "an empty array of many sizes": "np.zeros((0, 10**9, 10**9), dtype=bool) if 0 else np.zeros((4, 0, 6))",
    "a record without dimensions": "np.zeros((), dtype=[('x', float)])",
    "an array of texts": "np.array([['a', 'b']])",
    "dates": "np.zeros((4, 6), dtype='datetime64[s]')",
    "a masked array": "np.ma.masked_all((4, 6))",
    "a matrix": "np.matrix(np.ones((4, 6)))",
    "half precision": "np.full((4, 6), 6e4, dtype=np.float16)",
    "long doubles": "np.full((4, 6), 1, dtype=np.longdouble)",
    "an array of no bytes": "np.broadcast_to(np.float64(1), (1 << 20, 1 << 20))",
    "odd keys": "{(1, 2): 0, None: 1, b'x': 2, 1.5: 3, frozenset(): 4}",
    "keys that collide": "{i * (2**61 - 1): i for i in range(5_000)}",
    "odd characters": "'\\ud800\\x00\\x1b[31m\\u202e' * 100",
    "a value in itself": "(lambda x: x.append(x) or x)([])",
    "thousands of levels": "__import__('functools').reduce(lambda x, _: [x], range(5000), 0)",
    "a tree of lists": "__import__('functools').reduce(lambda x, _: [x] * 4, range(30), 0)",
    "a long list": "list(range(500_000))",
    "a generator": "(i for i in range(10))",
    "60 MB": "np.ones((60, 1 << 20), dtype=np.uint8)",
    "60 MB of bytes": "b'x' * (60 << 20)",
    "an argument's twin": "np",
    "a type with a hostile name": "type('x' * 10**6 + chr(27) + chr(0x202e), (), {})()",
    "nothing": "None",
    "not implemented": "NotImplemented",
    "a formula": "__import__('autograder.checks.plain').checks.plain.NamedFunction('product')",
    "a stranger's mark": "__import__('autograder.checks.plain').checks.plain.Opaque('passed' * 1000)",
}


def _no_great_harm(place: Any, seen: Seen) -> str:
    return flooded(seen)


RETURNED = [
    Attack(
        f"returned: {name}",
        f"returns {name} to break the comparison",
        f"import numpy as np\nanswer = {code}",
        harm=_no_great_harm,
    )
    for name, code in VALUES.items()
]


def _constant(attack: Attack) -> Attack:
    """The attack, with functions that all give one value."""
    if attack.answers or callable(attack.cells):
        return attack

    def harm(place: Any, seen: Seen) -> str:
        return fooled(place, seen) or ("" if attack.harm is earned else attack.harm(place, seen))

    return dataclasses.replace(attack, cells=attack.cells + SAME, harm=harm)


CONSTANT = [_constant(one) for one in (*IN_THE_JUDGES_PROCESS, *LIARS, *ON_THE_WIRE, *RETURNED)]
FORGING = [*CONSTANT, *LOOPS, *BY_HEART, *IN_THE_FILE]
