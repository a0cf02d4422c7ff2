"""Warm processes start, end and take everything with them, whatever happens to their supervisor."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import autograder
from autograder.sandbox import ChildClient, ChildLostError, Level, LevelUnavailableError, Sandbox, SandboxError
from autograder.sandbox import bubblewrap as bubble_module
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm_process import StartKilledError, WarmProcess

pytestmark = pytest.mark.slow


def gone(pid: int, seconds: float = 60.0) -> bool:
    """Whether the process ends in time; a zombie has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_closing_a_sandbox_leaves_nothing(sandbox: Sandbox) -> None:
    with Sandbox(level=sandbox.level) as opened:
        child = opened.child()
        child.run_cell("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()")
        warm, folder, dup_socket = opened.warm.popen.pid, opened.warm.folder, child.dup_socket()
    with dup_socket:
        dup_socket.settimeout(60)

        assert dup_socket.recv(1) == b""
    assert gone(warm)
    assert not folder.exists()


def test_a_killed_supervisor_takes_all_with_it(sandbox: Sandbox) -> None:
    source = f"""
        import sys, time
        from autograder.sandbox import Level, Sandbox
        sandbox = Sandbox(level=Level.{sandbox.level.name})
        child = sandbox.child()
        child.run_cell("import ctypes; ctypes.CDLL(None).prctl(1, 0)")
        print(sandbox.warm.popen.pid, child._forked.outer_pid(), sandbox.warm.folder, flush=True)
        child.run_cell("while True: pass", seconds=600)
    """
    project = Path(autograder.__file__).parent.parent
    command = [sys.executable, "-c", textwrap.dedent(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=project) as supervisor:
        assert supervisor.stdout is not None
        warm, child, folder = supervisor.stdout.readline().split()
        assert not gone(int(child), seconds=0.1)
        supervisor.send_signal(signal.SIGKILL)
    try:
        assert gone(int(child))
        assert gone(int(warm))
    finally:
        subprocess.run(["rm", "-rf", "--", folder], check=True)


def test_sandboxes_side_by_side_do_not_meet(sandbox: Sandbox) -> None:
    with Sandbox(level=sandbox.level) as other, sandbox.child() as ours, other.child() as theirs:
        for child in (ours, theirs):
            child.run_cell("import os\nuid, folder = os.getuid(), os.getcwd()")

        assert sandbox.warm.folder != other.warm.folder
        assert ours.get("folder") != theirs.get("folder")
        if os.geteuid() == 0:
            assert ours.get("uid") != theirs.get("uid")


def test_children_side_by_side_keep_their_replies_apart(sandbox: Sandbox) -> None:
    children = [sandbox.child() for _ in range(5)]
    for index, child in enumerate(children):
        child.run_cell(f"x = {index}")

    assert [child.get("x") for child in children] == list(range(5))
    for child in children:
        child.close()


def test_a_dead_child_does_not_disturb_the_next(sandbox: Sandbox) -> None:
    for _ in range(3):
        with sandbox.child() as child, pytest.raises(Exception, match="killed"):
            child.run_cell("import os\nos._exit(0)")

    with sandbox.child() as child:
        assert child.run_cell("1").ok


def test_threads_of_one_supervisor_share_a_sandbox(sandbox: Sandbox) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def work(index: int) -> object:
        with sandbox.child() as child:
            child.run_cell(f"def f(x):\n    return x * {index}")
            return child.call("f", (2,)).value

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(12))) == [2 * index for index in range(12)]


def test_a_level_that_does_not_work_says_why_and_the_next_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubble_module, "find", lambda: None)
    with pytest.raises(LevelUnavailableError, match=r"bwrap \(bubblewrap\) is not installed"):
        Sandbox(level=Level.isolated)

    with Sandbox() as sandbox:
        assert sandbox.level < Level.isolated
        assert "bwrap" in sandbox.refused[Level.isolated]


def test_a_bubblewrap_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = _program(tmp_path, "echo 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    monkeypatch.setattr(bubble_module, "find", lambda: str(program))

    with pytest.raises(LevelUnavailableError, match="No permissions to create new namespace"):
        Sandbox(level=Level.isolated)


def test_a_bubblewrap_that_is_killed_leaves_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its other half waits for it, as when it is killed between its fork and the maps of its users."""
    half = f"sleep {os.getpid()}.5"
    program = _program(tmp_path, f"{half} &\nkill -KILL $$\n")
    monkeypatch.setattr(bubble_module, "find", lambda: str(program))
    assert not _running(half)

    with pytest.raises(StartKilledError):
        WarmProcess(Level.isolated, [], Limits(), [])

    assert all(gone(pid) for pid in _running(half))


def _program(folder: Path, text: str) -> Path:
    """A shell script that any uid may run."""
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\n{text}")
    program.chmod(0o755)
    for above in (folder, folder.parent, folder.parent.parent):
        above.chmod(0o755)
    return program


def _running(command: str) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip() == command:
                found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize("level", [Level.limited, Level.supervised], ids=lambda level: level.name)
def test_the_lower_levels_run_cells_too(level: Level) -> None:
    with Sandbox(level=level) as sandbox, sandbox.child() as child:
        assert child.run_cell("x = 1").ok
        assert isinstance(child, ChildClient)
        assert sandbox.layers[0] == level.name


def test_a_child_that_fills_the_disk_costs_only_itself(sandbox: Sandbox) -> None:
    fill = "import os\nfor n in range(10):\n    with open(str(n), 'wb') as file:\n        file.write(bytes(16 << 20))"
    with Sandbox(level=sandbox.level) as opened:
        with opened.child() as full:
            with contextlib.suppress(ChildLostError):
                full.run_cell(fill)
            with contextlib.suppress(SandboxError), opened.child() as beside:
                assert beside.run_cell("1").ok
        with opened.child() as after:
            assert after.run_cell("open('x', 'wb').write(bytes(1 << 20))").ok


def test_a_child_that_cannot_be_made_is_refused_and_the_next_is_made(sandbox: Sandbox) -> None:
    if sandbox.level == Level.isolated:
        pytest.skip("the children's folder can be taken away only where it is in sight")
    with Sandbox(level=sandbox.level) as opened:
        work = opened.warm.folder / "work"
        work.rename(opened.warm.folder / "away")
        with pytest.raises(SandboxError, match="No such file"):
            opened.child()
        (opened.warm.folder / "away").rename(work)

        with opened.child() as child:
            assert child.run_cell("1").ok


def test_a_killed_warm_process_is_noticed_and_replaced_at_the_same_level(sandbox: Sandbox) -> None:
    with Sandbox(level=sandbox.level) as opened:
        with opened.child() as child:
            opened.warm.popen.kill() if opened.level < Level.isolated else _kill_inside(opened)
            with pytest.raises(ChildLostError):
                child.run_cell("while True: pass", seconds=60)
        assert opened.restarts == 1

        with opened.child() as child:
            assert child.run_cell("1").ok
        assert opened.restarts == 1
        assert opened.level == sandbox.level


def _kill_inside(opened: Sandbox) -> None:
    """Kill the warm process itself, and not the bubblewrap around it."""
    pid = opened.warm.popen.pid
    for _ in range(2):
        pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def test_a_child_that_dies_is_no_loss_of_the_warm_process(sandbox: Sandbox) -> None:
    before = sandbox.restarts
    with sandbox.child() as child, pytest.raises(ChildLostError):
        child.run_cell("import os\nos._exit(0)")

    assert sandbox.restarts == before
