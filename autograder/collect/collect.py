"""Unpacks a platform's zip into `submitted/<student>/<assignment>/`: notebooks only, under safe file names.

What was there before is moved to `.autograder/earlier/`, unless it is the same or was handed in later.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from autograder.atomic import write_whole
from autograder.collect.accounts import AccountNames, UnknownAccountError
from autograder.collect.known_owners import KnownOwners
from autograder.collect.member import ArchiveMember, SkippedFile
from autograder.collect.platform_zip import Contents, contents, student_files
from autograder.course.folders import Course, CourseError
from autograder.submissions.archive import MAX_BYTES, MAX_FILES, PLAIN
from autograder.submissions.folder import STAMP, Submission, is_folder, read_plain_file, stamp, submissions, wanted
from autograder.text import file_name
from autograder.workers.pool import WorkerPool
from autograder.workers.process import CostlyReadingError
from autograder.workers.task import Reading, WorkerSetup


class CollectedState(StrEnum):
    """What was done with a submission in a platform's zip."""

    NEW = "new"
    REPLACED = "replaced"  # it took the place of an earlier one
    SAME = "same"  # the same files had been collected before
    KEPT = "kept"  # left out: the submission in the course was handed in later


@dataclass(frozen=True)
class CollectedSubmission:
    """One student's files, as they lie in `submitted/` now."""

    student: str
    files: int
    state: CollectedState
    when: datetime | None = None  # UTC
    late: bool = False  # says the platform


@dataclass
class Collected:
    """What came out of one zip."""

    platform: str
    taken: list[CollectedSubmission] = field(default_factory=list)
    left: list[SkippedFile] = field(default_factory=list)


@dataclass(frozen=True)
class _StudentFiles:
    """The files of one student, each with its name here."""

    student: str
    account: str  # on the platform
    members: dict[str, ArchiveMember]
    when: datetime | None
    late: bool


