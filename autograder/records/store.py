"""Records on disk: one JSON file for each thing that was judged, named by its content, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.atomic import write_whole
from autograder.json_files import read_json
from autograder.records.record import Record, from_json, to_json
from autograder.submissions.folder import in_the_future


class Records:
    """The records of one assignment. A kill at any moment leaves whole files only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._outlines: dict[Path, tuple[tuple[int, int], Record | None]] = {}  # by file, with what tells of a change

    def find(self, student: str, submission: str, rules: str) -> Record | None:
        """The record of a submission (by sha256) under these rules (by sha256); None if it was not judged yet."""
        return _read(self._path(student, submission, rules))

    def add(self, record: Record, handed_in: datetime | None = None) -> Record:
        """Keep a record, with the time at which its work came; returns it with that time.

        handed_in : UTC, without a zone; where it is None, the time when the work was first judged stands for it

        Work that came twice keeps the earlier time. Where clocks say that it came before what is kept already, and that
        cannot be, it comes last.
        """
        path = self._path(record.student, record.submission, record.judged_with)
        before = _read(path)
        now = datetime.now(UTC)
        came = _time(handed_in.replace(tzinfo=UTC) if handed_in else now)
        if before is not None:
            came = min(came, before.came or came)
        elif (last := max((one.came for one in self.outlines(record.student)), default="")) >= came:
            when = datetime.fromisoformat(last)
            if handed_in is None or in_the_future(when, now):  # a clock was put back
                came = _time(when + timedelta(microseconds=1))
        record = replace(record, came=came)
        write_whole(path, json.dumps(to_json(record), ensure_ascii=True).encode())
        return record

    def of(self, student: str) -> list[Record]:
        """A student's attempts in the order in which they came: one record of each submission, by its newest rules.

        The same files, handed in or judged again, are the same attempt. Nothing else counts attempts. They come
        without their words, most of what a record is: who hands in a thousand times must not fill the memory.
        """
        return _in_order(map(_without_words, filter(None, map(_read, self._written(student)))))

    def outlines(self, student: str) -> list[Record]:
        """As `of`, but without notebooks. Each file is read once: what is asked at each of thousands stays cheap."""
        return _in_order(filter(None, map(self._outline, self._written(student))))

    def _written(self, student: str) -> list[Path]:
        """The files of a student's records, the newest last."""
        return sorted((self.folder / home_of(student)).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)

    def _outline(self, path: Path) -> Record | None:
        found = path.stat()
        mark = found.st_mtime_ns, found.st_ino
        if path not in self._outlines or self._outlines[path][0] != mark:
            record = _read(path)
            self._outlines[path] = mark, record and replace(record, notebooks=(), notes=(), remarks=())
        return self._outlines[path][1]

    def _path(self, student: str, submission: str, rules: str) -> Path:
        name = hashlib.sha256(f"{submission} {rules}".encode()).hexdigest()[:32]
        return self.folder / home_of(student) / f"{name}.json"


class Attempts(dict[str, list[Record]]):
    """All attempts of each student, read from the disk the first time that somebody asks for them."""

    def __init__(self, records: Records) -> None:
        super().__init__()
        self.records = records

    def __missing__(self, student: str) -> list[Record]:
        self[student] = self.records.of(student)
        return self[student]

    def forget(self, students: Iterable[str]) -> None:
        """Read these students' attempts again when somebody asks: they have made another."""
        for student in students:
            self.pop(student, None)


def _in_order(records: Iterable[Record]) -> list[Record]:
    """One record of each submission, the last of them, in the order in which they came.

    Records from before `came` have only their files' times, in the order of which they are given: `sorted` keeps it.
    """
    found: dict[str, Record] = {}
    for record in records:
        first = found.get(record.submission, record).came
        found[record.submission] = replace(record, came=min(first, record.came) or record.came)
    return sorted(found.values(), key=lambda record: record.came)


def _time(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")


def home_of(student: str) -> str:
    """A student's folder: a name may hold anything that a folder's name may; its hash is always safe."""
    return hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _without_words(record: Record) -> Record:
    """The record's points, statuses and mistakes."""
    return replace(
        record,
        notes=(),
        remarks=(),
        notebooks=tuple(
            replace(n, notes=(), checks=tuple(replace(c, headline="", rows=(), line=None) for c in n.checks))
            for n in record.notebooks
        ),
    )


def _read(path: Path) -> Record | None:
    try:
        return from_json(read_json(path))
    except (OSError, ValueError, KeyError, TypeError):
        return None
