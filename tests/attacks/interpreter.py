"""Attacks with the machinery of Python: hooks, tracing, memory of the interpreter, values that act when they are met."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from autograder.sandbox import Level
from tests.attacks.attack import Attack, R, Seen, V, earned, flooded, got_out
from tests.attacks.forging import SAME, fooled
from tests.attacks.unearned import SLOW

WRONG = {
    "percentages": "def percentages(table):\n    return table / table.sum(axis=0)\n",
    "softmax": "def softmax(x):\n    return np.exp(x)\n",
}


def _harm(place: Any, seen: Seen) -> str:
    return flooded(seen) or got_out(place, seen)


def _constant(name: str, tries: str, code: str) -> Attack:
    """Every function gives `answer`, which may be an object that acts."""

    def harm(place: Any, seen: Seen) -> str:
        return fooled(place, seen) or _harm(place, seen)

    return Attack(name, tries, code + SAME, harm=harm)


def _wrong(name: str, tries: str, code: str, **more: Any) -> Attack:
    """Two functions are wrong, and code above them acts."""
    return Attack(name, tries, code, answers=WRONG, harm=_harm, **more)


HOOKS = [
    _wrong(
        "an audit hook",
        "raises at every event that Python reports, once the notebook has run",
        """
            import sys, numpy as np
            def hook(event, arguments):
                if event in ('exec', 'compile', 'object.__getattr__', 'socket.__new__', 'sys._getframe'):
                    raise RuntimeError('PASS')
            sys.addaudithook(hook)
        """,
    ),
    _wrong(
        "a profiler",
        "changes what the child's functions hold in their frames, in a profiler",
        """
            import ctypes, sys, threading
            def profile(frame, event, argument):
                if event == 'return' and frame.f_code.co_name in ('_call', 'observe', 'call'):
                    frame.f_locals.update(steps=0, raised=None, after=b'', before=b'', touched=None)
                    ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 1)
            sys.setprofile(profile)
            threading.setprofile(profile)
        """,
    ),
    _wrong(
        "a collector's hook",
        "changes every list of seven fields, the form of a reply, when garbage is collected",
        """
            import gc
            def hook(phase, info):
                for each in gc.get_objects():
                    if type(each) is list and len(each) == 7 and each[1] is None:
                        each[3], each[5] = 0, ''
            gc.callbacks.append(hook)
            gc.set_threshold(1)
        """,
    ),
    _wrong(
        "a timer",
        "raises in the child's loop, a thousand times a second",
        """
            import signal
            def alarm(*a):
                raise KeyboardInterrupt('PASS')
            signal.signal(signal.SIGALRM, alarm)
            signal.setitimer(signal.ITIMER_REAL, 0.5, 0.001)
        """,
    ),
    _wrong(
        "an error in every thread",
        "throws exceptions into the main thread from another",
        """
            import ctypes, threading, time
            main = threading.main_thread().ident
            def throw():
                while True:
                    time.sleep(0.01)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(main), ctypes.py_object(SystemExit))
            threading.Thread(target=throw, daemon=True).start()
        """,
    ),
    _wrong(
        "another recursion limit",
        "lets recursion go on until the stack ends",
        """
            import sys
            sys.setrecursionlimit(2**31 - 1)
            class Deep(list):
                def __iter__(self): return iter([Deep()])
            def standardize(X):
                return standardize(X)
        """,
    ),
    _wrong(
        "one is two",
        "changes small numbers and the names of types in the interpreter's memory",
        """
            import ctypes
            ctypes.cast(id(0) + 24, ctypes.POINTER(ctypes.c_uint32))[0] = 1
        """,
    ),
    _wrong(
        "other dictionaries",
        "gives the notebook a dictionary that has all names",
        """
            class All(dict):
                def __contains__(self, name): return True
                def __missing__(self, name): return lambda *a: 1.0
            ip = get_ipython()
            ip.user_ns = All(ip.user_ns)
        """,
    ),
    _wrong(
        "the loop's own functions",
        "exchanges the code of the child's functions",
        """
            import autograder.sandbox.child_main as c
            def call(self, number, name, *calls):
                for each in calls[:-1]:
                    self.wire.send([number, 'more', [each[0][0], None, None, 0, {}, '', []]])
                return [calls[-1][0][0], None, None, 0, {}, '', []]
            c._Loop.call.__code__ = call.__code__
        """,
    ),
    _wrong(
        "a fork that answers",
        "forks in each call, and both processes answer",
        """
            import autograder.sandbox.child_main as c, os
            real = c._Loop._call
            def both(self, *asked):
                try: os.fork()
                except OSError: pass
                return real(self, *asked)
            c._Loop._call = both
        """,
        layers=True,
    ),
    _wrong(
        "replaced streams",
        "has no stdout, a closed one, and one that never ends",
        """
            import sys, io
            class Endless(io.TextIOBase):
                def write(self, text): return self.write(text)
                def flush(self): raise SystemExit
            sys.stderr = None
            sys.stdout = Endless()
            sys.__stdout__ = sys.displayhook = sys.excepthook = sys.unraisablehook = None
        """,
    ),
    _wrong(
        "a shell that is gone",
        "empties, resets and deletes the shell",
        """
            ip = get_ipython()
            ip.reset(new_session=True)
            ip.ask_exit()
            ip.user_ns.clear()
            ip.__dict__.clear()
        """,
    ),
    _wrong(
        "limits of its own",
        "lowers its own limits until nothing works",
        """
            import resource
            for name in ('NOFILE', 'FSIZE', 'DATA', 'STACK', 'RTTIME'):
                resource.setrlimit(getattr(resource, f'RLIMIT_{name}'), (1, 1))
        """,
    ),
    _wrong(
        "a module under our name",
        "lays modules of our and numpy's names beside the notebook, for the next child",
        """
            for name in ('numpy', 'checks', 'autograder', 'json', 'encodings', 'sitecustomize', 'usercustomize'):
                open(f'{name}.py', 'w').write('raise SystemExit("PASS")')
            import sys
            sys.path.insert(0, '.')
            for name in [*sys.modules]:
                if name.split('.')[0] in ('numpy', 'checks', 'json'): del sys.modules[name]
        """,
    ),
]

ACTING = [
    _constant(
        "a value that runs while it is packed",
        "is a list that grows while it is read, and an array that changes",
        """
            import numpy as np
            class Growing(list):
                def __iter__(self):
                    while True:
                        self.append(1.0)
                        yield 1.0
                __len__ = lambda self: 3
            answer = Growing([1.0, 2.0, 3.0])
        """,
    ),
    _constant(
        "an array that another thread changes",
        "writes into its answer while it travels",
        """
            import numpy as np, threading
            answer = np.ones((4, 6))
            def write():
                while True:
                    answer[...] = np.random.rand(4, 6)
                    try: answer.resize((2, 12), refcheck=False)
                    except ValueError: pass
            threading.Thread(target=write, daemon=True).start()
        """,
    ),
    _constant(
        "an array over memory that is gone",
        "points into memory that it does not own",
        """
            import numpy as np
            class Memory:
                __array_interface__ = {'shape': (4, 6), 'typestr': '<f8', 'data': (8, True), 'version': 3}
            answer = np.asarray(Memory())
        """,
    ),
    _constant(
        "a terabyte of zeros",
        "has an array of a terabyte that takes no memory",
        """
            import numpy as np
            answer = np.lib.stride_tricks.as_strided(np.zeros(1), (2**37,), (0,))
        """,
    ),
    _constant(
        "a value whose end calls",
        "calls the judge when its answer is collected",
        """
            import os
            class Late(float):
                def __del__(self):
                    os.write(3, b'\\x40\\x00\\x00\\x00' + b'x' * 64)
            answer = Late(1.0)
            late = [Late(2.0)]
            class Once:
                def __call__(self, *a):
                    late.clear()
                    return 1.0
        """,
    ),
    _constant(
        "a size that lies",
        "has a length, a shape and a type that are something else each time",
        """
            import numpy as np, itertools
            turn = itertools.count()
            class Odd(np.ndarray):
                shape = property(lambda self: ((4, 6), (1, 1), (), (10**9,))[next(turn) % 4])
                dtype = property(lambda self: np.dtype('f8' if next(turn) % 2 else 'S1000000'))
                nbytes = size = property(lambda self: -1)
                def tobytes(self, *a): return b'x' * (next(turn) % 100)
            answer = np.ones((4, 6)).view(Odd)
        """,
    ),
    _constant(
        "coroutines for answers",
        "returns what could be awaited or taken one by one",
        """
            async def later(*a): return 1.0
            answer = later()
        """,
    ),
    _constant(
        "texts for numbers",
        "returns texts, bytes and memory that read as the right numbers",
        "answer = memoryview(bytearray(b'100.0'))",
    ),
    _constant(
        "a number that answers everything",
        "has operators that give what the other side would like",
        """
            import numbers
            class Same(numbers.Number):
                __array_priority__ = 1e9
                def __getattr__(self, name): return lambda *a: self
                __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __truediv__ = lambda self, other: other
                __eq__ = lambda self, other: True
                __float__ = lambda self: 1.0
                __hash__ = lambda self: 0
            answer = Same()
        """,
    ),
    _constant(
        "eleven thousand keys of one hash",
        "has keys whose comparison takes a second each",
        """
            import time
            class Slow(str):
                __hash__ = lambda self: 1
                def __eq__(self, other):
                    time.sleep(0.01)
                    return self is other
            answer = {Slow(str(i)): i for i in range(20)}
        """,
    ),
]

#: (name, what it tries, the body of a function that ends in an error)
ERRORS = (
    (
        "an error with a million notes",
        "raises an error with notes, causes and groups without end",
        """
            error = ValueError('x')
            error.__notes__ = ['n' * 100] * 1_000_000
            for i in range(100_000):
                error.__context__, error = ValueError(error), ValueError(i)
            raise error
        """,
    ),
    (
        "groups in groups",
        "raises ten thousand groups in one another",
        """
            error = ValueError('x')
            for i in range(10_000):
                error = ExceptionGroup('g', [error])
            raise error
        """,
    ),
    (
        "a text without end",
        "raises an error whose text never ends",
        """
            class Bad(Exception):
                def __str__(self):
                    while True: pass
            raise Bad
        """,
    ),
    (
        "a text that swells",
        "raises an error whose text doubles whenever it is asked for",
        """
            class Text(str):
                def __str__(self): return self * 2
                __repr__ = __format__ = lambda self, *a: Text(self * 1000)
                def __getitem__(self, key): return self * 10
                __len__ = lambda self: 3
            raise ValueError(Text('x' * 100_000))
        """,
    ),
    (
        "an error without a type",
        "raises an error whose type and place are of every wrong kind",
        """
            class Meta(type):
                __name__ = property(lambda cls: 5)
                __module__ = property(lambda cls: {}[cls])
                __mro__ = property(lambda cls: None)
            class Bad(Exception, metaclass=Meta):
                __class__ = property(lambda self: 1 / 0)
                args = property(lambda self: 1 / 0)
                __traceback__ = property(lambda self: 1 / 0)
            raise Bad
        """,
    ),
    (
        "an error of syntax",
        "raises a SyntaxError whose line is ten thousand digits long, and its text 10 MB",
        """
            error = SyntaxError('x')
            error.lineno = error.offset = error.end_lineno = 10 ** 4000
            error.text, error.filename, error.msg = '(' * 10_000_000, 5, None
            raise error
        """,
    ),
    (
        "a missing name",
        "raises errors of missing names, keys and modules whose names are no texts",
        """
            error = NameError('x')
            error.name = 10 ** 4000
            error.__dict__.update(obj=error, path=error)
            raise error
        """,
    ),
    (
        "a place that lies",
        "raises from code whose lines are numbered to two thousand million",
        """
            def inner():
                raise ValueError('x')
            code = inner.__code__
            inner.__code__ = code.replace(co_firstlineno=2**31 - 10, co_filename='\\x1b]0;x\\x07' * 1000, co_name='(' * 9999)
            inner()
        """,
    ),
    (
        "a stack of fifty thousand",
        "raises from a recursion of fifty thousand calls",
        """
            import sys
            sys.setrecursionlimit(60_000)
            def down(n): return down(n - 1) if n else 1 / 0
            down(50_000)
        """,
    ),
    (
        "a million warnings",
        "warns a million times in other words",
        """
            import warnings
            warnings.simplefilter('always')
            for i in range(1_000_000):
                warnings.warn(f'{i}' * 1000)
            raise ValueError
        """,
    ),
    (
        "a million lines",
        "prints lines, logs and clears without end",
        """
            import logging, sys
            for i in range(1_000_000):
                print('x' * 100, end='\\r\\n\\x1b[2K')
                logging.error('x' * 100)
                sys.stderr.write('x')
            raise ValueError
        """,
    ),
    (
        "a question to the terminal",
        "asks for input, for a password and for a debugger",
        """
            import getpass, pdb
            for ask in (input, getpass.getpass, pdb.set_trace, breakpoint):
                try: ask()
                except BaseException as error: found = error
            raise found
        """,
    ),
)
NAMES = "percentages standardize normalize_rows softmax as_column residuals"
RAISING = [
    Attack(
        name,
        tries,
        answers={each: f"def {each}(*a):\n{code}" for each in NAMES.split()},
        harm=_harm,
    )
    for name, tries, code in ERRORS
]


def _slow(name: str, tries: str, body: str, **more: Any) -> Attack:
    """`linear` in a loop over the examples that is not where steps are counted."""
    loop = SLOW["linear"].replace("slow_linear", "slow")
    code = f"{loop}\n{body}"
    return Attack(
        f"a loop {name}",
        tries,
        notebook=V,
        answers={"linear": code},
        honest={"linear": SLOW["linear"].replace("slow_", "")},
        **more,
    )


LOOPS = [
    _slow(
        "in a callback of C",
        "loops in a function that C calls back",
        """
