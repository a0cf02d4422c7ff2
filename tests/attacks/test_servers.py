"""The servers that `make lab` opens: another account of this machine, and a page of another site in the same browser."""

from __future__ import annotations

import contextlib
import http.client
import secrets
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from examples.lab import HOST, Lab, free_port, jupyter, prepare, running, wait_for

pytestmark = pytest.mark.slow
EVIL = "evil.example"


@dataclass(frozen=True)
class Opened:
    """A lab's JupyterLab that answers."""

    lab: Lab
    port: int
    token: str
    process: int

    def status(self, method: str, path: str, headers: Mapping[str, str], body: str = "") -> int:
        """What it answers to a request."""
        return self.answer(method, path, headers, body).status

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: str = "") -> http.client.HTTPResponse:
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout=30)) as line:
            line.request(method, path, body or None, dict(headers))
            answer = line.getresponse()
            answer.read()
            return answer

    @property
    def signed_in(self) -> dict[str, str]:
        """The cookies of the student's browser."""
        answer = self.answer("GET", f"/lab?token={self.token}", {})
        cookies = [value.split(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"]
        return {"Cookie": "; ".join(cookies)}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    lab, port, token = prepare(tmp_path_factory.mktemp("lab")), free_port(0), secrets.token_urlsafe(16)
    log, env = lab.root / "jupyter.log", {**lab.environment(), "JUPYTER_TOKEN": token}
    with running(jupyter(lab.student, port), lab.student, env, log) as server:
        wait_for(f"http://{HOST}:{port}", server, log)
        yield Opened(lab, port, token, server.pid)


def test_it_listens_to_this_machine_alone(opened: Opened) -> None:
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]]
    addresses = {
        row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == opened.port
    }

    assert addresses == {"0100007F"}


def test_no_command_shows_the_token(opened: Opened) -> None:
    shown = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            shown.append(path.read_bytes())
        except OSError:  # it has ended
            continue

    assert any(b"jupyterlab" in command for command in shown)
    assert not any(opened.token.encode() in command for command in shown)


def open_to_others(path: Path, root: Path) -> bool:
    """Whether another account can read a file below a folder that it can enter."""
    above = [folder for folder in path.parents if folder.is_relative_to(root)]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in above) and bool(path.stat().st_mode & stat.S_IROTH)


def test_no_file_that_others_can_read_has_the_token(opened: Opened) -> None:
    files = [path for path in opened.lab.root.rglob("*") if path.is_file() and path.suffix not in (".h5", ".png")]
    telling = [path for path in files if opened.token.encode() in path.read_bytes()]

    assert opened.lab.opening(opened.process) in telling  # or the browser would be led nowhere
    assert [str(path) for path in telling if open_to_others(path, opened.lab.root)] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/contents"),
        ("GET", "/files/logistic_regression/1_vectorization.ipynb"),
        ("GET", "/nbextensions/"),
        ("POST", "/api/kernels"),
        ("POST", "/api/terminals"),
        ("GET", "/assignments"),
        ("POST", "/assignments/submit"),
        ("POST", "/validate_assignment"),
        ("POST", "/api/shutdown"),
    ],
)
def test_who_has_no_token_gets_and_changes_nothing(method: str, path: str, opened: Opened) -> None:
    assert opened.status(method, path, {}) in (302, 403, 404, 405)


def test_the_student_gets_in(opened: Opened) -> None:
    assert opened.status("GET", "/api/contents", opened.signed_in) == 200


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("POST", "/api/kernels", {"Origin": f"http://{EVIL}", "Referer": f"http://{EVIL}/"}),
        ("POST", "/api/kernels", {"Origin": "null"}),
        ("POST", "/api/kernels", {}),
        ("POST", "/api/terminals", {"Content-Type": "text/plain"}),
        ("POST", "/assignments/submit", {"Content-Type": "application/x-www-form-urlencoded"}),
        ("PUT", "/api/contents/x.txt", {"Origin": f"http://{EVIL}"}),
        ("GET", "/api/contents", {"Host": EVIL}),
        ("GET", "/api/contents", {"Host": f"{EVIL}:8888"}),
        ("GET", "/lab", {"Host": EVIL}),
        (
            "GET",
            "/api/events/subscribe",
            {
                "Origin": f"http://{EVIL}",
                "Upgrade": "websocket",
                "Connection": "Upgrade",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "MDEyMzQ1Njc4OTAxMjM0NQ==",
            },
        ),
    ],
)
def test_a_page_of_another_site_in_the_students_browser_gets_nothing(
    method: str, path: str, more: dict[str, str], opened: Opened
) -> None:
    """It has the browser's cookies; with a name of its own that leads here, it is of the same origin as well."""
    assert opened.status(method, path, {**opened.signed_in, **more}) in (403, 404)