def collect(
    course: Course,
    assignment: str,
    path: Path,
    names: Callable[[str], AccountNames],
    platform: str | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Collected:
    """Take the submissions of an assignment out of a zip. Raises CourseError.

    names    : gives, for a platform, the mapping from its students to ids here
    platform : canvas, moodle or gradescope; found from the files' names where it is not given
    force    : replace what is there, without a copy of it
    """
    setup = WorkerSetup(course.root / "source" / assignment, b"")  # nothing is judged
    with WorkerPool(setup) as pool:
        try:
            found: Contents = pool.read(Reading(contents, (path, platform)))
        except CostlyReadingError as error:
            raise CourseError(f"{path} must be a zip file of submissions. {error} Download it again.") from None
        accounts, owners = names(found.platform), KnownOwners(course.state, assignment)
        students = _by_student(found.members, accounts, found.left)
        if accounts.roster is None:  # their names are their own choice
            students = _without_strangers(students, owners, found.left)
        owners.add({files.student: files.account for files in students})
        done = Collected(found.platform, left=found.left)
        for at, files in enumerate(students, 1):
            try:
                data, left = pool.read(Reading(student_files, (path, files.members)))
            except CostlyReadingError as error:
                data, left = {}, [SkippedFile(member.entry.filename, str(error)) for member in files.members.values()]
            done.left += left
            taken = _deliver(course, assignment, data, files, force, done.left)
            if taken is not None:
                done.taken.append(taken)
            progress(at, len(students))
    return done


def _by_student(members: list[ArchiveMember], names: AccountNames, left: list[SkippedFile]) -> list[_StudentFiles]:
    """The files of each student; what cannot be taken is appended to `left`."""
    by_student: dict[str, list[ArchiveMember]] = {}
    owners: dict[str, set[str]] = {}
    for found in members:
        try:
            member = names.reading(found)
        except UnknownAccountError as error:
            left.append(SkippedFile(found.entry.filename, str(error)))
            continue
        why = _unfit(member)
        for owner in () if why else member.owners:
            try:
                student = names.student(owner)
            except UnknownAccountError as error:
                why = str(error)
                continue
            by_student.setdefault(student, []).append(member)
            owners.setdefault(student, set()).add(f"{names.platform} {owner.number or owner.email or owner.sid}")
        if why:
            left.append(SkippedFile(found.entry.filename, why))
    students = []
    for student, files in sorted(by_student.items()):
        if len(owners[student]) > 1:
            why = f"Several students there would be {student!r} here. Name the roster with --roster."
            left += [SkippedFile(member.entry.filename, why) for member in files]
        else:
            (account,) = owners[student]
            students.append(_latest(student, account, files, left))
    return students


def _without_strangers(
    students: list[_StudentFiles], owners: KnownOwners, left: list[SkippedFile]
) -> list[_StudentFiles]:
    """The students but for those of another account than an earlier zip had under the name; these go to `left`."""
    strangers = [files for files in students if owners.is_another(files.student, files.account)]
    for files in strangers:
        why = f"In an earlier zip another student was {files.student!r}. Name the roster with --roster."
        left += [SkippedFile(member.entry.filename, why) for member in files.members.values()]
    return [files for files in students if files not in strangers]


def _latest(student: str, account: str, found: list[ArchiveMember], left: list[SkippedFile]) -> _StudentFiles:
    """One student's latest submission: of files with the same name the newest; the others are appended to `left`."""
    last = max((member.when for member in found if member.when), default=None)
    kept: dict[str, ArchiveMember] = {}
    for member in sorted(found, key=lambda member: (member.when == last, member.order), reverse=True):
        name = file_name(member.name)
        if name in kept or member.when != last:
            left.append(SkippedFile(member.entry.filename, "The student handed in a later one."))
        elif len(kept) >= MAX_FILES:
            left.append(SkippedFile(member.entry.filename, f"There must be at most {MAX_FILES} files of a student."))
        else:
            kept[name] = member
    return _StudentFiles(student, account, kept, last, any(member.late for member in found))


def _unfit(member: ArchiveMember) -> str | None:
    entry = member.entry
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "It is a link."
    if not wanted(member.name):
        return "It is no notebook."
    if entry.flag_bits & 1:
        return "It is encrypted."
    if entry.compress_type not in PLAIN:
        return "It is packed in a way that is not opened here."
    if entry.file_size > MAX_BYTES:
        return f"It must be under {MAX_BYTES >> 20} MB."
    return None


def _deliver(
    course: Course,
    assignment: str,
    data: dict[str, bytes],
    files: _StudentFiles,
    force: bool,
    left: list[SkippedFile],
) -> CollectedSubmission | None:
    """Write a student's files so that, whenever a kill comes, the old or the new ones are complete on disk."""
    target = course.root / "submitted" / files.student / assignment
    if not data:
        return None
    state = CollectedState.NEW
    for place in (target.parent, target):  # a link could lead to another's folder
        if os.path.lexists(place) and not is_folder(place):
            left.append(SkippedFile(next(iter(files.members)), f"{place} must be a folder. It is not one: remove it."))
            return None
    if os.path.lexists(target):
        state = _compared(target, assignment, files, data)
    if state in (CollectedState.NEW, CollectedState.REPLACED):
        beside = target.with_name(f".{assignment}.new")
        if os.path.lexists(beside) and not is_folder(beside):
            os.unlink(beside)
        shutil.rmtree(beside, ignore_errors=True)
        for name, text in data.items():
            write_whole(beside / name, text)
        if files.when is not None:
            write_whole(beside / STAMP, stamp(files.when.astimezone(UTC)))
        if state == CollectedState.REPLACED:
            _put_away(course, files.student, assignment, target, force)
        beside.rename(target)
    return CollectedSubmission(files.student, len(data), state, files.when, files.late)


def _compared(target: Path, assignment: str, files: _StudentFiles, data: dict[str, bytes]) -> CollectedState:
    """How collected files compare with the submission already at `target`: the same, newer, or older than it."""
    there = {path.name: read_plain_file(path) for path in target.iterdir() if path.name != STAMP}
    if there == data:
        return CollectedState.SAME
    found: Iterator[Submission] = submissions(target.parents[1], assignment, files.student)
    before = next((submission.handed_in for submission in found if submission.folder == target), None)
    if before is not None and files.when is not None and before.replace(tzinfo=UTC) > files.when:
        return CollectedState.KEPT
    return CollectedState.REPLACED


def _put_away(course: Course, student: str, assignment: str, target: Path, force: bool) -> None:
    """Move an earlier submission to `.autograder/earlier/`, or remove it with `force`."""
    home = course.state / "earlier" / student / assignment
    home.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name) for path in home.iterdir() if path.name.isdecimal()), default=0)
    shutil.move(target, home / str(number))
    if force:
        shutil.rmtree(home / str(number))
