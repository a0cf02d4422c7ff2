"""A term of an instructor, from an empty folder: the commands that the course's README names, the marks in a browser.

Twenty students submit three times with nbgrader's own submit, some of them late, and the watcher answers. Somebody gets
more time, a person marks, that time is taken back, one hands in again after the mark, a check proves too strict, points
are exported in every format, and the next term begins. After each act every place shows the same scores.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_markdown_cell
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeSubmit
from playwright.sync_api import expect
from traitlets.config import Config

from autograder.cli import main
from autograder.course.folders import Course
from autograder.gradebook.gradebook import Book
from tests import small_course
from tests.browser.conftest import ROOT, keep, opened, place, serving
from tests.small_course import MEDIAN, N_MINUS_1, RIGHT

pytestmark = pytest.mark.slow
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
LATE = ("student02", "student03")  # less than a day after it was due
DROPPED = "student06"  # not in Canvas's list any more, nor in Moodle's


def autograder(folder: Path, *words: str) -> str:
    """What a command of ours prints."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "autograder", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def nbgrader(folder: Path, *words: str) -> None:
    """A command of nbgrader's."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def write_the_course(course: Path) -> None:
    """Due date, what being late costs, where students submit, and a question that only a person can mark."""
    small_course.replace(course / "course.toml", "# due = 2026", "due = 2126")
    small_course.replace(course / "course.toml", 'late = "none"    ', 'late = "per day" ')
    exchange = f'c.Exchange.root = "{course.parent / "exchange"}"'
    small_course.replace(course / "nbgrader_config.py", '# c.Exchange.root = "/srv/nbgrader/exchange"', exchange)
    path = course / "source" / WEEK / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    asked = new_markdown_cell("Why is the mean so far above most of the times?", id="why")
    marks = {"grade": True, "solution": True, "locked": False, "task": False, "points": 2, "schema_version": 3}
    asked.metadata["nbgrader"] = {**marks, "grade_id": "why"}
    notebook.cells.append(asked)
    nbformat.write(notebook, path)


def write(course: Path, folder: Path, code: str) -> None:
    """A student's answers in a copy of the release."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(course / "release" / WEEK / f"{NOTEBOOK}.ipynb", folder / f"{NOTEBOOK}.ipynb")
    small_course.change(folder / f"{NOTEBOOK}.ipynb", "write-mean", source=code)
    small_course.change(folder / f"{NOTEBOOK}.ipynb", "why", source=ANSWER)


def submit(course: Path, student: str, code: str) -> None:
    """What `nbgrader submit week_1` and the button *Submit* do in a student's folder."""
    home = course.parent / "homes" / student
    write(course, home / WEEK, code)
    config = Config()
    config.CourseDirectory.root = str(home)
    config.CourseDirectory.course_id = course.name
    config.CourseDirectory.student_id = student
    config.CourseDirectory.assignment_id = WEEK
    config.Exchange.root, config.Exchange.cache = str(course.parent / "exchange"), str(home / "cache")
    config.Exchange.assignment_dir = str(home)
    access = Authenticator(config=config)
    ExchangeSubmit(coursedir=CourseDirectory(config=config), authenticator=access, config=config).start()


def rosters(course: Path) -> tuple[Path, Path]:
    """What Canvas and Moodle give out: two students have one name, one left, and one has never handed in."""
    people = [name for name in [*CLASS, "yara"] if name != DROPPED]
    named = {"student04": "Lee, Ann", "student05": "Lee, Ann"}
    canvas, moodle = course.parent / "canvas.csv", course.parent / "moodle.csv"
    head = [["Student", "ID", "SIS Login ID", "Section", f"{WEEK} (77)"], ["Points Possible", "", "", "", "5"]]
    rows = [[named.get(name, name.title()), number, name, "A", ""] for number, name in enumerate(people, 500)]
    with canvas.open("w", newline="") as file:
        csv.writer(file).writerows([*head, *rows])
    head = [["Identifier", "Full name", "Username", "Grade", "Last modified (grade)", "Feedback comments"]]
    rows = [[f"Participant {at}", named.get(name, name), name, "", "-", ""] for at, name in enumerate(people, 900)]
    with moodle.open("w", newline="") as file:
        csv.writer(file).writerows([*head, *rows])
    return canvas, moodle


