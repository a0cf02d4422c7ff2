"""The warm process: imports once, forks a locked-down child per request, reports how each ended.

It runs no student code and holds nothing secret, because its memory is the children's memory. It obeys its control
socket only (`control.py`); when that closes, the supervisor is gone, and the warm process ends with every child.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import secrets
import select
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

from autograder.sandbox import cleanup, compiled_modules, large_pages
from autograder.sandbox import ipython_shell as notebook
from autograder.sandbox.child_main import serve
from autograder.sandbox.confine import Layers
from autograder.sandbox.control import ENDED, FORK, FORKED, REFUSED, REPORT, REQUEST, read_policy
from autograder.sandbox.limits import Level, own_address_space
from autograder.sandbox.wire import Wire

PR_SET_CHILD_SUBREAPER = 36
WATCH = 20  # milliseconds between two looks at what children do


def main() -> None:
    """Start from the policy that waits on the control socket, whose number is the only argument."""
    control = socket.socket(fileno=int(sys.argv[1]))
    wire = Wire(control)
    policy = read_policy(wire.receive()[2])
    os.chdir(policy.work)
    gc.disable()  # what is imported stays: to look through it again and again finds nothing
    layers = Layers(policy)
    shell = notebook.build()
    compiled_modules.compile_once(place for _, place in policy.files)
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    gc.freeze()  # a collection in a child must not touch, and so copy, every page
    gc.enable()
    large_pages.collapse()
    wire.send([0, "ready", {"layers": layers.names(), "missing": layers.missing, "threads": threads}])
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 2)  # until here the supervisor listened for what went wrong
    os.close(null)
    _WarmLoop(control, layers, shell).run()
    os._exit(0)


@dataclass
class _ForkedChild:
    """A child as its parent knows it. Its pid cannot be reused until it is reaped here."""

    number: int
    pid: int
    pidfd: int
    folder: str


class _WarmLoop:
    def __init__(self, control: socket.socket, layers: Layers, shell: Any) -> None:
        self.control, self.layers, self.shell = control, layers, shell
        self.policy = layers.policy
        self.children: dict[int, _ForkedChild] = {}
        self.pidfds = hasattr(os, "pidfd_open")
        self.pid = os.getpid()
        self.base = own_address_space()
        self.private = self.policy.level == Level.isolated  # the disk is the children's own; elsewhere each is watched
        if sys.platform == "linux":
            # where seccomp is missing a child can leave orphans; they come to us, and are ended
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def run(self) -> None:
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        while True:
            for descriptor, _ in poll.poll(WATCH if self.children else None):
                if descriptor == self.control.fileno() and not self._fork(poll):
                    self._end_all()
                    return
            if self.private and self._has_too_many_entries():
                for child in self.children.values():
                    os.kill(child.pid, signal.SIGKILL)
            for child in list(self.children.values()):
                self._reap(child, poll)

    def _has_too_many_entries(self) -> bool:
        """Whether the children have made more files and folders than they may: bubblewrap bounds bytes alone."""
        disk = os.statvfs(self.policy.work)
        return disk.f_files - disk.f_ffree > self.policy.limits.entries

    def _fork(self, poll: select.poll) -> bool:
        request, descriptors, _, _ = socket.recv_fds(self.control, REQUEST.size, 1)
        if len(request) != REQUEST.size or len(descriptors) != 1:
            return False
        op, number = REQUEST.unpack(request)
        if op != FORK:
            return False
        folder = os.path.join(self.policy.work, f"{number}-{secrets.token_hex(8)}")
        try:
            os.mkdir(folder, 0o700)
            for name, place in self.policy.files:
                os.symlink(place, os.path.join(folder, name))
            pid = os.fork()
        except OSError as error:  # a sibling fills the disk, or the machine is full: this child only is refused
            os.close(descriptors[0])
            with contextlib.suppress(OSError):
                cleanup.remove(folder)
            self.control.sendall(REPORT.pack(REFUSED, number, error.errno or 0, 0.0))
            return True
        if pid == 0:
            self._become_child(descriptors[0], folder)
        os.close(descriptors[0])
        pidfd = os.pidfd_open(pid) if self.pidfds else -1
        self.children[number] = _ForkedChild(number, pid, pidfd, folder)
        report = REPORT.pack(FORKED, number, pid, 0.0)
        if self.pidfds:
            poll.register(pidfd, select.POLLIN)
            socket.send_fds(self.control, [report], [pidfd])
        else:
            self.control.sendall(report)
        return True

    def _become_child(self, descriptor: int, folder: str) -> None:
        try:
            self.layers.close_descriptors(descriptor)
            self.control.detach()
            self.children.clear()
            sock = socket.socket(fileno=3)
            sock.setblocking(True)
            try:
                self.layers.enter(folder, self.base)
                sys.path.insert(0, "")  # as in a notebook: a module that lies beside it can be imported
                if os.getppid() != self.pid:
                    os._exit(1)  # the warm process died before its death could be a signal
            except BaseException as error:
                Wire(sock).send([0, "failed", f"{type(error).__name__}: {error}"[:500]])
                os._exit(1)
            Wire(sock).send([0, "ready"])
            serve(sock, self.shell, self.policy.limits.printed)
        finally:
            os._exit(1)

    def _reap(self, child: _ForkedChild, poll: select.poll) -> None:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid == 0:
            return
        del self.children[child.number]
        if self.pidfds:
            poll.unregister(child.pidfd)
            os.close(child.pidfd)
        self._end_orphans()
        with contextlib.suppress(OSError):
            cleanup.remove(child.folder)
        with contextlib.suppress(OSError):
            self.control.sendall(REPORT.pack(ENDED, child.number, status, used.ru_utime + used.ru_stime))

    def _end_orphans(self) -> None:
        own = {child.pid for child in self.children.values()}
        while orphans := [pid for pid in _offspring() if pid not in own]:
            for pid in orphans:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)

    def _end_all(self) -> None:
        for child in self.children.values():
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
            with contextlib.suppress(OSError):
                cleanup.remove(child.folder)
        self.children.clear()
        self._end_orphans()


def _offspring() -> list[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []
