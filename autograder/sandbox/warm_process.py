"""The warm process seen from its supervisor: starts it at one level, asks it to fork, ends it with all its children.

What imports numpy is imported after the warm process has started, which does the same in the meantime.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap, bundle, cleanup, visible_paths
from autograder.sandbox import launch as launcher
from autograder.sandbox.confine import Policy
from autograder.sandbox.control import ENDED, FORK, FORKED, REFUSED, REPORT, REQUEST, write_policy
from autograder.sandbox.limits import ONE_CORE, Level, Limits
from autograder.sandbox.spare_uid import SpareUid

if TYPE_CHECKING:
    from autograder.sandbox.process_handle import ExitStatus, ProcessHandle

START_SECONDS = 60.0
FORK_SECONDS = 20.0
ROUNDING = ("OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES")  # of the environment
KILLED = (-signal.SIGKILL, 128 + signal.SIGKILL)  # as the system says it, and as bubblewrap does
#: what a level promises; without it the next lower level is tried
PROMISED = {
    Level.isolated: ("seccomp",),
    Level.confined: ("seccomp", "landlock"),
    Level.limited: ("seccomp",),
    Level.supervised: (),
}


class LevelUnavailableError(SandboxError):
    """This machine cannot confine a child at this level."""


class StartKilledError(LevelUnavailableError):
    """The warm process was killed while it started, which says nothing of the level."""


class WarmProcess:
    """One warm process; raises LevelUnavailableError where it cannot be started at `level`.

    meanwhile : called once it has started and before it is ready
    """

    def __init__(
        self,
        level: Level,
        files: Sequence[Path],
        limits: Limits,
        hide: Sequence[Path],
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self.level, self.limits = level, limits
        self.lock = threading.Lock()
        self.ended: dict[int, ExitStatus] = {}
        self.next_number = 1
        self.gone = False  # whether somebody ended the warm process, and its children with it
        self.stuck = False  # whether it did not do in time what it was asked for, as after a child that left too much
        with contextlib.ExitStack() as stack:  # what was made is unmade if the start fails
            self.spare_uid = SpareUid() if _is_root() else None
            if self.spare_uid:
                stack.callback(self.spare_uid.close)
            bundle.remove_stale()
            self.folder = bundle.make(self.spare_uid.uid if self.spare_uid else None)
            stack.callback(cleanup.remove, str(self.folder))
            self.bundle_lock = bundle.BundleLock(self.folder)
            stack.callback(self.bundle_lock.close)
            self.control, theirs = socket.socketpair()
            stack.enter_context(theirs)
            stack.callback(self.control.close)
            self.errors = stack.enter_context(tempfile.TemporaryFile())
            self.policy, argv = _plan(self, files, hide, theirs.fileno())
            self.popen = subprocess.Popen(
                argv,
                env=_environment(self.policy.work),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.errors,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
            stack.callback(self._stop)
            self.layers = self._greet(meanwhile)
            theirs.close()
            stack.pop_all()

    def _greet(self, meanwhile: Callable[[], object]) -> list[str]:
        from autograder.sandbox.wire import ConnectionClosedError, DeadlineError, ProtocolError, Wire

        wire = Wire(self.control)
        try:
            wire.send([0, "policy", write_policy(self.policy)], time.monotonic() + START_SECONDS)
            meanwhile()
            hello = wire.receive(time.monotonic() + START_SECONDS, self._check_alive)[2]
        except (ConnectionClosedError, DeadlineError, ProtocolError, IndexError):
            complaint = self._complaint()
            raise (StartKilledError if self.popen.returncode in KILLED else LevelUnavailableError)(complaint) from None
        for layer in PROMISED[self.level]:
            if layer in hello["missing"]:
                raise LevelUnavailableError(f"{layer} is missing: {hello['missing'][layer]}")
        if hello["threads"] != 1 and sys.platform == "linux":
            raise LevelUnavailableError(f"the warm process must have one thread to be forked. Got {hello['threads']}.")
        self.missing: dict[str, str] = hello["missing"]
        return list(hello["layers"])

    def _check_alive(self) -> None:
        from autograder.sandbox.wire import ConnectionClosedError

        if self._ended(0):
            raise ConnectionClosedError

    def _complaint(self) -> str:
        self._ended(1)
        self.errors.seek(0)
        lines = self.errors.read(100_000).decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "the warm process did not answer"

    def fork(self) -> ProcessHandle:
        """A fresh child. Raises SandboxError where the warm process is gone."""
        from autograder.sandbox.process_handle import ProcessHandle

        ours, theirs = socket.socketpair()
        with self.lock, theirs:
            number, self.next_number = self.next_number, self.next_number + 1
            try:
                socket.send_fds(self.control, [REQUEST.pack(FORK, number)], [theirs.fileno()])
                while True:
                    kind, about, pid, descriptors = self._report(time.monotonic() + FORK_SECONDS)
                    if kind == FORKED and about == number:
                        return ProcessHandle(number, pid, descriptors[0] if descriptors else -1, ours)
                    if kind == REFUSED and about == number:
                        raise OSError(pid, os.strerror(pid))
            except OSError as error:
                ours.close()
                self._failed(error)
                raise SandboxError(f"The warm process must make a child. Got {error}. Open a new sandbox.") from None

    def wait_ended(self, number: int, seconds: float) -> ExitStatus | None:
        """The exit status of a child, once it is reaped and its folder removed; None if that takes too long."""
        deadline = time.monotonic() + seconds
        with self.lock:
            try:
                while number not in self.ended:
                    self._report(deadline)
            except OSError as error:
                self._failed(error)
                return None
            return self.ended.pop(number)

    def _failed(self, error: OSError) -> None:
        self.gone |= isinstance(error, ConnectionError)
        self.stuck |= isinstance(error, TimeoutError)

    def _report(self, deadline: float) -> tuple[int, int, int, list[int]]:
        from autograder.sandbox.process_handle import ExitStatus

        self.control.settimeout(max(0.001, deadline - time.monotonic()))
        data, descriptors, _, _ = socket.recv_fds(self.control, REPORT.size, 1, getattr(socket, "MSG_CMSG_CLOEXEC", 0))
        if len(data) != REPORT.size:
            raise ConnectionResetError("the warm process is gone")
        kind, number, value, cpu = REPORT.unpack(data)
        if kind == ENDED:
            self.ended[number] = ExitStatus(value, cpu)
        return kind, number, value, list(descriptors)

    def close(self) -> None:
        """End the warm process and every child; nothing is left, in memory or on disk."""
        self._stop()
        self.errors.close()
        cleanup.remove(str(self.folder))
        self.bundle_lock.close()
        if self.spare_uid:
            self.spare_uid.close()

    def _stop(self) -> None:
        self.control.close()  # it ends by itself at the end of file, and its children with it
        if not self._ended(5):
            self.popen.kill()
            self._ended(None)

    def _ended(self, seconds: float | None) -> bool:
        """Whether the program has ended, after that many seconds at most; who is left of its group ends with it.

        A bubblewrap that is killed while it makes its namespaces leaves its other half waiting for it for ever.
        """
        if self.popen.returncode is None:
            try:
                self.popen.wait(seconds)
            except subprocess.TimeoutExpired:
                return False
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.popen.pid, signal.SIGKILL)  # at once: the number is nobody else's yet
        return True


def _plan(warm: WarmProcess, files: Sequence[Path], hide: Sequence[Path], control: int) -> tuple[Policy, list[str]]:
    """The children's policy and the command that starts the warm process."""
    top = warm.folder / "bundle"
    hidden = visible_paths.hidden(hide)
    interpreter: list[str | bubblewrap.Source] = [sys.executable, "-I", "-B"]
    if warm.level == Level.isolated:
        program = bubblewrap.find()
        if program is None:
            raise LevelUnavailableError("the program bwrap (bubblewrap) is not installed.")
        around = bubblewrap.command(program, warm.folder, files, hidden, warm.limits.disk)
        argv = [*around, *interpreter, bubblewrap.BUNDLE, str(control)]
        beside = {path.name: f"{bubblewrap.FILES}/{path.name}" for path in files}
        work, trees = bubblewrap.WORK, [*visible_paths.trees(), bubblewrap.BUNDLE, *beside.values()]
    else:
        argv = [*interpreter, str(top), str(control)]
        beside = {path.name: str(path.resolve()) for path in files}
        work, trees = str(warm.folder / "work"), [*visible_paths.trees(), str(top), *beside.values()]
    masked = () if warm.level == Level.isolated else hidden
    readable, listed = visible_paths.subtract(trees, masked) if warm.level >= Level.confined else ([], [])
    readable += [
        path for path in (*visible_paths.ETC, "/etc/passwd") if os.path.exists(path) and warm.level == Level.isolated
    ]
    policy = Policy(
        level=warm.level,
        readable=tuple(readable),
        listed=tuple(listed),
        own_uid=warm.level == Level.isolated or warm.spare_uid is not None,
        limits=warm.limits,
        files=tuple(beside.items()),
        work=work,
    )
    if warm.spare_uid is None:
        return policy, [word.under(word.tree) if isinstance(word, bubblewrap.Source) else word for word in argv]
    return policy, _as_spare_uid(warm.spare_uid.uid, argv, trees, staged=warm.level == Level.isolated)


def _as_spare_uid(uid: int, argv: Sequence[str | bubblewrap.Source], needed: list[str], *, staged: bool) -> list[str]:
    trees = sorted({word.tree for word in argv if isinstance(word, bubblewrap.Source)})
    words: list[Any] = [
        {"source": trees.index(word.tree), "rest": word.rest} if isinstance(word, bubblewrap.Source) else word
        for word in argv
    ]
    task = {"uid": uid, "sources": trees if staged else None, "needed": needed, "argv": words}
    return [sys.executable, "-I", "-S", str(launcher.__file__), json.dumps(task)]


def _environment(work: str) -> dict[str, str]:
    """The environment variables of the warm process: fixed ones, and of ours only those that decide how numpy rounds.

    A student's answer and the reference's come from the same instructions then, to the last bit.
    """
    rounding = {name: os.environ[name] for name in ROUNDING if name in os.environ}
    home = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR"), work)
    return {
        **rounding,
        **ONE_CORE,
        **home,
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "USER": "student",
        "LOGNAME": "student",
    }


def _is_root() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0
