"""Whatever a hostile child leaves is removed; what it points to is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.sandbox.cleanup import disk_usage, remove


@pytest.mark.slow
def test_a_tree_too_deep_for_paths_is_removed(tmp_path: Path) -> None:
    folder, home = tmp_path / "child", Path.cwd()
    folder.mkdir()
    os.chdir(folder)
    try:
        for _ in range(1500):
            os.mkdir("deep")
            os.chdir("deep")
        Path("file").write_text("x")
    finally:
        os.chdir(home)
    remove(str(folder))

    assert not folder.exists()


def test_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "child"
    (outside / "inner").mkdir(parents=True)
    (outside / "kept.txt").write_text("kept")
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "link").symlink_to(outside)
    (folder / "a" / "link").symlink_to(outside)
    (folder / "a" / "b" / "link").symlink_to(outside / "kept.txt")
    (folder / "a").chmod(0)
    remove(str(folder))

    assert not folder.exists()
    assert (outside / "kept.txt").read_text() == "kept"
    assert (outside / "inner").is_dir()


def test_a_folder_that_is_gone_is_fine(tmp_path: Path) -> None:
    remove(str(tmp_path / "nothing"))

    assert list(tmp_path.iterdir()) == []


def test_weighing_counts_blocks_below_and_not_through_links(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "child"
    outside.mkdir()
    (outside / "large").write_bytes(bytes(1 << 20))
    (folder / "a").mkdir(parents=True)
    (folder / "link").symlink_to(outside)
    (folder / "a" / "small").write_bytes(b"x" * 100_000)

    assert 100_000 <= disk_usage(str(folder), 1 << 30, 20_000) < 200_000
    assert disk_usage(str(folder), 50_000, 20_000) == 50_001


def test_too_many_names_weigh_too_much(tmp_path: Path) -> None:
    for index in range(20):
        (tmp_path / str(index)).touch()

    assert disk_usage(str(tmp_path), 1 << 30, entries=10) == (1 << 30) + 1


def test_a_tree_too_deep_to_be_weighed_weighs_too_much(tmp_path: Path) -> None:
    home = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(2500):
            os.mkdir("d")
            os.chdir("d")
        Path("file").write_bytes(bytes(1 << 20))
    finally:
        os.chdir(home)

    assert disk_usage(str(tmp_path), 1 << 30, 20_000) == (1 << 30) + 1
    remove(str(tmp_path / "d"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root lists every folder")
def test_a_folder_that_cannot_be_listed_weighs_too_much(tmp_path: Path) -> None:
    (tmp_path / "dark").mkdir(mode=0o300)

    assert disk_usage(str(tmp_path), 1 << 30, 20_000) == (1 << 30) + 1
