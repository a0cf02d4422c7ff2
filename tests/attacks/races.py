"""Attacks on the moment: a submission that changes while the watcher looks at it, copies it, or judges it."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.gradebook import Book
from autograder.submissions.folder import Submission
from autograder.watch import completeness
from autograder.watch.assignment import Assignment
from autograder.watch.completeness import CompletenessTracker
from autograder.watch.copy_submission import Rules, take
from tests.attacks.attack import Claim, adds_to
from tests.attacks.exchange import STAMP, now, scene
from tests.watch.conftest import ASSIGNMENT, FILE, WRONG

RACES: list[Claim] = []
claim = adds_to(RACES)
SECRET, SMALL = b"what another wrote", 1_000
RULES = Rules((), ("*",), SMALL, 10 * SMALL)


class Handed:
    """A submission with a file and a folder, which changes once the watcher has listed what is in it."""

    def __init__(self, folder: Path, listed: Callable[[Path], object]) -> None:
        self.source, self.target, self.change = folder / "in", folder / "out", listed
        (self.source / "below").mkdir(parents=True)
        (folder / "another").mkdir()
        (folder / "another" / "b.ipynb").write_bytes(SECRET)
        (self.source / "a.ipynb").write_bytes(b"mine")
        (self.source / "below" / "b.ipynb").write_bytes(b"mine")

    def harm(self, copied_by: Callable[[Path, Path], Mapping[str, bytes]]) -> str:
        """What copying or reading it did, other than to take what is its student's own, or to leave it out."""
        scandir, listed = os.scandir, []

        def changing(folder: Any) -> Any:
            found = scandir(folder)
            if not listed:
                listed.append([*found])
                self.change(self.source)
                return mock.MagicMock(__enter__=lambda _: iter(listed[0]), __exit__=lambda *_: None)
            return found

        start, descriptors = time.monotonic(), _descriptors()
        with mock.patch("os.scandir", changing):
            try:
                copied = copied_by(self.source, self.target)
            except FileNotFoundError:
                return "" if not self.source.exists() else "it is there, and counts as gone"
            except OSError as error:
                return f"it is tried again and again: {error}"
        kept = _descriptors() - descriptors
        if kept:
            return f"left open: {kept}"
        if time.monotonic() - start > 60:
            return "the watcher waited for it"
        if SECRET in copied.values():
            return "what another wrote was copied"
        return next((f"{len(data):,} bytes of one file" for data in copied.values() if len(data) > SMALL), "")


def _descriptors() -> set[tuple[str, str]]:
    """What this process has open, by number. What others of it close meanwhile, as garbage is collected, is no matter."""
    found = set()
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the one that lists them
            found.add((path.name, os.readlink(path)))
    return found


def _copied(source: Path, target: Path) -> Mapping[str, bytes]:
    take(source, target, RULES)
    return {path.name: path.read_bytes() for path in target.rglob("*") if path.is_file()}


def _read(source: Path, target: Path) -> Mapping[str, bytes]:
    return {name: data[:SMALL] for name, data in Submission("mallory", source, None).read().files.items()}


def _both(*changes: Callable[[Path], object]) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        for one in changes:
            one(path)

    return change


def _replaced(make: Callable[[Path], object], name: str = "a.ipynb") -> Callable[[Path], object]:
    def change(source: Path) -> None:
        path = source / name
        os.rename(path, source.parent / "old")
        make(path)

    return change


