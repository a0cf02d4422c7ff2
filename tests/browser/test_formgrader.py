"""An instructor in the formgrader: its Autograde button is our judge, and what a person adds stays, on the page too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.course.settings import settings
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.gradebook import Book
from examples.lab import ASSIGNMENT, Lab, prepare
from examples.people import PEOPLE, SubmissionFactory
from tests.browser.conftest import ROOT, keep, opened, place, serving

pytestmark = pytest.mark.slow
CLASS = ("ada", "cleo", "finn")
SIGNS = 'O"Hara <b>&amp;'  # an id that reads otherwise in a page, and in an address
COMMENT = "Each row is one example: add the terms along axis 1."


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A course with three submissions, two of them graded."""
    lab = prepare(tmp_path_factory.mktemp("lab"), ROOT)
    course = Course(lab.course)
    factory = SubmissionFactory(read_plan(course.source(ASSIGNMENT)), course.release(ASSIGNMENT))
    for person in PEOPLE:
        if person.name in CLASS:
            for name, data in person.make(factory).items():
                write_whole(course.root / "submitted" / person.name / ASSIGNMENT / name, data)
    shutil.copytree(course.root / "submitted" / "finn", course.root / "submitted" / SIGNS)
    for student in (*CLASS[1:], SIGNS):
        grade(course, ASSIGNMENT, Options(student=student))
    return lab


@pytest.fixture(scope="module")
def address(lab: Lab) -> Iterator[str]:
    env = {**lab.environment("instructor"), "PYTHONPATH": str(ROOT)}
    with serving(lab.course, env, lab.root / "jupyter.log") as address:
        yield address


@pytest.fixture
def page(browser):
    with opened(browser) as page:
        yield page


def scores(lab: Lab) -> dict[str, float]:
    with Book(Course(lab.course).db_url, settings(lab.course)) as book:
        return book.scores(ASSIGNMENT)


def press(page, student: str, column: str) -> None:
    """Press a button of the table of submissions, and wait until it worked."""
    row = page.locator("tr", has=page.get_by_text(student, exact=True))
    row.locator(f".{column} a").click()
    page.locator(".modal-body", has_text="Successfully").wait_for()
    assert "[DEBUG]" not in page.locator(".modal-body").inner_text()
    page.locator(".modal-footer .btn", has_text="OK").click()
    page.locator(".modal-body").wait_for(state="hidden")


def test_the_formgraders_day(page, lab: Lab, address: str) -> None:
    page.goto(place(address))
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text="Formgrader").first.click()
    page.frame_locator("iframe").first.get_by_text(ASSIGNMENT).first.wait_for()
    keep(page, "formgrader_1")

    page.goto(f"{address}/formgrader/manage_submissions/{ASSIGNMENT}")
    for student in CLASS:
        page.get_by_text(student, exact=True).first.wait_for()
    assert "None, None" not in page.locator("body").inner_text()
    press(page, "ada", "autograde")
    keep(page, "formgrader_2_autograded")
    assert scores(lab)["ada"] == 100.0
    automatic = scores(lab)["finn"]

    with Book(Course(lab.course).db_url, settings(lab.course)) as book:
        submitted = book.gradebook.find_submission_notebook("2_broadcasting", ASSIGNMENT, "finn").id
    page.goto(f"{address}/formgrader/submissions/{submitted}", wait_until="networkidle")
    pictures = page.locator('img[src^="images/"]').evaluate_all("all => all.map(one => one.naturalWidth > 0)")
    assert pictures
    assert all(pictures)
    points = page.locator('#softmax[placeholder="1.75"]')  # the formgrader has the gradebook's points now
    points.fill("3.5")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        points.press("Tab")
    comment = page.locator("#write-softmax-comment")
    comment.fill(COMMENT)
    with page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"):
        comment.press("Tab")
    assert "<details>" not in page.locator("body").inner_text()
    page.locator("summary", has_text="Hint").first.click()
    keep(page, "formgrader_3_marked")
    marks = [
        json.loads(line) for line in (lab.course / f".autograder/marks/{ASSIGNMENT}.jsonl").read_text().splitlines()
    ]
    assert [(one["student"], one["cell"]) for one in marks] == [("finn", "softmax"), ("finn", "write-softmax")]
    assert [one.get("manual_score", one.get("manual_comment")) for one in marks] == [3.5, COMMENT]
    by_hand = scores(lab)["finn"]
    assert by_hand == automatic - 1.75 + 3.5

    page.goto(f"{address}/formgrader/manage_submissions/{ASSIGNMENT}")
    press(page, "finn", "autograde")
    assert scores(lab)["finn"] == by_hand
    press(page, "finn", "generate-feedback")
    told = (lab.course / "feedback" / "finn" / ASSIGNMENT / "2_broadcasting.html").read_text()
    assert COMMENT in told
    assert "3.5 of 5 points" in told
    page.goto((lab.course / "feedback" / "finn" / ASSIGNMENT / "2_broadcasting.html").as_uri())
    keep(page, "formgrader_4_feedback")


def test_an_id_with_signs_has_a_page_of_its_own(page, lab: Lab, address: str) -> None:
    page.goto(f"{address}/formgrader/manage_students")
    page.get_by_role("link", name=SIGNS).first.click()
    page.get_by_role("link", name=ASSIGNMENT).click()
    page.locator("#main-table", has_text="2_broadcasting").wait_for()
    page.locator(".breadcrumb").get_by_role("link", name=SIGNS).click()
    page.locator("#main-table", has_text=f"{scores(lab)[SIGNS]:g} / 100").wait_for()
    keep(page, "formgrader_5_signs")
