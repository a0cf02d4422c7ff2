"""What the judge asks of a child, and what it hears when the child does not play along."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from typing import Any

import numpy as np
import pytest

from autograder.checks import plain
from autograder.checks.plain import Opaque
from autograder.sandbox import ChildClient, ChildLostError, NameMissingError, Sandbox
from autograder.sandbox.child_client import MOST_GRACE

HOSTILE_TYPE = """
class Meta(type):
    @property
    def __name__(cls):
        raise ValueError

class C(metaclass=Meta):
    pass

x = C()
"""


def frame(message: list[Any]) -> bytes:
    data = plain.encode(message)
    return struct.pack("<I", len(data)) + data


def lost(child: ChildClient, source: str, seconds: float = 5.0) -> ChildLostError:
    with pytest.raises(ChildLostError) as caught:
        child.run_cell(source, seconds)
    return caught.value


def test_a_cell_defines_names_prints_and_shows_its_last_value(child: ChildClient) -> None:
    outcome = child.run_cell("x = 20\nprint('hello')\nx + 1")

    assert outcome.ok
    assert outcome.raised is None
    assert outcome.printed == "hello\n21\n"


def test_an_error_carries_the_students_own_line(child: ChildClient) -> None:
    outcome = child.run_cell("def half(x):\n    return x / 0\n\nhalf(1)")

    assert not outcome.ok
    assert outcome.raised is not None
    assert outcome.raised.type_name == "ZeroDivisionError"
    assert (outcome.raised.line, outcome.raised.text) == (2, "return x / 0")


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n%time y = x + 1",
        "text = '''\n%time\n!ls\n'''\ny = 2",
        "y = (5\n% 3)",
        ">>> x = 1\n>>> y = x + 1",
        "  x = 1\n  y = x + 1",
        "import asyncio\nawait asyncio.sleep(0)\ny = 2",
    ],
    ids=["magic", "text", "modulo", "prompts", "indented", "await"],
)
def test_a_cell_means_what_it_means_in_a_notebook(child: ChildClient, source: str) -> None:
    child.run_cell(source)

    assert child.get("y") == 2


@pytest.mark.parametrize(
    ("source", "type_name"),
    [
        ("a b", "SyntaxError"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("input()", "EOFError"),
        ("import numpy as np\nnp.ones((10**6, 10**6))", "MemoryError"),
    ],
)
def test_a_failing_cell_ends_alone(child: ChildClient, source: str, type_name: str) -> None:
    outcome = child.run_cell(source)

    assert outcome.raised is not None
    assert outcome.raised.type_name == type_name
    assert child.run_cell("1").ok


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('text')\nplt.show()",
        "import asyncio\nawait asyncio.sleep(0)",
        "%%time\n1 + 1",
        "%timeit -n 1 -r 1 1 + 1",
        "from IPython.display import clear_output, display\ndisplay(1)\nclear_output()",
        "import h5py\nwith h5py.File('x.h5', 'w') as file:\n    file['a'] = [1]",
        "import checks\ncheck = checks.for_notebook('4_logistic_regression')\ncheck('propagate', len)",
        "import checks\nguess = checks.predictions('averages')\nguess('σ(0)', 1, sure='low')\nguess.look_again()",
        "from checks import check, load_pictures\ncheck('anything', 1, more=2)",
        "import threading\nthread = threading.Thread(target=print)\nthread.start()\nthread.join()",
        "assert open('data/cats.txt').read() == 'pictures'",
    ],
)
def test_what_notebooks_do_works(child: ChildClient, source: str) -> None:
    outcome = child.run_cell(source)

    assert outcome.ok, outcome.raised


def test_figures_are_forgotten_after_each_cell(child: ChildClient) -> None:
    child.run_cell("import matplotlib.pyplot as plt\nfor _ in range(3):\n    plt.figure()")
    child.run_cell("left = plt.get_fignums()")

    assert child.get("left") == []


def test_printing_is_cut_and_takes_no_memory(child: ChildClient) -> None:
    outcome = child.run_cell("for _ in range(20_000):\n    print('x' * 100_000)", seconds=30)

    assert outcome.ok
    assert len(outcome.printed) == child.limits.printed


def test_values_come_back_as_plain_data(child: ChildClient) -> None:
    child.run_cell("import numpy as np\nA = np.eye(2)\nd = {'a': (1, None)}\ndef f(): pass\nbig = list(range(300_000))")

    np.testing.assert_array_equal(child.get("A"), np.eye(2))
    assert child.get("d") == {"a": (1, None)}
    assert child.get("f") == Opaque("function")
    assert child.has("A")
    assert not child.has("B")
    with pytest.raises(NameMissingError, match="B is not defined"):
        child.get("B")


@pytest.mark.parametrize(
    "source",
    [
        "x = np.zeros(200 << 20, np.uint8)",
        "x = [np.zeros(30 << 20, np.uint8) for _ in range(4)]",
        "x = 'a' * (8 << 20)",
        "x = []\nfor _ in range(100_000):\n    x = [x]",
        "x = []\nx.append(x)",
        HOSTILE_TYPE,
    ],
)
def test_values_that_cannot_travel_do_not_hurt(child: ChildClient, source: str) -> None:
    assert child.run_cell("import numpy as np\n" + source).ok
    child.get("x")

    assert child.run_cell("1").ok


def test_a_call_is_observed(child: ChildClient) -> None:
    child.run_cell("def double(x, times=2):\n    z = x * times\n    for _ in range(10):\n        pass\n    return z")

    seen = child.call("double", (21,), {"times": 3}, variables=True, steps=True)

    assert seen.value == 63
    assert seen.variables["z"] == 63
    assert seen.steps > 10
    assert seen.raised is None


@pytest.mark.parametrize("body", ["x[0] = 5", "x.shape = (1, 3)", "more.append(4)", "more[0] = 1.0"])
def test_an_argument_that_was_changed_comes_back_changed(child: ChildClient, body: str) -> None:
    child.run_cell(f"def f(x, more):\n    {body}")
    sent = (np.arange(3.0), [1, 2])

    x, more = child.call("f", sent).arguments

    same = [isinstance(x, np.ndarray) and x.shape == (3,) and np.array_equal(x, sent[0]), repr(more) == repr(sent[1])]
    assert same == (["more" in body, "x" in body])


def test_each_of_several_calls_tells_what_it_changed(child: ChildClient) -> None:
    child.run_cell("""
