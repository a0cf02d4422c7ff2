"""Files, folders and links that a student puts where the course reads or writes: in their folder, and in the exchange."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unittest import mock

from autograder.checks.result import Status
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.grade.pages import write_pages
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.records.store import Records
from autograder.submissions.folder import submissions
from autograder.text import folder_name
from autograder.watch.assignment import _page_names
from autograder.watch.copy_submission import Rules, take
from autograder.workers.pool import Judged, WorkerPool
from autograder.workers.task import Task
from tests.attacks.attack import Claim, adds_to
from tests.attacks.exchange import now, scene
from tests.attacks.owners import ADAS, MALLORYS, WEEK, collected
from tests.watch.conftest import ASSIGNMENT, FILE, WRONG, Scene

PLANTED: list[Claim] = []
claim = adds_to(PLANTED)
ACCOUNT = "games"
RULES = Rules((), ("*",), 1 << 20, 1 << 20)
#: where a link may lead that nobody can follow: to look there is an error, and no answer
NOWHERE: dict[str, Callable[[Path], str]] = {
    "to a name that no disk takes": lambda folder: "a" * 300,
    "to a path that no system takes": lambda folder: "a/" * 2_000 + "b",
    "in a circle": lambda folder: "w.ipynb",
    "below a file": lambda folder: "/etc/passwd/below",
    "into a closed folder": lambda folder: str(folder / "closed" / "below"),
}


def as_another(act: Callable[[], object]) -> bool:
    """Whether an account without rights can do something. Only root can ask."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(pwd.getpwnam(ACCOUNT).pw_gid)
            os.setuid(pwd.getpwnam(ACCOUNT).pw_uid)
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def opened(folder: Path) -> None:
    """Let every account enter a temporary folder."""
    for path in (folder, *folder.parents):
        if path != Path("/") and path.owner() == "root":
            path.chmod(path.stat().st_mode | 0o055)


def _linked(folder: Path, where: str) -> Path:
    handed = folder / "submitted" / "mallory" / WEEK
    handed.mkdir(parents=True)
    (folder / "closed").mkdir(mode=0o700)
    (handed / "v.ipynb").write_bytes(MALLORYS)
    (handed / "w.ipynb").symlink_to(where)
    return handed


for called, where in NOWHERE.items():

    @claim(f"a link {called}", "hands in a link at which every look is an error, which would end the run for all")
    def _(folder: Path, where: Callable[[Path], str] = where) -> str:
        handed = _linked(folder, where(folder))
        (one,) = submissions(folder / "submitted", WEEK)
        try:
            read = one.read()
        except OSError as error:
            return f"nobody's work is read: {error.strerror}"
        try:
            take(handed, folder / "taken", RULES)
        except OSError as error:
            return f"it is tried again for ever: {error.strerror}"
        return "" if [*read.files] == ["v.ipynb"] and "w.ipynb" in read.refused else f"read: {[*read.files]}"


@claim("a link into a closed folder, read by an ordinary user", "does so where the grader is not root", root=True)
def _(folder: Path) -> str:
    _linked(folder, str(folder / "closed" / "below"))
    opened(folder)
    (folder / "closed").chmod(0o700)
    (one,) = submissions(folder / "submitted", WEEK)
    return "" if as_another(one.read) else "nobody's work is read"


@claim("a second name of Ada's file", "makes a hard link to another's work in her own folder", root=True)
def _(folder: Path) -> str:
    handed = _linked(folder, "w.ipynb")
    (folder / "ada.ipynb").write_bytes(ADAS)
    os.chown(handed, pwd.getpwnam(ACCOUNT).pw_uid, -1)
    os.link(folder / "ada.ipynb", handed / "u.ipynb")
    (one,) = submissions(folder / "submitted", WEEK)
    read = one.read()
    return "another's work is hers" if ADAS in read.files.values() else "" if "u.ipynb" in read.refused else "not told"


def _in_place(folder: Path, plant: Callable[[Path], object]) -> tuple[Scene, str]:
    """A course in which Ada and Mallory have handed in, and Mallory has changed what is in her own folder."""
    made = scene(folder)
    for student in ("ada", "mallory"):
        handed = made.submit(student, made.work(), now())
        home = made.course.root / "submitted" / student
        home.mkdir(parents=True)
        shutil.move(handed, home / ASSIGNMENT)
    plant(made.course.root / "submitted" / "mallory")
    done = grade(made.course, ASSIGNMENT, Options(config=made.config))
    return made, "" if {one.student: one.score for one in done.records}.get("ada") else "Ada is not graded"


