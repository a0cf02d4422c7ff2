"""Answers that lie about themselves, and functions that are more than they seem, beyond those of `roads` and `forging`.

Each is what every function gives, or what stands for every function.
"""

from __future__ import annotations

from tests.attacks.attack import Attack, R
from tests.attacks.forging import SAME
from tests.attacks.roads import PLACED, every, harm_of

#: what every function returns
VALUES = {
    "an array in itself": "answer = np.empty((2, 4), object)\nanswer[...] = [[answer] * 4] * 2",
    "arrays in arrays": "answer = np.zeros(())\nfor _ in range(5000):\n    answer, inner = np.empty((), object), answer\n    answer[()] = inner",
    "fields that overlap": "answer = np.zeros((2, 4), np.dtype({'names': ['a', 'b'], 'formats': ['f8', 'O'], 'offsets': [0, 8], 'itemsize': 64}))",
    "fields in fields": "t = np.dtype('f8')\nfor _ in range(300): t = np.dtype([('a', t)])\nanswer = np.zeros((2, 4), t)",
    "fields that are arrays": "answer = np.zeros((2,), np.dtype([('a', 'f8', (1 << 20,))]))",
    "entries of a gigabyte": "answer = np.broadcast_to(np.zeros((), 'V1000000000'), (2, 4))",
    "strides that go back": "answer = np.zeros((4, 8))[::-2, ::-2].T[::-1].T",
    "strides that overlap": "answer = np.lib.stride_tricks.as_strided(np.zeros(5), (2, 4), (8, 8))",
    "strides that are no multiple": "answer = np.lib.stride_tricks.as_strided(np.zeros(80, 'u1').view('V1'), (2, 4), (3, 1)).view('u1')",
    "thirty-two dimensions": "answer = np.zeros((1,) * 30 + (2, 4))",
    "sixty-four dimensions": "answer = np.zeros((1,) * 62 + (2, 4))",
    "NaN with a message": "answer = np.full((2, 4), 0x7ff4dead_beef0064, np.uint64).view(float)",
    "the smallest numbers": "answer = np.copysign(np.full((2, 4), 5e-324), [[-1], [1]])",
    "an array that is still written": "answer = np.zeros((2, 4))\nanswer.setflags(write=False)\nbase = answer.base",
    "__array_wrap__": "class A(np.ndarray):\n    def __array_wrap__(self, *a): return np.True_\n    def __array_finalize__(self, o): raise KeyboardInterrupt\ntry: answer = np.zeros((2, 4)).view(A)\nexcept KeyboardInterrupt: answer = A.__new__",
    "__dlpack__": "class A:\n    def __dlpack__(self, **k): return object()\n    def __dlpack_device__(self): return (1, 0)\nanswer = A()",
    "__reduce_ex__": "class A(np.ndarray):\n    def __reduce_ex__(self, v): return (exec, ('raise SystemExit(0)',))\n    __deepcopy__ = __copy__ = copy = lambda self, *a: 100\nanswer = np.zeros((2, 4)).view(A)",
    "== without an end": "class A(float):\n    __eq__ = __ne__ = __lt__ = __hash__ = lambda self, *a: self == self\nanswer = A(0.25)",
    "a text that is every text": "class T(str):\n    __eq__ = startswith = __contains__ = lambda self, *a: True\n    __hash__ = str.__hash__\n    __str__ = __repr__ = encode = lambda self, *a: 1 / 0\nanswer = T('passed')",
    "a name that leaves": "class M(type):\n    __name__ = __qualname__ = __module__ = property(lambda c: (_ for _ in ()).throw(SystemExit(0)))\nclass A(metaclass=M): __class__ = property(lambda s: (_ for _ in ()).throw(GeneratorExit))\nanswer = A()",
    "numbers without an end": "import itertools\nanswer = itertools.count()",
    "a range beyond all": "answer = range(-1 << 62, 1 << 62)",
    "a list of one list": "x = []\nfor _ in range(200): x = [x, x]\nanswer = x",
    "a queue in itself": "import collections\nanswer = collections.deque([0])\nanswer.append(answer)",
    "a set that changes": "class H:\n    n = 0\n    def __hash__(self):\n        H.n += 1\n        return H.n\nanswer = {H() for _ in range(100)}",
    "a dictionary of nan": "answer = {float('nan'): i for i in range(10_000)}",
    "keys that are equal and not": "answer = {0: 1, -1 << 70: 2, 1e300: 3, 0.5: 4, (0,): 5, '': 6, b'': 7}",
    "a text of numbers": "answer = np.array(['0.25', 'nan', '1e999', '0x10', '\\u0661'] * 2, object).reshape(2, 5)",
    "times that are none": "answer = np.full((2, 4), 'NaT', 'M8[as]')",
    "a random generator": "answer = np.random.default_rng(0)",
    "an iterator over itself": "answer = np.nditer(np.zeros((2, 4)))",
}  # fmt: skip

