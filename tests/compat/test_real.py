"""Our own notebooks under nbgrader alone, without our settings: the solutions earn 100 %, the release as it is 0."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.exercises.loader import load_exercises
from autograder.release.build import write_reference
from tests.compat import story

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "source" / "logistic_regression"
NOTEBOOKS = ("1_vectorization", "2_broadcasting")  # a kernel for each notebook and student takes its time
VANILLA = """
import os, shutil, sys
from pathlib import Path
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

root = Path(sys.argv[1])
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
config = Config()
config.CourseDirectory.root, config.CourseDirectory.course_id = str(root), "week"
config.Execute.timeout = 120
api = NbGraderAPI(CourseDirectory(config=config), config=config)
results = [api.generate_assignment("logistic_regression")]
for student, place in (("solved", "source"), ("untouched", "release")):
    shutil.copytree(root / place / "logistic_regression", root / "submitted" / student / "logistic_regression")
    results.append(api.autograde("logistic_regression", student))
sys.exit("\\n".join(r.get("error") or r["log"] for r in results if not r["success"]) or None)
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> story.Rows:
    root = tmp_path_factory.mktemp("course")
    folder = root / "source" / "logistic_regression"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("__pycache__", "more_drawings.h5"))
    for path in set(folder.glob("*.ipynb")) - {folder / f"{name}.ipynb" for name in NOTEBOOKS}:
        path.unlink()
    write_reference(folder, load_exercises(read_plan(folder)))
    command = [sys.executable, "-c", VANILLA, str(root)]
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.fail(done.stderr[-3000:])
    return story.rows(f"sqlite:///{root / 'gradebook.db'}")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_the_solutions_earn_every_point(notebook: str, rows: story.Rows) -> None:
    place = f"logistic_regression/solved/{notebook}/"
    cells = {key.removeprefix(place): row for key, row in rows.items() if key.startswith(place) and len(row) == 6}

    assert len(cells) > 5
    assert {name: row for name, row in cells.items() if row[0] != row[5]} == {}


def test_the_release_as_it_is_earns_nothing(rows: story.Rows) -> None:
    place = "logistic_regression/untouched"

    assert rows[place][:2] == [0.0, 42.0]
    assert {key: row for key, row in rows.items() if key.startswith(place) and len(row) == 6 and row[0]} == {}
