"""A real JupyterHub on loopback, as `deploy/jupyterhub` sets it up: system accounts, a proxy, a course, an exchange.

Everything is made for the test and removed after it: accounts named week-test-…, one folder, no change to the machine.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from examples.lab import ASSIGNMENT, COURSE_ID, free_port, running
from tests.browser.conftest import PATIENCE, PICTURES, ROOT

CONFIG = ROOT / "deploy" / "jupyterhub" / "jupyterhub_config.py"
PROXY = ROOT / "tests" / "browser" / "node_modules" / ".bin" / "configurable-http-proxy"
STUDENTS, INSTRUCTOR, GRADER = ("week-test-ada", "week-test-bob"), "week-test-tess", "week-test-grader"
#: what differs from an installation: who may enter with which password, ports, where the hub keeps its state
OVERRIDES = """
c = get_config()
load_subconfig({config!r})
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.SharedPasswordAuthenticator.allowed_users = {accounts!r}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.JupyterHub.load_groups["instructors"]["users"] = [{instructor!r}]
c.Spawner.http_timeout = c.Spawner.start_timeout = {patience}
"""


def until(what: Callable[[], object], seconds: float = PATIENCE, why: Callable[[], object] = lambda: "") -> None:
    """Wait until `what` is true; after `seconds` fail and say `why`."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, why()
        time.sleep(0.1)


@dataclass(frozen=True)
class World:
    """Where things are while the hub runs."""

    root: Path
    address: str = ""
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def exchange(self) -> Path:
        return self.root / "exchange" / COURSE_ID

    @property
    def log(self) -> Path:
        return self.root / "hub" / "log"

    def home(self, account: str) -> Path:
        return self.root / account

    def work(self, account: str) -> Path:
        return self.home(account) / ASSIGNMENT

    def told_by_watcher(self) -> str:
        log = self.course / ".autograder" / "watch.log"
        return log.read_text() if log.is_file() else ""


@contextlib.contextmanager
def world() -> Iterator[World]:
    """A class on this machine: accounts, a course of the grader's, an exchange, a hub with its services."""
    _need(os.getuid() == 0, "needs root: it makes system accounts", always=False)
    _need(shutil.which("useradd") is not None, "needs useradd: apt install passwd")
    _need(PROXY.exists(), "needs the hub's proxy: npm install --prefix tests/browser")
    root = Path(tempfile.mkdtemp(prefix="week-"))
    try:
        root.chmod(0o755)
        with _accounts(root):
            yield from _served(World(root))
    finally:
        PICTURES.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(World(root).log, PICTURES / "hub.log")
        shutil.rmtree(root)