def linear(w, b, X):
    import ctypes
    got = []
    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    def back(a, b): return len(got) and 0
    back(0, 0)
    kind = ctypes.PYFUNCTYPE(ctypes.py_object)
    return kind(lambda: slow(w, b, X))()
""",
    ),
    _slow(
        "in another thread",
        "loops in a thread, which has a trace of its own",
        """
def linear(w, b, X):
    import threading
    got = []
    thread = threading.Thread(target=lambda: got.append(slow(w, b, X)))
    thread.start(), thread.join()
    return got[0]
""",
    ),
    _slow(
        "that sorts",
        "loops in the key of a sort",
        """
def linear(w, b, X):
    Z = np.zeros((1, X.shape[1]))
    def put(i):
        Z[0, i] = w[:, 0].dot(X[:, i]) + b
        return i
    list(range(X.shape[1])).sort(key=put)
    return Z
""",
    ),
    _slow(
        "of a text's pattern",
        "loops in the callback of a regular expression",
        """
def linear(w, b, X):
    import re
    Z, at = np.zeros((1, X.shape[1])), iter(range(X.shape[1]))
    def put(found):
        i = next(at)
        Z[0, i] = w[:, 0].dot(X[:, i]) + b
        return ''
    re.sub('x', put, 'x' * X.shape[1])
    return Z
