"""The notifier wakes the watcher when a submission comes, on a local disk and by polling."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from autograder.watch.notifier import ChangeNotifier, on_network

MOUNTS = """22 1 0:20 / / rw - ext4 /dev/sda rw
23 22 0:21 / /srv/exchange rw - nfs4 host:/x rw
24 22 0:22 / /srv/with\\040space rw - fuse.sshfs host:/y rw
25 23 0:23 / /srv/exchange/local rw - xfs /dev/sdb rw
"""


@pytest.mark.parametrize("poll", [False, True])
def test_it_rings_for_a_new_folder_and_again_for_its_last_step(tmp_path, poll) -> None:
    wake = threading.Event()
    with ChangeNotifier(tmp_path, wake, poll):
        number = 0
        while not wake.wait(0.3):  # until it listens
            (tmp_path / str(number)).mkdir()
            number += 1
            assert number < 200
        wake.clear()
        (tmp_path / "0").chmod(0o777)
        (tmp_path / "last").mkdir()
        assert wake.wait(60)


def test_a_folder_that_is_away_ends_nothing(tmp_path) -> None:
    with ChangeNotifier(tmp_path / "none", threading.Event(), False) as notifier:
        assert notifier._thread.is_alive()
    assert not notifier._thread.is_alive()


@pytest.mark.parametrize(
    ("folder", "network"),
    [("/home", False), ("/srv/exchange/a", True), ("/srv/with space/b", True), ("/srv/exchange/local", False)],
)
def test_disks_of_other_machines_are_known_by_their_kind(tmp_path, folder, network) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert on_network(Path(folder), tmp_path / "mounts") is network
    assert on_network(Path(folder), tmp_path / "none") is False
