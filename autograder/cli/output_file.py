"""A file that a command is told to write: tried before the work begins, written when it is done."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from autograder import atomic
from autograder.course.folders import CourseError


class OutputFile(click.Path):
    """The type of an option that names a file to be written.

    Raises CourseError before anything is done if no file can be written there, rather than after minutes of work.
    Links, devices and pipes are not tried: to open one may wait for its reader.
    """

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        with _explained(path):
            super().convert(str(path), param, ctx)
            with contextlib.suppress(FileNotFoundError):
                os.lstat(path)  # says whether a file can have this name
            if not _written_through(path):
                place = path.absolute().parent
                while not os.path.lexists(place):
                    place = place.parent
                tempfile.TemporaryFile(dir=place).close()  # root has every permission, and may still not write in /proc
        return path


def write_output(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file that somebody asked for. mode : permissions of a new file

    Raises CourseError if it cannot be written; OSError if the disk is full.
    """
    with _explained(path):
        if _written_through(path):
            path.write_bytes(data)
        else:
            atomic.write_whole(path, data, mode)


def write_json(path: Path, values: Any) -> None:
    """Write JSON values for another program."""
    write_output(path, json.dumps(values, indent=1).encode())


def _written_through(path: Path) -> bool:
    """Whether it is a link, a device or a pipe, as /dev/stdout is, which a new file must not replace."""
    return os.path.islink(path) or (os.path.exists(path) and not os.path.isfile(path))


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if atomic.is_full(error):
            raise
        raise CourseError(
            f"{path} must be a file that can be written. Got {error.strerror!r}: name another place."
        ) from None
