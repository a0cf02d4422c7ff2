"""Attacks from inside a child. Each is told from outside, or by the error that the kernel gave."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.sandbox import ChildClient, ChildLostError, Level, Limits, NameMissingError, Sandbox
from autograder.sandbox.warm_process import ROUNDING

SECRET = "8c1f0f5b"


def outcome_of(child: ChildClient, source: str) -> str:
    """The name of what `source` raised, "" if it went through."""
    raised = child.run_cell(source).raised
    return raised.type_name if raised else ""


@pytest.mark.parametrize(
    "how", ["open({path!r})", "open('/proc/self/root' + {path!r})", "os.open({path!r}, os.O_RDONLY)"]
)
def test_a_file_outside_is_not_read(child: ChildClient, tmp_path: Path, how: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    for folder in (canary, *list(canary.parents)[:-1]):
        if folder.is_relative_to(tmp_path.parent.parent):
            folder.chmod(folder.stat().st_mode | 0o055)
    child.run_cell(
        f"import os\nfile = {how.format(path=str(canary))}\ngot = os.read(getattr(file, 'fileno', lambda: file)(), 99)"
    )

    with pytest.raises(NameMissingError):
        child.get("got")


def test_a_link_out_of_the_folder_leads_nowhere(child: ChildClient, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    child.run_cell(f"import os\nos.symlink({str(canary)!r}, 'link')\ngot = open('link').read()")

    assert not child.has("got")


def test_nothing_outside_is_written(child: ChildClient, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    canary.chmod(0o666)
    path = str(canary)
    for attack in (
        f"open({path!r}, 'w')",
        f"os.truncate({path!r}, 0)",
        f"os.unlink({path!r})",
        f"os.chmod({path!r}, 0)",
    ):
        child.run_cell(f"import os\n{attack}")
        child.run_cell(f"import ctypes\nctypes.CDLL(None).syscall(452, -100, {path.encode()!r}, 0, 0)  # fchmodat2")

    assert canary.read_text() == SECRET
    assert canary.stat().st_mode & 0o777 == 0o666


def test_our_own_code_cannot_be_read(child: ChildClient) -> None:
    own = Path(autograder.__file__).parent / "sandbox" / "child_client.py"

    assert outcome_of(child, f"open({str(own)!r})") in ("FileNotFoundError", "PermissionError")


def test_the_bundle_and_the_data_cannot_be_changed(child: ChildClient, data: Path) -> None:
    assert outcome_of(child, "import autograder\nopen(autograder.__file__, 'a')") in ("OSError", "PermissionError")
    assert outcome_of(child, "open('data/cats.txt', 'a')") in ("OSError", "PermissionError")
    assert outcome_of(child, "open('data/more.txt', 'w')") in ("OSError", "PermissionError")
    assert os.listdir(data) == ["cats.txt"]


def test_another_childs_folder_cannot_be_read(sandbox: Sandbox) -> None:
    with sandbox.child() as one, sandbox.child() as other:
        one.run_cell("import os\nopen('mine.txt', 'w').write('answer')\nfolder = os.getcwd()")
        path = f"{one.get('folder')}/mine.txt"

        assert outcome_of(one, f"open({path!r})") == ""
        assert outcome_of(other, f"open({path!r})") == "PermissionError"
        assert outcome_of(other, "import os\nos.listdir('..')") == "PermissionError"


def test_a_childs_folder_is_empty_at_first_and_gone_afterwards(sandbox: Sandbox) -> None:
    with sandbox.child() as child:
        child.run_cell("import os\nfound = os.listdir('.')\nopen('left.txt', 'w').write('x')\nfolder = os.getcwd()")
        assert child.get("found") == ["data"]
        folder = child.get("folder")
    with sandbox.child() as child:
        child.run_cell(f"import os\nthere = os.path.exists({folder!r})")

        assert child.get("there") is False


def test_the_environment_names_nothing_of_ours(child: ChildClient, monkeypatch: pytest.MonkeyPatch) -> None:
    child.run_cell("import os\nnames = sorted(os.environ)\nvalues = list(os.environ.values())")
    project = str(Path(autograder.__file__).parent.parent)

    assert set(child.get("names")) <= {
        *("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR", "MPLBACKEND", "LANG", "LC_CTYPE", "PATH", "PWD"),
        *("USER", "LOGNAME", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
        *ROUNDING,
    }
    assert not any(project in value for value in child.get("values"))


def test_a_child_rounds_as_its_supervisor_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
    with Sandbox() as sandbox, sandbox.child() as child:
        child.run_cell("import os\ncore = os.environ['OPENBLAS_CORETYPE']")

        assert child.get("core") == "Nehalem"


def test_only_the_childs_own_socket_is_open(child: ChildClient) -> None:
    source = """
import os
opened = []
for number in range(2000):
    try:
        os.fstat(number)
    except OSError:
        continue
    opened.append(number)
