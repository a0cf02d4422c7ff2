"""A uid that nobody else uses, for as long as one sandbox lives; only root can hand one out."""

from __future__ import annotations

import fcntl
import os
import pwd
from pathlib import Path

from autograder.errors import SandboxError

SPARE = range(58_000, 59_000)
#: a file for each uid that was ever in use, locked while it is: here nobody but root can make, open or lock one
LOCKS = Path("/run/autograder")


class SpareUid:
    """Holds a spare uid until closed, or until the process ends."""

    def __init__(self) -> None:
        LOCKS.mkdir(mode=0o700, exist_ok=True)
        for uid in SPARE:
            if _has_account(uid):
                continue
            lock = os.open(LOCKS / f"uid-{uid}", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the kernel, whatever happens
            except OSError:
                os.close(lock)
                continue
            self.uid, self._lock = uid, lock
            return
        raise SandboxError(f"A spare uid from {SPARE[0]} to {SPARE[-1]} must be free. All are taken. Close a sandbox.")

    def close(self) -> None:
        os.close(self._lock)


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
