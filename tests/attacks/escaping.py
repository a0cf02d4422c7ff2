"""Attacks on limits: time, memory, processes, disk, output, signals."""

from __future__ import annotations

from typing import Any

from autograder.sandbox import Level
from tests.attacks.attack import BELOW, Attack, Notebook, Place, Seen
from tests.attacks.place import HASTE
from tests.attacks.reading import OUT

SLACK = 5.0  # seconds of ours: forks, cells run again, pages
SLOW_DISK = 12.0  # without a tmpfs of its own: the disk's time to remove what a child left
MB = 1 << 20


def _in_time(place: Any, seen: Seen) -> str:
    slack = SLACK if place.sandbox.level == Level.isolated else SLACK + SLOW_DISK
    if seen.seconds > HASTE.total + slack:
        return f"it took {seen.seconds:.0f} s"
    if seen.grown > 400 * MB:
        return f"the judge grew by {seen.grown // MB} MB"
    if len(seen.text) > 500_000:
        return f"{len(seen.text)} characters are kept"
    left = place.processes() - place.at_rest
    if left:
        return f"processes left: {len(left)}"
    return ""


def _more_than(most: float, what: str) -> Any:
    """Harm if the number that the attack brought out is above `most`, or it overran as well."""

    def harm(place: Any, seen: Seen) -> str:
        import re

        found = re.search(r"reached (\d+)", seen.text)
        if found and int(found[1]) > most:
            return f"{found[1]} {what}"
        return _in_time(place, seen)

    return harm


def _cells(count: int, source: str) -> Any:
    def spoil(made: Notebook) -> None:
        like = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        made["cells"][2:2] = [{**like, "id": f"own-{i}", "source": source.format(i=i)} for i in range(count)]

    return spoil


EVERY = (
    BELOW
    + "for name in 'percentages standardize normalize_rows softmax as_column residuals'.split():\n    globals()[name] = "
)

