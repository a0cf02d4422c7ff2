"""The gradebook on a real PostgreSQL server: the same cells as in SQLite, also when the server restarts in between.

And several people at once: some grade the class while others mark it by hand.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from autograder.cli import main
from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook import ledger, mark_log
from autograder.gradebook.database import GradebookAwayError, GradebookError, create_tables
from tests.faults import scene


def programs() -> Path | None:
    """The folder of the newest server's programs, as Debian has them, or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


class Server:
    """A server of its own in a folder, reached by a socket in it. initdb refuses root, so root lends it a user."""

    def __init__(self, folder: Path, bin: Path) -> None:
        self.folder, self.bin, self.user = folder, bin, None
        if os.geteuid() == 0:
            self.user = "postgres" if _known("postgres") else "nobody"
            shutil.chown(folder, self.user)
        self._run("initdb", "-D", folder / "data", "-U", "grader", "--auth=trust", "--no-sync", "-E", "UTF8")
        self.start()
        self._run("createdb", "-h", folder, "-U", "grader", "course")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://grader@/course?host={self.folder}"

    def start(self) -> None:
        settings = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-o", settings, "-l", self.folder / "log", "start")

    def stop(self) -> None:
        """At once, and without a word to its clients."""
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")

    def new(self, name: str) -> str:
        """The URL of a fresh database."""
        self._run("createdb", "-h", self.folder, "-U", "grader", name)
        return self.url.replace("/course?", f"/{name}?")

    def _run(self, program: str, *words: object) -> None:
        command = [str(self.bin / program), *map(str, words)]
        subprocess.run(command, check=True, user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL)