def exported(course: Path, to: str, who: str, score: str, *more: str) -> tuple[dict[str, float], str]:
    """The scores in a file that `autograder export` wrote, by student, and what the command said."""
    out = course / "exports" / f"{to}_{len(more)}.csv"
    words = ["--course", str(course), "export", WEEK, "--to", to, "--out", str(out), *more]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8-sig", newline="") as file:
        return {row[who]: float(row[score]) for row in csv.DictReader(file) if row[who] and row[score]}, done.output


def scores(course: Path) -> dict[str, float]:
    """Every student's score; the pages, the report, the gradebook and all exports must say the same."""
    canvas, moodle = rosters(course)
    found, _ = exported(course, "csv", "student", "score")
    listed = {name: score for name, score in found.items() if name != DROPPED}
    for to, *columns in (
        ("canvas", "SIS Login ID", f"{WEEK} (77)", "--roster", str(canvas)),
        ("moodle", "Username", "Grade", "--roster", str(moodle)),
    ):
        written, said = exported(course, to, *columns)
        assert written == listed, to
        assert f"Not in the roster, and so not in the file (1):\n  {DROPPED}\n" in said
        assert "(1):\n  Yara\n" in said or "(1):\n  yara\n" in said
    assert exported(course, "moodle", "Username", WEEK)[0] == found
    with Book(Course(course).db_url) as book:
        entries = {entry.student_id: entry for entry in book.submissions(WEEK)}
        theirs = {name: entry.score - (entry.late_submission_penalty or 0) for name, entry in entries.items()}
    assert theirs == pytest.approx(found)
    report = (course / "reports" / f"{WEEK}.html").read_text(encoding="utf-8")
    rows = re.findall(r'<th scope="row"><a [^>]*><bdi>(\w+)</bdi>.*?data-l="Score" data-v="([\d.]+)"', report)
    assert {name: float(score) for name, score in rows} == found
    for name, score in found.items():
        page = (course / "feedback" / name / WEEK / f"{WEEK}.html").read_text(encoding="utf-8")
        assert f'class="score"><strong>{score:g}</strong>' in page, name
    return found


def mark_all(page, address: str) -> None:
    """As the README says: menu Nbgrader, Formgrader, Manual Grading; two points for each answer, and a comment."""
    page.goto(f"{address}/formgrader/manage_submissions/{WEEK}")
    expect(page.locator("tr", has_text="student03").first).to_contain_text("2.7 / 5")  # less what being late costs
    keep(page, "term_0_submissions")
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


