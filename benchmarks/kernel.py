"""What a student waits for in the notebook: the cell with `import checks`, and each visible check of a right answer.

    python -m benchmarks.kernel

Each notebook runs in an IPython of its own that has imported numpy, as a kernel has after the first cell. CPU time is
in the table beside wall time, because it moves less when the machine is busy. Ends with exit code 1 if a bar is missed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.contender import environment
from benchmarks.course import ASSIGNMENT, class_of

IMPORTED = "import checks, and for_notebook"
IMPORT, USUAL, MOST = 0.3, 0.5, 2.0  # seconds: of the import, of a check at the median, of any check


@dataclass(frozen=True)
class Waited:
    """How long one thing took, in seconds."""

    notebook: str
    what: str  # IMPORTED, or the id of a check cell
    wall: float
    cpu: float


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rounds", default=3, show_default=True, help="How often; the median of each thing counts.")
def main(rounds: int) -> None:
    """Time the checks as a student meets them, and say which bars hold."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [_round(Path(folder)) for _ in range(rounds)]
    found = [
        Waited(one[0].notebook, one[0].what, median(w.wall for w in one), median(w.cpu for w in one))
        for one in zip(*runs, strict=True)
    ]
    imports = [one for one in found if one.what == IMPORTED]
    checks = sorted((one for one in found if one.what != IMPORTED), key=lambda one: -one.wall)
    bars = [
        (IMPORTED, max(one.wall for one in imports), max(one.cpu for one in imports), IMPORT),
        ("a check, median", median(one.wall for one in checks), median(one.cpu for one in checks), USUAL),
        (f"the longest: {checks[0].what}", checks[0].wall, checks[0].cpu, MOST),
    ]
    click.echo("| | wall | CPU | at most | |\n|---|--:|--:|--:|---|")
    for what, wall, cpu, most in bars:
        click.echo(f"| {what} | {wall:.3f} s | {cpu:.3f} s | {most} s | {'held' if wall <= most else '**missed**'} |")
    click.echo("\n" + "\n".join(f"{one.wall:8.3f} s  {one.notebook}: {one.what}" for one in checks[:8]))
    sys.exit(not all(wall <= most for _, wall, _, most in bars))


def _round(folder: Path) -> list[Waited]:
    """Everything once, each notebook in a process of its own."""
    home = folder / ASSIGNMENT
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(Path("release") / ASSIGNMENT, home)
    ((_, files),) = class_of(1)
    found = []
    for name, data in files.items():
        (home / name).write_bytes(data)
        command = [sys.executable, "-m", "benchmarks.kernel", str(home / name)]
        done = subprocess.run(command, env=environment(folder), check=True, capture_output=True, text=True)
        found += [Waited(**one) for one in json.loads(done.stdout)]
    return found


def run(path: Path) -> list[dict[str, Any]]:
    """Run a solved notebook as its kernel does; what was waited for, as JSON values. Raises RuntimeError."""
    import numpy  # noqa: F401
    from IPython.core.interactiveshell import InteractiveShell

    os.chdir(path.parent)
    sys.path.insert(0, "")
    shell, found = InteractiveShell.instance(), list[dict[str, Any]]()

    def timed(what: str, source: str) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            result = shell.run_cell(source)
        if not result.success:
            raise RuntimeError(f"{path.name}: {what} must run. It raises {result.error_in_exec!r}.")
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        found.append({"notebook": path.stem, "what": what, **took})

    timed("", "import numpy as np")
    timed(IMPORTED, f'import checks\ncheck = checks.for_notebook("{path.stem}")')
    for cell in json.loads(path.read_bytes())["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and "explore" not in cell["metadata"].get("tags", ()):
            timed(marks.get("grade_id", "") if marks.get("grade") else "", "".join(cell["source"]))
    return [one for one in found if one["what"]]


if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1].endswith(".ipynb"):
        print(json.dumps(run(Path(sys.argv[1]))))
    else:
        main()
