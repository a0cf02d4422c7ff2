"""Opens the zip files among what a student handed in: in memory, within limits."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.errors import SubmissionError

MAX_BYTES = 64 << 20  # of one notebook
MAX_FILES, MAX_TOTAL = 50, 128 << 20  # of a submission
MAX_ARCHIVE = 16 << 20  # its table of contents alone may take 20 times its size in memory
MAX_NAME = 500  # characters of a member's name, which may have 65,535
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can be asked for gigabytes of work space
NOT_UNPACKED = (
    "It cannot be unpacked: its archive is damaged, locked, or packed in a rare way. Hand the notebook in itself."
)
TOO_MUCH = f"There must be at most {MAX_FILES} files and {MAX_TOTAL >> 20} MB. Hand in less."
COPIES = {"__pycache__", "__MACOSX"}


class ArchiveError(SubmissionError):
    """The archive cannot be read. The message is one sentence for the student."""


@dataclass(frozen=True)
class SubmissionFiles:
    """The files of a submission, and a sentence for each that could not be taken; both by file name."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def opened(files: Mapping[str, bytes], refused: Mapping[str, str]) -> SubmissionFiles:
    """The notebooks of a submission, those in its archives too; an archive that cannot be read is refused."""
    found = SubmissionFiles({name: data for name, data in files.items() if not is_zip(name)}, dict(refused))
    left = MAX_TOTAL - sum(map(len, files.values()))
    for name in filter(is_zip, sorted(files)):
        try:
            inside = unzip(files[name], MAX_FILES - len(found.files), left)
        except ArchiveError as error:
            found.refused[name] = str(error)
            continue
        found.files.update({f"{name}/{member}": data for member, data in inside.files.items()})
        found.refused.update({f"{name}/{member}": why for member, why in inside.refused.items()})
        left -= sum(map(len, inside.files.values()))
    return found


def unzip(data: bytes, most_files: int, most_bytes: int) -> SubmissionFiles:
    """The notebooks in an archive, at most `most_files`, with `most_bytes` in all. Raises ArchiveError.

    One that cannot be unpacked costs no other. Each entry of the table of contents counts as a file, also where many
    have one name or lie on the same bytes: a small archive could ask for the same gigabytes again and again. Nothing
    is written to disk, so a member's name is never used as a path.
    """
    if len(data) > MAX_ARCHIVE:
        raise ArchiveError(
            f"An archive must be under {MAX_ARCHIVE >> 20} MB. It is larger: hand the notebooks in instead."
        )
    found, left = SubmissionFiles(), most_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = (one for one in archive.infolist() if _is_wanted(one.filename) and not one.is_dir())
            for member in itertools.islice(wanted, most_files):
                try:
                    content = _content(archive, member, min(max(left, 0), MAX_BYTES) + 1)
                    left -= len(content)
                    if left < 0:
                        found.refused[member.filename] = TOO_MUCH
                    else:
                        found.files[member.filename] = content
                except MemoryError:
                    raise
                except Exception:  # what the library raises depends on the bytes
                    found.refused[member.filename] = NOT_UNPACKED
    except MemoryError:
        raise
    except Exception:  # and on the numbers in the archive: OverflowError for some
        raise ArchiveError("It is not an archive that can be opened. Hand the notebooks in instead.") from None
    if not found.files and not found.refused:
        raise ArchiveError("An archive must hold notebooks (*.ipynb). There are none in it: hand the notebooks in.")
    return found


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most_bytes: int) -> bytes:
    if member.compress_type not in PLAIN:
        raise ArchiveError(NOT_UNPACKED)
    with archive.open(member) as file:
        return file.read(most_bytes)


def is_zip(name: str) -> bool:
    """Whether a file's name is that of an archive."""
    return name.lower().endswith(".zip")


def looks_like_notebook(name: str) -> bool:
    """Whether a file's name ends as browsers save notebooks: `.ipynb`, `.ipynb.txt`, `.ipynb.json` or `.json`."""
    last = name.rpartition("/")[2].lower()
    return not last.startswith(".") and last.endswith((".ipynb", ".ipynb.txt", ".json"))


def _is_wanted(name: str) -> bool:
    hidden = any(part.startswith(".") or part in COPIES for part in name.split("/") if part not in (".", ".."))
    return looks_like_notebook(name) and not hidden and len(name) <= MAX_NAME
