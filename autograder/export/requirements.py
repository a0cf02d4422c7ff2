"""The packages that this one needs, at the versions that are locked, for a machine that has none of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import autograder

PROJECT = Path(autograder.__file__).parents[1]
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


def requirements(project: Path = PROJECT) -> str:
    """Lines for pip: the lock file's, with their hashes, of what is needed; where there is none, the versions here."""
    needed = needs(_wanted(project))
    lock = project / "requirements.lock"
    if lock.is_file():
        return "".join(block for name, block in blocks(lock.read_text(encoding="utf-8")) if name in needed)
    return "".join(f"{name}=={metadata.version(name)}\n" for name in sorted(needed) if _requires(name) is not None)


def _wanted(project: Path) -> list[str]:
    """What this package itself asks for: a checkout says it in its project file, an installation in its metadata."""
    file = project / "pyproject.toml"
    if file.is_file():
        asked: list[str] = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
        return asked
    return metadata.requires("autograder") or []


def needs(lines: Iterable[str]) -> set[str]:
    """The packages that these requirements ask for, and all that those need on any machine.

    Of a package's extras those that are asked for: `bleach[css]` needs what `bleach` does not.
    """
    found: set[tuple[str, str]] = set()
    waiting = [one for line in lines for one in _asked(line, "")]
    while waiting:
        name, extra = one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [more for line in _requires(name) or [] for more in _asked(line, extra)]
    return {name for name, _ in found}


def _asked(line: str, extra: str) -> list[tuple[str, str]]:
    """The package and each extra of it that a requirement asks for, when it stands among those of `extra`."""
    wanted, _, marker = line.partition(";")
    match = _NAME.match(wanted.strip())
    extras = _EXTRA.findall(marker)
    if match is None or (extra not in extras if extra else extras):
        return []
    more = match[2].split(",") if match[2] else []
    return [(canonical(match[1]), one.strip()) for one in ("", *more)]


def blocks(lock: str) -> list[tuple[str, str]]:
    """Each package of a lock file, with its lines."""
    parts = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    return [(canonical(match[1]), part) for part in parts if (match := _NAME.match(part))]


def canonical(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _requires(name: str) -> list[str] | None:
    """What an installed package asks for; None for one that is not here, as those for other systems."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return None
