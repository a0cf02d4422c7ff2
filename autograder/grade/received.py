"""The submissions that a run of `grade` takes, and those that newer work replaced while it ran."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.grade.shard import Shard
from autograder.submissions.folder import (
    FUTURE,
    STAMP,
    Submission,
    handed_in_by,
    in_the_future,
    submissions,
    without,
)
from autograder.text import listed

NEWER = "Newer work came while this run graded what lay there before, and the older may count"
#: a mark of a submission's folder: another folder, or one with another file in it, has another mark
Place = tuple[int, int] | None


def found(folder: Path, assignment: str, student: str | None = None, shard: Shard | None = None) -> list[Submission]:
    """The submissions in a folder, or those of one student or of a part of the class."""
    every = submissions(folder, assignment, student)
    return [submission for submission in every if shard is None or shard.holds(submission.student)]


def received(folder: Path, assignment: str, student: str | None = None) -> tuple[dict[str, Submission], list[str]]:
    """The submissions in a folder, by student, and sentences on those without a time or a folder."""
    work = {submission.student: submission for submission in found(folder, assignment, student)}
    unread = {name: by for name, sent in work.items() if not sent.handed_in and (by := handed_in_by(sent.folder))}
    absent = [] if student else without(folder, assignment)
    notes = []
    if unread:
        notes.append(f"{STAMP} holds no time that can be read; when it came here counts: {listed(sorted(unread))}.")
    now = datetime.now(UTC)
    if ahead := [name for name, sent in work.items() if sent.handed_in and in_the_future(_utc(sent.handed_in), now)]:
        notes.append(f"{listed(sorted(ahead))}: {FUTURE}")
    if absent:
        notes.append(f"Without a folder {assignment!r}, and so not graded: {listed(absent)}.")
    return work | {name: replace(work[name], handed_in=by) for name, by in unread.items()}, notes


def places(work: Mapping[str, Submission]) -> dict[str, Place]:
    """The marks of the submissions' folders, by student."""
    return {student: _place(submission) for student, submission in work.items()}


def _place(submission: Submission) -> Place:
    """The mark of a submission's folder; None without one."""
    with suppress(OSError):
        seen = os.lstat(submission.folder)
        return seen.st_ino, seen.st_ctime_ns
    return None


def notes_on_newer(work: Mapping[str, Submission], there: Mapping[str, Place]) -> list[str]:
    """Sentences on students whose submission was replaced since."""
    students = _newer(work, there)
    return [f"{NEWER}: {listed(students)}. Run the same command again."] if students else []


def _newer(work: Mapping[str, Submission], there: Mapping[str, Place]) -> list[str]:
    """The students whose submission was replaced since, or is gone."""
    now = places(work)
    return sorted(student for student in work if now[student] != there[student])


def instead(
    work: Mapping[str, Submission], there: Mapping[str, Place], now: Mapping[str, Submission]
) -> dict[str, Submission]:
    """The submissions that have replaced others since."""
    return {student: now[student] for student in _newer(work, there) if student in now}


def _utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC)
