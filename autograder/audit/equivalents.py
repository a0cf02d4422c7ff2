"""Notes on mutants that are right answers after all: each says why, and becomes stale once its mutant is killed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InstructorError
from autograder.toml_files import read_toml

FILE = "equivalents.toml"  # in the folder of the exercises


class EquivalentsError(InstructorError):
    """The notes cannot be read. The message is one sentence with what to do."""


@dataclass(frozen=True)
class Note:
    """Why one mutant of one function is equivalent to the solution, or why no check may punish it."""

    notebook: str
    function: str
    difference: str  # as `Mutant.difference` has it
    reason: str


def read(path: Path) -> tuple[Note, ...]:
    """The notes in a TOML file: tables [[equivalent]] with notebook, function, mutants and reason.

    Raises EquivalentsError.

    No file, no notes.
    """
    if not path.exists():
        return ()
    try:
        tables = read_toml(path).get("equivalent", [])
    except ValueError as error:
        raise EquivalentsError(f"{path.name} must be TOML. It cannot be read: {error}. Correct it there.") from None
    return tuple(note for table in tables for note in _notes(path, table))


def _notes(path: Path, table: dict[str, object]) -> list[Note]:
    match table:
        case {"notebook": str(notebook), "function": str(function), "mutants": list(mutants), "reason": str(reason)}:
            if len(table) == 4 and all(text.strip() for text in (notebook, function, reason)):
                return [Note(notebook, function, str(difference), " ".join(reason.split())) for difference in mutants]
    raise EquivalentsError(
        f"each [[equivalent]] of {path.name} must have notebook, function, mutants (a list) and a reason in words. "
        f"Got {table}."
    )
