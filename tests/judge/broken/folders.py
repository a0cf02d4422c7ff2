"""What can be wrong with a submission's folder: links, pipes, archives, folders where files belong."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from tests.judge.broken.kind import FILE, KINDS, NAME, WHOLE, Files, Kind, folder_kind
from tests.week import SOURCE

__all__ = ["KINDS", "Kind"]


def _zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


@folder_kind(0, "2_broadcasting was not handed in")
def empty_folder(files: Files, folder: Path) -> None:
    """Nothing in the folder."""
    folder.mkdir()


@folder_kind(0, "There must be notebooks")
def only_a_report(files: Files, folder: Path) -> None:
    """A printed page, no notebook."""
    folder.mkdir()
    (folder / "report.pdf").write_bytes(b"%PDF")


@folder_kind(0, "It is a folder")
def folder_for_file(files: Files, folder: Path) -> None:
    """A folder with the notebook's name."""
    (folder / FILE).mkdir(parents=True)


@folder_kind(WHOLE, "It is a folder")
def file_in_folder_of_its_name(files: Files, folder: Path) -> None:
    """A folder with the notebook's name, and the notebook in it."""
    (folder / FILE).mkdir(parents=True)
    (folder / FILE / FILE).write_bytes(files[FILE])


@folder_kind(0, "It is a link")
def link_to_answers(files: Files, folder: Path) -> None:
    """A link to the source with the answers."""
    folder.mkdir()
    (folder / FILE).symlink_to(SOURCE / FILE)


@folder_kind(0, "It is a link")
def link_to_nothing(files: Files, folder: Path) -> None:
    """A link to a place that is not there."""
    folder.mkdir()
    (folder / FILE).symlink_to("nowhere")


@folder_kind(0, "2_broadcasting was not handed in")
def linked_subfolder(files: Files, folder: Path) -> None:
    """A link to the folder with the answers, and one to itself."""
    folder.mkdir()
    (folder / "work").symlink_to(SOURCE)
    (folder / "round").symlink_to(folder)


@folder_kind(0, "It must be a folder. It is a link")
def linked_folder(files: Files, folder: Path) -> None:
    """The whole folder is a link to the answers."""
    folder.symlink_to(SOURCE)


@folder_kind(0, "It must be a folder. It is a file")
def file_for_folder(files: Files, folder: Path) -> None:
    """A file where the folder belongs."""
    folder.write_bytes(files[FILE])


@folder_kind(0, "It is a pipe")
def pipe(files: Files, folder: Path) -> None:
    """A pipe that nobody writes to."""
    folder.mkdir()
    os.mkfifo(folder / FILE)


@folder_kind(WHOLE, None)
def deep_subfolder(files: Files, folder: Path) -> None:
    """The notebook in folders within folders."""
    place = folder / "a" / "b c" / "d"
    place.mkdir(parents=True)
    (place / FILE).write_bytes(files[FILE])


@folder_kind(WHOLE, None)
def checkpoints(files: Files, folder: Path) -> None:
    """Jupyter's own older copies beside it."""
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / ".ipynb_checkpoints" / f"{NAME}-checkpoint.ipynb").write_bytes(files["untouched"])
    (folder / FILE).write_bytes(files[FILE])


@folder_kind(WHOLE, None)
def extra_files(files: Files, folder: Path) -> None:
    """Data, pictures, programs and hidden files beside it."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "cats.h5").write_bytes(bytes(1000))
    for name in ("numpy.py", "sitecustomize.py", "conftest.py", ".DS_Store", "._2_broadcasting.ipynb", "reference.h5"):
        (folder / name).write_text("raise SystemExit")
    (folder / FILE).write_bytes(files[FILE])


@folder_kind(WHOLE, None)
def zipped(files: Files, folder: Path) -> None:
    """A zip file with a folder variables, as macOS makes it."""
    folder.mkdir()
    members = {f"work/{FILE}": files[FILE], f"__MACOSX/work/._{FILE}": b"\0\5\x16"}
    (folder / "work.zip").write_bytes(_zipped(members))


@folder_kind(WHOLE, None)
def zip_that_climbs(files: Files, folder: Path) -> None:
    """A zip file whose member climbs out of its folder."""
    folder.mkdir()
    (folder / "work.zip").write_bytes(_zipped({f"../../../escaped/{FILE}": files[FILE]}))


@folder_kind(0, "not an archive that can be opened")
def broken_zip(files: Files, folder: Path) -> None:
    """Half a zip file."""
    folder.mkdir()
    (folder / "work.zip").write_bytes(_zipped({FILE: files[FILE]})[:2000])


@folder_kind(0, "must be under 64 MB")
def zip_bomb(files: Files, folder: Path) -> None:
    """A small zip file of a large notebook."""
    folder.mkdir()
    (folder / "work.zip").write_bytes(_zipped({FILE: bytes(80 << 20)}))


@folder_kind(WHOLE, "There must be at most 50 files")
def many_notebooks(files: Files, folder: Path) -> None:
    """Three hundred notebooks of nothing behind the real one."""
    folder.mkdir()
    (folder / FILE).write_bytes(files[FILE])
    for number in range(300):
        (folder / f"scratch-{number}.ipynb").write_bytes(b'{"cells": []}')
