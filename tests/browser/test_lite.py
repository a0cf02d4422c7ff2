"""The week in a browser alone: JupyterLite runs lessons, checks name mistakes, and what was written can be handed in.

No other host can be reached, and a test fails that asks one. `make .venv-lite-tested/ready` gets what is run here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.collect.accounts import AccountNames
from autograder.collect.collect import collect
from autograder.course.folders import Course
from examples.fill import dump, fill, load
from tests.browser.conftest import ROOT, elsewhere, hosted, keep
from tests.browser.kernel import idle, run_all, save
from tests.browser.test_lesson_link import follow
from tests.browser.test_lessons import moves, moving_figures
from tests.browser.test_student import cell_with, run, write
from tests.collect.zips import packed
from tests.week import ASSIGNMENT, BROADCASTING, RELEASE

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: test_newcomer.py runs this lesson, and hands in the notebook that goes with it
ON_A_PHONE = "08_let_shapes_stretch_and_not_surprise_you"
#: the first figure of each new kernel says so
FONTS = "Matplotlib is building the font cache; this may take a moment.\n"
#: graded notebook -> function, the lines of a wrong form of it and of a right one, words of the message
CASES = {
    "1_vectorization": (
        "dot_loop",
        ["def dot_loop(u, v):", "return sum(u[i] + v[i] for i in range(len(u)))"],
        ["def dot_loop(u, v):", "return sum(u[i] * v[i] for i in range(len(u)))"],
        "added to each other",
    ),
    "2_broadcasting": (
        "softmax",
        ["def softmax(x):", "return np.exp(x) / np.exp(x).sum()"],
        ["def softmax(x):", "e = np.exp(x - x.max(axis=1, keepdims=True))", "return e / e.sum(axis=1, keepdims=True)"],
        "A sum without an axis",
    ),
    "3_computation_graph": (
        "forward_graph",
        ["def forward_graph(a, b, c):", "u = b * c", "return u, a + u, 3 * a + u"],
        ["def forward_graph(a, b, c):", "u = b * c", "return u, a + u, 3 * (a + u)"],
        "Only a is multiplied by 3",
    ),
    "4_logistic_regression": (
        "sigmoid",
        ["def sigmoid(z):", "return 1 / 1 + np.exp(-z)"],
        ["def sigmoid(z):", "return 1 / (1 + np.exp(-z))"],
        "This is 1 + e^(−z) itself",
    ),
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def lite_address(lite):
    """Where JupyterLite is served on loopback."""
    with hosted(lite) as where:
        yield where


@pytest.fixture
def visit(alone, lite_address):
    """Opens a notebook of the drive and waits for its kernel. Fails at the end if another host was asked."""
    asked = []
    context = alone.new_context()
    context.on("request", lambda request: asked.append(request.url))

    def open_notebook(path, interface="lab", width=1280):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 1000})
        page.set_default_timeout(300_000)
        page.goto(f"{lite_address}/{interface}/index.html?path={path}.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        if interface == "lab":  # the other does not say it in words
            idle(page).wait_for()
        return page

    yield open_notebook
    for page in context.pages:
        keep(page, "lite_last")
    context.close()
    assert len(asked) > 20
    assert elsewhere(asked, lite_address) == []


def download(page, folder: Path) -> Path:
    """Saves the notebook and downloads it from the list of files, as docs/learning.md says. Returns the file."""
    # JupyterLab asks which version is to stay when its own saving is under way at that moment
    page.add_locator_handler(page.get_by_role("button", name="Overwrite"), lambda button: button.click())
    page.keyboard.press("Escape")
    save(page)
    page.locator(".jp-DirListing-item.jp-mod-selected").click(button="right")
    with page.expect_download() as coming:
        page.get_by_role("menuitem", name="Download", exact=True).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


@pytest.mark.parametrize("name", [name for name in LESSONS if name != ON_A_PHONE])
def test_a_lesson_runs_to_its_end(visit, tmp_path, name) -> None:
    page = visit(f"notebooks/{name}")
    run_all(page, 300)
    cells = nbformat.read(download(page, tmp_path), as_version=4).cells

    assert problems(cells) == []
    assert all(moves(page, figure) for _, figure in moving_figures(page, nbformat.from_dict({"cells": cells})))


def code(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells that can run."""
    return [cell for cell in cells if cell.cell_type == "code" and cell.source]