"""
    child.run_cell(source)

    assert child.get("opened") == [0, 1, 2, 3]


def test_processes_of_others_are_out_of_sight(child: ChildClient) -> None:
    for path in ("/proc", "/proc/self/environ", f"/proc/{os.getpid()}/environ", "/proc/1/mem"):
        read = f"import os\nos.listdir({path!r})" if path == "/proc" else f"open({path!r}, 'rb').read()"

        assert outcome_of(child, read) in ("PermissionError", "FileNotFoundError"), path


def test_the_network_is_closed(child: ChildClient) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        port = listener.getsockname()[1]

        assert outcome_of(child, f"import socket\nsocket.create_connection(('127.0.0.1', {port}))") == "PermissionError"
        with pytest.raises(BlockingIOError):
            listener.accept()
    for kind in ("AF_UNIX, SOCK_STREAM", "AF_INET, SOCK_DGRAM", "AF_NETLINK, SOCK_RAW"):
        assert outcome_of(child, f"from socket import *\nsocket({kind})") == "PermissionError"


def test_no_other_process_can_be_hurt(child: ChildClient) -> None:
    sleep = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(sleep) as victim:
        try:
            for pid in (victim.pid, "os.getppid()", -1, 0):
                assert outcome_of(child, f"import os\nos.kill({pid}, 9)") == "PermissionError"
            for command in (8, 10, 15, 8 + (1 << 40)):  # F_SETOWN, F_SETSIG, F_SETOWN_EX: SIGKILL by way of a socket
                source = "import ctypes, os\nlibc = ctypes.CDLL(None)\nlibc.syscall.restype = ctypes.c_long\n"
                child.run_cell(source + f"got = libc.syscall(72, 3, ctypes.c_long({command}), os.getppid())")
                assert child.get("got") == -1
            assert victim.poll() is None
        finally:
            victim.kill()
    assert child.run_cell("1").ok


@pytest.mark.parametrize(
    "call",
    [
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
    ],
)
def test_no_process_is_started_or_limited(child: ChildClient, call: str) -> None:
    assert outcome_of(child, f"import os, resource, subprocess\n{call}") == "PermissionError"


@pytest.mark.parametrize(
    ("number", "arguments"),
    [
        (101, "16, os.getppid(), 0, 0"),  # ptrace
        (310, "os.getppid(), 0, 0, 0, 0, 0"),  # process_vm_readv
        (272, "0x10000000"),  # unshare
        (56, "0x11, 0, 0, 0, 0"),  # clone without CLONE_THREAD
        (435, "0, 0"),  # clone3
        (425, "1, 0"),  # io_uring_setup
        (434, "os.getppid(), 0"),  # pidfd_open
        (157, "1, 0, 0, 0, 0"),  # prctl(PR_SET_PDEATHSIG, 0)
        (157, "ctypes.c_long(1 + (1 << 32)), 0, 0, 0, 0"),
        (253, ""),  # inotify_init
        (319, "b'x', 0"),  # memfd_create
        (29, "0, 4096, 0o1666"),  # shmget
        (321, "0, 0, 0"),  # bpf
        (457, "0, 0, 0, 0"),  # statmount
        (466, "0, 0, 0, 0"),
    ],
)
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="system calls by their x86_64 numbers")
def test_system_calls_that_lead_out_are_refused(child: ChildClient, number: int, arguments: str) -> None:
    source = f"import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\ngot = libc.syscall({number}, {arguments})"
    child.run_cell(f"{source}\nwhy = ctypes.get_errno()")

    assert child.get("got") == -1
    assert child.get("why") in (1, 38)  # EPERM, ENOSYS


def test_nobody_is_root_inside(child: ChildClient) -> None:
    child.run_cell("import os\nids = (*os.getresuid(), *os.getresgid(), *os.getgroups())")

    assert 0 not in child.get("ids")


def test_limits_hold(child: ChildClient) -> None:
    child.run_cell("import resource\ncpu = resource.getrlimit(resource.RLIMIT_CPU)")
    assert child.get("cpu") == (child.limits.cpu, child.limits.cpu + 1)
    assert outcome_of(child, "resource.setrlimit(resource.RLIMIT_CPU, (-1, -1))") in ("ValueError", "PermissionError")
    large = f"with open('large', 'wb') as file:\n    file.write(bytes({child.limits.file + (1 << 20)}))"
    assert outcome_of(child, large) == "OSError"


def test_the_disk_is_limited(child: ChildClient) -> None:
    source = "for index in range(10):\n    open(f'{index}', 'wb').write(bytes(20 << 20))"
    try:
        held = outcome_of(child, source) == "OSError"
    except ChildLostError as error:
        held = error.reason == "killed" and "files take more than" in error.detail

    assert held


@pytest.mark.slow
def test_cpu_time_is_limited_even_where_its_signal_is_ignored() -> None:
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True:\n    pass"
    with Sandbox(level=Level.supervised, limits=Limits(cpu=1)) as sandbox, sandbox.child() as child:
        with pytest.raises(ChildLostError) as caught:
            child.run_cell(source, seconds=30)

        assert caught.value.reason == "timeout"
        assert "CPU" in caught.value.detail
