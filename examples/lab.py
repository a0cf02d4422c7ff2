"""A course to try out on one machine: an exchange, an example student's JupyterLab, and the watcher that answers.

    python -m examples.lab        opens the browser and prints what to click; Ctrl-C ends all of it

Everything lies in one folder. The student's work there is kept from one time to the next; the rest is made anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from autograder import console
from autograder.course.folders import EXERCISES, CourseError, files_in

ASSIGNMENT, COURSE_ID, STUDENT = "logistic_regression", "logistic-regression-week", "ada"
#: beside the assignment, where the links of a check's message look for them
LESSONS = "notebooks"
HOST = "127.0.0.1"
PATIENCE = 120.0  # seconds for JupyterLab to answer

STUDENT_CONFIG = """c = get_config()
c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.student_id = {student!r}
c.Exchange.root = {exchange!r}
c.Execute.skip_cells_with_tag = "explore"  # Validate runs what is checked, and does not train for a minute
"""
#: of nbgrader's parts for JupyterLab, those that a student has no use for
NOT_FOR_STUDENTS = ("formgrader", "course-list", "create-assignment")
#: a lesson is drawn whole before JupyterLab goes to the heading that a message names
OVERRIDES = Path("deploy/jupyterhub/students/labconfig/default_setting_overrides.json")

WHAT_TO_DO = """
  the student's JupyterLab   {address}
  the class, as instructor   {course}

  1  open logistic_regression/1_vectorization.ipynb, write a function, run the check below it
  2  menu Nbgrader → Assignment List: Validate a notebook, then Submit
  3  a line below says when it is judged; then Fetch Feedback in the list, and (view feedback)
  4  the lessons are in the folder {lessons}

  Ctrl-C ends it. What the student wrote stays in {student}
"""


@dataclass(frozen=True)
class Lab:
    """Where things are in the folder."""

    root: Path

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def exchange(self) -> Path:
        return self.root / "exchange"

    @property
    def student(self) -> Path:
        return self.root / "student"

    @property
    def settings(self) -> Path:
        return self.root / "settings"

    def opening(self, server: int) -> Path:
        """The page that leads to the student's JupyterLab, by its process. A browser's command would show the token."""
        return self.settings / "student" / "runtime" / f"jpserver-{server}-open.html"

    def environment(self, role: str = "student") -> dict[str, str]:
        """The environment of a JupyterLab that knows nothing of this user's own settings."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
        home = self.settings / role
        programs = str(Path(sys.executable).parent)
        return {
            **clean,
            "JUPYTER_CONFIG_DIR": str(home),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "IPYTHONDIR": str(home / "ipython"),
            "PATH": os.pathsep.join([programs, clean.get("PATH", "")]),
        }


def prepare(root: Path, repository: Path = Path(), fetched: bool = True) -> Lab:
    """Lay the folder out. What a student wrote, handed in or was told there stays as it is.

    fetched : give the student the assignment too; otherwise Fetch in the Assignment List does
    """
    lab = Lab(root.resolve())
    for name in ("source", "release", LESSONS):
        shutil.rmtree(lab.course / name, ignore_errors=True)
        shutil.copytree(repository / name, lab.course / name)
    (lab.course / "course.toml").write_text(f"[{ASSIGNMENT}]\nattempts_per_hour = 0\n", encoding="utf-8")
    said = {"course_id": COURSE_ID, "exchange": str(lab.exchange), "student": STUDENT}
    config = (repository / "nbgrader_config.py").read_text(encoding="utf-8")
    exchange = f"c.Exchange.root = {str(lab.exchange)!r}\n"
    (lab.course / "nbgrader_config.py").write_text(config + exchange, encoding="utf-8")
    lab.settings.mkdir(parents=True, exist_ok=True)
    lab.settings.chmod(0o700)  # the token is below it
    _settings(lab.settings / "student", NOT_FOR_STUDENTS, STUDENT_CONFIG.format(**said))
    _settings(lab.settings / "instructor", (), "")
    shutil.copy(repository / OVERRIDES, lab.settings / "student" / "labconfig")
    _copy_missing(repository / LESSONS, lab.student / LESSONS)
    _release(lab)
    if fetched:
        _copy_missing(lab.course / "release" / ASSIGNMENT, lab.student / ASSIGNMENT)
    return lab


