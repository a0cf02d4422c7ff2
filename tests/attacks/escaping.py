"""Attacks on limits: time, memory, processes, disk, output, signals."""

from __future__ import annotations

from typing import Any

from autograder.sandbox import Level
from tests.attacks.attack import BELOW, FIND_LOOP, Attack, Notebook, Place, Seen, dedent
from tests.attacks.place import HASTE, SLACK
from tests.attacks.reading import OUT

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
    left = place.left()
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
        made["cells"][2:2] = [{**like, "id": f"own-{i}", "source": dedent(source).format(i=i)} for i in range(count)]

    return spoil


FUNCTIONS = "percentages standardize normalize_rows softmax as_column residuals"
EVERY = f"{BELOW}for name in '{FUNCTIONS}'.split():\n    globals()[name] = "

ESCAPING = [
    Attack("endless loop", "a cell that never ends", "while True: pass", harm=_in_time),
    Attack(
        "endless functions",
        "every function never ends",
        """
            def forever(*a):
                while True: pass
        """
        + EVERY
        + "forever\n",
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
        spoil=_cells(
            600,
            """
            if {i} % 2: __import__('os')._exit(1)
            x{i} = 1
        """,
        ),
        harm=_in_time,
    ),
    Attack(
        "again and again",
        "ends the process after fifty slow cells, so that they run again",
        spoil=_cells(
            50,
            """
            import time
            if {i} == 49: __import__('os')._exit(1)
            time.sleep(0.05)
        """,
        ),
        harm=_in_time,
    ),
    Attack(
        "deaf to signals",
        "ignores every signal and its CPU limit, and runs on",
        """
            import signal
            for n in signal.valid_signals():
                try: signal.signal(n, signal.SIG_IGN)
                except OSError: pass
            while True: pass
        """,
        harm=_in_time,
    ),
    Attack(
        "stopped",
        "stops itself by SIGSTOP",
        """
            import os, signal
            os.kill(os.getpid(), signal.SIGSTOP)
        """,
        harm=_in_time,
    ),
    Attack(
        "a drop at a time",
        "sends its reply byte by byte",
        """
            import socket, time, struct
            sock = socket.socket(fileno=3)
            sock.send(struct.pack('<II', 1000, 900))
            while True:
                sock.send(b'x')
                time.sleep(0.05)
        """,
        harm=_in_time,
    ),
    Attack(
        "no reading",
        "never reads its requests, so that the judge cannot send them",
        """
            import time
            time.sleep(100)
        """,
        harm=_in_time,
    ),
    Attack(
        "slow names",
        "makes the look-up of its names slow",
        FIND_LOOP + "import time\nverbs['get'] = verbs['has'] = lambda *a: time.sleep(4)\n",
        harm=_in_time,
    ),
    Attack(
        "memory in steps",
        "takes memory 64 MB at a time",
        """
            import numpy as np
            keep, got = [], 'reached 0'
            try:
                while True:
                    keep.append(np.ones(8 << 20)); got = f'reached {len(keep) * 64}'
            except MemoryError: pass
            keep = None
        """
        + OUT,
        harm=_more_than(1200, "MB"),
        layers=True,
    ),
    Attack(
        "memory that dies",
        "takes all the memory in Python objects",
        """
            x = []
            while True: x.append(x[:] or [0] * 100000)
        """,
        harm=_in_time,
    ),
    Attack(
        "threads",
        "starts threads without end",
        """
            import threading, time
            got, n = '', 0
            try:
                while n < 400:
                    threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); n += 1
            except RuntimeError: pass
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(300, "threads"),
        layers=True,
    ),
    Attack(
        "processes",
        "forks, bounded at 60",
        """
            import os, time
            n = 0
            try:
                for _ in range(60):
                    if os.fork() == 0: time.sleep(30); os._exit(0)
                    n += 1
            except OSError: pass
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(0, "processes"),
        layers=True,
    ),
    Attack(
        "raw clones",
        "forks by clone, clone3 and vfork",
        """
            import ctypes, os
            libc = ctypes.CDLL(None)
            n, me = 0, os.getpid()
            for number in (56, 57, 58):
                r = libc.syscall(number, 17, 0, 0, 0, 0)
                if os.getpid() != me or r == 0: os._exit(0)
                n += r > 0
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(0, "processes"),
        layers=True,
    ),
    Attack(
        "a daemon",
        "leaves a process behind that outlives it",
        """
            import os, time
            try:
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0: time.sleep(60)
                    os._exit(0)
            except OSError: pass
        """,
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "disk",
        "writes 400 MB in files of 10 MB",
        """
            n = 0
            try:
                for i in range(40):
                    open(f'f{i}', 'wb').write(b'x' * (10 << 20)); n += 10
            except OSError: pass
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(130, "MB"),
        layers=True,
    ),
    Attack(
        "disk out of sight",
        "writes 400 MB where the watch cannot look: below a deep tree, and in a folder that cannot be listed",
        """
            import os
            n = 0
            try:
                os.mkdir('dark', 0o300)
                for i in range(20):
                    with open(f'dark/{i}', 'wb') as file: file.write(b'x' * (10 << 20))
                    n += 10
            except OSError: pass
            try:
                for _ in range(2500): os.mkdir('d'); os.chdir('d')
                for i in range(20):
                    with open(str(i), 'wb') as file: file.write(b'x' * (10 << 20))
                    n += 10
            except OSError: pass
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(130, "MB"),
        layers=True,
    ),
    Attack(
        "one large file",
        "writes one file of 200 MB",
        """
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            n = 0
            try:
                with open('f', 'wb', buffering=0) as f:
                    for n in range(200): f.write(b'x' * (1 << 20))
            except OSError: pass
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(64, "MB"),
        layers=True,
    ),
    Attack(
        "inodes",
        "makes files without end",
        """
            n = 0
            try:
                while n < 30000: open(f'f{n}', 'w').close(); n += 1
            except OSError: pass
        """
        + OUT,
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "a deep folder",
        "makes folders in folders in folders",
        """
            import os
            try:
                for _ in range(8000): os.mkdir('d'); os.chdir('d')
            except OSError: pass
        """,
        harm=_in_time,
        layers=True,
    ),
    Attack(
        "locked folders",
        "leaves folders that their owner may not enter",
        """
            import os
            for i in range(20):
                os.makedirs(f'a{i}/b/c'); os.chmod(f'a{i}/b', 0); os.chmod(f'a{i}', 0)
            os.chmod('.', 0)
        """,
        harm=_in_time,
        layers=True,
    ),
    Attack("1 GB of output", "prints for ever", "while True: print('x' * 100_000)", harm=_in_time),
    Attack(
        "output around Python",
        "writes to the descriptors of stdout and stderr",
        """
            import os
            for _ in range(2000):
                os.write(1, b'x' * 65536); os.write(2, b'x' * 65536)
        """,
        harm=_in_time,
    ),
    Attack(
        "huge replies",
        "answers every call with 60 MB",
        """
            import numpy as np
            big = np.ones(60 << 20, dtype=np.uint8)
        """
        + EVERY
        + "lambda *a: big\n",
        harm=_in_time,
    ),
    Attack(
        "huge replies of numbers",
        "answers every call with 60 MB that are as large as an array may be",
        """
            import numpy as np
            big = np.ones(60 << 17)
        """
        + EVERY
        + "lambda *a: big\n",
        harm=_in_time,
    ),
    Attack(
        "a huge head",
        "answers with a head of 4 MB of brackets",
        """
            import socket, struct
            sock = socket.socket(fileno=3)
            head = b'[' * (2 << 20) + b']' * (2 << 20)
            sock.sendall(struct.pack('<II', len(head) + 4, len(head)) + head)
        """,
        harm=_in_time,
    ),
    Attack(
        "a core dump",
        "crashes with a wish for a core",
        """
            import resource, ctypes
            try: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
            except (OSError, ValueError): pass
            ctypes.string_at(0)
        """,
        harm=_in_time,
    ),
    Attack(
        "higher limits",
        "raises its own limits",
        """
            import resource as r
            n = 0
            for kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_NPROC, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE):
                soft, hard = r.getrlimit(kind)
                try: r.setrlimit(kind, (hard + 1, hard + 1)); n += hard != -1
                except (OSError, ValueError): pass
            got = f'reached {n}'
        """
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
            f"import os\nfor pid in (os.getppid(), {place.victim.pid}, 1, 2):\n"
            "    try: os.kill(pid, 9)\n    except OSError: pass\n"
            f"try: os.kill({place.victim.pid}, 15)\nexcept OSError: pass"
        ),
        harm=lambda place, seen: _alive(place),
        layers=True,
    ),
    Attack(
        "namespaces",
        "makes namespaces and mounts of its own",
        """
            import ctypes
            libc = ctypes.CDLL(None)
            n = sum(libc.unshare(flag) == 0 for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000))
            got = f'reached {n}'
        """
        + OUT,
        harm=_more_than(0, "namespaces"),
        layers=True,
    ),
    Attack(
        "kernel doors",
        "opens bpf, userfaultfd, io_uring, keyrings and perf events",
        """
            import ctypes
            libc = ctypes.CDLL(None)
            buffer = ctypes.create_string_buffer(256)
            doors = (321, 323, 425, 248, 298, 310, 101, 319, 434)
            n = sum(libc.syscall(number, 1, buffer, 128, 0, 0) >= 0 for number in doors)
            got = f'reached {n}'
        """
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
