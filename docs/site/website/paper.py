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


def browser() -> str:
    """The path of a browser that can print; "" if there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), "")


def link() -> str:
    """What the sheet's page says about paper, in Markdown."""
    if browser():
        return 'Print this page, or take <a href="sheet.pdf">sheet.pdf</a>: two sides of A4.\n'
    return "Print this page: two sides of A4.\n"


def write(app: Sphinx, failed: Exception | None) -> None:
    """Prints sheet.html to sheet.pdf after the build. Says so if it cannot; a browser that fails is a warning."""
    page = Path(app.outdir) / "sheet.html"
    if failed or not page.is_file():
        return
    if not browser():
        _log.info(
            "sheet.pdf was not made: it needs one of %s on the PATH. sheet.html prints as well.", ", ".join(BROWSERS)
        )
        return
    paper = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(_command(page, paper, profile), capture_output=True, text=True, timeout=SECONDS)
    if done.returncode or not paper.is_file():
        _log.warning("sheet.pdf was not made: %s ended with %s. %s", browser(), done.returncode, done.stderr[-500:])


def _command(page: Path, paper: Path, profile: str) -> list[str]:
    # a browser's own sandbox refuses to start for the root of a container; the page is ours
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    printing = ["--no-pdf-header-footer", f"--print-to-pdf={paper}"]
    return [browser(), *alone, *options, f"--user-data-dir={profile}", *printing, page.as_uri()]
