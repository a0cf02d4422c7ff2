"""The limits of a process's resources, and the levels of isolation."""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass

MB = 1 << 20
#: variables of the environment that keep numpy to one core: with small matrices its threads mostly wait
ONE_CORE = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")


class Level(enum.IntEnum):
    """How strongly student code is isolated, from weak to strong; compare with `<`.

    isolated   : bubblewrap's namespaces and private file system around the layers of `confined`
    confined   : Landlock, seccomp, rlimits; as root a spare uid. Names and sizes of files stay visible
    limited    : as `confined` without Landlock: files that the uid may read can be read
    supervised : rlimits and the supervisor's clock, nothing else
    """

    supervised = 1
    limited = 2
    confined = 3
    isolated = 4


@dataclass(frozen=True)
class Limits:
    """The resource limits of one child; sizes in bytes, times in seconds."""

    memory: int = 1024 * MB  # address space beyond what the warm process already has
    file: int = 32 * MB  # one file
    disk: int = 64 * MB  # all files of a child: a tmpfs when isolated, a watch otherwise
    entries: int = 2_000  # names of files and folders: each takes kernel memory, or on a disk a millisecond to remove
    files: int = 128  # open at once
    threads: int = 64
    cpu: int = 600  # over the child's whole life; each request has its own wall time
    printed: int = 64_000  # characters kept of what one cell prints


def own_address_space() -> int:
    """Bytes of address space of this process; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
