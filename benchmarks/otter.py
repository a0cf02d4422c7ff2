"""`otter run` on the same submissions: our released check cells as otter's tests, one command for each notebook.

otter-grader lives in a virtual environment of its own (`make bench` makes it), because it pins what Jupyter uses.

    python -m benchmarks.otter COURSE OTTER --prepare    makes an autograder zip for each released notebook
    python -m benchmarks.otter COURSE OTTER              grades every submission, and fails if one misses a point
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.course import ASSIGNMENT

PROGRAM = Path(".venv-otter/bin/otter").absolute()


def main(course: Path, program: Path, prepare: bool) -> None:
    """Prepare, or grade."""
    if prepare:
        for notebook in sorted((course / "release" / ASSIGNMENT).glob("*.ipynb")):
            autograder_zip(notebook, program)
        return
    for work in sorted((course / "submitted").glob(f"*/{ASSIGNMENT}/*.ipynb")):
        _grade(work, course / "release" / ASSIGNMENT / f"{work.stem}.zip", program)


def autograder_zip(notebook: Path, program: Path) -> None:
    """Make the zip beside a released notebook.

    Otter's tests are doctests; the last line of a check cell, its call of `check`, is one.
    """
    folder = notebook.parent
    with tempfile.TemporaryDirectory() as tests:
        for cell in json.loads(notebook.read_bytes())["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("grade") and not marks.get("solution"):
                call = "".join(cell["source"]).strip().splitlines()[-1]
                case = {"code": f">>> _ = {call}", "hidden": False, "locked": False}
                suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
                name = marks["grade_id"].replace("-", "_")
                test = {"name": name, "points": marks["points"], "suites": [suite]}
                (Path(tests) / f"{name}.py").write_text(f"OK_FORMAT = True\n\ntest = {test!r}\n", encoding="utf-8")
        given = (path for path in sorted(folder.rglob("*")) if path.is_file())
        beside = [str(path.relative_to(folder)) for path in given if path.suffix not in (".ipynb", ".zip", ".pyc")]
        none = ("--no-config", "--no-requirements", "--no-environment")
        made = ["generate", "-t", tests, "-o", f"{notebook.stem}.zip", *none, *beside]
        subprocess.run([program, *made], cwd=folder, check=True)


def graded(work: Path, tests: Path, program: Path) -> list[dict[str, Any]]:
    """Each test's result, as `otter run` writes it."""
    with tempfile.TemporaryDirectory() as out:
        command = [str(program), "run", "-a", str(tests), "-o", out, "--no-logo", work.name]
        subprocess.run(command, cwd=work.parent, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found: list[dict[str, Any]] = json.loads((Path(out) / "results.json").read_bytes())["tests"]
    return found


def _grade(work: Path, tests: Path, program: Path) -> None:
    found = graded(work, tests, program)
    lost = [test["name"] for test in found if test.get("score", 0) < test.get("max_score", 0)]
    if lost or len(found) < 2:
        sys.exit(f"{work}: every test must pass, as every answer is right. Got {lost or found}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), "--prepare" in sys.argv)
