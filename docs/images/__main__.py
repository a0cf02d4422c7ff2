"""The README's picture of the class report, from the report that `make demo` has written.

    python -m docs.images

The other picture is what `GOLDEN=write pytest tests/browser/test_student.py` sees in JupyterLab.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

REPORT = Path("demo/reports/logistic_regression.html")
PICTURE = Path(__file__).with_name("report.png")


def main() -> None:
    """Take the picture; ends with a sentence if there is no report."""
    if not REPORT.is_file():
        sys.exit(f"{REPORT} must be there: run `make demo` first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 1000})
        page.goto(REPORT.resolve().as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