def jupyter(folder: Path, port: int, extra: Sequence[str] = ()) -> list[str]:
    """The command of a JupyterLab on a folder. Its token is in the environment: everybody can read a command."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ip={HOST}", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    return [*command, *extra, *(["--allow-root"] if os.getuid() == 0 else [])]


def free_port(first: int = 8888) -> int:
    """The first port from `first` on that nobody listens at; 0 begins at any of them.

    Not at one of those that the system gives away by itself: it may be another's before a server has started.
    """
    first = first or random.randrange(10_000, 30_000)
    for port in range(first, first + 100):
        with socket.socket() as attempt, contextlib.suppress(OSError):
            attempt.bind((HOST, port))
            return port
    raise CourseError(f"A port from {first} to {first + 99} must be free. None is: name another with --port.")


@contextlib.contextmanager
def running(
    command: Sequence[str], folder: Path, env: dict[str, str], log: Path | None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that ends with the block; Ctrl-C does not reach it. Its words go to a log, or are ours."""
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(log.open("wb")) if log else None
        program = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def wait_for(address: str, program: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers. Raises CourseError if it ends, or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and program.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{address}/api", timeout=2).read()
            return
        time.sleep(0.25)
    raise CourseError(f"JupyterLab must answer at {address}. It does not: its log {log} says why.")


def watching(lab: Lab) -> list[str]:
    """The command of the lab's watcher."""
    return [sys.executable, "-m", "autograder", "--course", str(lab.course), "watch", "--jobs", "1", ASSIGNMENT]


def _settings(home: Path, unused: Sequence[str], nbgrader: str) -> None:
    """JupyterLab's settings for one role: no news, no questions, not the parts of nbgrader that are `unused`."""
    (home / "labconfig").mkdir(parents=True, exist_ok=True)
    plugins = {f"@jupyter/nbgrader:{name}": True for name in unused}
    plugins["@jupyterlab/apputils-extension:announcements"] = True
    (home / "labconfig" / "page_config.json").write_text(json.dumps({"disabledExtensions": plugins}))
    servers = {
        f"nbgrader.server_extensions.{name.replace('-', '_')}": False for name in unused if name != "create-assignment"
    }
    (home / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"jpserver_extensions": servers}}))
    (home / "nbgrader_config.py").write_text(nbgrader, encoding="utf-8")


def _release(lab: Lab) -> None:
    """Put the release into the exchange, as `nbgrader release_assignment` does."""
    import logging

    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeReleaseAssignment
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(lab.course)
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.assignment_id = ASSIGNMENT
    config.Exchange.root = str(lab.exchange)
    config.ExchangeReleaseAssignment.force = True
    lab.exchange.mkdir(exist_ok=True)
    lab.exchange.chmod(0o777)
    where = {"coursedir": CourseDirectory(config=config), "authenticator": Authenticator(config=config)}
    release = ExchangeReleaseAssignment(**where, config=config)
    release.log.setLevel(logging.ERROR)
    release.start()


def _copy_missing(source: Path, target: Path) -> None:
    """Copy each file that is not there yet, for a link what it leads to. The instructor's exercises stay behind."""
    for path in files_in(source):
        there = target / path.relative_to(source)
        if path.relative_to(source).parts[0] != EXERCISES and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, there)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("lab"), show_default=True, help="Where to work."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8888, show_default=True, help="The first port to try.")
@click.option("--browser/--no-browser", default=True, help="Open the student's JupyterLab in the browser.")
def main(folder: Path, port: int, browser: bool) -> None:
    """Start a course to try out: an example student's JupyterLab with nbgrader, and the watcher that judges."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        lab = prepare(folder)
        token, port = secrets.token_urlsafe(16), free_port(port)
        address, log = f"http://{HOST}:{port}", lab.root / "jupyter.log"
        console.step("starts JupyterLab and the watcher")
        env = {**lab.environment(), "JUPYTER_TOKEN": token}
        with running(jupyter(lab.student, port), lab.student, env, log) as server:
            wait_for(address, server, log)
            with running(watching(lab), Path.cwd(), dict(os.environ), None) as watcher:
                where = {"course": lab.course, "student": lab.student, "lessons": LESSONS}
                opened = f"{address}/lab?token={token}"
                console.out.print(WHAT_TO_DO.format(address=opened, **where), markup=False)
                if browser:
                    webbrowser.open(lab.opening(server.pid).as_uri())
                while watcher.poll() is None and server.poll() is None:
                    time.sleep(0.5)
        ended = "JupyterLab" if watcher.returncode == 0 else "the watcher"
        console.err.print(f"autograder: {ended} ended by itself; what it said is above, or in {log}.", markup=False)
    except KeyboardInterrupt:
        return
    except CourseError as error:
        console.err.print(f"autograder: {error}", markup=False)
        sys.exit(2)
    sys.exit(1)


if __name__ == "__main__":
    main()