def _to_ada(home: Path) -> None:
    shutil.rmtree(home / ASSIGNMENT)
    (home / ASSIGNMENT).symlink_to(home.parent / "ada" / ASSIGNMENT)


def _home_to_ada(home: Path) -> None:
    shutil.rmtree(home)
    home.symlink_to(home.parent / "ada")


for called, plant in (("folder", _to_ada), ("home", _home_to_ada)):

    @claim(f"her {called} is Ada's", "makes it a link to Ada's, whose secret names the pages in the exchange")
    def _(folder: Path, plant: Callable[[Path], object] = plant) -> str:
        made, harm = _in_place(folder, plant)
        secrets = [
            (made.course.feedback / name / ASSIGNMENT / "submission_secret.txt").read_bytes()
            for name in ("ada", "mallory")
            if (made.course.feedback / name / ASSIGNMENT / "submission_secret.txt").exists()
        ]
        return harm or ("the page of one is released over the other's" if len(secrets) != 1 else "")


@claim("feedback for all but one", "is somebody on whom our own code fails, before the pages of all others are written")
def _(folder: Path) -> str:
    made, harm = _in_place(folder, lambda home: None)
    shutil.rmtree(made.course.feedback)
    judge_all = WorkerPool.judge_all

    def failing(self: WorkerPool, tasks: Iterable[Task], jobs: int) -> Iterator[Judged]:
        yield SubmissionNotJudgedError("abel", "a fault of ours")
        yield from judge_all(self, tasks, jobs)

    with mock.patch.object(WorkerPool, "judge_all", failing), contextlib.suppress(SubmissionNotJudgedError):
        write_pages(made.course, ASSIGNMENT, config=made.config)
    return harm or ("" if (made.course.feedback / "ada").exists() else "nobody has a page")


@claim("folders with the names of our files", "puts a folder where a file of ours is, and a file where a folder is")
def _(folder: Path) -> str:
    def plant(home: Path) -> None:
        handed = home / ASSIGNMENT
        for name in ("timestamp.txt", "submission_secret.txt"):
            (handed / name).unlink()
        for name in (
            "timestamp.txt",
            "submission_secret.txt",
            ".new",
            f"{ASSIGNMENT}.html",
            "receipt.txt",
            ".autograder",
        ):
            (handed / name).mkdir()
        for name in ("checks", "exercises", "__pycache__", f".{ASSIGNMENT}.new"):
            (handed / name).write_bytes(b"")
        os.mkfifo(handed / "reference.h5")

    return _in_place(folder, plant)[1]


@claim("while it waits, it becomes a link", "is a link to Ada's folder once the watcher writes that it must wait")
def _(folder: Path) -> str:
    made = scene(folder)
    adas = made.submit("ada", made.work(), now())
    mallorys = made.submit("mallory", made.work(**WRONG), now())
    before = mallorys.with_name("before")
    os.rename(mallorys, before)
    mallorys.symlink_to(adas)  # as if between two looks of one moment
    common = {*_page_names(mallorys).values()} & {*_page_names(adas).values()}
    return "the page goes where Ada's is" if common else ""


@claim(
    "a page that is being written", "opens what is written into the exchange before it has its secret name", root=True
)
def _(folder: Path) -> str:
    made, found = scene(folder), list[str]()
    made.exchange.release({})
    opened(folder)
    replace = os.replace

    def looked(source: Path, target: Path) -> None:
        if as_another(lambda: os.open(source, os.O_RDONLY)):
            found.append("others read it, and may lock it so that the watcher waits for ever")
        replace(source, target)

    with mock.patch("autograder.atomic.os.replace", looked):
        made.exchange.release({"page.html": b"Ada's"})
    page = made.exchange.feedback / "page.html"
    return found[0] if found else "" if as_another(page.read_bytes) else "nobody can fetch it"


@claim("one page under fifty names", "hands in fifty notebooks, so that the course's disk has their page fifty times")
def _(folder: Path) -> str:
    exchange, page = scene(folder).exchange, bytes(10_000)
    for text in (b"wait", page, page):
        exchange.release({f"{number}.html": text for number in range(50)})
    pages = [exchange.feedback / f"{number}.html" for number in range(50)]
    if any(path.read_bytes() != page for path in pages):
        return "a page is an older one"
    return "" if len({path.stat().st_ino for path in pages}) == 1 else "each is a file of its own"


@claim("the same again and again", "hands in the same files without end, which cost no attempt")
def _(folder: Path) -> str:
    made = scene(folder, "attempts_per_hour = 2")
    with mock.patch("autograder.watch.attempts.REPEATS", 2):
        for _ in range(6):
            made.submit("mallory", made.work(**WRONG), now())
        made.submit("ada", made.work(), now())
        done = made.drain()
    return "" if (done.judged, done.waiting) == (5, 2) else f"{done.judged} are done, and {done.waiting} wait"


