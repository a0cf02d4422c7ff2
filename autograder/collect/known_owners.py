"""Remembers whose platform account a student's files came from, so that another zip cannot give them to somebody else.

.autograder/collected/<assignment>.json     student here -> account there
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from autograder.atomic import write_whole
from autograder.json_files import read_json


class KnownOwners:
    """The accounts behind what was collected for one assignment."""

    def __init__(self, state: Path, assignment: str) -> None:
        self._path = state / "collected" / f"{assignment}.json"
        try:
            known = read_json(self._path)
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, str] = known if isinstance(known, dict) else {}

    def is_another(self, student: str, account: str) -> bool:
        """Whether the student's files came from another account than this one."""
        return self._known.get(student, account) != account

    def add(self, accounts: Mapping[str, str]) -> None:
        """Keep the accounts of some students."""
        self._known |= accounts
        write_whole(self._path, json.dumps(self._known, indent=1, sort_keys=True).encode())
