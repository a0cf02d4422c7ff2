"""Removes a child's folder, whatever a hostile child left in it."""

from __future__ import annotations

import contextlib
import os


def remove(folder: str) -> None:
    """Remove `folder` and all in it; links are removed, not followed. The child must be dead.

    A tree too deep for paths and descriptors is lifted up level by level instead of walked.
    """
    with contextlib.suppress(FileNotFoundError):
        os.chmod(folder, 0o700)
        moved, token = 0, os.urandom(8).hex()  # a name that the child cannot have taken
        while entries := _entries(folder):
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                    continue
                os.chmod(entry.path, 0o700)
                for inner in _entries(entry.path):
                    if inner.is_dir(follow_symlinks=False):
                        os.chmod(inner.path, 0o700)  # a folder is moved only by one who may write in it
                        moved += 1
                        os.rename(inner.path, os.path.join(folder, f"{token}-{moved}"))
                    else:
                        os.unlink(inner.path)
                os.rmdir(entry.path)
        os.rmdir(folder)


LEVELS = 100  # of folders in folders that are looked through


def disk_usage(folder: str, most: int, entries: int) -> int:
    """Bytes on disk below `folder`. Beyond `most` bytes, `entries` names or LEVELS it stops, with more than `most`.

    A tree that cannot be counted is too much as well: one deeper than a path can be, or a folder that cannot be listed.
    The child may live: names are counted as they are listed, for a list of those that it goes on to make has no end.
    """
    total, seen, waiting = 0, 0, [(folder, 0)]
    while waiting:
        place, level = waiting.pop()
        try:
            with os.scandir(place) as found:
                for entry in found:
                    seen += 1
                    with contextlib.suppress(FileNotFoundError):
                        total += entry.stat(follow_symlinks=False).st_blocks * 512
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append((entry.path, level + 1))
                    if total > most or seen > entries or level >= LEVELS:
                        return most + 1
        except (FileNotFoundError, NotADirectoryError):
            continue  # removed meanwhile
        except OSError:
            return most + 1
    return total


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)
