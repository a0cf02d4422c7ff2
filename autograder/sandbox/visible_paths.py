"""Which trees of the system a child may read, and what in them it may not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import autograder

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
ETC = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime")


def system_links() -> list[tuple[str, str]]:
    """System folders that are links, as (link, target)."""
    return [(path, os.readlink(path)) for path in SYSTEM if os.path.islink(path)]


def trees() -> list[str]:
    """The system's folders and the interpreter's, parents before their children, none inside another."""
    system = [path for path in SYSTEM if os.path.isdir(path) and not os.path.islink(path)]
    prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix]
    return sorted({*system, *prefixes, *map(os.path.realpath, prefixes)}, key=len)


def hidden(more: Iterable[Path] = ()) -> list[str]:
    """What must not be seen even inside a tree that may be read: this package, its project, and `more`."""
    package = Path(autograder.__file__).resolve().parent
    found = {str(package), *(str(Path(path).resolve()) for path in more)}
    if package.parent.name not in ("site-packages", "dist-packages"):
        found.add(str(package.parent))
    return sorted(found, key=len)


def beneath(path: str, tree: str) -> bool:
    """Whether `path` lies strictly inside `tree`."""
    return path != tree and os.path.commonpath([path, tree]) == tree


def subtract(allowed: Iterable[str], forbidden: Iterable[str]) -> tuple[list[str], list[str]]:
    """`allowed` less `forbidden`, as trees that may be read and trees whose names may be listed.

    Landlock only knows how to allow. A tree with a forbidden one inside is replaced by its other entries; its names
    must stay listable, or the interpreter would not find a module in it.
    """
    forbidden = set(forbidden)
    readable, listed, waiting = [], [], list(allowed)
    while waiting:
        tree = waiting.pop()
        if tree in forbidden:
            continue
        if not any(beneath(path, tree) for path in forbidden):
            readable.append(tree)
            continue
        listed.append(tree)
        with os.scandir(tree) as entries:
            waiting += [entry.path for entry in entries if not entry.is_symlink()]
    return sorted(readable), sorted(listed)