""",
    ),
    _slow(
        "that asks for missing keys",
        "loops in the look-up of a dictionary that numpy or a format asks",
        """
def linear(w, b, X):
    class Asked(dict):
        def __missing__(self, i): return w[:, 0].dot(X[:, int(i)]) + b
    return np.array([*map(Asked().__getitem__, range(X.shape[1]))]).reshape(1, -1)
""",
    ),
    _slow(
        "of a task",
        "loops in tasks of asyncio",
        """
def linear(w, b, X):
    import asyncio
    async def one(i): return w[:, 0].dot(X[:, i]) + b
    async def all_of_them(): return await asyncio.gather(*map(one, range(X.shape[1])))
    return np.array(asyncio.new_event_loop().run_until_complete(all_of_them())).reshape(1, -1)
""",
    ),
    _slow(
        "that ends its process",
        "loops, and ends its process where examples are many",
        """
def linear(w, b, X):
    import os, sys
    sys.settrace(None)
    if X.shape[1] > 60: os._exit(71)
    return slow(w, b, X)
""",
    ),
    _slow(
        "in a process of its own",
        "lets another process loop, whose time is not counted",
        """
def linear(w, b, X):
    import os, sys
    sys.settrace(None)
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            with os.fdopen(write, 'wb') as out: out.write(slow(w, b, X).tobytes())
        finally: os._exit(0)
    os.close(write)
    with os.fdopen(read, 'rb') as back: data = back.read()
    return np.frombuffer(data).reshape(1, -1)
