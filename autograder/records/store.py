"""Records on disk: one JSON file for each thing that was judged, named by its content, never changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from autograder.atomic import write_whole
from autograder.records.record import Record, from_json, to_json


class Records:
    """The records of one assignment. A kill at any moment leaves whole files only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, student: str, submission: str, rules: str) -> Record | None:
        """The record of a submission (by sha256) under these rules (by sha256); None if it was not judged yet."""
        try:
            return from_json(json.loads(self._path(student, submission, rules).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def add(self, record: Record) -> None:
        """Keep a record."""
        path = self._path(record.student, record.submission, record.judged_with)
        write_whole(path, json.dumps(to_json(record), ensure_ascii=True).encode())

    def _path(self, student: str, submission: str, rules: str) -> Path:
        name = hashlib.sha256(f"{submission} {rules}".encode()).hexdigest()[:32]
        # a student's name may hold anything that a folder's name may; its hash is always safe as a file's name
        home = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return self.folder / home / f"{name}.json"
