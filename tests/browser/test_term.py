"""A term of an instructor, from an empty folder: the commands that the course's README names, the marks in a browser.

Twenty students hand in three times, some of them late. Somebody gets more time, a person marks, a check turns out to be
too strict, points are exported, and the next term begins.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from tests import small_course
from tests.browser.conftest import ROOT, keep, opened, place, serving
from tests.small_course import MEDIAN, N_MINUS_1, RIGHT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("term")]
WEEK, NOTEBOOK = small_course.ASSIGNMENT, small_course.NOTEBOOK
CLASS = [f"student{number:02}" for number in range(1, 21)]
ANSWER, COMMENT = "One of them waited for 38 minutes.", "Say also that the median would not move."
#: what each of the class has written at the first, second and third time
STORY = [
    (RIGHT, RIGHT, RIGHT),
    *[(N_MINUS_1, RIGHT, RIGHT)] * 9,
    *[(MEDIAN, N_MINUS_1, RIGHT)] * 6,
    *[(MEDIAN, MEDIAN, MEDIAN)] * 4,
]
TIMES = ["2026-02-27 10:00:00 UTC", "2026-02-28 12:00:00 UTC", "2026-03-01 20:00:00 UTC"]
LATE = dict.fromkeys(("student02", "student03"), "2026-03-02 21:00:00 UTC")  # less than a day after it was due


def autograder(folder: Path, *words: str) -> str:
    """What a command of ours prints."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "autograder", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write_the_course(course: Path) -> None:
    """Due date, what being late costs, and a question that only a person can mark."""
    small_course.replace(course / "course.toml", "# due = ", "due = ")
    small_course.replace(course / "course.toml", 'late = "none"    ', 'late = "per day" ')
    path = course / "source" / WEEK / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    asked = new_markdown_cell("Why is the mean so far above most of the times?", id="why")
    marks = {"grade": True, "solution": True, "locked": False, "task": False, "points": 2, "schema_version": 3}
    asked.metadata["nbgrader"] = {**marks, "grade_id": "why"}
    notebook.cells.append(asked)
    nbformat.write(notebook, path)


def hand_in(course: Path, student: str, code: str, when: str) -> None:
    folder = course / "submitted" / student / WEEK
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(course / "release" / WEEK / f"{NOTEBOOK}.ipynb", folder / f"{NOTEBOOK}.ipynb")
    small_course.change(folder / f"{NOTEBOOK}.ipynb", "write-mean", source=code)
    small_course.change(folder / f"{NOTEBOOK}.ipynb", "why", source=ANSWER)
    (folder / "timestamp.txt").write_text(when)


def exported(course: Path) -> dict[str, float]:
    autograder(course, "export", WEEK, "--to", "csv")
    with (course / "exports" / f"{WEEK}_csv.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: float(row["score"]) for row in csv.DictReader(file)}


def mark_all(page, address: str) -> None:
    """As the README says: menu Nbgrader, Formgrader, Manual Grading; two points for each answer, and a comment."""
    page.goto(place(address))
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text="Formgrader").first.click()
    formgrader = page.frame_locator("iframe").first
    for link in ("Manual Grading", WEEK, NOTEBOOK):
        formgrader.get_by_role("link", name=link, exact=True).first.click()
    formgrader.get_by_text("Submission #20").wait_for()
    keep(page, "term_1_manual_grading")
    formgrader.get_by_role("link", name="Submission #1", exact=True).click()
    formgrader.locator("#why").wait_for()
    page.goto(page.frames[-1].url, wait_until="networkidle")  # the same page, in the whole window
    for number, _ in enumerate(CLASS):
        with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
            page.locator("#why").fill("2")
            page.locator("#why").press("Tab")
        if number == 0:
            with page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"):
                page.locator("#why-comment").fill(COMMENT)
                page.locator("#why-comment").press("Tab")
            keep(page, "term_2_marked")
        page.get_by_text("Next").first.click()
        page.wait_for_load_state("networkidle")


def test_a_term(browser, tmp_path: Path) -> None:
    autograder(tmp_path, "new", "stats")
    course = tmp_path / "stats"
    write_the_course(course)
    assert "released" in autograder(course, "release", WEEK)

    for number, when in enumerate(TIMES):
        for student, codes in zip(CLASS, STORY, strict=True):
            hand_in(course, student, codes[number], LATE.get(student, when) if number == 2 else when)
        said = autograder(course, "grade", WEEK)
    assert "2.7 / 5  3 by the checks, −0.3 for being late" in said
    assert "Answers wait for a person: student01, student02" in said
    assert "Manual Grading" in said

    small_course.replace(course / "course.toml", f"# [{WEEK}.ext", f"[{WEEK}.ext")
    small_course.replace(course / "course.toml", "# ada = 2", "student02 = 2")
    said = autograder(course, "grade", WEEK)
    assert "1 of 20 students has other points, +0.3 in all" in said

    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))}
    env = {**clean, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with serving(course, env, tmp_path / "jupyter.log") as address, opened(browser, 60) as page:
        mark_all(page, address)
    said = autograder(course, "grade", WEEK)
    assert "Answers wait" not in said
    marked = dict.fromkeys(CLASS, 5.0) | {"student03": 4.5} | dict.fromkeys(CLASS[16:], 2.0)
    assert exported(course) == marked
    log = (course / ".autograder" / "marks" / f"{WEEK}.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["student"] for line in log} == set(CLASS)
    assert any(
        COMMENT in (course / "feedback" / student / WEEK / f"{WEEK}.html").read_text("utf-8") for student in CLASS
    )

    mistake = course / "source" / WEEK / "exercises" / "mean.py"
    small_course.replace(mistake, '@MEAN.mistake("value")', '@MEAN.mistake("value", keeps=0.4)')
    autograder(course, "release", WEEK)
    said = autograder(course, "grade", WEEK)
    assert "4 of 20 students have other points, +4 in all" in said
    assert "Answers wait" not in said
    assert exported(course) == marked | dict.fromkeys(CLASS[16:], 3.0)

    report = (course / "reports" / f"{WEEK}.html").read_text(encoding="utf-8")
    assert "20 submissions" in report
    assert "have all 5 points" in report, "marks by hand are in the scores of the class"
    assert "handed in 3 times" in report

    following = tmp_path / "stats-2"
    following.mkdir()
    shutil.copytree(course / "source", following / "source")
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copy(course / name, following)
    small_course.replace(following / "nbgrader_config.py", '"stats"', '"stats-2"')
    autograder(following, "release", WEEK)
    hand_in(following, "zoe", RIGHT, "2026-09-01 10:00:00 UTC")
    assert "zoe" in autograder(following, "grade", WEEK)
    secrets = [(folder / ".autograder" / "secret").read_bytes() for folder in (course, following)]
    assert secrets[0] != secrets[1]
    assert "student01" not in (following / "reports" / f"{WEEK}.html").read_text(encoding="utf-8")
