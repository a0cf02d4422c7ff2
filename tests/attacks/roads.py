"""Roads that no other group takes: protocols of numpy, functions that are none, what lies about, files beside the notebook.

Most are one short cell; each is judged beside the same answers without it.
"""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import Attack, Notebook, Seen, flooded, got_out
from tests.attacks.forging import SAME, fooled
from tests.attacks.interpreter import WRONG

NUMPY = "import numpy as np\n"
_TIED = "[np.full((2, 4), v) for v in (0.0, 1.0, 0.25, 50.0)]"
SLOWEST = 60.0  # seconds; what a submission may cost


def harm_of(place: Any, seen: Seen) -> str:
    slow = f"it took {seen.seconds:.0f} s" if seen.seconds > SLOWEST else ""
    return flooded(seen) or slow or got_out(place, seen)


def every(code: str, name: str, tries: str) -> Attack:
    """All functions are one thing."""

    def harm(place: Any, seen: Seen) -> str:
        return fooled(place, seen) or harm_of(place, seen)

    return Attack(name, tries, NUMPY + code, harm=harm)


#: objects that want to be every array at once; each is what all functions return
VALUES = {
    "__array_function__": "class A(np.ndarray):\n    def __array_function__(self, *a): return True\nanswer = np.zeros((2, 4)).view(A)",
    "__array_ufunc__": "class A(np.ndarray):\n    def __array_ufunc__(self, *a, **k): return np.True_\nanswer = np.zeros((2, 4)).view(A)",
    "__array_priority__": "class A:\n    __array_priority__ = 1e9\n    def __sub__(self, o): return 0.0\n    __rsub__ = __mul__ = __rmul__ = __eq__ = __sub__\nanswer = A()",
    "__array_struct__": "class A:\n    __array_struct__ = object()\nanswer = A()",
    "a buffer": "answer = memoryview(np.zeros((2, 4)))",
    "an array of ctypes": "import ctypes\nanswer = (ctypes.c_double * 8)()",
    "no strides": "answer = np.broadcast_to(np.float64(0.25), (2, 4))",
    "strides without an end": "answer = np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 40, 1 << 20), (0, 0))",
    "an array over a file that shrinks": "import os\nopen('m', 'wb').write(bytes(64))\nanswer = np.memmap('m', float, 'r+', shape=(2, 4))\nos.truncate('m', 0)",
    "an array over shared memory": "import mmap\nanswer = np.frombuffer(mmap.mmap(-1, 64)).reshape(2, 4)",
    "bytes in the other order": "answer = np.zeros((2, 4)).view('>f8')",
    "a type with metadata": "answer = np.zeros((2, 4), np.dtype(float, metadata={'points': 100}))",
    "fields of nothing": "answer = np.zeros((2, 4), [('a', 'V0')])",
    "a polynomial": "answer = np.poly1d([0, 0])",
    "a decimal without an end": "import decimal\nanswer = decimal.Decimal('1e999999999')",
    "a fraction of millions of digits": "import fractions\nanswer = fractions.Fraction(3 ** 1000000, 7)",
    "__float__ with a memory": "class F(float):\n    n = 0\n    def __float__(self):\n        F.n += 1\n        return F.n / 4\nanswer = F(0)",
    "__index__ with a memory": "class I(int):\n    n = 0\n    def __index__(self):\n        I.n += 1\n        return I.n\nanswer = I(0)",
    "nothing of every shape": "answer = np.ma.masked_all((2, 4))",
    "a view of what is gone": "import weakref\nanswer = weakref.proxy(np.zeros(1).view(type('W', (np.ndarray,), {})))",
    "a function": "answer = lambda *a: 0.25",
    "a class": "answer = type('X', (), {'shape': (2, 4), 'dtype': float})",
    "a module": "import types\nanswer = types.ModuleType('numpy')",
    "an exception": "answer = AssertionError('100 points')",
    "an open file": "answer = open('open', 'w+')",
}  # fmt: skip

