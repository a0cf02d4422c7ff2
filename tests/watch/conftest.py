"""A course of one notebook with an exchange, and students who submit as nbgrader does."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.gradebook.autograded import templates
from autograder.gradebook.gradebook import Book
from autograder.release.build import released
from autograder.watch.assignment import WatchConfig
from autograder.watch.events import Event, Status
from autograder.watch.exchange import exchange_of, page_name
from autograder.watch.watcher import Watcher
from examples.fill import dump, fill
from examples.people import SubmissionFactory
from tests.week import copy_source

ASSIGNMENT, NAME, COURSE = "logistic_regression", "2_broadcasting", "broadcasting-week"
FILE = f"{NAME}.ipynb"
WRONG = {"softmax": "def softmax(x):\n    e = np.exp(x)\n    return e / e.sum(axis=0)"}


@dataclass
class Scene:
    """A course, its exchange, and what a watcher said."""

    course: Course
    factory: SubmissionFactory
    config: Config
    said: list[str] = field(default_factory=list)

    @property
    def exchange(self):
        return exchange_of(self.config, None)

    @property
    def watch_config(self):
        return WatchConfig(self.course, self.exchange, self.config, self.course.db_url, 1, None)

    def work(self, **changes: str) -> bytes:
        """The notebook, right but for the functions that are given."""
        return dump(fill(self.factory.released[NAME], {**self.factory.solutions[NAME], **changes}))

    def submit(self, student: str, data: bytes, at: str = "") -> Path:
        """Leave in `inbound/` what nbgrader's submit leaves there. at : the time that it says, instead of now"""
        at = at or f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
        folder = self.exchange.inbound / f"{student}+{ASSIGNMENT}+{at}+{secrets.token_urlsafe(9)}"
        folder.mkdir()
        (folder / FILE).write_bytes(data)
        (folder / "timestamp.txt").write_text(at)
        (folder / "submission_secret.txt").write_text(secrets.token_hex(64))
        folder.chmod(0o777)
        return folder

    def page(self, folder: Path, notebook: str = NAME) -> str | None:
        """The page that the student would fetch; None if there is none."""
        path = self.exchange.feedback / page_name((folder / "submission_secret.txt").read_text(), notebook)
        return path.read_text() if path.is_file() else None

    def watcher(self) -> Watcher:
        def tell(what: Event | Status) -> None:
            if isinstance(what, Event):
                assert what.error is None, what
                self.said.append(what.words)

        return Watcher(self.watch_config, [ASSIGNMENT], tell)

    def drain(self) -> Status:
        """What `autograder watch --once` does."""
        return self.watcher().run(once=True)

    def scores(self) -> dict[str, float]:
        with Book(self.course.db_url, self.config) as book:
            return book.scores(ASSIGNMENT)

    def offer(self, text: str) -> None:
        """What the course says of the assignment."""
        (self.course.root / "course.toml").write_text(f"[{ASSIGNMENT}]\n{text}\n")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"))


def build(root: Path) -> Path:
    """Make a course in `root`, as an instructor leaves it before anybody hands in."""
    source, release = root / "source" / ASSIGNMENT, root / "release" / ASSIGNMENT
    release.mkdir(parents=True)
    copy_source(source, Path(FILE).stem)
    (release / FILE).write_text(released(source / FILE), encoding="utf-8")
    course = Course(root)
    with Book(course.db_url, _config(root)) as book:  # nbgrader's tables take their time
        plan = read_plan(source)
        book.register(plan, release, templates(plan))
        book.commit()
    return root


def _config(root: Path) -> Config:
    config = Config()
    config.CourseDirectory.course_id = COURSE
    config.CourseDirectory.root = str(root)
    return config


@pytest.fixture
def scene(built: Path, tmp_path: Path) -> Scene:
    return open_scene(built, tmp_path)


def open_scene(built: Path, tmp_path: Path) -> Scene:
    """A copy of a course that was built, with an exchange of its own."""
    shutil.copytree(built, tmp_path / "course")
    course = Course(tmp_path / "course")
    inbound = tmp_path / "exchange" / COURSE / "inbound"
    inbound.mkdir(parents=True)
    config = _config(course.root)
    config.Exchange.root = str(tmp_path / "exchange")
    factory = SubmissionFactory(read_plan(course.source(ASSIGNMENT)), course.release(ASSIGNMENT))
    return Scene(course, factory, config)
