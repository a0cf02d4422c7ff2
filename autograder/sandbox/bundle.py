"""The temporary folder with all that a warm process sees of our code: copies of a fixed list of files, and the kinds.

No exercise, reference or test is on the list, and nothing outside the folder is on the child's path.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
import time
from importlib.util import cache_from_source
from pathlib import Path

import autograder
from autograder.sandbox import cleanup

PACKAGE = Path(autograder.__file__).parent
KINDS = "checks/kinds"  # both processes must know the same kinds

#: copied as they are
COPIED = (
    "__init__.py",
    *(f"{KINDS}/{path.name}" for path in sorted((PACKAGE / KINDS).glob("*.py"))),
    "checks/plain.py",
    "checks/observe.py",
    "checks/operations.py",
    "checks/named_functions.py",
    "sandbox/limits.py",
    "sandbox/wire.py",
    "sandbox/control.py",
    "sandbox/warm_main.py",
    "sandbox/large_pages.py",
    "sandbox/compiled_modules.py",
    "sandbox/child_main.py",
    "sandbox/kept_objects.py",
    "sandbox/known_pandas.py",
    "sandbox/known_types.py",
    "sandbox/ipython_shell.py",
    "sandbox/cleanup.py",
    "sandbox/confine.py",
    "sandbox/seccomp.py",
)

#: written here, because the real packages import what must stay outside
WRITTEN = {
    "__main__.py": "from autograder.sandbox.warm_main import main\n\nmain()\n",
    "autograder/checks/__init__.py": '"""The checks that a student\'s process may import."""\n',
    "autograder/sandbox/__init__.py": '"""The sandbox, from inside."""\n',
}


PREFIX = "autograder-"
STALE_SECONDS = 60.0


class BundleLock:
    """A lock on a bundle's folder while its supervisor lives; a folder without one is left over and can be removed."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def close(self) -> None:
        os.close(self._descriptor)


def remove_stale() -> None:
    """Remove the folders that killed supervisors have left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            found = folder.lstat()
            ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
            if not ours or abs(time.time() - found.st_mtime) < STALE_SECONDS:
                continue
            descriptor = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                cleanup.remove(str(folder))
            finally:
                os.close(descriptor)


def make(owner: int | None) -> Path:
    """A new folder with `bundle/`, and `work/` for the children. owner : the spare uid that gets it, if we are root"""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    top = folder / "bundle"
    for name in _copied():
        target = top / "autograder" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PACKAGE / name, target)  # with its time, by which Python knows what compiled code belongs to it
    for name, text in WRITTEN.items():
        (top / name).write_text(text)
    shutil.copyfile(PACKAGE / "sandbox" / "checks_stub.py", top / "checks.py")
    uid, gid = (os.getuid(), os.getgid()) if owner is None else (owner, owner)
    (top / "passwd").write_text(f"student:x:{uid}:{gid}::/:/bin/false\n")
    for path in (top, *top.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)  # the caller's umask may say otherwise
    (folder / "work").mkdir(mode=0o700)
    if owner is not None:
        os.chown(folder, 0, owner)
        folder.chmod(0o750)
        os.chown(folder / "work", owner, owner)
    return folder


def _copied() -> list[str]:
    """The files of the list, each with what Python has compiled of it: else each warm process would compile them."""
    compiled = [Path(cache_from_source(str(PACKAGE / name))) for name in COPIED]
    beside = [path for path in compiled if path.is_relative_to(PACKAGE) and path.is_file()]
    return [*COPIED, *(str(path.relative_to(PACKAGE)) for path in beside)]


def files() -> set[str]:
    """Every file of a bundle, relative to its folder."""
    return {*(f"autograder/{name}" for name in _copied()), *WRITTEN, "checks.py", "passwd"}
