"""Attacks on nbgrader's exchange: under whose name, when, and how much. A real watcher judges them."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import pwd
import shutil
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from unittest import mock

from autograder.course.policy import read_policy
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.gradebook import Book
from autograder.watch.assignment import Assignment
from autograder.watch.completeness import CompletenessTracker, State
from autograder.watch.copy_submission import Rules, take
from autograder.watch.exchange import Exchange
from autograder.watch.watcher import Watcher
from autograder.workers.pool import WorkerPool
from autograder.workers.process import WorkerDiedError
from tests.attacks.attack import Claim, adds_to
from tests.watch.conftest import ASSIGNMENT, FILE, WRONG, Scene, build, open_scene

EXCHANGE: list[Claim] = []
claim = adds_to(EXCHANGE)
STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"


@functools.cache
def built() -> Path:
    root = Path(tempfile.mkdtemp(prefix="exchange-"))
    atexit.register(shutil.rmtree, root)
    return build(root)


def scene(folder: Path, offering: str = "") -> Scene:
    made = open_scene(built(), folder)
    made.offer(offering)
    return made


def late(folder: Path) -> Scene:
    """A course whose deadline was an hour ago, and where what is late earns nothing."""
    return scene(folder, f'due = {datetime.now(UTC) - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}\nlate = "zero"')


def now() -> str:
    return f"{datetime.now(UTC):{STAMP}}"


def in_time(made: Scene, student: str = "mallory") -> str:
    """What late work is worth after all."""
    with Book(made.course.db_url, made.config) as book:
        lateness = book.standings(ASSIGNMENT)[student].lateness
    return "" if lateness.points > 0 else "late work is not late"


# ------------------------------------------------------------------------------------------------------------ times


@claim("an unreadable time", "hands in late, and writes a time that is none")
def _(folder: Path) -> str:
    made = late(folder)
    (made.submit("mallory", made.work(), now()) / "timestamp.txt").write_text("soon")
    made.drain()
    told = any("mallory" in words and "time" in words for words in made.said)
    return in_time(made) or ("" if told else "nobody is told")


@claim("a time of long ago", "hands in late, and writes a time before the deadline")
def _(folder: Path) -> str:
    made = late(folder)
    made.submit("mallory", made.work(), "2026-01-01 12:00:00.000000 UTC")
    made.drain()
    return in_time(made)


@claim("a time of long ago, graded again", "does so, and the course is graded again from its folder")
def _(folder: Path) -> str:
    made = late(folder)
    made.submit("mallory", made.work(), "2026-01-01 12:00:00.000000 UTC")
    made.drain()
    grade(made.course, ASSIGNMENT, Options(config=made.config, force=True))
    return in_time(made)


@claim("a time in another zone", "hands in late, and writes the time in a zone where it is earlier")
def _(folder: Path) -> str:
    made = late(folder)
    handed = made.submit("mallory", made.work(), now())
    (handed / "timestamp.txt").write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} +1200")
    made.drain()
    return in_time(made)


@claim("a time in a link", "hands in late, and the time is a link to another file")
def _(folder: Path) -> str:
    made = late(folder)
    handed = made.submit("mallory", made.work(), now())
    (handed / "timestamp.txt").unlink()
    (handed / "timestamp.txt").symlink_to(handed / FILE)
    with mock.patch("autograder.watch.completeness.ABANDONED", 0.5):
        made.drain()
    return "it was judged" if made.scores() else ""


@claim("other answers after the deadline", "hands in in time, and writes other answers into the file afterwards")
def _(folder: Path) -> str:
    made = scene(folder, f'due = {datetime.now(UTC) + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}\nlate = "zero"')
    handed = made.submit("mallory", made.work(**WRONG), now())
    time.sleep(2)
    (handed / FILE).write_bytes(made.work())  # which does not change the folder
    with mock.patch("autograder.watch.assignment.SKEW", timedelta(seconds=0.1), create=True):
        made.drain()
    return in_time(made)


@claim("an unreadable time, collected", "writes a time that is none, and is collected by nbgrader itself")
def _(folder: Path) -> str:
    made = late(folder)
    handed = made.submit("mallory", made.work(), now())
    (handed / "timestamp.txt").write_text("soon")
    shutil.copytree(handed, made.course.root / "submitted" / "mallory" / ASSIGNMENT)
    done = grade(made.course, ASSIGNMENT, Options(config=made.config))
    told = any("mallory" in words for words in getattr(done, "notes", []))
    return in_time(made) or ("" if told else "nobody is told")


@claim("times at the ends of the calendar", "writes a time that has no name in other zones, to end the grading of all")
def _(folder: Path) -> str:
    made = scene(folder, 'due = 2026-03-01T12:00:00+01:00\nlate = "per day"')
    for at, text in enumerate(
        ("0001-01-01 00:00:00.000000 UTC", "9999-12-31 23:59:59.999999 UTC", "0001-01-01 +14:00")
    ):
        handed = made.submit("mallory", made.work(), now())
        (handed / "timestamp.txt").write_text(text)
        shutil.move(handed, made.course.root / "submitted" / f"mallory{at}" / ASSIGNMENT)
    done = grade(made.course, ASSIGNMENT, Options(config=made.config))
    return "" if len(done.records) == 3 else "not everybody is graded"


@claim("the end of the calendar, collected", "does so where nbgrader itself has put the time into the gradebook")
def _(folder: Path) -> str:
    made = scene(folder, 'due = 2026-03-01T12:00:00+01:00\nlate = "per day"')
    handed = made.submit("mallory", made.work(), now())
    shutil.copytree(handed, made.course.root / "submitted" / "mallory" / ASSIGNMENT)
    grade(made.course, ASSIGNMENT, Options(config=made.config))
    policy = read_policy(made.course.root, ASSIGNMENT)
    with Book(made.course.db_url, made.config, policy) as book:
        book.gradebook.find_submission(ASSIGNMENT, "mallory").timestamp = datetime(9999, 12, 31, 23, 59)
        book.commit()
        try:
            book.standings(ASSIGNMENT)
        except OverflowError as error:
            return f"nobody's standing can be read: {error}"
    return ""


# ------------------------------------------------------------------------------------------------------------ names


def hand_over(handed: Path, account: str) -> None:
    uid = pwd.getpwnam(account).pw_uid
    for path in (handed, *handed.iterdir()):
        os.chown(path, uid, -1)
    handed.chmod(0o777)


@claim("under other names", "hands in under names that no account has, for as many attempts as he likes", root=True)
def _(folder: Path) -> str:
    made = scene(folder)
    for name in ("ghost1", "ghost2", "Daemon", "daemon ", "games/..", "daemon\u200b"):
        if "/" not in name:
            hand_over(made.submit(name, made.work(), now()), "games")
    made.drain()
    return f"judged as {', '.join(made.scores())}" if made.scores() else ""


@claim("under another's name", "hands in under the name of another account", root=True)
def _(folder: Path) -> str:
    made = scene(folder)
    hand_over(made.submit("daemon", made.work(), now()), "games")
    made.drain()
    return f"judged as {', '.join(made.scores())}" if made.scores() else ""


@claim("under a uid of a namespace", "hands in under other names, as a uid that is his in a namespace", root=True)
def _(folder: Path) -> str:
    made, given = scene(folder), folder / "subuid"
    given.write_text("games:200000:65536\n")
    for name in ("ghost", "daemon"):
        handed = made.submit(name, made.work(), now())
        for path in (handed, *handed.iterdir()):
            os.chown(path, 200_007, -1)
        handed.chmod(0o777)
    with mock.patch("autograder.watch.exchange.SUBORDINATE", given, create=True):
        made.drain()
    return f"judged as {', '.join(made.scores())}" if made.scores() else ""


@claim("under his own name", "hands in under his own name, as anybody may", root=True)
def _(folder: Path) -> str:
    made = scene(folder)
    hand_over(made.submit("games", made.work(), now()), "games")
    made.drain()
    return "" if list(made.scores()) == ["games"] else "it was not judged"


@claim("outside the roster", "hands in under a name that is not among the course's students")
def _(folder: Path) -> str:
    made = scene(folder)
    with Book(made.course.db_url, made.config) as book:
        book.gradebook.add_student("ada")
    for name in ("ada", "ghost", "Ada"):
        made.submit(name, made.work(), now())
    made.drain()
    made.drain()
    told = any("ghost" in words and "judged" in words for words in made.said)
    scores = {name: score for name, score in made.scores().items() if name != "ada" or score == 0}
    return f"judged: {', '.join(scores)}" if scores else "" if told else "nobody is told"


@claim("another attempt in a judged folder", "writes other answers into a folder that was judged, and another secret")
def _(folder: Path) -> str:
    made = scene(folder, "attempts_per_hour = 1")
    handed = made.submit("mallory", made.work(**WRONG), now())
    made.drain()
    before = made.scores()
    (handed / FILE).write_bytes(made.work())
    (handed / "submission_secret.txt").write_text("another")
    made.drain()  # by another watcher, which finds no page under that secret
    return "" if made.scores() == before else f"a second attempt in the same hour: {made.scores()}"


# ------------------------------------------------------------------------------------------------------------ bulk


def copied(folder: Path, files: int, folders: int) -> str:
    """How much of a bulky submission is copied, where 500 files and folders may be."""
    source = folder / "in"
    source.mkdir()
    (source / "w.ipynb").write_bytes(b"{}")
    for number in range(files):
        (source / f"{number}.txt").touch()
    for number in range(folders):
        (source / f"{number}").mkdir()
        (source / f"{number}" / "x.txt").touch()
    with mock.patch("autograder.watch.copy_submission.MAX_ENTRIES", 500):
        take(source, folder / "out", Rules((), ("*",), 1 << 20, 1 << 20))
    found = sum(len(folders) + len(files) for _, folders, files in os.walk(folder / "out"))
    return f"{found:,} entries are copied" if found > 500 else ""


@claim("many files", "hands in thousands of empty files in one folder")
def _(folder: Path) -> str:
    return copied(folder, 4_000, 0)


@claim("many folders", "hands in hundreds of folders")
def _(folder: Path) -> str:
    return copied(folder, 0, 600)


@claim("many that wait", "hands in hundreds, so that the watcher writes the page of each again at each look")
def _(folder: Path) -> str:
    made, at = scene(folder, "attempts_per_hour = 1"), datetime.now(UTC)
    made.submit("mallory", made.work(**WRONG), now())
    made.drain()
    for number in range(30):
        made.submit("mallory", b"{}", f"{at + timedelta(seconds=number):{STAMP}}")
    watcher, pages = made.watcher(), list[int]()
    watcher._assignments[ASSIGNMENT] = watched = Assignment(made.watch_config, ASSIGNMENT)
    with contextlib.closing(watched), mock.patch.object(Exchange, "release", lambda _, new: pages.append(len(new))):
        watcher._look()
        first = len(pages)
        watcher._look()
    if watcher.status.waiting != 30:
        return f"{watcher.status.waiting} of 30 wait"
    return f"{first} pages, and {len(pages) - first} at the next look" if first > 10 or len(pages) > first else ""


# ------------------------------------------------------------------------------------------------------------ names of files


def beside(folder: Path, name: bytes, offering: str = "") -> str:
    """What comes of an honest submission beside one that has a file of this name."""
    made = scene(folder, offering)
    for answers in (WRONG, {}):
        handed = made.submit("mallory", made.work(**answers), now())
        Path(os.fsdecode(os.path.join(os.fsencode(handed), name))).write_bytes(b"{}")
        made.drain()
    made.submit("ada", made.work(), now())
    made.drain()
    return "" if made.scores().keys() == {"ada", "mallory"} else f"judged: {', '.join(made.scores())}"


@claim(
    "a notebook whose name is no text", "has a name of bytes that are no letters, from which the page's name is made"
)
def _(folder: Path) -> str:
    return beside(folder, b"\xff.ipynb")


@claim(
    "a notebook whose name is no text, that waits", "does so once he has no attempts left, and every look ends there"
)
def _(folder: Path) -> str:
    return beside(folder, b"\xff.ipynb", "attempts_per_hour = 1")


@claim("a folder that cannot be looked at", "has something on which our own look fails, whatever it is")
def _(folder: Path) -> str:
    made = scene(folder)
    state = CompletenessTracker.state

    def fails(self: CompletenessTracker, handed: Path, *rest: float) -> State:
        if handed.name.startswith("mallory"):
            raise ValueError("nobody foresaw it")
        return state(self, handed, *rest)

    for student in ("mallory", "ada"):
        made.submit(student, made.work(), now())
    with mock.patch.object(CompletenessTracker, "state", fails):
        Watcher(made.watch_config, [ASSIGNMENT], lambda _: None).run(once=True)
    return "" if "ada" in made.scores() else "nobody else is judged"


@claim(
    "loses its worker each time", "has its worker killed each time, so that the others wait for three tries a minute"
)
def _(folder: Path) -> str:
    return tried_again(folder, WorkerDiedError("it ended"))


@claim("finds a fault of ours", "hands in what our judge fails on, so that it is tried as often as ever")
def _(folder: Path) -> str:
    return tried_again(folder, SubmissionNotJudgedError("mallory", "a fault of ours"))


def tried_again(folder: Path, error: Exception) -> str:
    """Whether a submission that always fails so is tried more and more rarely."""
    made, tries = scene(folder), list[float]()

    def killed(*_: object) -> None:
        tries.append(time.monotonic())
        if len(tries) == 5:
            watcher.stop()
        raise error

    made.submit("mallory", made.work(), now())
    watcher = Watcher(made.watch_config, [ASSIGNMENT], lambda _: None)
    ends = threading.Timer(120, watcher.stop)
    with (
        mock.patch.multiple("autograder.watch.watcher", AGAIN=0.2, LOOK=0.1),
        mock.patch.object(WorkerPool, "judge", killed),
    ):
        ends.start()
        watcher.run()
    ends.cancel()
    gaps = [later - earlier for earlier, later in pairwise(tries)]
    if len(gaps) < 4:
        return f"it is tried {len(tries)} times in two minutes"
    # a busy machine makes them longer, and never shorter
    return "" if all(gap >= 0.2 * 2**number for number, gap in enumerate(gaps)) else f"tried again after {gaps} s"