#: what the submission is once it was listed
CHANGES: dict[str, Callable[[Path], object]] = {
    "a file becomes a folder": _replaced(Path.mkdir),
    "a file becomes a link to another's": _replaced(lambda path: path.symlink_to(path.parents[1] / "another/b.ipynb")),
    "a file becomes a link without an end": _replaced(lambda path: path.symlink_to(path)),
    "a file becomes a pipe": _replaced(os.mkfifo),
    "a file becomes a device that never ends": _replaced(lambda path: path.symlink_to("/dev/zero")),
    "a file grows": lambda source: (source / "a.ipynb").write_bytes(bytes(100 * SMALL)),
    "a file goes": lambda source: (source / "a.ipynb").unlink(),
    "a folder becomes a link to another's": _replaced(
        lambda path: path.symlink_to(path.parents[1] / "another"), "below"
    ),
    "a folder becomes a link to the one above": _replaced(lambda path: path.symlink_to(".."), "below"),
    "a folder becomes a file": _replaced(Path.touch, "below"),
    "a folder goes": lambda source: shutil.rmtree(source / "below"),
    "a folder is moved out of it": lambda source: os.rename(source / "below", source.parent / "moved"),
    "all of it goes": shutil.rmtree,
    "all of it is renamed": lambda source: os.rename(source, source.with_name("renamed")),
    "all of it becomes a link to another's": _both(
        lambda source: os.rename(source, source.with_name("renamed")),
        lambda source: source.symlink_to(source.parent / "another"),
    ),
}
for name, change in CHANGES.items():
    claim(f"while it is copied, {name}", "is another thing when it is opened than when it was listed")(
        lambda folder, change=change: Handed(folder, change).harm(_copied)  # type: ignore[misc]
    )
    claim(f"while it is read, {name}", "is another thing when it is opened than when it was listed")(
        lambda folder, change=change: Handed(folder, change).harm(_read)  # type: ignore[misc]
    )


def _aged(folder: Path, change: Callable[[Path], object]) -> str:
    """Whether a change after the hand-in counts as one: the copy is as old as the last of them."""
    handed = Handed(folder, change).source
    time.sleep(0.1)
    before = time.time() - 0.05
    change(handed)
    take(handed, folder / "out", RULES)
    return "" if (folder / "out").stat().st_mtime >= before else "the change is not seen"


AFTER: dict[str, Callable[[Path], object]] = {
    "one of several answers is removed": lambda handed: (handed / "below" / "b.ipynb").unlink(),
    "a folder is renamed": lambda handed: os.rename(handed / "below", handed / "above"),
    "a file in a folder is renamed": lambda handed: os.rename(handed / "below/b.ipynb", handed / "below/c.ipynb"),
    "two files change places": _both(
        lambda handed: os.rename(handed / "a.ipynb", handed / "c"),
        lambda handed: os.rename(handed / "below" / "b.ipynb", handed / "a.ipynb"),
    ),
    "a file in a folder is written": lambda handed: (handed / "below" / "b.ipynb").write_bytes(b"other"),
    "its time is set back": lambda handed: os.utime(handed / "a.ipynb", (0, 0)),
}
for name, change in AFTER.items():
    claim(f"after the deadline, {name}", "hands in in time, and changes it afterwards where no file tells")(
        lambda folder, change=change: _aged(folder, change)  # type: ignore[misc]
    )


@claim("renamed again and again", "renames an incomplete folder at each look, so that the watcher remembers them all")
def _(folder: Path) -> str:
    made = scene(folder)
    handed = made.submit("mallory", made.work(), now())
    (handed / "timestamp.txt").unlink()
    watcher = made.watcher()
    watcher._assignments[ASSIGNMENT] = mock.MagicMock()  # no judge is needed
    for number in range(20):
        renamed = handed.with_name(f"{handed.name}{number}")
        os.rename(handed, renamed)
        handed = renamed
        watcher._look()
    kept = len(watcher._completeness.seen)
    return f"{kept} folders are remembered" if kept > 1 else ""


@claim(
    "refused again and again", "renames a folder that is refused at each look, so that the watcher remembers each word"
)
def _(folder: Path) -> str:
    made = scene(folder)
    with Book(made.course.db_url, made.config) as book:
        book.gradebook.add_student("ada")
    handed, watcher = made.submit("mallory", made.work(), now()), made.watcher()
    watcher._assignments[ASSIGNMENT] = watched = mock.MagicMock()  # no judge is needed
    watched.shared, watched.policy.roster, watched.attempts.done = made.watch_config, None, {}
    for number in range(20):
        renamed = handed.with_name(f"{handed.name}{number}")
        os.rename(handed, renamed)
        handed = renamed
        watcher._look()
    if not any("must be in the gradebook" in words for words in made.said):
        return "nobody was told"
    kept = len(watcher._announcer._told)
    return f"{kept} sentences are remembered" if kept > 1 else ""


