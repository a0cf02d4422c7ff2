"""A zip opens whatever its names are, and every other file in it has its bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from autograder.collect.zip_table import open_zip, readable

NAME, BROKEN = "\u20ac".encode(), b"\xff\xfe\xff"


def made(path: Path, *contents: tuple[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents:
            archive.writestr(name, data)
    return path.read_bytes()


def test_a_zip_with_a_name_that_is_no_text_opens_and_its_other_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(made(path, ("a\u20ac", b"one"), ("\u00e9", b"two")).replace(NAME, BROKEN))

    with open_zip(path) as archive:
        assert archive.namelist()[1] == "\u00e9"
        assert archive.read("\u00e9") == b"two"


def test_what_looks_like_a_table_in_a_students_file_stays_as_it_is(tmp_path: Path) -> None:
    table = made(tmp_path / "other.zip", ("\u20ac", b"x")).replace(NAME, BROKEN)
    table = table[table.index(b"PK\x01\x02") :]
    made(tmp_path / "in.zip", ("w.ipynb", table))

    with open_zip(tmp_path / "in.zip") as archive:
        assert readable(table) != table
        assert archive.read("w.ipynb") == table, "only what the library reads as the table is mended"


def test_a_table_that_is_cut_off_is_left_to_the_library(tmp_path: Path) -> None:
    data = made(tmp_path / "in.zip", ("\u20ac", b"x"))
    table = data[data.index(b"PK\x01\x02") :]

    for end in range(len(table)):
        assert len(readable(table[:end])) == end
    assert readable(table) == table
    assert zipfile.is_zipfile(io.BytesIO(data))
