"""Wakes the watcher when something changed in a folder. A wake-up may be false or missing: the watcher also polls."""

from __future__ import annotations

import threading
import time
from pathlib import Path

#: disks on which another machine's changes are not announced
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "beegfs", "glusterfs", "fuse")
PAUSE = 5.0  # seconds before a folder that went away is tried again


class ChangeNotifier:
    """A context manager that sets the event `wake` whenever something changes in `folder`.

    poll : look at the folder several times a second; None: where it is on a network disk
    """

    def __init__(self, folder: Path, wake: threading.Event, poll: bool | None = None) -> None:
        self.folder, self.wake = folder, wake
        self.poll = on_network(folder) if poll is None else poll
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> ChangeNotifier:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _listen(self) -> None:
        from watchfiles import watch

        while not self._stop.is_set():
            try:
                for _ in watch(
                    self.folder,
                    watch_filter=None,
                    debounce=200,
                    step=20,
                    rust_timeout=250,
                    stop_event=self._stop,
                    force_polling=self.poll,
                    recursive=False,
                ):
                    self.wake.set()
            except (OSError, RuntimeError):
                end = time.monotonic() + PAUSE
                while time.monotonic() < end and not self._stop.wait(0.25):
                    pass


def on_network(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether a folder is on a network file system, as this machine's list of mounts has it."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    place, kind = "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace("\\040", " ")
        if len(point) >= len(place) and folder.absolute().is_relative_to(point):
            place, kind = point, after.split()[0]
    return kind.partition(".")[0] in NETWORK
