"""A real JupyterLab on loopback and a real headless Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
#: where screenshots are kept, to be looked at
PICTURES = ROOT / "tests" / "browser" / "pictures"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def place(lab: str, path: str = "") -> str:
    """A file's address in a workspace of its own: nothing that was open before opens with it.

    `?reset` would do the same, but loads the page a second time, under the hands of whoever has begun to use it.
    """
    return f"{lab}/lab/workspaces/{uuid.uuid4().hex}" + (f"/tree/{path}" if path else "")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("needs Debian's chromium: apt install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    said = []

    def answer(dialog):
        """JupyterLab asks things of a new user; a dialog about a kernel that died must not pass unseen."""
        said.append(dialog.inner_text())
        page.keyboard.press("Escape")

    page.add_locator_handler(page.locator("dialog.jp-Dialog"), answer)
    yield page
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / "last.png")
    context.close()
    assert not [words for words in said if "died" in words or "rror" in words], said


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The address of a JupyterLab on what `make lab` opens: a copy of the release, with the lessons beside it."""
    folder = tmp_path_factory.mktemp("student")
    shutil.copytree(ROOT / "release" / "logistic_regression", folder / "logistic_regression")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns("__pycache__"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1"]
    command += ["--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True", f"--notebook-dir={folder}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env={**clean, "HOME": str(home)}, stdout=log, stderr=log)
        try:
            yield _ready(f"http://127.0.0.1:{port}", server, home / "log")
        finally:
            server.terminate()
            server.wait(20)


def _ready(address, server, log):
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).read()
            return address
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, log.read_text()
            time.sleep(0.5)
    raise AssertionError(log.read_text())