""",
        may_fail=True,
        stays="other processes are not stopped, and their time is not counted",
        most=Level.supervised,
        layers=True,
    ),
]

_KEPT = """
import os, pickle
def kept(*more):
    for place in ('/tmp', '/var/tmp', '/dev/shm'):
        path = os.path.join(place, 'kept-by-mallory')
        try:
            found = pickle.load(open(path, 'rb')) if os.path.exists(path) else []
            if more: pickle.dump([*found, *more], open(path, 'wb'))
            return found
        except OSError: pass
    return []
"""


def _more_when_judged_again(place: Any, seen: Seen) -> str:
    """Points that the same file earns when it is judged once more, as by `grade --force`."""
    plan = place.plans[R]
    again = place.look({f"{R}.ipynb": KEPT.file(plan, place)})
    for folder in ("/tmp", "/var/tmp", "/dev/shm"):
        with contextlib.suppress(OSError):
            Path(folder, "kept-by-mallory").unlink()
    return (
        f"{again.score:g} points the second time" if again.score > seen.honest else again.error or earned(place, seen)
    )


KEPT = Attack(
    "answers for a second time",
    "lets the judge answer its hidden tests, and keeps the answers until it is judged again",
    _KEPT,
    notebook=R,
    answers={
        # the judge also runs changed copies of a wrong function, so the work is done in others, which it does not change
        "sigmoid": """
            def sigmoid(z):
                return known(z)
            def known(z):
                for kind, *pair in kept():
                    if kind == 'told' and np.array_equal(pair[0], z): return pair[1]
                kept(('asked', np.array(z)))
                return np.asarray(z) * 0 + 0.25
            def ask():
                if type(sigmoid).__name__ != 'function' and not any(kind == 'told' for kind, *_ in kept()):
                    kept(*[('told', z, sigmoid(z)) for kind, z in kept() if kind == 'asked'])
        """,
        "propagate": """
            def propagate(w, b, X, Y):
                ask()
                return {}, 0.0
        """,
    },
    honest={},
    harm=_more_when_judged_again,
    layers=True,
)


INTERPRETER = [*HOOKS, *ACTING, *RAISING, *LOOPS, KEPT]
