"""The sheet as sheet.pdf, printed by a Chromium without a window if the machine has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_log = getLogger(__name__)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 120
#: what the sheet's page says of paper, without sheet.pdf and with it
ALONE = "Print this page: two sides of A4."
LINKED = 'Print this page, or take <a href="sheet.pdf">sheet.pdf</a>: two sides of A4.'


def browser() -> str:
    """The path of a browser that can print; "" if there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), "")


def write(app: Sphinx, failed: Exception | None) -> None:
    """Prints sheet.html to sheet.pdf after the build and links it there. Says so where that cannot be done."""
    page = Path(app.outdir) / "sheet.html"
    if failed or not page.is_file():
        return
    why = printed(page, page.with_suffix(".pdf"))
    if why:
        _log.info("sheet.pdf was not made: %s. sheet.html prints as well.", why)
        return
    page.write_text(page.read_text(encoding="utf-8").replace(ALONE, LINKED), encoding="utf-8")
    _log.info("printed sheet.pdf")


def printed(page: Path, paper: Path) -> str:
    """Prints a page to a file. Returns why it could not; "" if it could."""
    program = browser()
    if not program:
        return f"it needs one of {', '.join(BROWSERS)} on the PATH"
    paper.unlink(missing_ok=True)
    try:
        with tempfile.TemporaryDirectory() as profile:
            command = _command(program, page, paper, profile)
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"{program} took more than {SECONDS} seconds"
    return "" if paper.is_file() else f"{program} ended with {done.returncode}: {done.stderr.strip()[-300:]}"


def _command(program: str, page: Path, paper: Path, profile: str) -> list[str]:
    # a browser's own sandbox refuses to start for the root of a container; the page is ours
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    printing = ["--no-pdf-header-footer", f"--print-to-pdf={paper}"]
    return [program, *alone, *options, f"--user-data-dir={profile}", *printing, page.as_uri()]
