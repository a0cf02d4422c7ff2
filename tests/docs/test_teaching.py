"""docs/teaching.md is true: its tables are those of the exercises, and its example is an exercise that the gates pass.

After a change of exercises: GOLDEN=write python -m pytest tests/docs/test_teaching.py, then read the difference.
"""

from __future__ import annotations

import ast
import functools
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.minutes import core
from tests.week import LESSONS, NOTEBOOKS, exercises, lessons, reference

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "teaching.md"
ALL = [e for notebook in NOTEBOOKS for e in exercises(notebook)]


@functools.cache
def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source(notebook):
    return ROOT / "source" / "logistic_regression" / f"{notebook}.ipynb"


def title(path):
    """The first line of a notebook, and the line about its time."""
    lines = "".join(cells(path)[0]["source"]).split("\n")
    return lines[0].removeprefix("# "), next(line for line in lines if "bout" in line and line.startswith("*"))


@functools.cache
def step(exercise):
    """Minutes and lessons, as the text above an exercise says them."""
    ids = [cell["id"] for cell in cells(source(exercise.notebook))]
    for cell in reversed(cells(source(exercise.notebook))[: ids.index(f"write-{exercise.name}")]):
        found = re.search(r"^\*(\d+) minutes · .*?lessons? ([\d, and]+\d)", "".join(cell["source"]), flags=re.M)
        if found and cell["cell_type"] == "markdown":
            return int(found[1]), tuple(re.findall(r"\d\d", found[2]))
    raise AssertionError(f"no text above {exercise.name} says how long it takes and which lesson it goes with")


def minutes():
    yield "| | title | minutes | core |"
    yield "|---|---|---|---|"
    for name in lessons():
        words, time = title(ROOT / "notebooks" / f"{name}.ipynb")
        whole = re.search(r"about ([0-9]+) minutes", time)[1]
        yield f"| lesson {name[:2]} | {words} | {whole} | {core(LESSONS / f'{name}.ipynb')} |"
    for name in NOTEBOOKS:
        words, time = title(source(name))
        found = re.search(r"about ([0-9]+) (minutes|hours)", time)
        writing = sum(step(e)[0] for e in exercises(name))
        whole = int(found[1]) * (60 if found[2] == "hours" else 1)
        yield f"| notebook {name[0]} | {words} | {whole}, of which {writing} on exercises | {core(source(name))} |"


def path():
    yield "```mermaid"
    yield "flowchart LR"
    for name in lessons():
        words = title(ROOT / "notebooks" / f"{name}.ipynb")[0]
        yield f'    L{name[:2]}["{name[:2]} {words}"]'
    for notebook in NOTEBOOKS:
        yield f'    subgraph N{notebook[0]}["notebook {notebook[0]}"]'
        yield from (f'        E{notebook[0]}_{e.name}["{e.name}"]' for e in exercises(notebook))
        yield "    end"
    for e in ALL:
        yield f"    {' & '.join(f'L{number}' for number in step(e)[1])} --> E{e.notebook[0]}_{e.name}"
    yield "```"


def table():
    yield "| notebook | exercise | points | what it gives | parts | beyond | lessons | mistakes |"
    yield "|---|---|---|---|---|---|---|---|"
    for e in ALL:
        first = inspect.getdoc(reference(e.notebook)[e.name]).split("\n")[0]
        parts, beyond = (
            ", ".join(f"{name} {points:g}" for name, points in named.items() if points) for named in (e.parts, e.rungs)
        )
        numbers = ", ".join(step(e)[1])
        row = (
            e.notebook[0],
            f"`{e.name}`",
            f"{e.points:g}",
            first.replace("|", "\\|"),
            parts,
            beyond,
            numbers,
            len(e.mistakes),
        )
        yield f"| {' | '.join(map(str, row))} |"


@pytest.mark.parametrize(("name", "lines"), [("minutes", minutes), ("path", path), ("exercises", table)])
def test_what_the_page_says_of_the_course_is_so(name, lines) -> None:
    mark = f"<!-- {name}: written by tests/docs/test_teaching.py -->\n"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(mark)
    written, end, after = rest.partition("<!-- end -->")
    now = "\n".join(lines()) + "\n"
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(before + mark + now + end + after, encoding="utf-8")
        written = now

    assert written == now


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: f"{e.notebook[0]}-{e.name}")
def test_each_lesson_before_an_exercise_cures_one_of_its_mistakes(exercise) -> None:
    assert set(step(exercise)[1]) <= {mistake.lesson for mistake in exercise.mistakes}


def test_the_short_path_in_the_readme_is_the_long_one() -> None:
    drawn = dict.fromkeys((name[0] for name in NOTEBOOKS), frozenset())
    for line in (ROOT / "README.md").read_text(encoding="utf-8").split("\n"):
        found = re.fullmatch(r"    (L\d\d(?: & L\d\d)*) --> N(\d)", line)
        if found:
            drawn[found[2]] |= set(re.findall(r"\d\d", found[1]))

    assert drawn == {n[0]: {number for e in exercises(n) for number in step(e)[1]} for n in NOTEBOOKS}


# ---- the example


def blocks(kind):
    """The fenced blocks of the section on adding an exercise, with the text before each of them."""
    section = PAGE.read_text(encoding="utf-8").split("## Add an exercise in an hour\n")[1]
    return [(before, body) for before, body in re.findall(rf"(.*?)^```{kind}\n(.*?)^```$", section, flags=re.M | re.S)]


