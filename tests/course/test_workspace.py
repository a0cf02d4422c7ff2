"""The modules of an assignment's folder are read anew after one of them has changed, whatever the clock says."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.course.workspace import workspace


def test_a_module_that_is_saved_after_the_clock_was_put_back_is_read_anew(tmp_path: Path) -> None:
    for name in ("older.py", "newer.py"):
        (tmp_path / name).write_text("")
    os.utime(tmp_path / "older.py", (1_000, 1_000))
    before = workspace(tmp_path)
    assert workspace(tmp_path) is before

    os.utime(tmp_path / "older.py", (2_000, 2_000))

    assert workspace(tmp_path) is not before
