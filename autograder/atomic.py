"""Writes files so that a kill never leaves one half written, and explains why the machine refused to write one."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
from pathlib import Path

TEMP_NAME = ".new"


def write_whole(path: Path, data: bytes, mode: int = 0o644, once: bool = False, first: Path | None = None) -> None:
    """Write `data` to `path` in one step: readers see the old file or the new one, never a part. Raises OSError.

    mode : permissions of the file
    once : leave the file as it is if it already exists
    first : the folder in which it is written first, on the same disk; None for its own. Whoever may enter that folder
            can read the file before it has its name, or take its lock and never give it back

    A kill can leave one temporary file in the folder; the next write there takes it over.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = (first or path.parent) / TEMP_NAME
    handle = _open_locked(beside, mode | 0o200)
    try:
        if once and path.exists():
            beside.unlink()
            return
        with open(handle, "wb", closefd=False) as file:
            file.write(data)
        os.replace(beside, path)
        os.fchmod(handle, mode)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and error.filename is None:  # a write does not say where
            error.filename = str(path)
        raise
    finally:
        os.close(handle)


def _open_locked(beside: Path, mode: int) -> int:
    """A descriptor of the file at `beside`, locked against other writers and emptied of what a killed one left."""
    while True:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
        try:
            with contextlib.suppress(OSError):  # some file systems have no locks; there only one run may write
                fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_at(handle, beside):
                os.ftruncate(handle, 0)
                os.fchmod(handle, mode)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the writer that had the lock has moved the file to its final name


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def swap(fresh: Path, target: Path, aside: Path) -> None:
    """Replace the folder `target` by `fresh`; a kill leaves the old one under its own name or as `aside`."""
    if target.exists():
        os.replace(target, aside)
    os.replace(fresh, target)
    shutil.rmtree(aside, ignore_errors=True)


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BARRED = {errno.EROFS, errno.EACCES, errno.EPERM}
MISPLACED = {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}
NO_PLACE = {errno.ENOENT, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}


def is_full(error: OSError) -> bool:
    """Whether the error says that a disk or a quota is full, or the file too large."""
    return error.errno in FULL


def explain_os_error(error: OSError) -> str | None:
    """One sentence for the instructor if the machine, not the program, is at fault; None otherwise."""
    place = error.filename2 or error.filename or "a file"
    if error.errno in FULL:
        return (
            f"There must be room on the disk. Got {error.strerror!r} for {place}: free some, then run the same command "
            "again. What was judged is kept."
        )
    if error.errno in BARRED:
        return f"This user must be allowed to write. Got {error.strerror!r} for {place}: change its permissions."
    if error.errno in MISPLACED:
        return (
            f"A file must be where a file belongs, and a folder where a folder does. Got {error.strerror!r} for "
            f"{place}: move what is in the way, then run the same command again."
        )
    if error.errno in NO_PLACE and error.filename:
        return (
            f"{place} must be where files can be. Got {error.strerror!r}: name another place, or run the same command "
            "again if somebody moved it meanwhile."
        )
    return None