@claim("collect: through the place of new files", "made a link of the folder in which new files are written first")
def _(folder: Path) -> str:
    submitted = folder / "course" / "submitted"
    adas = submitted / "ada" / WEEK
    adas.mkdir(parents=True)
    (adas / "w.ipynb").write_bytes(ADAS)
    (submitted / "Mal").mkdir()
    (submitted / "Mal" / f".{WEEK}.new").symlink_to(adas)
    collected(folder, {"Mal_99_assignsubmission_file_/w.ipynb": MALLORYS})
    return "" if (adas / "w.ipynb").read_bytes() == ADAS else "written over Ada's work"


@claim("collect: into Ada's home", "made a link of the student's home before the course collects")
def _(folder: Path) -> str:
    adas = folder / "course" / "submitted" / "ada" / WEEK
    adas.parent.mkdir(parents=True)
    (adas.parents[1] / "Mal").symlink_to(adas.parent)
    collected(folder, {"Mal_99_assignsubmission_file_/w.ipynb": MALLORYS})
    return "written into Ada's folder" if adas.exists() else ""


@claim("watch: into Ada's home", "made a link of her home in submitted/ before the watcher puts what counts there")
def _(folder: Path) -> str:
    made = scene(folder)
    adas = made.course.root / "submitted" / "ada"
    adas.mkdir(parents=True)
    (adas.parent / "mallory").symlink_to(adas)
    made.submit("mallory", made.work(**WRONG), now())
    made.drain()
    return "written into Ada's folder" if (adas / ASSIGNMENT).exists() else ""


#: what Python, Jupyter or a shell takes from the present folder, or would
RUN = (
    *("sitecustomize.py", "usercustomize.py", "conftest.py", "json.py", "typing.py", "click.py", "rich.py", "numpy.py"),
    *("h5py.py", "nbgrader.py", "sqlalchemy.py", "IPython.py", "autograder.py", "exercises.py", "checks.py"),
    *(
        "nbgrader_config.py",
        "jupyter_config.py",
        "ipython_config.py",
        "evil.pth",
        "course.toml",
        ".env",
        "matplotlibrc",
    ),
)


@claim(
    "graded in a student's folder", "hands in modules that Python finds first where the grader stands in that folder"
)
def _(folder: Path) -> str:
    made, handed = scene(folder), folder / "in"
    handed.mkdir()
    (handed / FILE).write_bytes(made.work())
    for name in RUN:
        (handed / name).write_text(f"open({str(folder / name)!r}, 'w').close()\n")
    command = [str(Path(sys.executable).with_name("autograder")), "--course", str(made.course.root)]
    for verb in (["run", FILE, "--assignment", ASSIGNMENT], ["doctor"]):
        subprocess.run([*command, *verb], cwd=handed, capture_output=True, check=False)
    ran = [name for name in RUN if (folder / name).exists()]
    return f"run outside the sandbox: {', '.join(ran)}" if ran else ""


@claim("an id that is longer than the gradebook's", "has a name that a database refuses with all others of its batch")
def _(folder: Path) -> str:
    long = [folder_name(sign * 300) for sign in ("a", "\u202e", "\U0001f600")]
    return "" if max(map(len, long)) <= 128 and len({*long, folder_name("a" * 301)}) == 4 else "it is refused"


@claim("an id that is how another's is spelt", "has the name under which another's, with unseen signs, is kept")
def _(folder: Path) -> str:
    for name in ("ada\n", folder_name("ada\n")):
        (folder / name / WEEK).mkdir(parents=True)
    names = [one.student for one in submissions(folder, WEEK)]
    return "" if len({*names}) == 2 else f"both are {names[0]}, and one is not graded"


@claim(
    "attempts that fill the history", "hands in as often as allowed, so that all words ever said are in memory at once"
)
def _(folder: Path) -> str:
    records, words = Records(folder), (("", "x" * 5_000),) * 20
    check = CheckRecord("c", 0.0, 1.0, Status.FAILED, mistakes=("m",), rows=words)
    for number in range(20):
        judged = notebook_record("n", [check], [])
        records.add(Record("mallory", "week", 0.0, 1.0, (), 0.1, (judged,), submission=f"{number}", judged_with="r"))
    tracemalloc.start()
    try:
        attempts = records.of("mallory")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    told = len(attempts) == 20 and attempts[0].notebooks[0].checks[0].mistakes == ("m",)
    return "" if told and kept < 20 * 20_000 else f"{kept:,} bytes for 20 attempts"