def cell(id):
    """The text of a cell that the page shows."""
    section = PAGE.read_text(encoding="utf-8").split("## Add an exercise in an hour\n")[1]
    return re.search(rf"^Cell `{id}`, .*?^```\w+\n(.*?)\n^```$", section, flags=re.M | re.S)[1]


def code(first_line):
    return next(body for _, body in blocks("python") if body.startswith(first_line))


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A copy of what an instructor changes, with the page's blocks put in and nothing else."""
    root = tmp_path_factory.mktemp("course")
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("autograder", "data", "tests/exercises", "source/logistic_regression"):
        shutil.copytree(ROOT / name, root / name, ignore=ignore, symlinks=True)
    shutil.copy(ROOT / "tests" / "week.py", root / "tests")
    (root / "notebooks").mkdir()
    for path in (ROOT / "notebooks").iterdir():
        if path.suffix in (".ipynb", ".toml", ".py"):  # the source has links to some of these
            shutil.copy(path, root / "notebooks")
    source = root / "source" / "logistic_regression"
    for notebook in NOTEBOOKS:
        if notebook != "2_broadcasting":
            (source / f"{notebook}.ipynb").unlink()
            shutil.rmtree(source / "exercises" / notebook.split("_", 1)[1])
    exercise = source / "exercises" / "broadcasting" / "clip_probabilities.py"
    exercise.write_text(code('"""`clip_probabilities`'), encoding="utf-8")
    with (root / "tests" / "exercises" / "right_broadcasting.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{code('def clip_in_two_steps')}")
    ((_, note),) = blocks("toml")
    with (source / "exercises" / "equivalents.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{note}")
    _with_cells(source / "2_broadcasting.ipynb")
    return root


def _with_cells(path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    marks: dict[str, object] = {"schema_version": 3, "task": False}
    answer = {**marks, "grade": False, "solution": True, "locked": False, "grade_id": "write-clip_probabilities"}
    test = {**marks, "grade": True, "solution": False, "locked": True, "grade_id": "clip_probabilities", "points": 2}
    new = [
        {"cell_type": "markdown", "id": id, "metadata": {}, "source": cell(id)}
        for id in ("clip-probabilities-why", "clip-probabilities-hints")
    ]
    for marks in (answer, test):
        text, id = cell(marks["grade_id"]), marks["grade_id"]
        more = {"execution_count": None, "outputs": []}
        new.append({"cell_type": "code", "id": id, "metadata": {"nbgrader": marks}, "source": text, **more})
    at = next(i for i, one in enumerate(notebook["cells"]) if one["id"] == "key-points")
    notebook["cells"][at:at] = new
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def run(course, *command):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "GOLDEN"))}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=course,
        env={**clean, "PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="session")
def released(course):
    """The course after the gate has let its release pass."""
    done = run(course, "autograder", "release", "logistic_regression")
    assert done.returncode == 0, done.stdout + done.stderr
    return course / "release" / "logistic_regression" / "2_broadcasting.ipynb"


def judged(course, released, answer):
    """The judge's record of the example's check, for a student who wrote that function."""
    notebook = json.loads(released.read_text(encoding="utf-8"))
    next(c for c in notebook["cells"] if c["id"] == "write-clip_probabilities")["source"] = answer
    handed_in = course / "handed_in" / released.name
    handed_in.parent.mkdir(exist_ok=True)
    handed_in.write_text(json.dumps(notebook), encoding="utf-8")
    done = run(course, "autograder", "run", str(handed_in), "--json", "--level", "supervised")
    assert done.returncode == 0, done.stdout + done.stderr
    (graded,) = json.loads(done.stdout)["notebooks"]
    return next(check for check in graded["checks"] if check["id"] == "clip_probabilities")


@pytest.mark.slow
def test_the_example_passes_the_release_gate_and_is_judged(course, released) -> None:
    assert "np.clip" not in released.read_text(encoding="utf-8")

    right = judged(
        course, released, code("def clip_in_two_steps").split("\n\n\n")[0].replace("in_two_steps", "probabilities")
    )
    wrong = judged(course, released, "def clip_probabilities(A, epsilon=0.001):\n    return np.maximum(A, epsilon)")

    assert (right["points"], right["status"]) == (2, "passed")
    assert (wrong["points"], wrong["mistakes"]) == (0.45, ["lower-bound-only"])
    assert wrong["message"].split() == blocks("text")[0][1].split()


@pytest.mark.slow
def test_the_examples_mistakes_and_right_answers_are_proven(course) -> None:
    done = run(
        course,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-n",
        "0",
        "-c",
        os.devnull,
        "--rootdir",
        str(course),
        "--import-mode=importlib",
        "tests/exercises/test_exercises.py",
        "-k",
        "clip_probabilities",
    )
    counted = re.search(r"(\d+) passed", done.stdout)

    assert done.returncode == 0, done.stdout[-3000:]
    assert int(counted[1]) >= 4 + 7 + 2 * 4  # of the exercise, of each mistake, of each right answer


def test_every_block_of_code_in_the_example_is_used() -> None:
    used = {"clip_probabilities.py": 1, "cells": 2, "right_broadcasting.py": 1}

    assert len(blocks("python")) == sum(used.values())
    for _, body in blocks("python"):
        ast.parse(body)


@pytest.mark.slow
def test_the_audit_of_the_example_finds_what_the_page_says_and_nothing_else(course) -> None:
    done = run(course, "autograder", "audit", "2_broadcasting")

    assert done.returncode == 0, done.stdout[-3000:]
    assert "np.clip(epsilon, A, 1 - epsilon)" in done.stdout