def _known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL's programs must be installed: apt-get install postgresql")
        pytest.skip("PostgreSQL's programs are not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:  # a socket's path must be short
        running = Server(Path(folder), found)
        yield running
        running.stop()


@pytest.fixture(scope="module")
def course(graded_class: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class that is graded into SQLite; its records are there for every test."""
    return Course(shutil.copytree(graded_class.root, tmp_path_factory.mktemp("postgres") / "course"))


@pytest.fixture(scope="module")
def good(course: Course) -> dict[str, list[object]]:
    return scene.cells(course.db_url)


pytestmark = pytest.mark.slow


def test_every_cell_is_the_same_as_in_sqlite(server: Server, course: Course, good: object) -> None:
    done = grade(course, scene.ASSIGNMENT, Options(db_url=server.url))

    assert done.judged == 0
    assert scene.cells(server.url) == good


def test_a_second_run_changes_no_cell(server: Server, course: Course, good: object) -> None:
    grade(course, scene.ASSIGNMENT, Options(db_url=server.url, student="crash"))
    grade(course, scene.ASSIGNMENT, Options(db_url=server.url))

    assert scene.cells(server.url) == good


def test_a_restart_in_the_middle_is_waited_for(
    server: Server, course: Course, good: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "BATCH", 2)
    url, seen = server.new("restarted"), []

    def restart(record: object) -> None:
        seen.append(record)
        if len(seen) == 3:
            server.stop()
            threading.Timer(1.0, server.start).start()

    grade(course, scene.ASSIGNMENT, Options(db_url=url), restart)

    assert scene.cells(url) == good


def graders(course: Course, url: str, *words: str) -> list[subprocess.Popen[str]]:
    """Two people who begin to grade the class at the same moment."""
    command = [sys.executable, "-m", "autograder", "--course", course.root, "grade", scene.ASSIGNMENT, "--db", url]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return [subprocess.Popen([*command, *words], text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]


def ended(people: list[subprocess.Popen[str]]) -> None:
    for one in people:
        said, _ = one.communicate()
        assert one.returncode == 0, said


def mark(course: Course, url: str, by: str, students: list[str]) -> None:
    """Mark some students' work as the formgrader does it: a transaction for each mark, then its line in the log."""
    from nbgrader.api import Gradebook

    with Gradebook(url) as book:
        for number, student in enumerate(students):
            grade = book.find_grade("softmax", scene.NOTEBOOK, scene.ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = number / 2, False
            book.db.commit()
            mark_log.log(course, by, grade, ("manual_score",))


def test_two_who_grade_a_class_for_the_first_time_at_once_fill_one_gradebook(
    server: Server, course: Course, good: object
) -> None:
    url = server.new("two")

    ended(graders(course, url))

    assert scene.cells(url) == good


def test_two_who_grade_and_two_who_mark_at_once_lose_nothing(server: Server, course: Course) -> None:
    from nbgrader.api import Gradebook

    url = server.new("four")
    grade(course, scene.ASSIGNMENT, Options(db_url=url))
    students = sorted(path.name for path in (course.root / "submitted").iterdir())
    marked = {"tess": students[::2], "uma": students[1::2]}

    people = graders(course, url, "--force")
    with ThreadPoolExecutor(len(marked)) as threads:
        for marking in [threads.submit(mark, course, url, *one) for one in marked.items()]:
            marking.result()
    ended(people)

    points = {student: number / 2 for some in marked.values() for number, student in enumerate(some)}
    with Gradebook(url) as book:
        found = [book.find_grade("softmax", scene.NOTEBOOK, scene.ASSIGNMENT, student) for student in students]
        assert {student: one.manual_score for student, one in zip(students, found, strict=True)} == points
    lines = (course.state / "marks" / f"{scene.ASSIGNMENT}.jsonl").read_text(encoding="utf-8").splitlines()
    log = [json.loads(line) for line in lines]
    assert {one["student"]: (one["by"], one["manual_score"]) for one in log} == {
        student: (by, points[student]) for by, some in marked.items() for student in some
    }
    assert all(one["when"].endswith("Z") for one in log)


def test_a_server_that_stays_away_is_one_sentence(
    server: Server, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "AT_FIRST", 0.0)
    server.stop()
    try:
        result = CliRunner().invoke(main, ["--course", str(course.root), "grade", scene.ASSIGNMENT, "--db", server.url])
    finally:
        server.start()

    assert result.exit_code == 1
    assert "The gradebook must be free to write. Got " in result.output
    assert "start its server, then run the same command again" in result.output


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("/course?", "/nowhere?", "must know this user and database. Got .*nowhere"),
        ("grader@", "grader:geheim@", "must know this user and database"),
        ("postgresql+psycopg", "postgresql+psycopg2", r"run `pip install 'autograder\[postgres\]'`"),
        ("postgresql+psycopg", "postgres", "URL must be like"),
    ],
)
def test_a_wrong_url_is_one_sentence_without_the_password(
    server: Server, course: Course, old: str, new: str, sentence: str
) -> None:
    url = server.url.replace(old, new).replace("/course?", "/nowhere?")
    with pytest.raises(GradebookError, match=sentence) as raised:
        grade(course, scene.ASSIGNMENT, Options(db_url=url))

    assert not isinstance(raised.value, GradebookAwayError)
    assert "geheim" not in str(raised.value)


def test_a_name_that_does_not_fit_is_cut_and_stops_nobody(server: Server, course: Course, tmp_path: Path) -> None:
    for name in ("n" * 200, "n" * 201, "ada"):
        shutil.copytree(course.root / "submitted" / "empty", tmp_path / "handed" / name)

    done = grade(course, scene.ASSIGNMENT, Options(db_url=server.new("long"), submitted=tmp_path / "handed"))

    assert len({record.student for record in done.records} & done.standings.keys()) == 3


def test_tables_of_a_killed_first_run_are_completed(server: Server) -> None:
    url = server.new("killed")
    from nbgrader.api import Base

    engine = create_engine(url)
    Base.metadata.create_all(engine)
    create_tables(url)
    create_tables(url)

    with engine.connect() as connection:
        versions = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    engine.dispose()
    assert len(versions) == 1
