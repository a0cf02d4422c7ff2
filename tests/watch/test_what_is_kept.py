"""What the watcher keeps of a submission that could not be judged: nothing, or a day of them would fill its memory."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import MagicMock

from autograder.watch.events import Event
from autograder.watch.watcher import Watcher, _Running
from autograder.workers.process import MachineBusyError


class Files(dict[str, bytes]):
    """What was handed in, which a weak reference can follow."""


def fails(files: Files) -> Any:
    raise MachineBusyError("no processor")


def test_an_error_holds_nothing_of_what_was_handed_in() -> None:
    said: list[object] = []
    watcher = Watcher(MagicMock(jobs=1), ["week"], said.append, poll=True)
    files = Files({"w.ipynb": b"x"})
    taken = MagicMock()
    taken.arrival.folder.name = "ada+week"
    handed = weakref.ref(files)
    gc.disable()
    try:
        with ThreadPoolExecutor(1) as threads:
            future = threads.submit(fails, files)
            watcher._running[future] = _Running(taken, MagicMock(), 0.0)
        del future, files
        watcher._settle_all()

        assert handed() is None
    finally:
        gc.enable()
        watcher._threads.shutdown()
    assert any(isinstance(one, Event) and "could not be judged" in one.words for one in said)
