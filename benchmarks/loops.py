"""What endless loops cost a class: the same students with and without some who never end.

    python -m benchmarks.loops --students 100 --loops 10 --jobs 2

Exit code 1 if the class takes more than the loops' time limits, shared among the jobs, over the class without them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from autograder.judge.session import PATIENCE
from benchmarks.contender import ours
from benchmarks.course import ASSIGNMENT, forget, make

NOTEBOOK, FUNCTION = "2_broadcasting", "write-softmax"
ENDLESS = "def softmax(x):\n    while True:\n        pass\n"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--students", default=100, show_default=True)
@click.option("--loops", default=10, show_default=True, help="How many of them never end.")
@click.option("--jobs", default=2, show_default=True)
def main(students: int, loops: int, jobs: int) -> None:
    """Time a class without and with endless loops, in one run."""
    contender = ours(jobs)
    with tempfile.TemporaryDirectory() as folder:
        without = contender.run(Path(folder), students)
        make(Path(folder), students)
        forget(Path(folder), {"source", "release", "submitted", "home"})
        for number in range(loops):
            _never_end(Path(folder) / "submitted" / f"student{number * students // loops:04}" / ASSIGNMENT)
        with_loops = contender.timed(Path(folder), students)
    more, most = with_loops.wall - without.wall, loops * PATIENCE.total / jobs
    print(
        f"{students} submissions, {jobs} jobs: {without.wall:.1f} s; {loops} of them endless: {with_loops.wall:.1f} s."
    )
    print(
        f"{more:.1f} s more; {loops} submissions' time limits of {PATIENCE.total:g} s over {jobs} jobs are {most:.0f} s."
    )
    print(
        f"One call's limit is {PATIENCE.first:g} s: {loops} of these over {jobs} jobs are {loops * PATIENCE.first / jobs:.0f} s."
    )
    sys.exit(more > most)


def _never_end(home: Path) -> None:
    path = home / f"{NOTEBOOK}.ipynb"
    notebook = json.loads(path.read_bytes())
    next(cell for cell in notebook["cells"] if cell["id"] == FUNCTION)["source"] = ENDLESS
    path.write_text(json.dumps(notebook), encoding="utf-8")


if __name__ == "__main__":
    main()