def show_report(browser, course: Path) -> None:
    """The report and a feedback page, on a wide screen and on a phone, where nothing may be wider than the screen."""
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        for name, where in (("report", f"reports/{WEEK}"), ("feedback", f"feedback/student02/{WEEK}/{WEEK}")):
            page.goto((course / f"{where}.html").as_uri())
            keep(page, f"term_3_{name}_{width}", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_a_term(browser, tmp_path: Path) -> None:
    autograder(tmp_path, "new", "stats")
    course = tmp_path / "stats"
    write_the_course(course)
    assert "released" in autograder(course, "release", WEEK)
    nbgrader(course, "release_assignment", WEEK)

    for number in range(3):
        for student, codes in zip(CLASS, STORY, strict=True):
            if number < 2 or student not in LATE:
                submit(course, student, codes[number])
        autograder(course, "watch", "--once")
    due = datetime.now(UTC)
    small_course.replace(course / "course.toml", "due = 2126-03-01T23:59:00+01:00", f"due = {due:%Y-%m-%dT%H:%M:%SZ}")
    time.sleep(1.1)  # a deadline includes its whole second
    for student in LATE:
        submit(course, student, RIGHT)
    autograder(course, "watch", "--once")
    told = (course / ".autograder" / "watch.log").read_text(encoding="utf-8")
    assert "student02 week_1 attempt 2: 2.7 of 5 points (3 by the checks, −0.3 for being late; 2 points" in told
    said = autograder(course, "grade", WEEK)
    assert "0 judged, 20 known from before" in said
    assert "2.7 / 5  3 by the checks, −0.3 for being late" in said
    assert "Answers wait for a person: student01, student02" in said
    assert "Manual Grading" in said
    by_checks = dict.fromkeys(CLASS, 3.0) | dict.fromkeys(LATE, 2.7) | dict.fromkeys(CLASS[16:], 0.0)
    assert scores(course) == by_checks

    small_course.replace(course / "course.toml", f"# [{WEEK}.ext", f"[{WEEK}.ext")
    small_course.replace(course / "course.toml", "# ada = 2 ", "student02 = 2 ")
    said = autograder(course, "grade", WEEK)
    assert "1 of 20 students has other points, +0.3 in all" in said
    assert scores(course) == by_checks | {"student02": 3.0}

    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))}
    env = {**clean, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with serving(course, env, tmp_path / "jupyter.log") as address, opened(browser) as page:
        mark_all(page, address)
    said = autograder(course, "grade", WEEK)
    assert "Answers wait" not in said
    marked = dict.fromkeys(CLASS, 5.0) | {"student03": 4.5} | dict.fromkeys(CLASS[16:], 2.0)
    assert scores(course) == marked
    log = (course / ".autograder" / "marks" / f"{WEEK}.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["student"] for line in log} == set(CLASS)
    assert any(
        COMMENT in (course / "feedback" / student / WEEK / f"{WEEK}.html").read_text("utf-8") for student in CLASS
    )

    small_course.replace(course / "course.toml", "student02 = 2", "student02 = 0")
    autograder(course, "grade", WEEK)
    marked["student02"] = 4.5
    assert scores(course) == marked

    submit(course, "student16", RIGHT)
    autograder(course, "watch", "--once")
    said = autograder(course, "grade", WEEK)
    assert "Answers wait for a person: student16." in said
    marked["student16"] = 4.5  # late now; the mark stays until somebody gives another
    assert scores(course) == marked

    mistake = course / "source" / WEEK / "exercises" / "mean.py"
    small_course.replace(mistake, '@MEAN.mistake("value")', '@MEAN.mistake("value", keeps=0.4)')
    autograder(course, "release", WEEK)
    said = autograder(course, "grade", WEEK)
    assert "4 of 20 students have other points, +4 in all" in said
    marked |= dict.fromkeys(CLASS[16:], 3.0)
    assert scores(course) == marked

    assert "gradescope.zip" in autograder(course, "export", WEEK, "--to", "gradescope")
    with zipfile.ZipFile(course / "exports" / f"{WEEK}_gradescope.zip") as packed:
        assert {f"course/{WEEK}/{NOTEBOOK}.ipynb", "run_autograder", "setup.sh"} <= set(packed.namelist())

    report = (course / "reports" / f"{WEEK}.html").read_text(encoding="utf-8")
    assert "20 submissions" in report
    assert "have all 5 points" in report, "marks by hand are in the scores of the class"
    assert "handed in 3 times" in report
    show_report(browser, course)

    following = tmp_path / "stats-2"
    following.mkdir()
    shutil.copytree(course / "source", following / "source")
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copy(course / name, following)
    small_course.replace(following / "nbgrader_config.py", '"stats"', '"stats-2"')
    autograder(following, "release", WEEK)
    write(following, following / "submitted" / "zoe" / WEEK, RIGHT)
    assert "zoe" in autograder(following, "grade", WEEK)
    secrets = [(folder / ".autograder" / "secret").read_bytes() for folder in (course, following)]
    assert secrets[0] != secrets[1]
    assert "student01" not in (following / "reports" / f"{WEEK}.html").read_text(encoding="utf-8")
