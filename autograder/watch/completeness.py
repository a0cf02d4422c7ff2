"""Tells whether a submission in the exchange is complete or still being written."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from autograder.submissions.folder import SECRET, STAMP, read_inside

QUIET = 2.0  # seconds without a change, after which a folder with all its parts is complete
ABANDONED = 120.0  # seconds without a change, after which a folder without them will not get them any more
MOST, FEW = 2_000, 50  # entries that are looked at for a change: of all incomplete folders, and of each at least
_LAST_STEP = 0o777  # what nbgrader's submit gives the folder, when all else is done


class State(Enum):
    """How complete a submission is."""

    whole = "whole"
    writing = "writing"
    abandoned = "abandoned"  # its writer stopped half way
    gone = "gone"


@dataclass
class CompletenessTracker:
    """Remembers when each folder last changed, by the watcher's clock: a network disk's clock may differ."""

    seen: dict[str, tuple[int, float]] = field(default_factory=dict)  # by name: what it looked like, since when

    def forget_others(self, names: Collection[str]) -> None:
        """Forget the folders that are not among these: one that is renamed again and again must leave nothing here."""
        self.seen = {name: seen for name, seen in self.seen.items() if name in names}

    def state(self, folder: Path, now: float) -> State:
        """How complete the submission in a folder is. now : seconds of a monotonic clock"""
        try:
            found = os.lstat(folder)
        except OSError:
            self.seen.pop(folder.name, None)
            return State.gone
        parts = [read_inside(folder, name, 200) for name in (SECRET, STAMP)]
        complete = stat.S_ISDIR(found.st_mode) and all(parts)
        if complete and stat.S_IMODE(found.st_mode) & 0o777 == _LAST_STEP:
            self.seen.pop(folder.name, None)
            return State.whole
        look = _look(folder, max(FEW, MOST // (len(self.seen) or 1)))
        before, since = self.seen.get(folder.name, (0, now))
        if look != before:
            since = now
        self.seen[folder.name] = (look, since)
        if now - since < (QUIET if complete else ABANDONED):
            return State.writing
        return State.whole if complete else State.abandoned


def _look(folder: Path, most: int) -> int:
    """A number that changes when anything in the folder does, as far as so many entries show it."""
    found: list[tuple[str, int, int]] = []
    folders: list[str | Path] = [folder]
    while folders and len(found) < most:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in itertools.islice(entries, most - len(found)):
                about = entry.stat(follow_symlinks=False)
                found.append((entry.name, about.st_size, about.st_ctime_ns))
                if stat.S_ISDIR(about.st_mode):
                    folders.append(entry.path)
    return hash(tuple(found))
