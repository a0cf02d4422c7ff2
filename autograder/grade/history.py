"""Keeps what the last run of `grade` gave each student, so that the next run can say what it changed and why.

    .autograder/graded/<assignment>.json     which record counts for each student, and what being late cost
    .autograder/rules/<sha256>.json          the parts of the rules that records were judged with

The records themselves stay where they are, those of earlier rules too.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.lateness import Lateness
from autograder.course.plan import Plan
from autograder.json_files import read_json
from autograder.records.fingerprint import GradingFingerprint, grading_fingerprint, rules
from autograder.records.record import Record
from autograder.records.store import Records
from autograder.report.changes import Change, Changes, compare, of_penalty


@dataclass(frozen=True)
class _CountedRecord:
    """The record that counted for a student after a run, and the penalty for being late, in points."""

    submission: str
    rules: str
    penalty: float = 0.0


class History:
    """Compares one run of `grade` with the one before.

    Call `see` with each record before it is stored, and `close` at the end.
    """

    def __init__(self, state: Path, plan: Plan, records: Records) -> None:
        self._graded = state / "graded" / f"{plan.assignment}.json"
        self._rules, self._records = state / "rules", records
        self._now, self._fingerprint = rules(plan), grading_fingerprint(plan)
        self._before = _counted(_read(self._graded))
        self._after: dict[str, _CountedRecord] = {}
        self._replaced: set[str] = set()
        self._changes: list[Change] = []

    def see(self, record: Record, fresh: bool) -> None:
        """Compare a record with the one that counted before. fresh : whether it was judged in this run"""
        if record.student in self._after:  # their newer work is seen in the same run
            self._changes = [change for change in self._changes if change.student != record.student]
        self._after[record.student] = _CountedRecord(record.submission, record.judged_with)
        before = self._before.get(record.student)
        same = before is not None and (before.submission, before.rules) == (record.submission, record.judged_with)
        if before is None or (same and not fresh):
            return
        old = self._records.find(record.student, before.submission, before.rules)
        if old is None:
            return
        self._replaced.add(record.student)
        self._changes += compare(old, record, self._why(old, record))

    def close(self, lateness: Mapping[str, Lateness]) -> Changes:
        """Return what the run changed, and store what counts now for the next run.

        lateness : by student, for those whose grades are in the gradebook; the penalties of others stay as they were
        """
        for student, late in lateness.items():
            after, before = self._after[student], self._before.get(student)
            self._after[student] = _CountedRecord(after.submission, after.rules, late.points)
            if before is not None and abs(late.points - before.penalty) > 1e-9:
                self._changes.append(of_penalty(student, before.penalty, late.points))
                self._replaced.add(student)
        kept = {student: asdict(counted) for student, counted in sorted((self._before | self._after).items())}
        described = json.dumps(asdict(self._fingerprint), sort_keys=True, indent=1)
        write_whole(self._rules / f"{self._now}.json", described.encode(), once=True)
        write_whole(self._graded, json.dumps(kept, indent=1).encode())
        return Changes(len(self._after), len(self._replaced), tuple(self._changes))

    def _why(self, old: Record, new: Record) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The reasons for each check, by notebook and check."""
        common = ("handed in again",) if old.submission != new.submission else ()
        was = self._described(old.judged_with)
        places = [(n.name, c.id) for n in (*old.notebooks, *new.notebooks) for c in n.checks]
        if old.judged_with == new.judged_with:
            return dict.fromkeys(places, common or ("judged again",))
        return {place: common + _reasons(was, self._fingerprint, *place) for place in places}

    def _described(self, digest: str) -> GradingFingerprint | None:
        try:
            return GradingFingerprint(**_read(self._rules / f"{digest}.json"))
        except TypeError:  # not there, or damaged
            return None


def _reasons(was: GradingFingerprint | None, now: GradingFingerprint, notebook: str, check: str) -> tuple[str, ...]:
    """What has changed in the rules for a check since the record was made, as phrases."""
    if was is None:
        return ("the rules changed",)
    place = f"{notebook}/{check}"
    found = []
    if was.checks.get(place) != now.checks.get(place):
        found.append("the check changed")
    elif was.notebooks.get(notebook) != now.notebooks.get(notebook):
        found.append("another cell of the notebook changed")
    if was.judge != now.judge:
        found.append("the judge changed")
    return tuple(found)


def _counted(told: Mapping[str, Any]) -> dict[str, _CountedRecord]:
    """What counted for each student; one whose entry is damaged is as one who was not there."""
    found = {}
    for student, values in told.items():
        with contextlib.suppress(TypeError):
            found[student] = _CountedRecord(**values)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        found = read_json(path)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
