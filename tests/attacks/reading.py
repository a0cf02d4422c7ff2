"""Attacks that want to read what is not theirs. What they got leaves by the only way out, a message to the student."""

from __future__ import annotations

from typing import Any

from autograder.sandbox import Level
from tests.attacks.attack import BELOW, Attack, Place, Seen

#: brings `got` out through an exception's text; a reader that fails leaves it empty
OUT = BELOW + "def percentages(table):\n    raise ValueError(str(globals().get('got'))[-400:])\n"


def _secret_out(place: Any, seen: Seen) -> str:
    if place.secret in seen.text:
        return "the canary's secret is in what is kept"
    return "a solution is in what is kept" if "BEGIN SOLUTION" in seen.text else ""


def reads(name: str, tries: str, code: str, stays: str = "") -> Attack:
    """An attack whose code may use the paths and numbers in braces, and leaves what it got in `got`."""

    def cells(place: Place) -> str:
        return (
            code.format(
                course=str(place.course),
                victim=place.victim.pid,
                project=str(place.plan.folder),
                unix=str(place.folder / "unix"),
            )
            + OUT
        )

    return Attack(name, tries, cells, harm=_secret_out, layers=True, stays=stays)


READING = [
    reads("the solutions", "opens the instructor's notebook", "got = open('{course}/source/solution.ipynb').read()"),
    reads(
        "the real solutions",
        "searches the project's own source",
        "import glob\ngot = ''\nfor p in glob.glob('{project}/*.ipynb'):\n    got += open(p).read()\n"
        "import re\ngot = (re.findall('### BEGIN SOLUTION.{{20}}', got, re.S) or [''])[0]",
    ),
    reads(
        "the gradebook",
        "opens the gradebook with sqlite and as a file",
        "import sqlite3\ntry:\n    got = sqlite3.connect('file:{course}/gradebook.db?mode=ro', uri=True).execute('select 1').fetchall()\nexcept Exception: pass\n"
        "got = open('{course}/gradebook.db', 'rb').read().decode()",
    ),
    reads(
        "another submission", "opens another student's work", "got = open('{course}/submitted/ada/work.ipynb').read()"
    ),
    reads(
        "the course's secret", "opens the seed of the fresh probes", "got = open('{course}/.autograder/secret').read()"
    ),
    reads(
        "a link in its folder",
        "makes a link to the solutions and reads through it",
        "import os\nos.symlink('{course}/source/solution.ipynb', 'link')\ngot = open('link').read()",
    ),
    reads(
        "a hard link",
        "gives the solutions a second name in its folder",
        "import os\nos.link('{course}/source/solution.ipynb', 'twin')\ngot = open('twin').read()",
    ),
    reads(
        "out of its data",
        "climbs from its data folder",
        "got = open('data/../' * 1 + '../' * 20 + '{course}/source/solution.ipynb').read()",
    ),
    reads(
        "the root of other processes",
        "reads through /proc/PID/root and cwd",
        "import os\ngot = ''\nfor pid in ('self', os.getppid(), 1, 2, {victim}):\n    for way in ('root', 'cwd/../../../../..'):\n"
        "        try: got += open(f'/proc/{{pid}}/{{way}}{course}/source/solution.ipynb').read()\n        except OSError: pass",
    ),
    reads(
        "inherited descriptors",
        "reads every descriptor from 0 to 1000",
        "import os\ngot = ''\nfor fd in [n for n in range(1000) if n != 3]:\n    try: got += os.pread(fd, 100, 0).decode(errors='replace')\n    except OSError: pass",
    ),
    reads(
        "its environment",
        "reads the environment, also as the kernel keeps it",
        "import os\ngot = repr(dict(os.environ))\ntry: got += open('/proc/self/environ').read()\nexcept OSError: pass\n"
        "import ctypes\ngot = got[:200] + str([v for v in os.environ.values() if len(v) == 32])",
    ),
    reads(
        "another's environment",
        "reads the environment and command of other processes",
        "got = ''\nfor pid in ({victim}, 1, 2):\n    for what in ('environ', 'cmdline'):\n"
        "        try: got += open(f'/proc/{{pid}}/{{what}}').read()[:100]\n        except OSError: pass",
    ),
    reads(
        "another's memory",
        "reads memory by process_vm_readv and /proc",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\n\n"
        "class Part(ctypes.Structure): _fields_ = (('base', ctypes.c_void_p), ('size', ctypes.c_size_t))\n"
        "fields = open('/proc/{victim}/stat').read().rpartition(')')[2].split()\nstart = int(fields[47])\n"
        "buffer = ctypes.create_string_buffer(200)\n"
        "n = libc.process_vm_readv({victim}, ctypes.byref(Part(ctypes.addressof(buffer), 200)), 1, ctypes.byref(Part(start, 200)), 1, 0)\n"
        "got = buffer.raw.decode(errors='replace') if n > 0 else ''\n"
        "if not n > 0:\n    memory = open('/proc/{victim}/mem', 'rb')\n    memory.seek(start)\n    got = memory.read(200).decode(errors='replace')",
    ),
    reads(
        "the warm process's memory",
        "searches every object and frame of its own process",
        "import gc, sys\ngot = ''\nfor x in gc.get_objects():\n    if type(x) is dict:\n        for v in list(x.values()):\n"
        "            if type(v) is str and 'BEGIN SOLUTION' in v and len(v) > 200: got = v[:300]\n"
        "got += ' '.join(m for m in sys.modules if m.startswith(('autograder.exercises', 'autograder.judge')))\n"
        "if 'autograder.' in got: got = '### BEGIN SOLUTION ' + got",
    ),
    reads(
        "the installed package",
        "imports the exercises from wherever they may lie",
        "import sys\nsys.path += ['{project}/../..', '{course}/source']\nimport autograder\nautograder.__path__ += ['{project}/../../autograder']\n"
        "import autograder.exercises.reference as r\ngot = '### BEGIN SOLUTION' + r.__file__",
    ),
    reads(
        "a program",
        "starts cat by subprocess, os.system and a magic",
        "import subprocess, os\nos.system('cat {course}/source/solution.ipynb > out')\n"
        "get_ipython().system('cat {course}/source/solution.ipynb > out2')\n"
        "got = open('out').read() if os.path.exists('out') else ''\n"
        "got += subprocess.run(['/bin/cat', '{course}/source/solution.ipynb'], capture_output=True, text=True).stdout",
    ),
    reads(
        "a magic",
        "lets %load and %run read the file",
        "got = get_ipython().find_user_code('{course}/source/solution.ipynb')",
    ),
    reads(
        "raw system calls",
        "opens by openat2, open_by_handle and with O_PATH",
        "import ctypes, os, struct\nlibc = ctypes.CDLL(None, use_errno=True)\npath = b'{course}/source/solution.ipynb'\n"
        "how = ctypes.create_string_buffer(struct.pack('QQQ', 0, 0, 0))\nfd = libc.syscall(437, -100, path, how, 24)\n"
        "if fd < 0: fd = os.open(path, os.O_PATH); fd = os.open(f'/proc/self/fd/{{fd}}', os.O_RDONLY)\ngot = os.read(fd, 100).decode()",
    ),
    reads(
        "memory maps",
        "maps the file by numpy and h5py",
        "import numpy as np\ngot = bytes(np.memmap('{course}/source/solution.ipynb', mode='r')).decode()",
    ),
    reads(
        "its siblings' folders",
        "looks for other children's folders and reads them",
        "import glob\ngot = ''.join(open(p).read() for p in glob.glob('/sandbox/work/*/*') + glob.glob('../*/*'))",
    ),
    reads(
        "the supervisor by its socket",
        "sends a request of the warm process down every descriptor",
        "import os, struct\nfor fd in range(200):\n    if fd != 3:\n        try: os.write(fd, struct.pack('<II', 1, 999))\n        except OSError: pass",
    ),
    Attack(
        "which files there are",
        "lists a folder outside, to learn names",
        lambda place: f"import os\ngot = os.listdir({str(place.course)!r})" + OUT,
        harm=lambda place, seen: "names of files" if "gradebook.db" in seen.text else "",
        layers=True,
    ),
    Attack(
        "whether a file is there",
        "asks for the size of a file outside",
        lambda place: f"import os\ngot = 'size %d' % os.stat({str(place.course / 'gradebook.db')!r}).st_size" + OUT,
        harm=lambda place, seen: (
            "the size of a file" if f"size {(place.course / 'gradebook.db').stat().st_size}" in seen.text else ""
        ),
        layers=True,
        stays="Landlock does not guard names, sizes and times",
        most=Level.confined,
    ),
]
