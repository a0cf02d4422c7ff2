"""Reads the notebooks in a zip file that a student handed in: in memory, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from autograder.errors import SubmissionError

MAX_ARCHIVE = 16 << 20  # its table of contents alone may take 20 times its size in memory
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can be asked for gigabytes of work space


class ArchiveError(SubmissionError):
    """The archive cannot be read. The message is one sentence for the student."""


def unzip(data: bytes, wanted: Callable[[str], bool], most_files: int, most_bytes: int) -> dict[str, bytes]:
    """The members whose name is `wanted`, at most `most_files`, each cut at `most_bytes`. Raises ArchiveError.

    Nothing is written to disk, so a member's name is never used as a path.
    """
    if len(data) > MAX_ARCHIVE:
        raise ArchiveError(
            f"An archive must be under {MAX_ARCHIVE >> 20} MB. It is larger: hand the notebooks in instead."
        )
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if len(found) >= most_files:
                    break
                if wanted(member.filename) and not member.is_dir() and member.compress_type in PLAIN:
                    with archive.open(member) as file:
                        found[member.filename] = file.read(most_bytes)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise ArchiveError(f"It is no archive that can be opened ({error}). Hand the notebooks in instead.") from None
    return found
