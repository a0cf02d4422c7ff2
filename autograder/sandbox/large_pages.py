"""Large pages for the memory of a process that forks, so that each fork copies fewer page-table entries."""

from __future__ import annotations

import contextlib
import ctypes
import sys

SIZE = 2 << 20  # of a large page on x86-64, and on ARM with pages of 4 KB
MADV_COLLAPSE = 25  # since Linux 6.1


def collapse() -> None:
    """Move this process's own memory, as it is now, to large pages where the system has them. Nothing depends on it."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        with open("/proc/self/maps") as file:
            regions = [line.split() for line in file]
        for place, rights, _, _, inode, *name in regions:
            if rights == "rw-p" and inode == "0" and name != ["[stack]"]:
                start, end = (int(edge, 16) for edge in place.split("-"))
                for page in range(-(-start // SIZE) * SIZE, end - SIZE + 1, SIZE):
                    advise(page, SIZE, MADV_COLLAPSE)
