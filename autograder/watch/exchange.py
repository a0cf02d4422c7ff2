"""nbgrader's exchange: the watcher reads `inbound/`, and writes pages under nbgrader's names into `feedback/`."""

from __future__ import annotations

import hashlib
import itertools
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import CourseError
from autograder.submissions.archive import MAX_FILES
from autograder.submissions.folder import MAX_ENTRIES

DEFAULT_ROOT = "/usr/local/share/nbgrader/exchange"  # nbgrader's own
SUBORDINATE = Path("/etc/subuid")  # which uids an account may take in a user namespace, beside its own


@dataclass(frozen=True)
class Arrival:
    """A folder of `inbound/`, and what its name says: student+assignment+time, and a random end."""

    folder: Path
    student: str
    assignment: str

    @property
    def key(self) -> str:
        """A short name for the arrival that is always safe as a file's name."""
        return hashlib.sha256(os.fsencode(self.folder.name)).hexdigest()[:24]


@dataclass(frozen=True)
class Exchange:
    """One course's part of an exchange.

    checks_owner : whether a folder must belong to the student in its name (nbgrader's `ExchangeCollect.check_owner`)
    groupshared  : whether several instructors share one group (`CourseDirectory.groupshared`)
    """

    root: Path
    course_id: str
    checks_owner: bool = True
    groupshared: bool = False

    @property
    def inbound(self) -> Path:
        return self.root / self.course_id / "inbound"

    @property
    def feedback(self) -> Path:
        return self.root / self.course_id / "feedback"

    def names(self) -> list[str]:
        """The names in `inbound/`. Raises OSError if the exchange cannot be reached."""
        return os.listdir(self.inbound)

    def arrival(self, name: str) -> Arrival | None:
        """What a name in `inbound/` says; None if nbgrader did not make it, or it would lead out of a folder."""
        parts = name.rsplit("+", 3)  # as nbgrader splits it: a student's name may hold a +
        if len(parts) < 3 or parts[0].startswith(".") or not parts[0].strip() or not parts[1]:
            return None
        return Arrival(self.inbound / name, parts[0], parts[1])

    def release(self, pages: Mapping[str, bytes]) -> None:
        """Put pages, by the names that `page_name` gives, where the students' Fetch Feedback finds them."""
        if not self.feedback.is_dir():
            self.feedback.mkdir(parents=True)
            self.feedback.chmod(0o2771 if self.groupshared else 0o711)  # found by those who know a name, listed by none
        # a page's name is known to its student alone; a file that is still being written must not be open to all
        aside = self.feedback / ".aside"
        if not aside.is_dir():
            aside.mkdir(mode=0o700)
            aside.chmod(0o2770 if self.groupshared else 0o700)
        written: dict[bytes, Path] = {}
        for name, text in pages.items():
            place = self.feedback / name
            if text not in written or not _named_too(written[text], place, aside / "link"):
                write_whole(place, text, 0o664 if self.groupshared else 0o644, first=aside)
                written[text] = place

    def owner_trouble(self, arrival: Arrival) -> str | None:
        """Why a folder cannot be the student's in its name; None if it can be.

        An account of this machine submits under its own name alone, also with a uid that it may take in a namespace.
        What belongs to the course's account, to root or to nobody whom this machine knows proves nothing, unless the
        name is an account's. Raises OSError if the folder is gone.
        """
        owner = os.lstat(arrival.folder).st_uid
        if not self.checks_owner or owner in (os.getuid(), 0):
            return None
        account, named = _account(owner) or _holder(owner), _account(arrival.student)
        if (account, named) == (None, None) or (named and named.pw_uid == owner):
            return None
        if account and account.pw_name == arrival.student:
            return None
        belongs = account.pw_name if account else f"the unknown account {owner}"
        return (
            f"It must belong to {arrival.student}. It belongs to {belongs}: ask them, or "
            "set c.ExchangeCollect.check_owner = False where students share accounts."
        )


def _named_too(page: Path, place: Path, beside: Path) -> bool:
    """Give a page a second name, in one step; False where the disk has no such names.

    Whoever hands in fifty notebooks has one page under fifty names, and must not fill the course's disk with it.
    """
    beside.unlink(missing_ok=True)
    try:
        os.link(page, beside)
    except OSError:
        return False
    os.replace(beside, place)
    beside.unlink(missing_ok=True)  # where both were one already, nothing was done
    return True


def page_name(secret: str, notebook: str) -> str:
    """The file under which nbgrader looks for the feedback on a notebook of a submission."""
    return (
        hashlib.md5((secret + notebook).encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest() + ".html"
    )


def exchange_of(config: Any, root: Path | None) -> Exchange:
    """The exchange that nbgrader's settings name, or `root`. Raises CourseError where it has no such course."""
    course_id = config.CourseDirectory.get("course_id") or ""
    if not course_id:
        raise CourseError(
            "nbgrader's settings must name the course. They do not: set c.CourseDirectory.course_id in "
            "nbgrader_config.py."
        )
    found = Exchange(
        Path(root or config.Exchange.get("root") or DEFAULT_ROOT).absolute(),
        str(course_id),
        bool(config.ExchangeCollect.get("check_owner", True)),
        bool(config.CourseDirectory.get("groupshared", False)),
    )
    if not found.inbound.is_dir():
        raise CourseError(
            f"The exchange must have the course's folder {found.inbound}. It is not there: run `nbgrader "
            "release_assignment` first, or name the exchange with --exchange."
        )
    return found


def notebooks_of(folder: Path) -> list[str]:
    """The names, without their ends, of the notebooks for which nbgrader expects a page."""
    with os.scandir(folder) as found:
        names = [entry.name for entry in itertools.islice(found, MAX_ENTRIES) if entry.name.endswith(".ipynb")]
    return [name.removesuffix(".ipynb") for name in sorted(names)[:MAX_FILES]]


def _account(who: int | str) -> pwd.struct_passwd | None:
    """An account of this machine, by its uid or its name; None if there is none."""
    try:
        return pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
    except KeyError:
        return None


def _holder(uid: int) -> pwd.struct_passwd | None:
    """The account that may take this uid in a user namespace; None if none may."""
    try:
        lines = SUBORDINATE.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    for line in lines:
        name, *numbers = line.strip().split(":")
        if len(numbers) == 2 and all(map(str.isdecimal, numbers)):
            first, count = map(int, numbers)
            if first <= uid < first + count:
                return _account(name) or (_account(int(name)) if name.isdecimal() else None)
    return None
