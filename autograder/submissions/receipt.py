"""What was handed in, file by file, in the format of `sha256sum`, so that anybody can check it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.text import escaped


@dataclass(frozen=True)
class HandedFile:
    """One file of a submission."""

    name: str
    size: int  # bytes
    sha256: str

    @property
    def line(self) -> str:
        """As `sha256sum` writes it; signs that cannot be seen are spelt out, which it cannot read back."""
        name = escaped(self.name)
        return f"{chr(92) if name != self.name else ''}{self.sha256}  {name}"


@dataclass(frozen=True)
class Receipt:
    """All files of a submission, and the names of those that could not be taken."""

    files: tuple[HandedFile, ...]
    refused: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """A line for each file, then a comment for each that could not be taken."""
        return [file.line for file in self.files] + [f"# not taken: {escaped(name)}" for name in self.refused]

    @property
    def digest(self) -> str:
        """sha256 of the lines, each with its end: what a record keeps of a submission."""
        return hashlib.sha256("".join(f"{line}\n" for line in self.lines).encode()).hexdigest()


def receipt(files: Mapping[str, bytes], refused: Iterable[str] = ()) -> Receipt:
    """The receipt of a submission: its files by name, and the names of those that could not be taken."""
    found = (HandedFile(name, len(files[name]), hashlib.sha256(files[name]).hexdigest()) for name in sorted(files))
    return Receipt(tuple(found), tuple(sorted(refused)))
