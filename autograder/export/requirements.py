"""The packages that this one needs, at the versions that are locked, for a machine that has none of them."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import autograder
from autograder.course import CourseError

LOCK = Path(autograder.__file__).parents[1] / "requirements.lock"
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


def requirements(lock: Path = LOCK) -> str:
    """Lines for pip: the lock file's, with their hashes, of what is needed; the versions here where there is none.

    Raises CourseError where this package is not installed, and so nobody knows what it needs.
    """
    try:
        needed = needs("autograder") - {"autograder"}
    except metadata.PackageNotFoundError:
        raise CourseError(
            "The package must be installed for its requirements to be known: run it from .venv."
        ) from None
    if lock.is_file():
        return "".join(block for name, block in blocks(lock.read_text(encoding="utf-8")) if name in needed)
    return "".join(f"{name}=={metadata.version(name)}\n" for name in sorted(needed) if _is_here(name))


def needs(name: str) -> set[str]:
    """A package and all that it needs on any machine, without extras. Raises PackageNotFoundError."""
    found: set[str] = set()
    metadata.distribution(name)
    waiting = [canonical(name)]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for line in (metadata.requires(one) or ()) if _is_here(one) else ():
            needed, _, marker = line.partition(";")
            match = _NAME.match(needed.strip())
            if match and "extra ==" not in marker:
                waiting.append(canonical(match[1]))
    return found


def blocks(lock: str) -> list[tuple[str, str]]:
    """Each package of a lock file, with its lines."""
    parts = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    return [(canonical(match[1]), part) for part in parts if (match := _NAME.match(part))]


def canonical(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_here(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
