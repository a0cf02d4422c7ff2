"""Runs an assignment's own code on the trusted side: among its files, with its own entries in `sys.modules`.

A test cell or a solution that says `import helper` means the file beside its notebook. Two courses may have one of the
same name, and one process may judge both.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


class Workspace:
    """The files and the modules of one assignment's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._modules: dict[str, ModuleType] = {}

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Run the block in a temporary folder of links to the folder's files: files written there are discarded."""
        if self.folder == Path():
            yield
            return
        with tempfile.TemporaryDirectory() as place:
            for path in self.folder.iterdir():
                os.symlink(path.resolve(), Path(place) / path.name)
            # a module's file must outlast the place, so it is imported from the folder
            paths = [str(self.folder.resolve()), *sys.path]
            aside, before = self._enter(), sys.path
            known, sys.path = set(sys.modules), paths
            try:
                with contextlib.chdir(place):
                    yield
            finally:
                sys.path = before
                self._leave(aside, known)

    def _enter(self) -> dict[str, ModuleType]:
        """Put the folder's modules into `sys.modules`; returns the modules that they displace."""
        ours = {path.stem for path in self.folder.glob("*.py")} | {
            path.parent.name for path in self.folder.glob("*/*.py")
        }
        aside = {name: module for name, module in sys.modules.items() if name.split(".")[0] in ours}
        for name in aside:
            del sys.modules[name]
        sys.modules.update(self._modules)
        return aside

    def _leave(self, aside: dict[str, ModuleType], known: set[str]) -> None:
        home = f"{self.folder.resolve()}{os.sep}"
        for name in [name for name in sys.modules if name not in known]:
            if str(getattr(sys.modules[name], "__file__", None)).startswith(home):
                self._modules[name] = sys.modules[name]
        for name in self._modules:
            sys.modules.pop(name, None)
        sys.modules.update(aside)


def workspace(folder: Path) -> Workspace:
    """The workspace of a folder, one per process; a new one after a module in the folder has changed."""
    if folder == Path():  # of a plan that was made by hand
        return _workspace(folder, ())
    # every time, not the latest alone: a clock may go back
    return _workspace(folder, tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.glob("**/*.py"))))


@functools.lru_cache(maxsize=32)
def _workspace(folder: Path, changed: tuple[tuple[str, int], ...]) -> Workspace:
    return Workspace(folder)
