"""A newcomer on a phone, without a network: from the site's start page through a lesson to a solved exercise.

Handing in what was written in a browser, and its points: test_lite.py. The view for small screens cannot download.
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import hosted, keep
from tests.browser.test_lite import CASES, answer
from tests.browser.test_student import cell_with, run
from tests.week import BROADCASTING

pytestmark = pytest.mark.slow
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def site(built, lite, tmp_path):
    """The address of the whole site as `make lite` leaves it: the pages, and JupyterLite in lite/."""
    for path in built.iterdir():
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / path.name).symlink_to(lite if path.name == "lite" else path)
    with hosted(tmp_path / "site") as address:
        yield address


def test_from_the_start_page_to_a_solved_exercise(alone, site) -> None:
    name, wrong, right, named = CASES[BROADCASTING]
    context, asked = alone.new_context(viewport=PHONE), []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.goto(f"{site}/index.html")
    page.get_by_role("link", name="Let shapes stretch, and not surprise you").first.click()
    page.get_by_role("link", name="Run this lesson here").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    run(page, cell_with(page, "import checks"))
    keep(page, "newcomer_1_lesson")
    page.goto(f"{site}/index.html")
    keep(page, "newcomer_2_start", full_page=True)
    page.get_by_role("link", name=BROADCASTING, exact=True).click()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    run(page, cell_with(page, "import checks"))
    failed = answer(page, name, wrong)
    keep(page, "newcomer_3_failed")
    passed = answer(page, name, right)
    context.close()

    assert f"{name} FAIL" in failed
    assert named in failed
    assert f"{name} PASS" in passed
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
