"""A uid that nobody else uses, for as long as one sandbox lives; only root can hand one out."""

from __future__ import annotations

import pwd
import socket

from autograder.sandbox.outcome import SandboxError

SPARE = range(58_000, 59_000)


class SpareUid:
    """Holds a spare uid until closed, or until the process ends."""

    def __init__(self) -> None:
        for uid in SPARE:
            if _has_account(uid):
                continue
            lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            try:
                lock.bind(f"\0autograder-uid-{uid}")  # an abstract name: freed by the kernel, whatever happens
            except OSError:
                lock.close()
                continue
            self.uid, self._lock = uid, lock
            return
        raise SandboxError(f"A spare uid from {SPARE[0]} to {SPARE[-1]} must be free. All are taken. Close a sandbox.")

    def close(self) -> None:
        self._lock.close()


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
