"""Replies whose single fields are forged: numbers of thousands of digits, texts for a parser, and raw bytes."""

from __future__ import annotations

import textwrap
from typing import Any

from tests.attacks.attack import FIND_LOOP, Attack, B, Seen, V, dedent, earned, flooded

WRONG = {"percentages": "def percentages(table):\n    return table / table.sum(axis=0)\n"}
LOOP = {
    "linear": """
def linear(w, b, X):
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Z[0, i] = np.dot(w[:, 0], X[:, i]) + b
    return Z
"""
}
FORGE = """
import autograder.sandbox.child_main as c, numpy as np
from autograder.checks.plain import NamedFunction, Opaque
real = c._Loop._call
def forged(self, *asked):
    reply = real(self, *asked)
{change}
    return reply
c._Loop._call = forged
"""
RAISED = 'reply[1] = ["ValueError", "shapes (3,4) and (5,6) not aligned: 4 (dim 1) != 5 (dim 0)", 2, "x = y", "", ""]'
FIELDS = ("value", "raised", "arguments", "steps", "variables", "warned", "made")
OF_RAISED = ("type", "message", "line", "text", "operation", "target")


def harmless(place: Any, seen: Seen) -> str:
    """No point, no flood, and no check lost by a fault of ours."""
    return flooded(seen) or earned(place, seen)


def _forged(name: str, tries: str, change: str, **more: Any) -> Attack:
    cells = FORGE.format(change=textwrap.indent(dedent(change), "    "))
    return Attack(name, tries, cells, **{"answers": WRONG, "harm": harmless, **more})


#: (field of an error, what it is called, an expression)
ERRORS = (
    ("line", "10^1000", "10 ** 1000"),
    ("line", "a billion", "10 ** 9"),
    ("line", "below zero", "-5"),
    ("type", "a type of ours", "'CallLostError'"),
    ("type", "the end of memory", "'MemoryError'"),
    ("type", "a type that needs more arguments", "'UnicodeDecodeError'"),
    ("type", "a name that is missing", "'NameError'"),
    ("message", "words for a template", "'{0} {x!r:>999999} %s %(x)s {{ 1/0 }} {% raise %} $x \\\\1 \\\\g<0>' * 9"),
    ("message", "brackets and digits", "'(' * 200 + '9' * 5000 + ' (dim 1) != '"),
    ("text", "code that nobody can parse", "'((((' * 5000"),
    ("text", "code of nothing but signs", "'-' * 100_000 + '1'"),
    ("operation", "an operation that is not known", "'no such operation'"),
    ("operation", "a call of nothing", "'call '"),
    ("target", "code for a target", "'X[' * 40 + '\\\\x1b]0;x\\\\x07'"),
)
#: (field, what it is called, an expression)
OTHERS = (
    ("steps", "10^1000", "10 ** 1000"),
    ("arguments", "none at all", "()"),
    ("arguments", "a thousand", "tuple(range(1000))"),
    ("arguments", "of other kinds", "({'a': [1]}, None, NamedFunction('no such'))"),
    ("variables", "a hundred thousand", "{f'v{i}': i for i in range(100_000)}"),
    (
        "variables",
        "names for Python",
        "{n: np.ones((4, 6)) for n in ('', '__class__', 'x y', '\\x1b[2J', 'None', '1')}",
    ),
    ("variables", "of every kind", "dict(enumerate_=1) | {'table': Opaque('x'), 'np': {}, 'Z': [np.nan] * 9}"),
    ("variables", "numbers without an end", "{'total': 10 ** 1000, 'mean': -(10 ** 1000), 'table': float('inf')}"),
    ("warned", "words for a terminal", "chr(27) + ']0;x' + chr(7) + '{0}%s' * 500"),
    ("made", "ten thousand lines", "[[i, f'v{i}', np.ones((4, 6))] for i in range(10_000)]"),
    ("made", "lines that are not there", "[[10 ** 1000, 'x', 1], [-1, '', None], [0, '\\x1b', 'x' * 10**6]]"),
    ("made", "values of other shapes", "[[i, 'table', np.ones((1,) * i)] for i in range(30)]"),
)
REPLIES = [
    _forged(
        f"forged {field} of an error: {what}",
        f"reports an error whose {field} is {what}",
        f"{RAISED}\nreply[1][{OF_RAISED.index(field)}] = {code}",
    )
    for field, what, code in ERRORS
] + [
    _forged(f"forged {field}: {what}", f"reports {field} that are {what}", f"reply[{FIELDS.index(field)}] = {code}")
    for field, what, code in OTHERS
]
REPLIES += [
    _forged(
        "fewer steps than none",
        "reports a number of steps that no count can be",
        "reply[3] = -1",
        notebook=V,
        answers=LOOP,
    ),
    _forged(
        "steps that grow the other way",
        "reports fewer steps for more examples",
        "reply[3] = max(0, 10_000 - reply[0].size) if isinstance(reply[0], np.ndarray) else 0",
        notebook=V,
        answers=LOOP,
    ),
    _forged(
        "as many steps as a reference",
        "reports one step for each call",
        "reply[3] = 1",
        notebook=V,
        answers=LOOP,
    ),
]

