"""The committed release is what the source gives today; a gate that fails keeps the old one and says where and why."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from autograder.course.folders import Course, files_in
from autograder.course.settings import settings
from autograder.release.build import build
from autograder.release.gate import differs
from autograder.release.leaks import leaks
from autograder.release.replace import release
from tests.week import ASSIGNMENT, NOTEBOOKS, RELEASE, ROOT, SOURCE, exercises

CONFIG = settings(ROOT)


@pytest.fixture(scope="session")
def fresh(once):
    return once("release", lambda place: build(SOURCE, place / ASSIGNMENT, CONFIG)) / ASSIGNMENT


def test_the_committed_release_is_fresh(fresh) -> None:
    """Byte by byte; what checks know by value, in test_notebooks.py, since a sum's last bit may differ elsewhere."""
    names = [sorted(str(p.relative_to(folder)) for p in files_in(folder)) for folder in (fresh, RELEASE)]

    assert names[0] == names[1]
    stale = [n for n in names[0] if n != "reference.h5" and (fresh / n).read_bytes() != (RELEASE / n).read_bytes()]
    assert stale == [], "run `make release` and commit what it writes"


def test_two_builds_are_the_same(fresh) -> None:
    assert list(differs(SOURCE, fresh, CONFIG)) == []


def test_nothing_leaks(fresh) -> None:
    assert list(leaks(SOURCE, fresh)) == []


def test_no_mistake_and_no_hidden_probe_is_in_a_released_file(fresh) -> None:
    released = b"\n".join(p.read_bytes() for p in files_in(fresh) if p.suffix in (".ipynb", ".py", ".h5"))
    for notebook in NOTEBOOKS:
        for exercise in exercises(notebook):
            for mistake in exercise.mistakes:
                assert f"def {mistake.function.__name__}(".encode() not in released or mistake.function.__name__ in {
                    e.name for e in exercises(notebook)
                }
    assert b"default_rng" not in b"".join(p.read_bytes() for p in (fresh / "checks").glob("*.py"))


def test_a_released_notebook_has_no_output_and_locked_checks(fresh) -> None:
    for path in fresh.glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            assert cell.get("outputs", []) == []
            if marks.get("grade"):
                assert cell["metadata"]["editable"] is cell["metadata"]["deletable"] is False
                assert re.fullmatch("[0-9a-f]{32}", marks["checksum"])


def small_course(root, name="2_broadcasting"):
    """A course with one of our notebooks, to break."""
    target = root / "source" / "logistic_regression"
    shutil.copytree(SOURCE, target)
    for path in target.glob("*.ipynb"):
        if path.stem != name:
            path.unlink()
    return Course(root), target / f"{name}.ipynb"


def edit(path, change) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change({cell["id"]: cell for cell in notebook["cells"]}, notebook["cells"])
    path.write_text(json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def edited(cell, old: str, new: str) -> None:
    source = "".join(cell["source"])
    assert old in source
    cell["source"] = source.replace(old, new).splitlines(keepends=True)


def mistaken_solution(cells, _) -> None:
    """The reference is made of the solutions, so a solution that is a named mistake shows in that mistake's points."""
    edited(cells["write-percentages"], "axis=0", "axis=1")


def careless_solution(cells, _) -> None:
    edited(cells["write-percentages"], "return 100 * table / total", "table[:] = 100 * table / total\n    return table")


def shown_solution(cells, every) -> None:
    source = [s for s in cells["write-normalize_rows"]["source"] if "SOLUTION" not in s]
    every.append({**cells["setup"], "id": "oops", "metadata": {}, "source": source})


def broken_cell(_, every) -> None:
    cell = {
        "cell_type": "code",
        "id": "late",
        "metadata": {},
        "source": ["1 / 0"],
        "outputs": [],
        "execution_count": None,
    }
    every.append(cell)


def given_away(cells, _) -> None:
    """The region stands below the code that it should hold."""
    kept = [s for s in cells["write-as_column"]["source"] if "SOLUTION" not in s]
    cells["write-as_column"]["source"] = [*kept, "\n    ### BEGIN SOLUTION\n", "    ### END SOLUTION"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "gate", "where"),
    [
        (mistaken_solution, "every mistake loses points", "percentages"),
        (careless_solution, "the solutions earn every point", "percentages"),
        (shown_solution, "nothing leaks", "write-normalize_rows"),
        (broken_cell, "the release fails only where it is not filled in", "late"),
        (given_away, "the untouched release earns nothing", "as_column"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_failed_gate_says_which_cell_and_leaves_the_old_release(tmp_path, change, gate, where) -> None:
    course, notebook = small_course(tmp_path)
    old = course.release("logistic_regression") / "old.txt"
    old.parent.mkdir(parents=True)
    old.write_text("as it was")
    edit(notebook, change)
    failures = release(course, "logistic_regression")

    assert [(f.gate, where) for f in failures if f.gate == gate and where in f.where], failures
    assert old.read_text() == "as it was"
    assert list(old.parent.parent.iterdir()) == [old.parent], "nothing half made is left behind"