#: things where functions should be; every function is one
FUNCTIONS = {
    "answers in turn": f"turn = __import__('itertools').cycle({_TIED})\nmade = lambda *a, **k: next(turn)",
    "answers from a generator": f"def g():\n    while True: yield from {_TIED}\nturn = g()\nmade = lambda *a, **k: turn.send(None)",
    "a generator": "def made(*a, **k):\n    yield 0.25",
    "an asynchronous function": "async def made(*a, **k): return 0.25",
    "an object that is called": "class C:\n    def __call__(self, *a, **k): return self.__dict__.setdefault('r', 0.25)\nmade = C()",
    "a class for a function": "class made:\n    def __new__(cls, *a, **k): return np.zeros((2, 4))",
    "a partial function": "import functools\nmade = functools.partial(lambda *a: a[-1], 0)",
    "a remembered function": "import functools\nmade = functools.lru_cache(lambda *a, **k: 0.25)",
    "a function of numpy": "made = np.add",
    "a signature without an end": "import inspect\ndef made(*a, **k): return 0.25\nmade.__signature__ = property(lambda s: 1 / 0)\nmade.__wrapped__ = made",
    "a function that replaces its code": "def made(*a, **k):\n    made.__code__ = other.__code__\n    return 0.25\ndef other(*a, **k): return 0.5",
    "a function that deletes all": "def made(*a, **k):\n    globals().clear()\n    return 0.25",
    "a function that looks for the answer": (
        "import gc\ndef made(*a, **k):\n    found = [x for x in gc.get_objects() if isinstance(x, np.ndarray) and a and x is not a[0]\n"
        "             and x.shape == np.shape(a[0]) and x.dtype == float]\n    return found[0] if found else 0.25"
    ),
    "a function that looks in its caller": (
        "import sys\ndef made(*a, **k):\n    f = sys._getframe(1)\n    while f:\n        for v in [*f.f_locals.values()]:\n"
        "            if isinstance(v, np.ndarray) and not any(v is x for x in a): return v\n        f = f.f_back\n    return 0.25"
    ),
}  # fmt: skip

#: code above two wrong functions
ACTS = {
    "patched tests of numpy": "import numpy.testing as t, unittest\nfor n in dir(t):\n    if n.startswith('assert'): setattr(t, n, lambda *a, **k: None)\nunittest.TestCase.assertEqual = lambda *a: None",
    "patched imports": "import builtins\nreal = builtins.__import__\ndef f(name, *a, **k):\n    if 'check' in name: raise SystemExit(0)\n    return real(name, *a, **k)\nbuiltins.__import__ = f",
    "assertions switched off": "import sys, os\nos.environ['PYTHONOPTIMIZE'] = '2'\nos.environ['PYTHONSTARTUP'] = 'x.py'\n__debug__",
    "it stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "it stops itself in a call": "import os, signal\ndef standardize(X): os.kill(os.getpid(), signal.SIGSTOP)\n# below\nnormalize_rows = standardize",
    "deaf to signals": "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass",
    "all signals blocked": "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n# below\nwhile True: pass",
    "a dump at its end": "import faulthandler\nfaulthandler.dump_traceback_later(0.2, exit=True)",
    "the stack of C": "import sys\nsys.setrecursionlimit(1 << 30)\nclass D: pass\nx = None\nfor _ in range(3000000): x = (x,)\n# below\ndel x",
    "a thread that never ends": "import threading, time\nthreading.Thread(target=lambda: time.sleep(1e6)).start()",
    "a hundred threads at its end": "# below\nimport threading\ndef f():\n    while True: pass\nfor _ in range(100):\n    try: threading.Thread(target=f).start()\n    except RuntimeError: break",
    "a child that leaves": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(1e6)\n    os._exit(0)",
    "an end that takes its time": "import time\nclass E:\n    def __del__(self): time.sleep(1e6)\nend = E()",
    "an end of the end": "import atexit, os, time\natexit.register(lambda: time.sleep(1e6))\nos.register_at_fork(after_in_child=lambda: time.sleep(1e6), before=lambda: time.sleep(1e6))",
    "every descriptor closed": "import os\nos.closerange(0, 4096)",
    "every descriptor taken": "import os\ntry:\n    while True: os.dup(0)\nexcept OSError: pass",
    "a wire that is not waited for": "import os, fcntl\nfor f in range(16):\n    try: os.set_blocking(f, False)\n    except OSError: pass",
    "the shared memory of forks": "import mmap\nm = mmap.mmap(-1, 1 << 20)\ndef standardize(X):\n    m[0] = (m[0] + 1) % 256\n    return np.full(X.shape, m[0] / 4)",
    "the folder is gone": "import os, shutil\nshutil.rmtree(os.getcwd(), ignore_errors=True)\nos.chdir('/')",
    "modules forgotten": "import sys\nfor n in [*sys.modules]:\n    if n.split('.')[0] in ('numpy', 'json', 'struct', 'autograder', 'checks'): del sys.modules[n]",
    "every module a dream": "import sys\nclass M(dict):\n    def __missing__(self, k): return self\nsys.modules = M(sys.modules)\nsys.meta_path.clear()\nsys.path_hooks.clear()",
    "other comparisons for all types": "import ctypes, gc\ntry: gc.get_referents(float.__dict__)[0]['__eq__'] = lambda a, b: True\nexcept TypeError: pass\nctypes.pythonapi.PyType_Modified(ctypes.py_object(float))",
    "two is three": "import ctypes\nctypes.memmove(id(100) + 24, ctypes.byref(ctypes.c_int(1)), 4)",
    "a display that claims": "from IPython.display import display, HTML\nfor _ in range(200): display(HTML('<b>PASS</b>'), {'points': 100})\n{'score': 100}",
}  # fmt: skip