#: bytes that are written to the judge in place of the reply to a call
RAW = (
    FIND_LOOP
    + """
import json, struct, time
def raw(number, *asked):
    head, body = {frame}
    loop.wire.sock.sendall(struct.pack('<II', 4 + len(head) + len(body), len(head)) + head + body)
    time.sleep(60)
loop.call = raw
"""
)
#: (what it is called, head and body)
FRAMES = (
    ("lists in lists in lists", "b'{\"l\":[' * 300_000, b''"),
    ("brackets that close", "b'[' * 100_000 + b']' * 100_000, b''"),
    ("a number of a million digits", "b'{\"l\":[' + b'9' * 1_000_000 + b',\"done\",1]}', b''"),
    ("an array of 2^124 numbers", "json.dumps({'l': [number, 'done', {'a': ['<f8', [2**62, 2**62]]}]}).encode(), b''"),
    ("an array of fewer than none", "json.dumps({'l': [number, 'done', {'a': ['<f8', [-1, 4]]}]}).encode(), b'x' * 32"),
    ("an array of objects", "json.dumps({'l': [number, 'done', {'a': ['|O', [1]]}]}).encode(), b'x' * 8"),
    ("an array of long texts", "json.dumps({'l': [number, 'done', {'a': ['<U999999999', [0]]}]}).encode(), b''"),
    (
        "arrays of a million dimensions",
        "json.dumps({'l': [number, 'done', {'a': ['<f8', [1] * 10**6]}]}).encode(), b'x' * 8",
    ),
    ("a head that is longer than its frame", "b'', b'\\xff' * 4"),
    ("a head of halves of characters", "b'{\"l\":[1,\"done\",\"' + b'\\\\ud800' * 100_000 + b'\"]}', b''"),
    ("a head of one key many times", "b'{' + b'\"l\":[1],' * 200_000 + b'\"l\":[1]}', b''"),
    ("a head of NaN", "b'{\"l\":[NaN,\"done\",Infinity]}', b''"),
    ("a head of a mark and NUL", "b'\\xef\\xbb\\xbf{\"l\":[1]}\\0', b''"),
    ("nothing", "b'', b''"),
)
REPLIES += [
    Attack(f"raw frame: {what}", f"answers with {what}", RAW.replace("{frame}", frame), answers=WRONG, harm=harmless)
    for what, frame in FRAMES
]
REPLIES += [
    Attack(
        "descriptors on the wire",
        "sends descriptors of its own with every reply",
        """
            import autograder.sandbox.child_main as c, gc, os, socket
            loop = next(x for x in gc.get_objects() if type(x) is c._Loop)
            class Generous:
                def __init__(self, sock): self.sock = sock
                def __getattr__(self, name): return getattr(self.sock, name)
                def sendmsg(self, parts):
                    rights = b''.join(os.dup(3).to_bytes(4, 'little') for _ in range(20))
                    return self.sock.sendmsg(parts, [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
            loop.wire.sock = Generous(loop.wire.sock)
        """,
        answers=WRONG,
        harm=harmless,
    ),
    Attack(
        "half a socket",
        "closes its half of the socket for writing, and lives on",
        "import socket, time\nsocket.socket(fileno=3).shutdown(socket.SHUT_WR)\ntime.sleep(60)",
        harm=harmless,
    ),
    Attack(
        "the judge's half",
        "closes its half of the socket for reading",
        "import socket, time\nsocket.socket(fileno=3).shutdown(socket.SHUT_RD)",
        harm=harmless,
    ),
    Attack(
        "urgent bytes",
        "sends bytes out of band, and marks on the socket",
        """
            import socket
            sock = socket.socket(fileno=3)
            for flags in (socket.MSG_OOB, socket.MSG_DONTROUTE, socket.MSG_EOR):
                try: sock.send(b'x', flags)
                except OSError: pass
            for name in (socket.SO_SNDBUF, socket.SO_RCVBUF, socket.SO_PASSCRED, socket.SO_LINGER, socket.SO_PRIORITY):
                try: sock.setsockopt(socket.SOL_SOCKET, name, 1)
                except OSError: pass
        """,
        harm=harmless,
    ),
    Attack(
        "a socket in the way",
        "puts a pipe and a file where its socket was",
        "import os\nread, write = os.pipe()\nos.dup2(write, 3)",
        harm=harmless,
    ),
    Attack(
        "yes to every name",
        "says that it has every name, and gives one value for all",
        FIND_LOOP
        + """
import numpy as np
verbs['has'] = lambda *a: True
verbs['get'] = lambda *a: [True, np.ones((4, 6))]
loop.call = lambda *a: [np.ones((4, 6)), None, None, 0, {}, '', []]
""",
        notebook=B,
    ),
    Attack(
        "missing when asked again",
        "has each of its functions once, and then no more",
        FIND_LOOP
        + """
real, asked = loop.call, []
def once(number, unpacker, name, *calls):
    asked.append(name)
    return real(number, unpacker, name, *calls) if asked.count(name) < 2 else None
loop.call = once
""",
        answers=WRONG,
        harm=harmless,
    ),
]
