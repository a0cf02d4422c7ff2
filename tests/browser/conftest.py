"""A real JupyterLab and the built site on loopback, and a real headless Chromium in front of them."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from autograder.course.folders import CourseError
from examples.lab import free_port, jupyter, prepare, running, wait_for
from tests.browser.pyodide import lay_out
from tests.week import NOTEBOOKS

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
#: where `make .venv-lite-tested/ready` puts what JupyterLite is tested with
ENVIRONMENT = ROOT / ".venv-lite-tested"
#: a browser that finds no host but this machine
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
#: seconds in which what is waited for has come, generous because a busy machine starts servers and browsers slowly
PATIENCE = 180.0
#: where screenshots are kept, to be looked at
PICTURES = ROOT / "tests" / "browser" / "pictures"
README_PICTURES = ROOT / "docs" / "images"

#: what a page can leave in a profile
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems,shared_storage"
#: width and colours of the screens on which every lesson is read
DESK, PHONE = (1280, "light"), (390, "dark")

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

    `?reset` would do the same, but loads the page a second time, while a test may already be using it.
    """
    return f"{lab}/lab/workspaces/{uuid.uuid4().hex}" + (f"/tree/{path}" if path else "")


@pytest.fixture(scope="session")
def playwright():
    """Playwright, which a process can start once."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("needs Debian's chromium: apt install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=1000 * PATIENCE)  # its own are five seconds
    with sync_playwright() as started:
        yield started


def launched(playwright, flags: list[str]):
    return playwright.chromium.launch(executable_path=CHROMIUM, args=flags, timeout=1000 * PATIENCE)


@pytest.fixture(scope="session")
def browser(playwright):
    chromium = launched(playwright, FLAGS)
    yield chromium
    chromium.close()


def keep(shown, name: str, **options) -> None:
    """Keep a screenshot of a page or of a part of it; with GOLDEN=write also the README's, if it is one of those."""
    PICTURES.mkdir(exist_ok=True)
    picture = PICTURES / f"{name}.png"
    shown.screenshot(path=picture, **options)
    if os.environ.get("GOLDEN") == "write" and (README_PICTURES / picture.name).exists():
        shutil.copy(picture, README_PICTURES)


@contextmanager
def opened(browser):
    """A page of its own whose last sight is kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    try:
        yield page
    finally:
        keep(page, "last")
        context.close()


def unfold(page) -> None:
    """Opens all that is folded in the article of a page."""
    page.locator("article details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")


#: what ends beyond the screen and is in nothing that can be moved by finger and by key
CUT = """[...document.querySelectorAll("article *")].filter(one => {
    const place = one.getBoundingClientRect();
    if (!place.width || place.right <= innerWidth + 1 || one.closest("math")) return false;
    const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth;
    for (let around = one; around; around = around.parentElement) if (scrolls(around)) return false;
    return true;
}).map(one => one.outerHTML.slice(0, 120))"""
#: printed lines that go on beyond their block
LONG = """[...document.querySelectorAll("article .cell_output pre")].filter(one =>
    one.scrollWidth > one.clientWidth + 1 && !one.closest(".tag_columns")).map(one => one.innerText.slice(0, 80))"""


def fits(page) -> None:
    """A page is no wider than its screen, and nothing of its article, in which all is unfolded, is cut off."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
    assert page.evaluate(CUT) == [], page.url
    assert page.evaluate(LONG) == [], page.url


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


@contextmanager
def hosted(folder: Path):
    """The address on loopback of a folder of static files."""
    handler = functools.partial(_Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def serving(folder: Path, env: dict[str, str], log: Path):
    """The address of a JupyterLab on a folder."""
    port = free_port(0)
    address = f"http://127.0.0.1:{port}"
    with running(
        jupyter(folder, port, ["--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"]), folder, env, log
    ) as server:
        try:
            wait_for(address, server, log)
        except CourseError:
            pytest.fail(log.read_text())
        yield address


@pytest.fixture
def page(browser):
    said = []
    with opened(browser) as page:

        def answer(dialog):
            """JupyterLab asks things of a new user; a dialog about a kernel that died must not pass unseen."""
            said.append(dialog.inner_text())
            page.keyboard.press("Escape")

        page.add_locator_handler(page.locator("dialog.jp-Dialog"), answer)
        yield page
    assert not [words for words in said if "died" in words or "rror" in words], said


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The address of the JupyterLab that `make lab` opens."""
    lab = prepare(tmp_path_factory.mktemp("lab"), ROOT)
    with serving(lab.student, lab.environment(), lab.root / "jupyter.log") as address:
        yield address


@pytest.fixture(scope="session")
def built(once):
    """The folder of a site that was built from a copy of docs/site and notebooks/, a warning being an error."""
    return once("repository", _build) / "site"


def _build(place) -> None:
    shutil.copytree(ROOT / "docs" / "site", place / "docs" / "site", ignore=shutil.ignore_patterns("lessons"))
    shutil.copytree(ROOT / "notebooks", place / "notebooks")
    # as if `make lite` had been there: the pages lead to it
    for name in ("lab/index.html", *(f"files/logistic_regression/{one}.ipynb" for one in NOTEBOOKS)):
        found = place / "built" / "lite" / name
        found.parent.mkdir(parents=True, exist_ok=True)
        found.touch()
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "docs/site", "built"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=600)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (place / "built").rename(place / "site")


@pytest.fixture(scope="session")
def address(built):
    """Where the site is served on loopback."""
    with hosted(built) as where:
        yield where


@pytest.fixture(scope="session")
def profiles(alone):
    """A browser's profile for each kind of reader: a new one for each page would load the site's files anew."""
    made = {}

    def profile(**options):
        key = tuple(sorted(options.items()))
        if key not in made:
            made[key] = alone.new_context(**options)
            made[key].set_default_timeout(1000 * PATIENCE)
        return made[key]

    yield profile
    for context in made.values():
        context.close()


@pytest.fixture
def visit(profiles, address):
    """Opens a page as a reader with that screen, without any other host. Fails if one is asked, or a script fails.

    Each test finds its profile as if new, but for the files that the browser has kept of the site.
    """
    pages, asked, failed = [], [], []

    def open_page(name, width=1280, scheme="light", **options):
        page = profiles(color_scheme=scheme, **options).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        # heard and not held up: a request that Playwright stops and sends on is not cached
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{address}/{name}.html")
        return page

    yield open_page
    for page in pages:
        page.context.new_cdp_session(page).send(
            "Storage.clearDataForOrigin", {"origin": address, "storageTypes": STORED}
        )
        page.close()
    assert asked
    assert elsewhere(asked, address) == []
    assert failed == []


def elsewhere(asked: list[str], address: str) -> list[str]:
    """Those of the addresses that lead to another host."""
    return [url for url in asked if not url.startswith(address) and urlsplit(url).scheme not in ("data", "blob")]


@pytest.fixture(scope="session")
def lite(once):
    """The folder of a JupyterLite with a Pyodide of its own."""
    if not (ENVIRONMENT / "ready").is_file() and not os.environ.get("CI"):
        pytest.skip("needs the packages of tests/browser/lite.lock: make .venv-lite-tested/ready")

    def make(place) -> None:
        pyodide = lay_out(ENVIRONMENT, place / "pyodide")
        command = [ENVIRONMENT / "bin" / "python", "-m", "docs.lite", place / "site", "--pyodide", pyodide]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)

    return once("week", make) / "site"


@pytest.fixture(scope="session")
def alone(playwright):
    """A browser that finds no host but this machine."""
    chromium = launched(playwright, [*FLAGS, OFFLINE])
    yield chromium
    chromium.close()
