"""Attacks that want to change something outside."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import Any

from tests.attacks.attack import Attack, Place, Seen, dedent
from tests.attacks.reading import OUT

#: places where a file would be run, or stay
PLACES = (
    "/etc/cron.d",
    "/var/spool/cron",
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    os.path.expanduser("~"),
    sysconfig.get_paths()["purelib"],
)
NAME = "autograder-canary.pth"


def _touched(place: Any, seen: Seen) -> str:
    return str(place.touched())


def _left(place: Any, seen: Seen) -> str:
    found = [folder for folder in PLACES if os.path.exists(f"{folder}/{NAME}")]
    for folder in found:
        Path(folder, NAME).unlink()
    return f"a file in {', '.join(found)}" if found else ""


def writes(name: str, tries: str, code: str) -> Attack:
    """An attack whose code knows the course's folder as `course`, and goes on after an error."""

    def cells(place: Place) -> str:
        lines = dedent(code).splitlines()
        return (
            f"import os, sqlite3, mmap, ctypes\ncourse = {str(place.course)!r}\nlibc = ctypes.CDLL(None)\n"
            + "\n".join(f"try: {line}\nexcept Exception: pass" for line in lines)
        )

    return Attack(name, tries, cells, harm=_touched, layers=True)


WRITING = [
    writes(
        "the solutions",
        "writes into the source",
        """
            open(course + '/source/solution.ipynb', 'w').write('harm')
            open(course + '/source/solution.ipynb', 'a').write('harm')
        """,
    ),
    writes(
        "the gradebook",
        "writes into the gradebook",
        """
            open(course + '/gradebook.db', 'r+').write('harm')
            sqlite3.connect(course + '/gradebook.db').execute('create table x (y)')
        """,
    ),
    writes(
        "another submission",
        "removes and replaces another's work",
        """
            os.unlink(course + '/submitted/ada/work.ipynb')
            os.rename(course + '/submitted/ada', course + '/submitted/eve')
            os.replace('data', course + '/submitted/ada/work.ipynb')
        """,
    ),
    writes(
        "lengths",
        "truncates by path",
        """
            os.truncate(course + '/gradebook.db', 0)
            libc.truncate(course.encode() + b'/gradebook.db', 0)
        """,
    ),
    writes(
        "modes",
        "changes modes, owners and times",
        """
            os.chmod(course + '/gradebook.db', 0)
            libc.syscall(452, -100, course.encode() + b'/gradebook.db', 0, 0)
            os.utime(course + '/gradebook.db', (0, 0))
            os.chown(course + '/gradebook.db', os.getuid(), -1)
        """,
    ),
    writes(
        "marks",
        "sets extended attributes and inode flags",
        """
            os.setxattr(course + '/gradebook.db', 'user.harm', b'1')
            os.link(course + '/gradebook.db', course + '/twin')
            os.symlink('x', course + '/link')
            os.mkfifo(course + '/pipe')
            os.mkdir(course + '/folder')
        """,
    ),
    writes(
        "through a link",
        "writes through a link in its folder",
        """
            os.symlink(course + '/gradebook.db', 'link')
            open('link', 'w').write('harm')
        """,
    ),
    writes(
        "through a map",
        "writes through a shared memory map",
        "mmap.mmap(os.open(course + '/gradebook.db', os.O_RDWR), 4)[:] = b'harm'",
    ),
    writes(
        "through a descriptor",
        "writes to every descriptor",
        """
            [os.pwrite(fd, b'harm', 0) for fd in range(4, 300) if os.path.exists(f'/proc/self/fd/{fd}')]
            [libc.pwrite(fd, b'harm', 4, 0) for fd in range(4, 300)]
        """,
    ),
    Attack(
        "places that are run",
        "plants files where cron, python or the next user would run them",
        f"for folder in {PLACES!r}:\n    try: open(folder + '/{NAME}', 'w').write('import os')\n"
        "    except OSError: pass\n",
        harm=_left,
        layers=True,
    ),
    Attack(
        "shared memory",
        "leaves System V and POSIX shared memory behind",
        """
            import ctypes
            libc = ctypes.CDLL(None)
            got = libc.shmget(0x5EC0DE, 1 << 20, 0o1666)
            try:
                from multiprocessing import shared_memory
                keep = shared_memory.SharedMemory('autograder-canary', create=True, size=1 << 20)
            except Exception: pass
        """
        + OUT,
        harm=lambda place, seen: _shared(),
        layers=True,
    ),
    Attack(
        "the next child",
        "leaves files and a patched bundle for the next student",
        """
            import os
            import numpy
            for path in '../left /sandbox/bundle/checks.py /sandbox/work/left data/left'.split() + [numpy.__file__]:
                try: open(path, 'a').write('# harm')
                except OSError: pass
        """,
        harm=lambda place, seen: _next(place),
        layers=True,
    ),
]


def _shared() -> str:
    left = [line for line in Path("/proc/sysvipc/shm").read_text().splitlines() if str(0x5EC0DE) in line.split()[:1]]
    posix = Path("/dev/shm/autograder-canary")
    if posix.exists():
        posix.unlink()
        return "a POSIX segment"
    if left:
        import ctypes

        ctypes.CDLL(None).shmctl(int(left[0].split()[1]), 0, None)
    return "a System V segment" if left else ""


def _next(place: Any) -> str:
    import numpy

    with place.sandbox.child() as child:
        child.run_cell(
            """
                import os, glob
                seen = [p for p in ('../left', '/sandbox/work/left', 'data/left') if os.path.exists(p)]
                import checks, numpy
                seen += [p for p in (checks.__file__, numpy.__file__) if open(p).read().endswith('# harm')]
            """
        )
        seen = child.get("seen")
    if str(numpy.__file__) in seen:
        path = Path(numpy.__file__)
        path.write_text(path.read_text().replace("# harm", ""))
    return f"the next child finds {seen}" if seen else ""