def _metadata(made: Notebook) -> Notebook:
    """What a front end or an extension may have left, in the attacker's favour."""
    made["metadata"] = {
        "kernelspec": {"name": "python3", "argv": ["/bin/true"]},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": {"score": 100}}, "version_major": 2}},
        "nbgrader": {"grade": True, "points": 1e9},
        "execution": {"timeout": -1, "allow_errors": True},
    }
    for at, cell in enumerate(made["cells"]):
        cell["metadata"] |= {
            "tags": ["explore", "raises-exception", "skip-execution", "remove_cell"],
            "deletable": True,
        }
        cell["metadata"]["nbgrader"] = {
            **cell["metadata"].get("nbgrader", {}),
            "grade": True,
            "points": 100,
            "locked": False,
        }
        cell["attachments"] = {"score.json": {"application/json": {"score": 100}}}
        if cell["cell_type"] == "code":
            out = {"text/plain": "100", "application/json": {"points": 100}}
            cell["outputs"] = [{"output_type": "execute_result", "execution_count": at, "data": out, "metadata": {}}]
    return made


def _ids_in_turn(made: Notebook) -> Notebook:
    """Each cell has the next one's id, so that answers stand under other names."""
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]) for cell in made["cells"]]
    for cell, id in zip(made["cells"], ids[1:] + ids[:1], strict=True):
        cell["metadata"], cell["id"] = {"nbgrader": {"grade_id": id, "grade": True, "points": 100}}, id
    return made


#: wrong answers that Python reads, and that whoever explains them would call itself too deeply for, or could not write
WRITTEN = {
    "a number that cannot be written": "x * 1.0 if 0b" + "1" * 200_000 + " else x",
    "a sum of five hundred terms": "np.exp(x)" + " + 1" * 500,
    "five hundred parts of a part": "x" + "[:]" * 500,
    "five hundred signs": "np.exp(x) + (" + "not " * 500 + "x.size)",
}

#: puts `made` where every function should be
PLACED = """
# below
for name in "percentages standardize normalize_rows softmax as_column residuals".split():
    globals()[name] = made
"""
ROADS = [
    *(every(code + SAME, f"returned: {name}", "wants to be every answer") for name, code in VALUES.items()),
    *(every(code + PLACED, f"for a function: {name}", "stands for every function") for name, code in FUNCTIONS.items()),
    *(Attack(name, "acts around two wrong functions", NUMPY + code, WRONG, harm=harm_of) for name, code in ACTS.items()),
    *(Attack(name, "stops whoever explains a wrong answer", answers={"softmax": f"def softmax(x):\n    return {code}\n"}, harm=harm_of) for name, code in WRITTEN.items()),
    Attack("metadata of every front end", "claims points, skips cells, and has outputs", answers=WRONG, spoil=_metadata, harm=harm_of),
    Attack("ids in turn", "gives each cell the id of the next", answers=WRONG, spoil=_ids_in_turn, harm=harm_of),
]  # fmt: skip