def _served(there: World) -> Iterator[World]:
    shutil.copytree(ROOT / "source", there.course / "source")
    shutil.copytree(ROOT / "release", there.course / "release")
    shutil.copytree(ROOT / "notebooks", there.course / "notebooks")
    shutil.copy(ROOT / "nbgrader_config.py", there.course)
    subprocess.run(["chown", "-R", f"{GRADER}:{GRADER}", there.course], check=True)
    there.course.chmod(0o700)
    for student in STUDENTS:  # as step 6 of the guide
        lessons = there.home(student) / "notebooks"
        shutil.copytree(ROOT / "notebooks", lessons, ignore=shutil.ignore_patterns("exercises", "__pycache__"))
        subprocess.run(["chown", "-R", f"{student}:{student}", lessons], check=True)
    exchange, state = there.exchange.parent, there.log.parent
    sockets = there.root / "run"
    for folder, mode in ((exchange, 0o1777), (state, 0o700), (sockets, 0o755)):
        folder.mkdir()
        folder.chmod(mode)
    ports = [free_port(0)]
    ports += [free_port(ports[0] + 1), free_port(ports[0] + 101)]
    (state / "config.py").write_text(
        OVERRIDES.format(
            config=str(CONFIG),
            password=there.password,
            accounts={*STUDENTS, INSTRUCTOR},
            instructor=INSTRUCTOR,
            proxy=str(PROXY),
            patience=PATIENCE,
            **dict(zip(("port", "hub_port", "proxy_port"), ports, strict=True)),
        )
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))}
    env = {
        **clean,
        "PATH": f"{sys.prefix}/bin:{clean['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    env |= {"WEEK": str(there.root), "WEEK_GRADER": GRADER, "WEEK_GRADERS_BIN": f"{sys.prefix}/bin"}
    env["WEEK_SOCKETS"] = str(sockets)
    reach = _reach(state)
    settings = {"JUPYTER_CONFIG_PATH": str(CONFIG.parent / "grader")}
    release = [
        *reach,
        "runuser",
        "-u",
        GRADER,
        "--",
        sys.executable,
        "-m",
        "nbgrader",
        "release_assignment",
        ASSIGNMENT,
    ]
    done = subprocess.run(release, cwd=there.course, env={**env, **settings}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    command = [*reach, sys.executable, "-m", "jupyterhub", "-f", str(state / "config.py")]
    address = f"http://127.0.0.1:{ports[0]}"
    with _without_proxy_after(state), running(command, state, env, there.log) as hub:
        until(lambda: _answers(f"{address}/hub/api", hub, there.log), why=there.log.read_text)
        yield World(there.root, address, there.password)


@contextlib.contextmanager
def _without_proxy_after(state: Path) -> Iterator[None]:
    """A hub that ends by itself leaves its proxy behind, and the file that says which process it is."""
    try:
        yield
    finally:
        left = state / "jupyterhub-proxy.pid"
        if left.exists():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(left.read_text()), signal.SIGTERM)


def _answers(address: str, hub: subprocess.Popen[bytes], log: Path) -> bool:
    assert hub.poll() is None, log.read_text()
    with contextlib.suppress(urllib.error.URLError, OSError):
        return bool(urllib.request.urlopen(address, timeout=2).read())
    return False


@contextlib.contextmanager
def _accounts(root: Path) -> Iterator[None]:
    made = []
    try:
        for name in (*STUDENTS, INSTRUCTOR, GRADER):
            command = ["useradd", "--create-home", "--base-dir", str(root), "--key", "HOME_MODE=0700", name]
            subprocess.run(command, check=True)
            made.append(name)
        yield
    finally:
        for name in made:
            _end_all_of(pwd.getpwnam(name).pw_uid)  # a kernel that outlived its server
            subprocess.run(["userdel", name], check=True, capture_output=True)


def _end_all_of(account: int) -> None:
    """End the processes of one of our accounts, and wait until they are gone."""

    def left() -> list[int]:
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if place.stat().st_uid == account and "State:\tZ" not in (place / "status").read_text():
                    found.append(int(place.name))
        return found

    def ended() -> bool:
        for process in left():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return not left()

    until(ended)


def _reach(state: Path) -> list[str]:
    """Before a command: lets it and its accounts enter what they run from, where that lies in a private folder.

    In a mount namespace of the command's own, so nobody else sees a difference.
    """
    script = []
    for number, (closed, needed) in enumerate(_closed([Path(sys.prefix), Path(sys.base_prefix), ROOT]).items()):
        stash = [state / f"reach-{number}-{i}" for i in range(len(needed))]
        script += [f"mkdir -p '{s}' && mount --bind '{n}' '{s}'" for n, s in zip(needed, stash, strict=True)]
        script += [f"mount -t tmpfs -o mode=755 tmpfs '{closed}'"]
        script += [f"mkdir -p '{n}' && mount --bind '{s}' '{n}'" for n, s in zip(needed, stash, strict=True)]
    if not script:
        return []
    prefix = ["unshare", "--mount", "sh", "-e", "-c", "\n".join([*script, 'exec "$@"']), "sh"]
    tried = subprocess.run([*prefix, "true"], capture_output=True, text=True)
    _need(tried.returncode == 0, f"Python lies in a private folder, and this root may not mount: {tried.stderr}")
    return prefix


def _closed(paths: Sequence[Path]) -> dict[Path, list[Path]]:
    """Which of the paths others cannot enter, by the outermost folder that keeps them out."""
    found: dict[Path, list[Path]] = {}
    for path in paths:
        whole = path.resolve()
        for folder in (*reversed(whole.parents), whole):
            if not folder.stat().st_mode & 0o001:
                found.setdefault(folder, []).append(whole)
                break
    return found


def _need(there: bool, reason: str, always: bool = True) -> None:
    """Skip where a user's machine lacks something; on the project's own it must exist."""
    if there:
        return
    if always and os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