ESCAPING = [
    Attack("endless loop", "a cell that never ends", "while True: pass", harm=_in_time),
    Attack(
        "endless functions",
        "every function never ends",
        "def forever(*a):\n    while True: pass\n" + EVERY + "forever\n",
        harm=_in_time,
    ),
    Attack("endless cells", "two hundred cells that never end", spoil=_cells(200, "while True: pass"), harm=_in_time),
    Attack(
        "sleeping cells",
        "five hundred cells that sleep just long enough",
        spoil=_cells(500, "import time; time.sleep(0.3)"),
        harm=_in_time,
    ),
    Attack(
        "killing cells",
        "three hundred cells that run, and three hundred that end the process",
        spoil=_cells(600, "if {i} % 2: __import__('os')._exit(1)\nx{i} = 1"),
        harm=_in_time,
    ),
    Attack(
        "once fast, then slow",
        "cells that take their time only when they are run again",
        "import os\nif not os.path.exists('data/../seen'): open('seen', 'w')\n",
        spoil=_cells(50, "import time\nif {i} == 49: __import__('os')._exit(1)\ntime.sleep(0.05)"),
        harm=_in_time,
    ),
    Attack(
        "deaf to signals",
        "ignores every signal and its CPU limit, and runs on",
        "import signal\nfor n in signal.valid_signals():\n    try: signal.signal(n, signal.SIG_IGN)\n    except OSError: pass\nwhile True: pass",
        harm=_in_time,
    ),
    Attack(
        "stopped", "stops itself by SIGSTOP", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", harm=_in_time
    ),
    Attack(
        "a drop at a time",
        "sends its reply byte by byte",
        "import socket, time, struct\nsock = socket.socket(fileno=3)\n"
        "sock.send(struct.pack('<II', 1000, 900))\nwhile True:\n    sock.send(b'x')\n    time.sleep(0.05)",
        harm=_in_time,
    ),
    Attack(
        "no reading",
        "never reads its requests, so that the judge cannot send them",
        "import time\ntime.sleep(100)",
        harm=_in_time,
    ),
    Attack(
        "slow names",
        "makes the look-up of its names slow",
        "import autograder.sandbox.child as c, time\nc._Loop.get = c._Loop.has = lambda *a: time.sleep(4)\n",
        harm=_in_time,
    ),
    Attack(
        "memory in steps",
        "takes memory 64 MB at a time",
        "import numpy as np\nkeep, got = [], 'reached 0'\ntry:\n    while True:\n"
        "        keep.append(np.ones(8 << 20)); got = f'reached {len(keep) * 64}'\nexcept MemoryError: pass\nkeep = None\n"
        + OUT,
        harm=_more_than(1200, "MB"),
        layers=True,
    ),
    Attack(
        "memory that dies",
        "takes all the memory in Python objects",
        "x = []\nwhile True: x.append(x[:] or [0] * 100000)",
        harm=_in_time,
    ),
    Attack(
        "threads",
        "starts threads without end",
        "import threading, time\ngot, n = '', 0\ntry:\n    while n < 400:\n"
        "        threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); n += 1\nexcept RuntimeError: pass\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(300, "threads"),
        layers=True,
    ),
    Attack(
        "processes",
        "forks, bounded at 60",
        "import os, time\nn = 0\ntry:\n    for _ in range(60):\n        if os.fork() == 0: time.sleep(30); os._exit(0)\n"
        "        n += 1\nexcept OSError: pass\ngot = f'reached {n}'\n" + OUT,
        harm=_more_than(0, "processes"),
        layers=True,
    ),
    Attack(
        "raw clones",
        "forks by clone, clone3 and vfork",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\nn, me = 0, os.getpid()\n"
        "for number in (56, 57, 58):\n    r = libc.syscall(number, 17, 0, 0, 0, 0)\n    if os.getpid() != me or r == 0: os._exit(0)\n    n += r > 0\n"
        "got = f'reached {n}'\n" + OUT,
        harm=_more_than(0, "processes"),
        layers=True,
    ),
    Attack(
        "a daemon",
        "leaves a process behind that outlives it",
        "import os, time\ntry:\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0: time.sleep(60)\n        os._exit(0)\nexcept OSError: pass",
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "disk",
        "writes 400 MB in files of 10 MB",
        "n = 0\ntry:\n    for i in range(40):\n        open(f'f{i}', 'wb').write(b'x' * (10 << 20)); n += 10\nexcept OSError: pass\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(130, "MB"),
        layers=True,
    ),
    Attack(
        "one large file",
        "writes one file of 200 MB",
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nn = 0\ntry:\n    with open('f', 'wb', buffering=0) as f:\n        for n in range(200): f.write(b'x' * (1 << 20))\nexcept OSError: pass\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(64, "MB"),
        layers=True,
    ),
    Attack(
        "inodes",
        "makes files without end",
        "n = 0\ntry:\n    while n < 30000: open(f'f{n}', 'w').close(); n += 1\nexcept OSError: pass\n" + OUT,
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "a deep folder",
        "makes folders in folders in folders",
        "import os\ntry:\n    for _ in range(8000): os.mkdir('d'); os.chdir('d')\nexcept OSError: pass",
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "locked folders",
        "leaves folders that their owner may not enter",
        "import os\nfor i in range(20):\n    os.makedirs(f'a{i}/b/c'); os.chmod(f'a{i}/b', 0); os.chmod(f'a{i}', 0)\nos.chmod('.', 0)",
        harm=_in_time,
        layers=True,
    ),
    Attack("1 GB of output", "prints for ever", "while True: print('x' * 100_000)", harm=_in_time),
    Attack(
        "output around Python",
        "writes to the descriptors of stdout and stderr",
        "import os\nfor _ in range(2000):\n    os.write(1, b'x' * 65536); os.write(2, b'x' * 65536)",
        harm=_in_time,
    ),
    Attack(
        "huge replies",
        "answers every call with 60 MB",
        "import numpy as np\nbig = np.ones(60 << 20, dtype=np.uint8)\n" + EVERY + "lambda *a: big\n",
        harm=_in_time,
    ),
    Attack(
        "a huge head",
        "answers with a head of 4 MB of brackets",
        "import socket, struct\nsock = socket.socket(fileno=3)\nhead = b'[' * (2 << 20) + b']' * (2 << 20)\n"
        "sock.sendall(struct.pack('<II', len(head) + 4, len(head)) + head)",
        harm=_in_time,
    ),
    Attack(
        "a core dump",
        "crashes with a wish for a core",
        "import resource, ctypes\ntry: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))\nexcept (OSError, ValueError): pass\nctypes.string_at(0)",
        harm=_in_time,
    ),
    Attack(
        "higher limits",
        "raises its own limits",
        "import resource as r\nn = 0\nfor kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_NPROC, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE):\n"
        "    soft, hard = r.getrlimit(kind)\n    try: r.setrlimit(kind, (hard + 1, hard + 1)); n += hard != -1\n    except (OSError, ValueError): pass\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(0, "limits"),
        layers=True,
    ),
    Attack(
        "others' limits",
        "lowers the limits of other processes",
        lambda place: f"import resource\nresource.prlimit({place.victim.pid}, resource.RLIMIT_NOFILE, (1, 1))",
        harm=lambda place, seen: "another's limit" if " 1 " in _limit(place) else "",
        layers=True,
    ),
    Attack(
        "others' lives",
        "kills its parent, a bystander, and everybody",
        lambda place: (
            f"import os\nfor pid in (os.getppid(), {place.victim.pid}, 1, 2):\n    try: os.kill(pid, 9)\n    except OSError: pass\n"
            f"try: os.kill({place.victim.pid}, 15)\nexcept OSError: pass"
        ),
        harm=lambda place, seen: _alive(place),
        layers=True,
    ),
    Attack(
        "namespaces",
        "makes namespaces and mounts of its own",
        "import ctypes\nlibc = ctypes.CDLL(None)\nn = sum(libc.unshare(flag) == 0 for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000))\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(0, "namespaces"),
        layers=True,
    ),
    Attack(
        "kernel doors",
        "opens bpf, userfaultfd, io_uring, keyrings and perf events",
        "import ctypes\nlibc = ctypes.CDLL(None)\nbuffer = ctypes.create_string_buffer(256)\n"
        "n = sum(libc.syscall(number, 1, buffer, 128, 0, 0) >= 0 for number in (321, 323, 425, 248, 298, 310, 101, 319, 434))\ngot = f'reached {n}'\n"
        + OUT,
        harm=_more_than(0, "kernel facilities"),
        layers=True,
    ),
]


def _limit(place: Place) -> str:
    with open(f"/proc/{place.victim.pid}/limits") as file:
        return next(line for line in file if line.startswith("Max open files"))


def _alive(place: Place) -> str:
    if place.victim.poll() is not None:
        return "a bystander died"
    return "the warm process died" if place.sandbox.warm.popen.poll() is not None else ""
