"""Attacks by another account of the machine, which no code of a submission is needed for: names and places taken first."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import SandboxError, bundle
from autograder.sandbox.spare_uid import LOCKS, SPARE, SpareUid
from tests.attacks.attack import Claim, adds_to

SOMEBODY = 1000  # an ordinary user's number; no account is needed
BECOME = f"import fcntl, os, socket\ngot = []\nos.setgroups([]), os.setgid({SOMEBODY}), os.setuid({SOMEBODY})"
MACHINE: list[Claim] = []
claim = adds_to(MACHINE)


def as_somebody(code: str) -> subprocess.Popen[str]:
    """A program of another user that says `ready`, waits until its input closes, and then tells what is in `got`."""
    program = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", f"{BECOME}\n{code}\nprint('ready', flush=True)\ninput()\nprint(*got)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
    )
    assert program.stdout is not None
    if program.stdout.readline() != "ready\n":
        raise AssertionError("the other user's program must get ready.")
    return program


def end(program: subprocess.Popen[str]) -> str:
    """Lets the program end. Returns what it got."""
    return program.communicate("\n")[0].strip()


@claim("spare users: all names taken", "binds whatever name says that a spare uid is in use", root=True)
def _(folder: Path) -> str:
    program = as_somebody(
        f"kept = [socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range({len(SPARE)})]\n"
        f"for uid, each in zip(range({SPARE.start}, {SPARE.stop}), kept):\n"
        "    try: each.bind('\\0autograder-uid-' + str(uid))\n"
        "    except OSError: pass"
    )
    try:
        SpareUid().close()
    except SandboxError as error:
        return str(error)
    finally:
        end(program)
    return ""


@claim("spare users: locks taken", "makes, opens or locks the files that say that a spare uid is in use", root=True)
def _(folder: Path) -> str:
    held = SpareUid()
    program = as_somebody(
        f"for path in [f'{LOCKS}/uid-{{uid}}' for uid in range({SPARE.start}, {SPARE.stop})]:\n"
        "    for flags in (os.O_RDONLY, os.O_WRONLY | os.O_CREAT):\n"
        "        try: fcntl.flock(os.open(path, flags), fcntl.LOCK_EX | fcntl.LOCK_NB), got.append(path)\n"
        "        except OSError: pass"
    )
    try:
        SpareUid().close()  # which one is free depends on what else runs on this machine
    except SandboxError as error:
        return str(error)
    finally:
        got = end(program)
        held.close()
    return f"locked: {got}" if got else ""


@claim(
    "temporary folders: ours by name",
    "leaves folders, links and files under the names of ours, to be removed as old",
    root=True,
)
def _(folder: Path) -> str:
    kept = folder / "kept"
    kept.write_text("the owner's")
    place = Path(tempfile.gettempdir())
    names = [f"{bundle.PREFIX}mallory-{os.getpid()}-{number}" for number in range(3)]
    program = as_somebody(
        f"os.chdir({str(place)!r})\nos.umask(0)\n"
        f"os.mkdir({names[0]!r}, 0o777)\nos.symlink({str(kept)!r}, {names[0]!r} + '/lock')\n"
        f"os.symlink({str(folder)!r}, {names[1]!r})\nos.mkfifo({names[2]!r}, 0o666)\n"
        f"for each in {names!r}: os.utime(each, (0, 0), follow_symlinks=False)"
    )
    try:
        bundle.remove_stale()
        lost = [] if kept.exists() and kept.read_text() == "the owner's" else ["a file elsewhere"]
        return f"removed: {', '.join(lost)}" if lost else ""
    finally:
        end(program)
        for name in names:
            _remove(place / name)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        (path / "lock").unlink(missing_ok=True)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