def f(x, n, kind, more=None):
    if kind == "bit":
        x[-1] = np.nextafter(x[-1], 2)
    if kind == "back":
        x += 1
        x -= 1
    if kind == "list":
        n.append(1)
    return x.sum() if more is None else more
""")
    child.run_cell("import numpy as np")
    x, kinds = np.ones(50_000), ["none", "bit", "back", "list", "none"]
    seen = child.calls("f", [((x, [2.5], kind), {"more": np.arange(3.0)} if kind == "none" else {}) for kind in kinds])

    assert [one.raised for one in seen] == [None] * 5
    assert [bool((one.arguments[0] == x).all()) for one in seen] == [True, False, True, True, True]
    assert [one.arguments[1] for one in seen] == [[2.5], [2.5], [2.5], [2.5, 1], [2.5]]
    np.testing.assert_array_equal(seen[4].value, [0, 1, 2])


@pytest.mark.slow
def test_quick_calls_and_slow_ones_have_their_time_each(child: ChildClient) -> None:
    child.run_cell("import time\ndef f(s):\n    time.sleep(s)\n    return s")
    each, seconds = (0.0, 0.0, 0.5) * 12, 5.5
    seen = child.calls("f", [((s,), {}) for s in each], seconds=seconds)

    assert sum(each) > seconds
    assert [float(one.value) for one in seen] == list(each)
    with pytest.raises(ChildLostError) as lost:
        child.calls("f", [((s,), {}) for s in (0.0, 60.0)], seconds=0.5)
    assert lost.value.reason == "timeout"


def test_a_call_that_raises_is_observed(child: ChildClient) -> None:
    child.run_cell("def f(x):\n    return x.shape\n\ndef g():\n    raise KeyboardInterrupt\nh = 3")

    raised = child.call("f", (1,)).raised

    assert raised is not None
    assert (raised.type_name, raised.line, raised.text) == ("AttributeError", 2, "return x.shape")
    assert child.call("g").raised is not None
    assert child.call("h").raised is not None
    with pytest.raises(NameMissingError):
        child.call("nothing")


def test_replaced_names_ask_the_judge(child: ChildClient) -> None:
    child.run_cell("def sigmoid(z):\n    return 'wrong'\n\ndef predict(z):\n    return sigmoid(z, exact=True) + 1")
    asked = []

    def answer(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        asked.append((name, arguments, keywords))
        return 41

    child.replace(["sigmoid"], answer)

    assert child.call("predict", (3,)).value == 42
    assert asked == [("sigmoid", (3,), {"exact": True})]


class OwnError(Exception):
    """None of Python's."""