@claim("many large folders that are never complete", "lets the watcher look at millions of names ten times a second")
def _(folder: Path) -> str:
    tracker, looked = CompletenessTracker(), []
    for number in range(30):
        (folder / f"{number}").mkdir()
        for name in range(200):
            (folder / f"{number}" / f"{name}").touch()

    def counted(entries: Any, most: int) -> Any:
        looked.append(most)
        return iter([*entries][:most])

    with (
        mock.patch.multiple(completeness, MOST=300, FEW=10),
        mock.patch("autograder.watch.completeness.itertools.islice", counted),
    ):
        for _ in range(2):
            looked.clear()
            for number in range(30):
                tracker.state(folder / f"{number}", 0.0)
    return f"{sum(looked):,} names at each look" if sum(looked) > 600 else ""


@claim("two in one second", "hands in twice in the same second, the wrong one first")
def _(folder: Path) -> str:
    made, at = scene(folder), datetime.now(UTC).replace(microsecond=0)
    for thousands, answers in ((1, WRONG), (2, {})):
        made.submit("mallory", made.work(**answers), f"{at.replace(microsecond=1_000 * thousands):{STAMP}}")
        time.sleep(0.05)  # by the exchange's clock one is the later
    made.submit("ada", made.work(), now())
    made.drain()
    scores = made.scores()
    return "" if scores["mallory"] == scores["ada"] else f"the earlier one counts: {scores}"


def _meanwhile(folder: Path, change: Callable[[Path], object]) -> str:
    """What comes of a submission that changes once it was taken, beside an honest one with the same answers."""
    made = scene(folder)
    handed, _ = (made.submit(student, made.work(**WRONG), now()) for student in ("mallory", "ada"))
    known = Assignment.known

    def changed(self: Assignment, taken: Any) -> Any:
        if taken.submission.student == "mallory" and handed.exists():
            change(handed)
        return known(self, taken)

    with mock.patch.object(Assignment, "known", changed):
        made.drain()
    scores = made.scores()
    if "ada" not in scores:
        return f"the honest one was not judged: {made.said}"
    got, due = scores.get("mallory"), scores["ada"]
    return "" if got == due else f"{got} points where {due} are due"


def _other_answers(handed: Path) -> None:
    (handed / FILE).write_bytes(next(handed.parents[3].rglob(f"source/*/{FILE}")).read_bytes())


MEANWHILE: dict[str, Callable[[Path], object]] = {
    "other answers are written": _other_answers,
    "it is removed": shutil.rmtree,
    "it is renamed": lambda handed: os.rename(handed, handed.with_name(f"x{handed.name}")),
    "another secret is written": lambda handed: (handed / "submission_secret.txt").write_text("another"),
    "its time is removed": lambda handed: (handed / "timestamp.txt").unlink(),
    "it becomes a link": _both(
        lambda handed: os.rename(handed, handed.with_name("x")),
        lambda handed: handed.symlink_to(handed.with_name("x")),
    ),
}
for name, change in MEANWHILE.items():
    claim(f"while it is judged, {name}", "changes what was handed in once the watcher has taken it")(
        lambda folder, change=change: _meanwhile(folder, change)  # type: ignore[misc]
    )


@claim("a time in the future", "hands in with a time that is later than any other, so that it counts for ever")
def _(folder: Path) -> str:
    made = scene(folder)
    handed = made.submit("mallory", made.work(**WRONG), now())
    (handed / "timestamp.txt").write_text(f"{datetime(2099, 1, 1, tzinfo=UTC):%Y-%m-%d %H:%M:%S.%f} UTC")
    made.drain()
    before = made.scores()["mallory"]
    made.submit("mallory", made.work(), now())
    made.drain()
    return "" if made.scores()["mallory"] > before else "the later one does not count"


@claim(
    "newer work while the course is graded",
    "hands in while the course is graded, so that the older score counts untold",
)
def _(folder: Path) -> str:
    made = scene(folder)
    made.submit("mallory", made.work(**WRONG), now())
    made.drain()

    def comes(_: object) -> None:
        made.submit("mallory", made.work(), now())
        made.drain()

    done = grade(made.course, ASSIGNMENT, Options(config=made.config, force=True), progress=comes)
    told = any("mallory" in note for note in done.notes)
    return "" if told else f"{made.scores()['mallory']:g} points count, and nobody is told"
