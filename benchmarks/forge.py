"""What one forged line earns: the same notebook, nothing written in it, through nbgrader, otter-grader and ours.

    python -m benchmarks.forge

The line replaces `check` by a function that always agrees. A grader that runs test cells where student code runs calls
it. Prints the points that each grader gives.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.contender import environment
from benchmarks.course import ASSIGNMENT, make
from benchmarks.otter import PROGRAM, autograder_zip, graded

NOTEBOOK = "2_broadcasting"
LINE = "check = lambda *anything: None"


def main() -> None:
    """Forge, grade three times, print."""
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder) / "theirs", Path(folder) / "ours"
        rows = [
            ("nbgrader autograde", _nbgrader(_course(theirs, released=False))),
            ("otter run", _otter(_course(ours, released=True)) if PROGRAM.exists() else None),
            ("autograder run", _ours(ours)),
        ]
    print(f"{NOTEBOOK}, no function written, one line added: {LINE}\n")
    for name, score in rows:
        print(f"{name:<20}{'not installed: run make bench once' if score is None else f'{score:g} of 20 points'}")


def _course(root: Path, released: bool) -> Path:
    """A course with one submission: the released notebook and the line."""
    root.mkdir()
    make(root, 1, Path("release") / ASSIGNMENT if released else None)
    for path in (root / "submitted").glob("*/*/*.ipynb"):
        path.unlink()
    notebook = json.loads((Path("release") / ASSIGNMENT / f"{NOTEBOOK}.ipynb").read_bytes())
    setup = next(at for at, cell in enumerate(notebook["cells"]) if cell["id"] == "setup")
    forged: dict[str, Any] = {"cell_type": "code", "id": "forged", "metadata": {}, "source": LINE}
    notebook["cells"].insert(setup + 1, {**forged, "outputs": [], "execution_count": None})
    (_home(root) / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return root


def _home(root: Path) -> Path:
    return root / "submitted" / "student0000" / ASSIGNMENT


def _nbgrader(root: Path) -> float:
    for verb in (("generate_assignment",), ("autograde", "--student", "student0000")):
        command = [sys.executable, "-m", "nbgrader", verb[0], ASSIGNMENT, *verb[1:]]
        subprocess.run(command, cwd=root, env=environment(root), check=True, capture_output=True)
    with sqlite3.connect(root / "gradebook.db") as book:
        (score,) = book.execute("select coalesce(sum(auto_score), 0) from grade").fetchone()
    return float(score)


def _otter(root: Path) -> float:
    folder = root / "release" / ASSIGNMENT
    autograder_zip(folder / f"{NOTEBOOK}.ipynb", PROGRAM)
    found = graded(_home(root) / f"{NOTEBOOK}.ipynb", folder / f"{NOTEBOOK}.zip", PROGRAM)
    return float(sum(test.get("score", 0) for test in found))


def _ours(root: Path) -> float:
    command = [sys.executable, "-m", "autograder", "run", str(_home(root)), "--json"]
    done = subprocess.run(command, cwd=root, env=environment(root), check=True, capture_output=True)
    return float(json.loads(done.stdout)["score"])


if __name__ == "__main__":
    main()
