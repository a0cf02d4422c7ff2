"""The packages that this one needs, at the locked versions, for an empty Linux machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import autograder

PROJECT = Path(autograder.__file__).parents[1]
#: what markers are tried against; which Python the other machine has is known only there
_LINUX = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def requirements(project: Path = PROJECT) -> str:
    """A requirements file for pip: the lock file's lines with hashes; without a lock file, the versions installed."""
    needed = needs(_wanted(project))
    lock = project / "requirements.lock"
    if lock.is_file():
        return "".join(block for name, block in blocks(lock.read_text(encoding="utf-8")) if name in needed)
    return "".join(f"{name}=={metadata.version(name)}\n" for name in sorted(needed) if _requires(name) is not None)


def _wanted(project: Path) -> list[str]:
    """This package's own requirements: from `pyproject.toml` in a checkout, else from the installed metadata."""
    file = project / "pyproject.toml"
    if file.is_file():
        asked: list[str] = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
        return asked
    return metadata.requires("autograder") or []


def needs(lines: Iterable[str]) -> set[str]:
    """The packages that these requirements ask for on Linux, with any Python, and all that those need.

    Only the extras that are asked for count: `bleach[css]` needs packages that `bleach` does not.
    """
    found: set[tuple[str, str]] = set()
    waiting = [(Requirement(line), "") for line in lines]
    while waiting:
        asked, wanted_by = waiting.pop()
        if not _holds(asked.marker, wanted_by):
            continue
        name = canonicalize_name(asked.name)
        for extra in {"", *asked.extras}:
            if (name, extra) not in found:
                found.add((name, extra))
                waiting += [(Requirement(line), extra) for line in _requires(name) or []]
    return {name for name, _ in found}


def _holds(marker: Marker | None, extra: str) -> bool:
    """Whether a requirement with this marker applies on Linux when `extra` is asked for; "" stands for no extra."""
    machines = (
        {**_LINUX, "python_version": version, "python_full_version": f"{version}.0", "extra": extra}
        for version in PYTHONS
    )
    return marker is None or any(marker.evaluate(machine) for machine in machines)


def blocks(lock: str) -> list[tuple[str, str]]:
    """Each package of a lock file, with its lines."""
    parts = re.findall(r"^[A-Za-z0-9].*\n(?:[^A-Za-z0-9].*\n)*", lock, flags=re.M)
    return [(canonicalize_name(Requirement(part.partition("\\")[0]).name), part) for part in parts]


def _requires(name: str) -> list[str] | None:
    """The requirements of an installed package; None if it is not installed, like those for other systems."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return None
