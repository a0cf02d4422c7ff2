"""Attacks that want to read what is not theirs. What they got leaves by the only way out, a message to the student."""

from __future__ import annotations

from typing import Any

from autograder.sandbox import Level
from tests.attacks.attack import BELOW, Attack, Place, Seen, dedent

#: brings `got` out through an exception's text; a reader that fails leaves it empty
OUT = (
    BELOW
    + """
    def percentages(table):
        raise ValueError(str(globals().get('got'))[-400:])
"""
)


def _secret_out(place: Any, seen: Seen) -> str:
    if place.secret in seen.text:
        return "the canary's secret is in what is kept"
    return "a solution is in what is kept" if "BEGIN SOLUTION" in seen.text else ""


def reads(name: str, tries: str, code: str, stays: str = "") -> Attack:
    """An attack whose code may use the paths and numbers in braces, and leaves what it got in `got`."""

    def cells(place: Place) -> str:
        return (
            dedent(code).format(
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
        """
            import glob
            got = ''
            for p in glob.glob('{project}/*.ipynb'):
                got += open(p).read()
            import re
            got = (re.findall('### BEGIN SOLUTION.{{20}}', got, re.S) or [''])[0]
        """,
    ),
    reads(
        "the gradebook",
        "opens the gradebook with sqlite and as a file",
        """
            import sqlite3
            try:
                got = sqlite3.connect('file:{course}/gradebook.db?mode=ro', uri=True).execute('select 1').fetchall()
            except Exception: pass
            got = open('{course}/gradebook.db', 'rb').read().decode()
        """,
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
        """
            import os
            os.symlink('{course}/source/solution.ipynb', 'link')
            got = open('link').read()
        """,
    ),
    reads(
        "a hard link",
        "gives the solutions a second name in its folder",
        """
            import os
            os.link('{course}/source/solution.ipynb', 'twin')
            got = open('twin').read()
        """,
    ),
    reads(
        "out of its data",
        "climbs from its data folder",
        "got = open('data/../' * 1 + '../' * 20 + '{course}/source/solution.ipynb').read()",
    ),
    reads(
        "the root of other processes",
        "reads through /proc/PID/root and cwd",
        """
            import os
            got = ''
            for pid in ('self', os.getppid(), 1, 2, {victim}):
                for way in ('root', 'cwd/../../../../..'):
                    try: got += open(f'/proc/{{pid}}/{{way}}{course}/source/solution.ipynb').read()
                    except OSError: pass
        """,
    ),
    reads(
        "inherited descriptors",
        "reads every descriptor from 0 to 1000",
        """
            import os
            got = ''
            for fd in [n for n in range(1000) if n != 3]:
                try: got += os.pread(fd, 100, 0).decode(errors='replace')
                except OSError: pass
        """,
    ),
    reads(
        "its environment",
        "reads the environment, also as the kernel keeps it",
        """
            import os
            got = repr(dict(os.environ))
            try: got += open('/proc/self/environ').read()
            except OSError: pass
            import ctypes
            got = got[:200] + str([v for v in os.environ.values() if len(v) == 32])
        """,
    ),
    reads(
        "another's environment",
        "reads the environment and command of other processes",
        """
            got = ''
            for pid in ({victim}, 1, 2):
                for what in ('environ', 'cmdline'):
                    try: got += open(f'/proc/{{pid}}/{{what}}').read()[:100]
                    except OSError: pass
        """,
    ),
    reads(
        "another's memory",
        "reads memory by process_vm_readv and /proc",
        """
            import ctypes, os
            libc = ctypes.CDLL(None)

            class Part(ctypes.Structure): _fields_ = (('base', ctypes.c_void_p), ('size', ctypes.c_size_t))
            fields = open('/proc/{victim}/stat').read().rpartition(')')[2].split()
            start = int(fields[47])
            buffer = ctypes.create_string_buffer(200)
            mine, its = Part(ctypes.addressof(buffer), 200), Part(start, 200)
            n = libc.process_vm_readv({victim}, ctypes.byref(mine), 1, ctypes.byref(its), 1, 0)
            got = buffer.raw.decode(errors='replace') if n > 0 else ''
            if not n > 0:
                memory = open('/proc/{victim}/mem', 'rb')
                memory.seek(start)
                got = memory.read(200).decode(errors='replace')
        """,
    ),
    reads(
        "the warm process's memory",
        "searches every object and frame of its own process",
        """
            import gc, sys
            got = ''
            for x in gc.get_objects():
                if type(x) is dict:
                    for v in list(x.values()):
                        if type(v) is str and 'BEGIN SOLUTION' in v and len(v) > 200: got = v[:300]
            got += ' '.join(m for m in sys.modules if m.startswith(('autograder.exercises', 'autograder.judge')))
            if 'autograder.' in got: got = '### BEGIN SOLUTION ' + got
        """,
    ),
    reads(
        "the installed package",
        "imports the exercises from wherever they may lie",
        """
            import sys
            sys.path += ['{project}/../..', '{course}/source']
            import autograder
            autograder.__path__ += ['{project}/../../autograder']
            import autograder.exercises.loader as r
            got = '### BEGIN SOLUTION' + r.__file__
        """,
    ),
    reads(
        "a program",
        "starts cat by subprocess, os.system and a magic",
        """
            import subprocess, os
            os.system('cat {course}/source/solution.ipynb > out')
            get_ipython().system('cat {course}/source/solution.ipynb > out2')
            got = open('out').read() if os.path.exists('out') else ''
            got += subprocess.run(['/bin/cat', '{course}/source/solution.ipynb'], capture_output=True, text=True).stdout
        """,
    ),
    reads(
        "a magic",
        "lets %load and %run read the file",
        "got = get_ipython().find_user_code('{course}/source/solution.ipynb')",
    ),
    reads(
        "raw system calls",
        "opens by openat2, open_by_handle and with O_PATH",
        """
            import ctypes, os, struct
            libc = ctypes.CDLL(None, use_errno=True)
            path = b'{course}/source/solution.ipynb'
            how = ctypes.create_string_buffer(struct.pack('QQQ', 0, 0, 0))
            fd = libc.syscall(437, -100, path, how, 24)
            if fd < 0: fd = os.open(path, os.O_PATH); fd = os.open(f'/proc/self/fd/{{fd}}', os.O_RDONLY)
            got = os.read(fd, 100).decode()
        """,
    ),
    reads(
        "memory maps",
        "maps the file by numpy and h5py",
        """
            import numpy as np
            got = bytes(np.memmap('{course}/source/solution.ipynb', mode='r')).decode()
        """,
    ),
    reads(
        "its siblings' folders",
        "looks for other children's folders and reads them",
        """
            import glob
            got = ''.join(open(p).read() for p in glob.glob('/sandbox/work/*/*') + glob.glob('../*/*'))
        """,
    ),
    reads(
        "the supervisor by its socket",
        "sends a request of the warm process down every descriptor",
        """
            import os, struct
            for fd in range(200):
                if fd != 3:
                    try: os.write(fd, struct.pack('<II', 1, 999))
                    except OSError: pass
        """,
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
