"""The place that is attacked: a judge at one level of isolation, and canaries around it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console

import autograder
from autograder import console
from autograder.course.folders import student_files
from autograder.course.plan import Plan, read_plan
from autograder.feedback.page import page as page_of
from autograder.feedback.page import sections
from autograder.judge.judge import Judge
from autograder.judge.session import Patience
from autograder.records.record import Record, to_json
from autograder.sandbox import Level, Sandbox
from tests.attacks.attack import Attack, Seen

PROJECT = Path(autograder.__file__).resolve().parent.parent
SOURCE = PROJECT / "source" / "logistic_regression"
HASTE = Patience(first=2.0, after=0.3, total=4.0)
SLACK = 30.0  # seconds beyond that: forks, cells run again, pages, and a machine that others have or that stands still


class Place:
    """A sandbox with a judge, and what an attack would touch: files, ports, a process, an inherited descriptor."""

    def __init__(self, level: Level | None, folder: Path, stack: contextlib.ExitStack) -> None:
        self.secret, self.address = secrets.token_hex(16), f"canary-{secrets.token_hex(4)}"
        self.folder = folder
        self.course = self._course()
        self.stamp = _stamps(self.course)
        # without O_CLOEXEC, as a careless program that calls us may leave it
        descriptor = os.open(self.course / "gradebook.db", os.O_RDONLY)
        os.set_inheritable(descriptor, True)
        stack.callback(os.close, descriptor)
        os.environ["CANARY"] = self.secret
        stack.callback(os.environ.pop, "CANARY", None)
        self.tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.udp.bind(("127.0.0.1", 0))
        self.unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        self.unix.bind(str(folder / "unix"))
        self.abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        self.abstract.bind(f"\0{self.address}")
        for one in (self.unix, self.abstract):
            one.listen()
        (folder / "unix").chmod(0o777)
        for one in (self.tcp, self.udp, self.unix, self.abstract):
            one.setblocking(False)
        sleep = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(6000)"]
        self.victim = stack.enter_context(subprocess.Popen(sleep, env={"CANARY": self.secret}, cwd="/"))
        stack.callback(self.victim.kill)
        plan = read_plan(SOURCE)
        self.plans = {n.name: n for n in plan.notebooks}
        self.plan: Plan = plan
        self.sandbox = stack.enter_context(Sandbox(student_files(SOURCE), level=level))
        self.at_rest = self.processes()
        self.judge = Judge(plan, self.sandbox, self.secret.encode(), HASTE)
        self._honest: dict[bytes, float] = {}

    def _course(self) -> Path:
        """A course's folder as it lies beside a grader; modes let anybody in, so that only layers keep one out."""
        course = self.folder / "course"
        shutil.rmtree(course, ignore_errors=True)
        for name, text in {
            "source/solution.ipynb": f'"answer {self.secret}"',
            "submitted/ada/work.ipynb": f'"ada wrote {self.secret}"',
            ".autograder/secret": self.secret,
            "gradebook.db": f"grades {self.secret}",
            "site-packages/innocent.py": f"# {self.secret}\n",
        }.items():
            path = course / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for path in (self.folder, course, *course.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        return course

    def try_out(self, attack: Attack) -> tuple[Seen, str]:
        """Judge the attack; what was seen, and the harm in words."""
        file, honest = attack.file(plan := self.plans[attack.notebook], self), attack.honest_file(plan)
        due = 0.0 if file == honest else self._points(honest, attack.notebook)  # to one that is all trick, nothing
        seen = self.look({f"{attack.notebook}.ipynb": file}, due)
        if seen.error:
            return seen, f"the grader raised: {seen.error}"
        return seen, attack.harm(self, seen)

    def look(self, files: Mapping[str, bytes], honest: float = 0.0, student: str = "mallory") -> Seen:
        """Do with a submission all that a grader does."""
        record, page, shown, error = None, "", "", ""
        Path("/proc/self/clear_refs").write_text("5")  # the peak is now what is in use
        before, start = _memory("VmRSS"), time.monotonic()
        try:
            record = self.judge.judge(student, files, only_given=True)
            page, shown = _everything_shown(record)
        except Exception:
            error = traceback.format_exc(limit=-3)
        seconds = time.monotonic() - start
        return Seen(record, honest, shown, page, seconds, _memory("VmHWM") - before, error)

    def _points(self, file: bytes, name: str) -> float:
        if file not in self._honest:
            patient = Judge(self.plan, self.sandbox, self.secret.encode())
            self._honest[file] = patient.judge("honest", {f"{name}.ipynb": file}, only_given=True).score
        return self._honest[file]

    def left(self) -> set[int]:
        """The processes that are there beyond those at rest.

        A sandbox starts its warm process again where removing a child's files took it over 10 s; what it then has at
        rest is as many as before, and of the old ones none may be left.
        """
        now, living = self.processes(), {*_parents()}
        if self.sandbox.warm.popen.pid in self.at_rest:
            return now - self.at_rest
        old = self.at_rest & living
        return old or (now if len(now) > len(self.at_rest) else set())

    def processes(self) -> set[int]:
        """Every process that descends from the warm one, itself included."""
        parents = _parents()
        found, waiting = set[int](), [self.sandbox.warm.popen.pid]
        while waiting:
            pid = waiting.pop()
            found.add(pid)
            waiting += [child for child, parent in parents.items() if parent == pid]
        return found

    def touched(self) -> str:
        """What of the course changed; it is put back."""
        now = _stamps(self.course)
        if now == self.stamp:
            return ""
        changed = sorted(k for k in {*now, *self.stamp} if now.get(k) != self.stamp.get(k))
        self._course()
        self.stamp = _stamps(self.course)
        return f"changed: {', '.join(changed)}"

    def accepted(self) -> str:
        """Which of the listening sockets heard something."""
        heard = []
        for name in ("tcp", "unix", "abstract"):
            with contextlib.suppress(BlockingIOError):
                getattr(self, name).accept()[0].close()
                heard.append(name)
        with contextlib.suppress(BlockingIOError):
            self.udp.recv(100)
            heard.append("udp")
        return f"a connection by {', '.join(heard)}" if heard else ""


@contextlib.contextmanager
def open_place(level: Level | None) -> Iterator[Place]:
    """A place at one level, or at the strongest; raises LevelUnavailableError."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="canaries-", ignore_cleanup_errors=True)))
        yield Place(level, folder, stack)


def _everything_shown(record: Record) -> tuple[str, str]:
    """The feedback page, and all that is kept or shown."""
    page = page_of(record, sections(record, {}))  # of code he wrote himself he may read all
    page.encode()
    terminal = io.StringIO()
    before = console.out
    console.out = Console(file=terminal, highlight=False, soft_wrap=True, markup=False, force_terminal=True)
    try:
        console.record(record)
    finally:
        console.out = before
    terminal.getvalue().encode()
    return page, "\n".join([json.dumps(to_json(record)), page, terminal.getvalue()])


def _stamps(folder: Path) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        stat = path.lstat()
        content = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
        found[path.relative_to(folder).as_posix()] = (stat.st_mode, stat.st_uid, stat.st_mtime_ns, content)
    return found


def _memory(name: str) -> int:
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith(name))


def _parents() -> dict[int, int]:
    """The parent of each process that lives."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                parents[int(path.parent.name)] = int(fields[1])
    return parents
