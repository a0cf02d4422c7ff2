"""The floor: the same cells in a forked interpreter that has imported everything, with no sandbox and no judge.

Each notebook gets a fork of its own. Its cells run in order, those that only explore left out, as our judge leaves them
out; its check cells are the released ones, which try the student's functions on visible tests only.

    python -m benchmarks.floor COURSE            every cell that our judge runs
    python -m benchmarks.floor COURSE --bare     the student's cells alone, without the checks
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.course import ASSIGNMENT

IMPORTS = ("numpy", "matplotlib.pyplot", "h5py", "PIL.Image", "IPython.display", "checks", "checks.notebook")


def main(course: Path, bare: bool) -> None:
    """Run every submission; exit with 1 if a cell stopped."""
    os.chdir(course / "release" / ASSIGNMENT)
    sys.path.insert(0, os.getcwd())
    for name in IMPORTS:
        importlib.import_module(name)
    failed = 0
    for path in sorted((course / "submitted").glob("*/*/*.ipynb")):
        child = os.fork()
        if child == 0:
            os._exit(_run(json.loads(path.read_bytes()), bare))
        failed |= os.waitpid(child, 0)[1]
    sys.exit(bool(failed))


def _run(notebook: dict[str, Any], bare: bool) -> int:
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in notebook["cells"]:
            graded = cell["metadata"].get("nbgrader", {}).get("grade")
            if cell["cell_type"] != "code" or "explore" in cell["metadata"].get("tags", ()) or (bare and graded):
                continue
            try:
                exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
            except Exception as error:
                print(f"{cell['id']}: {error}", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), "--bare" in sys.argv)