@pytest.mark.parametrize(("error", "there"), [(ValueError, "ValueError"), (OwnError, "RuntimeError")])
def test_an_answer_that_fails_is_an_error_in_the_child(error: type[Exception], there: str, child: ChildClient) -> None:
    def answer(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        raise error("no such shape")

    child.run_cell("def f():\n    return 1")
    child.replace(["f"], answer)
    seen = child.call("f")

    assert seen.raised is not None
    assert seen.raised.type_name == there
    assert "no such shape" in seen.raised.message
    assert child.run_cell("1").ok


def test_stubs_answer_only_while_a_call_runs(child: ChildClient) -> None:
    child.replace(["f"], lambda *_: 1)
    outcome = child.run_cell("f()")

    assert outcome.raised is not None
    assert outcome.raised.type_name == "RuntimeError"


def test_names_that_were_not_replaced_are_not_answered(child: ChildClient) -> None:
    child.replace(["f"], lambda *_: 1)
    child.run_cell("import copy\nf.name = 'secret'\ndef g():\n    return f()")

    with pytest.raises(ChildLostError, match="not replaced"):
        child.call("g")


def test_a_question_forged_during_a_cell_is_not_answered(child: ChildClient) -> None:
    answered = []
    child.replace(["f"], lambda *_: answered.append(1))
    forged = frame([2, "ask", "f", [], {}])
    error = lost(child, f"import os\nos.write(3, {forged!r})")

    assert error.reason == "protocol"
    assert answered == []


@pytest.mark.parametrize(
    "forged",
    [
        b"\xff" * 64,
        b"\0" * 8,
        struct.pack("<II", 20 << 20, 19 << 20),
        frame([1, "done", True]),  # no outcome of a cell
        frame([1, "done", [True, None, 7, True]]),
        frame([1, "done", [1, None, "text", True]]),
        frame([1, "done", [False, ["E", "m", "1", ""], "text", True]]),
        frame([1, "done", [True, None, "", 1]]),
        frame([2, "done", [True, None, "", True]]),  # a reply to a request that was not made
        frame([True, "done", [True, None, "", True]]),  # equal to 1, and not 1
        frame([1, "verdict", 100]),
        frame([1, "done", [True, None, "", True]]) * 2,  # a second reply to the same request
        frame([[], "done", 1]),
    ],
)
def test_forged_frames_lose_the_child(child: ChildClient, forged: bytes) -> None:
    error = lost(child, f"import os, time\nos.write(3, {forged!r})\ntime.sleep(60)")

    assert error.reason == "protocol"
    with pytest.raises(ChildLostError):
        child.run_cell("1")


def test_a_forged_reply_is_only_a_value_and_its_true_successor_is_too_many(child: ChildClient) -> None:
    forged = frame([1, "done", [True, None, "forged", True]])
    with contextlib.suppress(ChildLostError):
        assert child.run_cell(f"import os\nos.write(3, {forged!r})").printed == "forged"
    with pytest.raises(ChildLostError) as caught:
        child.get("x")

    assert caught.value.reason == "protocol"


def test_a_reply_that_comes_unasked_loses_the_child(child: ChildClient) -> None:
    late = frame([2, "done", [True, 100]])
    source = f"import os, threading\nthreading.Timer(0.2, os.write, (3, {late!r})).start()"
    assert child.run_cell(source).ok
    with child.dup_socket() as dup_socket:
        dup_socket.settimeout(60)
        dup_socket.recv(1, socket.MSG_PEEK)  # the reply has come

    with pytest.raises(ChildLostError) as caught:
        child.get("x")

    assert caught.value.reason == "protocol"


@pytest.mark.parametrize(
    "source",
    ["while True:\n    pass", "import time\ntime.sleep(60)", "import os\nos.kill(os.getpid(), 19)"],
    ids=["loop", "sleep", "stop"],
)
def test_overruns_are_ended_by_the_clock(child: ChildClient, source: str) -> None:
    assert lost(child, source, seconds=0.3).reason == "timeout"


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("import os\nos._exit(0)", "exit status 0"),
        ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
        ("import os\nos.abort()", "SIGABRT"),
        ("import os\nos.kill(os.getpid(), 9)", "SIGKILL"),
        ("import os\nos.close(3)", "exit status 1"),
    ],
)
def test_a_death_is_reported(child: ChildClient, source: str, detail: str) -> None:
    error = lost(child, source)

    assert error.reason == "killed"
    assert detail in error.detail


