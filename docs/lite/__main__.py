"""The week in a browser: the lessons and the student's notebooks as a static JupyterLite site.

    python -m docs.lite FOLDER [--pyodide FOLDER]      what `make lite` calls, in an environment of its own

Needs the packages of lite.lock, and their wheels in the folder wheels/ of its environment.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WHEELS = Path(sys.prefix) / "wheels"
#: each kernel loads these when it starts, since they are imported by files beside a notebook, while Pyodide loads by
#: itself only what a cell imports; and these wheels, since Pyodide's distribution does not have them
LOADED, ADDED = ("h5py", "pillow"), ("comm", "ipywidgets")
#: what a learner finds, under the same names as with `make lab`
FOLDERS = {"logistic_regression": ROOT / "release" / "logistic_regression", "notebooks": ROOT / "notebooks"}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
#: from the script of a kernel's worker to the site's first folder, which may lie anywhere on a host
UP = "../" * 4
#: of JupyterLab itself, the same as on a hub
OVERRIDES = ROOT / "deploy" / "jupyterhub" / "students" / "labconfig" / "default_setting_overrides.json"
LINKS = Path(__file__).with_name("links.js")
NOT_FOR_STUDENTS = shutil.ignore_patterns("__pycache__", "exercises")


def main() -> None:
    """Reads the command line and builds the site; ends with JupyterLite's own words if that fails."""
    parser = argparse.ArgumentParser(prog="docs.lite", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the site is written; what lies there is replaced")
    parser.add_argument(
        "--pyodide",
        type=Path,
        help="a folder with a distribution of Pyodide to copy into the site, which then asks no other host; "
        "without it, a reader's browser fetches the one that the kernel names",
    )
    asked = parser.parse_args()
    if asked.pyodide and not (asked.pyodide / "pyodide-lock.json").is_file():
        parser.error(f"--pyodide must be a distribution of Pyodide, with a pyodide-lock.json. Got {asked.pyodide}.")
    build(asked.folder, asked.pyodide)


def build(out: Path, pyodide: Path | None) -> None:
    """Writes the site into `out`. Raises CalledProcessError, after JupyterLite has said why; ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        lite = Path(folder)
        lay_out(lite / "files")
        wheels = [path for name in ADDED for path in sorted(WHEELS.glob(f"{name}-*.whl"))]
        (lite / "pypi").mkdir()
        for path in wheels:
            shutil.copy(path, lite / "pypi")
        if pyodide:
            shutil.copytree(pyodide, lite / "static" / "pyodide")
        said = settings([path.name for path in wheels], alone=pyodide is not None)
        (lite / "jupyter-lite.json").write_text(json.dumps(said), encoding="utf-8")
        shutil.rmtree(out, ignore_errors=True)
        command = [sys.executable, "-m", "jupyterlite_core", "build", f"--lite-dir={lite}"]
        # JupyterLab, and one notebook alone for small screens
        command += ["--apps=lab", "--apps=notebooks"]
        command += [
            f"--output-dir={out.resolve()}",
            "--no-sourcemaps",
            "--no-libarchive",
            "--no-unused-shared-packages",
        ]
        subprocess.run(command, cwd=lite, check=True)
    mend_links(out / "notebooks")


def mend_links(app: Path) -> None:
    """Gives the view of one notebook a script by which its links to other files arrive. Raises ValueError."""
    shutil.copy(LINKS, app)
    page = app / "index.html"
    head, end, body = page.read_text(encoding="utf-8").partition("</head>")
    if not end:
        raise ValueError(
            f"{page} must have a </head>, before which a script is put. Got none: see what JupyterLite writes."
        )
    script = f'<script type="module" src="{LINKS.name}"></script>'
    page.write_text(head + script + end + body, encoding="utf-8")


def lay_out(drive: Path) -> None:
    """Copies what students get, and nothing else, into a folder."""
    for name, folder in FOLDERS.items():
        shutil.copytree(folder, drive / name, ignore=NOT_FOR_STUDENTS)


def settings(wheels: list[str], alone: bool) -> dict[str, Any]:
    """JupyterLite's configuration.

    wheels : names of files in the site's folder pypi/ that each kernel loads
    alone  : whether the site must ask no other host, not even when a learner types %pip
    """
    kernel = {
        "loadPyodideOptions": {"packages": [*LOADED, *(f"{UP}pypi/{name}" for name in wheels)]},
        "disablePyPIFallback": alone,
    }
    data = {
        "appName": "Logistic regression",
        "litePluginSettings": {KERNEL: kernel},
        "settingsOverrides": json.loads(OVERRIDES.read_text(encoding="utf-8")),
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


if __name__ == "__main__":
    main()