def problems(cells: list[NotebookNode]) -> list[tuple[str, str]]:
    """What did not go well in a lesson that was run: a cell's id, and an error, a warning, or what is missing."""
    found = []
    for cell in code(cells):
        if not cell.execution_count:
            found.append((cell.id, "did not run"))
        for output in cell.outputs:
            if output.output_type == "error":
                found.append((cell.id, f"{output.ename}: {output.evalue}"))
            elif output.get("name") == "stderr" and output.text != FONTS:
                found.append((cell.id, output.text))
        drawn = any("image/png" in output.get("data", {}) for output in cell.outputs)
        if re.search(r"^plt\.show\(\)", cell.source, flags=re.M) and not drawn:
            found.append((cell.id, "no picture"))
    return found


def test_one_click_from_a_failed_check_to_the_lessons_heading(visit) -> None:
    notebook = "2_broadcasting"
    name, wrong, _, _ = CASES[notebook]
    page = visit(f"logistic_regression/{notebook}")
    run(page, cell_with(page, "import checks"))
    failed = answer(page, name, wrong)
    lesson, _, heading = follow(page, cell_with(page, f'check("{name}", {name})'))

    assert lesson in LESSONS
    assert heading in failed


@pytest.mark.parametrize("notebook", [notebook for notebook in CASES if notebook != BROADCASTING])
def test_what_is_written_in_the_browser_is_graded_as_from_jupyterlab(visit, tmp_path, notebook) -> None:
    name, wrong, right, named = CASES[notebook]
    page = visit(f"logistic_regression/{notebook}")
    run(page, cell_with(page, "import checks"))
    failed = answer(page, name, wrong)
    passed = answer(page, name, right)
    downloaded = download(page, tmp_path)
    page.close()
    again = visit(f"logistic_regression/{notebook}", "notebooks")
    kept = cell_with(again, f"def {name}(").inner_text()
    again.close()  # its kernel would start beside the judge

    assert f"{name} FAIL" in failed
    assert named in failed
    assert f"{name} PASS" in passed
    assert right[-1] in kept
    points = graded(collected(downloaded, tmp_path))
    assert points == graded(expected(notebook, tmp_path))
    assert sum(points.values()) > 0


def answer(page, name: str, lines: list[str]) -> str:
    """Writes a function, runs its cell and its check. Returns what the check says, on one line."""
    written = cell_with(page, f"def {name}(")
    write(page, written, "\n".join(lines))
    run(page, written)
    check = cell_with(page, f'check("{name}", {name})')
    run(page, check)
    verdict = check.locator(".jp-OutputArea", has_text=re.compile("PASS|FAIL"))
    verdict.wait_for()
    return " ".join(verdict.inner_text().split())


def expected(notebook: str, folder: Path) -> Path:
    """The released notebook with the right form of its function, as JupyterLab would save it."""
    name, _, right, _ = CASES[notebook]
    path = folder / "jupyterlab" / f"{notebook}.ipynb"
    path.parent.mkdir()
    path.write_bytes(dump(fill(load(RELEASE / path.name), {name: "\n    ".join(right)})))
    return path


def collected(downloaded: Path, folder: Path) -> Path:
    """The file as it comes into a course out of a zip from Canvas."""
    course = Course(folder / "course")
    source = course.root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    shutil.copy(ROOT / "source" / ASSIGNMENT / downloaded.name, source)
    zipped = packed(folder / "submissions.zip", {f"ada_101_1_{downloaded.name}": downloaded.read_bytes()})
    done = collect(course, ASSIGNMENT, zipped, lambda name: AccountNames(name, None, None))
    assert [(one.student, one.state) for one in done.taken] == [("ada", "new")]
    return course.root / "submitted" / "ada" / ASSIGNMENT / downloaded.name


def graded(notebook: Path) -> dict[str, float]:
    """The points of each check, as the judge gives them."""
    command = [sys.executable, "-m", "autograder", "run", str(notebook), "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    record = json.loads(done.stdout)
    return {check["id"]: check["points"] for one in record["notebooks"] for check in one["checks"]}