def test_time_in_which_the_machine_stood_still_is_given_back_and_never_more_than_others_time_is(
    child: ChildClient,
) -> None:
    child._wire.stood_still = 1e6
    start = time.monotonic()

    error = lost(child, "import time\ntime.sleep(60)", seconds=0.3)

    assert time.monotonic() - start >= (1 + MOST_GRACE) * 0.3
    assert error.detail == "no answer within 0.3 s."
    assert child.queued_seconds <= child._asked


def test_a_call_can_kill_and_overrun_too(sandbox: Sandbox) -> None:
    for body, reason in (("while True: pass", "timeout"), ("import os; os._exit(0)", "killed")):
        with sandbox.child() as child:
            child.run_cell(f"def f():\n    {body}")
            with pytest.raises(ChildLostError) as caught:
                child.call("f", seconds=0.3)

            assert caught.value.reason == reason


def test_a_memory_bomb_is_an_error_of_its_cell(child: ChildClient) -> None:
    outcome = child.run_cell("hoard = []\nwhile True:\n    hoard.append(bytearray(100 << 20))", seconds=30)

    assert outcome.raised is not None
    assert outcome.raised.type_name == "MemoryError"


def test_cpu_time_is_counted_from_outside(child: ChildClient) -> None:
    before = child.cpu_seconds
    child.run_cell("import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end:\n    pass")

    assert 0.2 <= child.cpu_seconds - before < 2
    child.close()
    assert child.cpu_seconds >= 0.2


@pytest.mark.parametrize("make", ["os.mkdir(str(n))", "open(str(n), 'w').close()", "os.symlink('a', str(n))"])
def test_a_child_that_makes_more_names_than_it_may_is_ended_and_the_next_one_runs(sandbox: Sandbox, make: str) -> None:
    with sandbox.child() as child:
        error = lost(child, f"import os\nn = 0\nwhile True:\n    n += 1\n    {make}", seconds=60.0)

    assert error.reason == "killed"
    assert sandbox.restarts == 0
    with sandbox.child() as after:
        assert after.run_cell("import os; os.listdir()").ok


def test_a_warm_process_that_does_not_answer_is_replaced_and_nobody_ended_it() -> None:
    with Sandbox() as sandbox:
        first = sandbox.warm
        first.stuck = True

        with sandbox.child() as child:
            assert child.run_cell("1 + 1").ok

        assert sandbox.warm is not first
        assert sandbox.restarts == 0
        assert first.popen.poll() is not None
