"""Every notebook has one text: canonical JSON, readable ids, no outputs; and the parts that teaching needs."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import nbformat
import pytest

from autograder.checks import store
from autograder.checks.compare import differences, rule_of
from autograder.checks.kinds.kind import compare
from autograder.checks.spec import to_plain
from autograder.exercises.specs import make_spec
from autograder.release.build import canonical
from tests import week
from tests.week import NOTEBOOKS, exercises, lessons

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "source").glob("*/*.ipynb"))
RELEASE = sorted((ROOT / "release").glob("*/*.ipynb"))
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def name(path):
    return f"{path.parent.name}/{path.stem}"


def read(path):
    return nbformat.read(path, as_version=4)


def test_the_four_graded_notebooks_are_there() -> None:
    assert [path.stem for path in SOURCE] == list(NOTEBOOKS) == [path.stem for path in RELEASE]


@pytest.mark.parametrize("path", SOURCE + RELEASE + LESSONS, ids=name)
def test_a_notebook_is_valid_and_canonical(path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)

    assert path.read_text(encoding="utf-8") == canonical(notebook)


@pytest.mark.parametrize("path", SOURCE + RELEASE + LESSONS, ids=name)
def test_a_notebook_holds_no_output_and_readable_ids(path) -> None:
    for cell in read(path).cells:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", cell.id), cell.id
        assert not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4})*", cell.id), f"{cell.id} says nothing"
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", SOURCE + RELEASE + LESSONS, ids=name)
def test_headings_are_one_h1_and_none_skipped(path) -> None:
    depths = []
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"^```.*?^```", "", cell.source, flags=re.M | re.S)
            depths += [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.M)]

    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(depths))


@pytest.mark.parametrize("path", SOURCE + RELEASE + LESSONS, ids=name)
def test_every_picture_has_words_and_is_there(path) -> None:
    for cell in read(path).cells:
        if cell.cell_type != "markdown":
            continue
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", cell.source):
            assert len(words) >= 20, f"{cell.id}: say what the picture shows"
            assert (path.parent / target).is_file(), f"{cell.id}: {target}"
        assert "<img" not in cell.source or re.search(r"<img[^>]*\balt=\"[^\"]{20,}\"", cell.source), cell.id


@pytest.mark.parametrize("path", SOURCE + RELEASE + LESSONS, ids=name)
def test_a_comment_is_not_cut_in_jupyterlab(path) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    lines = [line for cell in code for line in cell.source.split("\n") if line.lstrip().startswith("#")]

    assert [line for line in lines if len(line) > 88] == []  # what a window of 1,280 pixels shows


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_every_function_has_hints_in_three_folds_before_its_cell(path) -> None:
    cells = read(path).cells
    at = {cell.id: i for i, cell in enumerate(cells)}
    for exercise in exercises(path.stem):
        write = at[f"write-{exercise.name}"]
        above = "\n".join(cell.source for cell in cells[max(0, write - 8) : write] if cell.cell_type == "markdown")

        assert above.count("<details>") >= 3, exercise.name
        assert "no more hints" in above, exercise.name


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_points_in_the_notebook_are_those_of_the_exercises(path) -> None:
    graded = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in read(path).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }

    assert graded == {exercise.name: exercise.points for exercise in exercises(path.stem)}


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_a_check_cell_is_one_call(path) -> None:
    for cell in read(path).cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            assert cell.source == f'check("{cell.id}", {cell.id})'


#: a step of learning_rate / db makes quite another number of one whose last bit is another
CHAOS = "step-slipped"


@pytest.mark.parametrize(
    "exercise", [e for n in (*NOTEBOOKS, *lessons()) for e in exercises(n)], ids=lambda e: f"{e.notebook}-{e.name}"
)
def test_the_released_cards_are_those_of_the_exercises(exercise) -> None:
    """By value, not by byte: another processor may round the last bit of a sum otherwise.

    Of the mistakes that CHAOS names, only which there are.
    """
    folder = week.RELEASE if exercise.notebook in NOTEBOOKS else week.LESSONS
    released = store.read(folder / "reference.h5", exercise.notebook, exercise.name)
    fresh = make_spec(exercise)

    assert released.hidden == ()
    one, other = to_plain(released), to_plain(fresh)
    for group in ("visible", "stable", "scaling"):
        for row, same in zip(one.pop(group), other.pop(group), strict=True):
            assert not differences(fresh, same[2][0], row[2][0], rtol=1e-9)
            assert sorted(row[3]) == sorted(same[3])
            for id in sorted(row[3]):
                if not id.startswith(CHAOS):
                    assert not list(compare(same[3][id], row[3][id], id, rule_of(fresh, 1e-9)))
    assert one == other


def test_the_instructors_notebooks_have_every_file_of_the_checks_beside_them() -> None:
    beside = ROOT / "source" / "logistic_regression" / "checks"
    package = ROOT / "autograder" / "checks"

    assert sorted(p.name for p in beside.glob("*.py")) == sorted(p.name for p in package.glob("*.py"))
    assert all(p.resolve() == package / p.name for p in beside.glob("*.py"))
