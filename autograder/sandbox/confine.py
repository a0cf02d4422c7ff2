"""What a forked child gives up before a line of student code: descriptors, limits, rights, files, system calls.

Everything here is applied by the child to itself, in one order, and cannot be taken back. A layer that was promised
and fails raises: the child then says so and ends, and no student code runs.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from autograder.sandbox import seccomp
from autograder.sandbox.limits import Level, Limits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
LINUX_CAPABILITY_VERSION_3 = 0x20080522
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


@dataclass(frozen=True)
class Policy:
    """How the children of one warm process are confined; plain strings and numbers, visible to students, not secret."""

    level: Level
    readable: tuple[str, ...]  # trees that may be read
    listed: tuple[str, ...]  # trees whose names may be listed, but not read
    files: tuple[tuple[str, str], ...]  # what lies next to the student's notebooks: its name, and its path
    work: str  # where the children's folders are made
    own_uid: bool  # no other process of this uid runs outside this sandbox: then processes can be counted
    limits: Limits


class Layers:
    """The layers that the warm process prepares once for all of its children."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.linux = sys.platform == "linux"
        self.libc: Any = None
        self.landlock: Any = None
        self.abi = 0
        self.program: bytes | None = None
        self.missing: dict[str, str] = {}
        if not self.linux:
            self.missing = dict.fromkeys(("landlock", "seccomp", "no_new_privs"), f"{sys.platform} has no such layer")
            return
        self.libc = ctypes.CDLL(None, use_errno=True)
        # without this a child could read the warm process's /proc entries where Landlock is missing
        self.libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        if policy.level >= Level.limited:
            self._prepare()

    def _prepare(self) -> None:
        if self.policy.level >= Level.confined:
            try:
                import landlockpy

                self.abi = landlockpy.abi_version()  # also finds libc now: in a child this would start ldconfig
                if self.abi < 1:
                    raise OSError("the kernel has no Landlock, or it is switched off")
                self.landlock = landlockpy
            except (ImportError, OSError) as error:
                self.missing["landlock"] = str(error)
        else:
            self.missing["landlock"] = "not used at this level"
        try:
            private = self.policy.level == Level.isolated
            self.program = seccomp.compile_program(private=private, truncate=self.abi >= 3)
        except (ImportError, OSError, RuntimeError) as error:
            self.missing["seccomp"] = str(error)

    def names(self) -> list[str]:
        """The layers a child of this process is held by, innermost last."""
        names = ["rlimits"]
        if self.linux:
            names.append("no_new_privs")
        if self.landlock:
            names.append(f"landlock ABI {self.abi}")
        if self.program:
            names.append("seccomp")
        return names

    def close_descriptors(self, sock: int) -> None:
        """Close every descriptor but 0, 1, 2 (on /dev/null) and 3 (`sock`): above all the control socket."""
        null = os.open(os.devnull, os.O_RDWR)
        high = [os.dup(null) for _ in range(8)]  # so that none of the moves below lands on another
        kept = os.dup(sock)
        for target in (0, 1, 2):
            os.dup2(null, target, inheritable=False)
        os.dup2(kept, 3, inheritable=False)
        del high
        os.closerange(4, _max_descriptor())

    def enter(self, folder: str, base: int) -> None:
        """Confine the calling process, which works in `folder` and already has `base` bytes of address space."""
        os.setsid()
        if self.linux:
            self._prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.chdir(folder)
        os.environ.update(HOME=folder, TMPDIR=folder, MPLCONFIGDIR=folder, IPYTHONDIR=folder)
        tempfile.tempdir = None
        self._rlimits(base)
        if not self.linux:
            return
        self._prctl(PR_SET_NO_NEW_PRIVS, 1)
        if self.landlock:
            self._landlock(folder)
        else:
            self._drop_capabilities()
        if self.program:
            seccomp.enter(self.program, self.libc)

    def _prctl(self, option: int, value: int) -> None:
        if self.libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
            raise OSError(ctypes.get_errno(), f"prctl {option}")

    def _rlimits(self, base: int) -> None:
        limits = self.policy.limits
        bounds = {
            "CORE": (0, 0),
            "CPU": (limits.cpu, limits.cpu + 1),  # the first can be ignored by a signal handler, the second cannot
            "FSIZE": (limits.file, limits.file),
            "NOFILE": (limits.files, limits.files),
            "MEMLOCK": (0, 0),
            "MSGQUEUE": (0, 0),
        }
        if self.linux:
            bounds["AS"] = (base + limits.memory, base + limits.memory)
        if self.policy.own_uid:  # an ordinary user's other programs would be counted, and leave nothing for threads
            bounds["NPROC"] = (limits.threads, limits.threads)
        for name, pair in bounds.items():
            kind = getattr(resource, f"RLIMIT_{name}", None)
            if kind is not None:
                _lower(kind, pair)

    def _landlock(self, folder: str) -> None:
        access = self.landlock.AccessFS
        read = access.READ_FILE | access.READ_DIR
        write = (
            access.WRITE_FILE
            | access.TRUNCATE
            | access.REMOVE_DIR
            | access.REMOVE_FILE
            | access.MAKE_DIR
            | access.MAKE_REG
            | access.MAKE_SYM
            | access.REFER
        )
        scope = self.landlock.Scope
        with self.landlock.Ruleset(scoped=scope.ABSTRACT_UNIX_SOCKET | scope.SIGNAL) as rules:
            for path in self.policy.readable:
                rules.allow_path(path, read if os.path.isdir(path) else access.READ_FILE)
            for path in self.policy.listed:
                rules.allow_path(path, access.READ_DIR)
            for path in DEVICES:
                if os.path.exists(path):
                    rules.allow_path(path, access.READ_FILE | access.WRITE_FILE)
            rules.allow_path(folder, read | write)
            rules.restrict()

    def _drop_capabilities(self) -> None:
        """Drop every capability: the right to read any file would be safe behind Landlock only."""
        self.libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
        if self.libc.capset(struct.pack("<Ii", LINUX_CAPABILITY_VERSION_3, 0), b"\0" * 24):
            raise OSError(ctypes.get_errno(), "capset")


def _lower(kind: int, pair: tuple[int, int]) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        pair = (min(pair[0], hard), min(pair[1], hard))
    with contextlib.suppress(OSError) if sys.platform != "linux" else contextlib.nullcontext():
        resource.setrlimit(kind, pair)


def _max_descriptor() -> int:
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 1 << 20 if soft == resource.RLIM_INFINITY else soft