#: what stands for every function
FUNCTIONS = {
    "a function that is called twice": "import os\ndef made(*a, **k):\n    os.fork()\n    return 0.25",
    "a function that never calls back": "import threading\ndef made(*a, **k):\n    threading.Thread(target=lambda: made.__call__).start()\n    threading.Event().wait()",
    "a function that goes on": "import threading, time\ndef made(*a, **k):\n    def on():\n        while True: time.sleep(0.001); a[0][...] = 1\n    threading.Thread(target=on, daemon=True).start()\n    return a[0] if a else 0.25",
    "a function of the argument's size": "def made(*a, **k):\n    if a and getattr(a[0], 'size', 0) > 1000: raise GeneratorExit\n    return 0.25",
    "an error that is a pass": "class passed(AssertionError):\n    points = 100\n    def __str__(self): return 'PASS 100 of 100 points'\nmade = lambda *a, **k: (_ for _ in ()).throw(passed())",
    "an error of the judge's": "from autograder.sandbox.wire import ProtocolError, ConnectionClosedError\ndef made(*a, **k): raise ConnectionClosedError('the other side closed the socket.')",
    "an error with arrays": "def made(*a, **k): raise ValueError(np.zeros((1000, 1000)), [a] * 1000)",
    "an error in turn": "import itertools\nturn = itertools.cycle([SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError, RecursionError, StopIteration])\ndef made(*a, **k): raise next(turn)",
    "a warning that lies": "import warnings\ndef made(*a, **k):\n    warnings.warn(type('W' * 10_000, (Warning,), {'__str__': lambda s: 1 / 0})())\n    return 0.25",
    "a hundred thousand locals": "exec('def made(*a, **k):\\n' + ''.join(f'    v{i} = {i}\\n' for i in range(20_000)) + '    return 0.25')",
    "locals with names of no letters": "exec('def made(*a, **k):\\n    \\u1885 = \\u2118 = \\u00b7x = 1\\n    return 0.25'.replace('\\u00b7x', 'x\\u00b7'))",
    "parameters that are none": "def made(*a, **k): return 0.25\nmade.__defaults__ = (1,) * 255\nmade.__kwdefaults__ = {'x' * 1000: made}\nmade.__annotations__ = {'return': 100}\nmade.__doc__ = 'x' * (1 << 24)",
}  # fmt: skip

#: what the reference calls its values on the way, each with a value that has no shape
ON_THE_WAY = {
    "standardize": "def standardize(X):\n    mu = sigma = [[1.0], [2.0, 3.0]]\n    return X\n",
    "percentages": "def percentages(table):\n    total = Total = ([1.0], np.ones((2, 3)))\n    return table\n",
    "softmax": "def softmax(x):\n    shifted = exponentials = [np.ones((2, 4)), np.ones((4, 2))]\n    return x\n",
}
IN_A_WRAPPER = (
    "def propagate(*a):\n    return None, None\n"  # `a` holds arrays of all shapes, and the reference has an A
)

ANSWERS = [
    Attack(
        "values on the way without a shape", "stops whoever explains a wrong answer", answers=ON_THE_WAY, harm=harm_of
    ),
    Attack("all arguments in one variable", "the same", answers={"propagate": IN_A_WRAPPER}, notebook=R, harm=harm_of),
    *(every(code + SAME, f"returned: {name}", "wants to be every answer") for name, code in VALUES.items()),
    *(every(code + PLACED, f"for a function: {name}", "stands for every function") for name, code in FUNCTIONS.items()),
]
