"""A program of its own, run as root: makes chosen folders readable to a spare uid, becomes it, starts the warm process.

    python -I -S launch.py '{"uid": …, "sources": […] or null, "needed": […], "argv": […]}'

sources : folders bound under a private mount, because the spare uid may not reach them where they are (an interpreter
          under root's home); {"source": i, "rest": r} in argv becomes r below the i-th one's new place
needed  : without sources: folders that the spare uid must read. Where it cannot, it keeps the right to read any file;
          the caller allows that only behind Landlock
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
from typing import Any

MS_BIND, MS_REC, MS_PRIVATE, MS_NOSUID, MS_NODEV = 4096, 16384, 1 << 18, 2, 4
CLONE_NEWNS = 0x20000
PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION = 0x20080522
STAGE = "/tmp"  # any folder: inside the private mount namespace it is covered by ours

libc: Any = ctypes.CDLL(None, use_errno=True)


def check(result: int, what: str) -> None:
    """Raise OSError where a call of the C library failed."""
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """mount(2); raises OSError."""
    kind_bytes, option_bytes = kind and kind.encode(), options and options.encode()
    check(
        libc.mount(source.encode(), target.encode(), kind_bytes, ctypes.c_ulong(flags), option_bytes), f"mount {target}"
    )


def bind_sources(sources: list[str]) -> list[str]:
    """Bind-mount each of `sources` where every uid can reach it; only this process and its children see the mounts."""
    check(libc.unshare(CLONE_NEWNS), "unshare the mount namespace")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    descriptors = [os.open(path, os.O_PATH) for path in sources]
    mount("none", STAGE, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    places = []
    for index, descriptor in enumerate(descriptors):
        place = f"{STAGE}/{index}"
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            os.mkdir(place, 0o755)
        else:
            os.close(os.open(place, os.O_CREAT | os.O_WRONLY, 0o644))
        mount(f"/proc/self/fd/{descriptor}", place, None, MS_BIND | MS_REC)
        os.close(descriptor)
        places.append(place)
    return places


def drop_privileges(uid: int, needed: list[str]) -> None:
    """Give up root for `uid`; keep the right to read only where `needed` cannot be read without."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    check(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0), "keep capabilities")
    os.setresuid(uid, uid, uid)
    readable = all(os.access(path, os.R_OK | (os.X_OK if os.path.isdir(path) else 0)) for path in needed)
    header = struct.pack("<Ii", CAPABILITY_VERSION, 0)
    right = _right_to_read(header)
    kept = 0 if readable else 1 << right
    check(libc.capset(header, struct.pack("<6I", kept, kept, kept, 0, 0, 0)), "capset")
    if not readable:
        check(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, right, 0, 0), "ambient capability")


def _right_to_read(header: bytes) -> int:
    """The weaker of the two capabilities that read every file, if we have it; containers often have only the other."""
    held = ctypes.create_string_buffer(24)
    check(libc.capget(header, held), "capget")
    permitted = struct.unpack_from("<6I", held)[1]
    return CAP_DAC_READ_SEARCH if permitted & 1 << CAP_DAC_READ_SEARCH else CAP_DAC_OVERRIDE


def main() -> None:
    """Never returns: the process becomes the program in argv."""
    task = json.loads(sys.argv[1])
    places = bind_sources(task["sources"]) if task["sources"] is not None else []
    drop_privileges(task["uid"], [] if task["sources"] is not None else task["needed"])
    argv = [
        os.path.join(places[word["source"]], word["rest"]).rstrip("/") if isinstance(word, dict) else word
        for word in task["argv"]
    ]
    os.execve(argv[0], argv, dict(os.environ))


if __name__ == "__main__":
    main()
