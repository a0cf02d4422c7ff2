"""environment.yml, pyproject.toml and requirements.lock ask for the same things, and for all that the code imports."""

from __future__ import annotations

import ast
import functools
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: conda-forge's names for what PyPI calls otherwise
CONDA = {"matplotlib-base": "matplotlib"}
#: lesson 07 multiplies matrices on a graphics card where one of these is installed, and says so where none is
OPTIONAL = {"cupy", "torch"}


def cells(notebook: Path) -> Iterator[str]:
    """The code of each code cell, without the lines that are IPython's own."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(line for line in cell["source"] if not line.lstrip().startswith(("%", "!", "?")))


def imported(code: str) -> Iterator[str]:
    """The top-level name of each module that is imported, anywhere in the code."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


def foreign(names: set[str], *beside: Path) -> set[str]:
    """Those that are neither the standard library's nor lie in one of the folders."""
    own = {path.stem for folder in beside for path in folder.iterdir() if path.is_dir() or path.suffix == ".py"}
    return names - own - sys.stdlib_module_names


@functools.cache
def installed() -> Mapping[str, list[str]]:
    """The packages that bring each importable module. It reads every package's list of files."""
    return metadata.packages_distributions()


def packages(modules: set[str]) -> set[str]:
    """The installed packages that bring these modules, by canonical name."""
    brings = installed()
    return {
        canonicalize_name(name) for module in modules for name in brings.get(module, [f"(nothing brings {module})"])
    }


def named(rows: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(row).name) for row in rows}


def test_every_package_that_the_code_imports_is_declared() -> None:
    modules = {name for path in ROOT.glob("autograder/**/*.py") for name in imported(path.read_text(encoding="utf-8"))}
    extras = [row for extra in PROJECT["optional-dependencies"].values() for row in extra]

    needed = packages(foreign(modules, ROOT))

    assert {"numpy", "nbgrader", "rich"} <= needed
    assert needed - named(PROJECT["dependencies"] + extras) == set()


@pytest.mark.parametrize("pattern", ["notebooks/*.ipynb", "source/*/*.ipynb"])
def test_every_package_that_a_notebook_imports_comes_with_a_plain_installation(pattern: str) -> None:
    notebooks = sorted(ROOT.glob(pattern))

    needed = set()
    for notebook in notebooks:
        modules = {name for cell in cells(notebook) for name in imported(cell)}
        needed |= packages(foreign(modules, ROOT, notebook.parent) - OPTIONAL)

    assert "numpy" in needed
    assert needed - named(PROJECT["dependencies"]) == set()


def asked_by_conda() -> dict[str, SpecifierSet]:
    rows = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    found = [Requirement(row) for row in rows if isinstance(row, str)]
    return {canonicalize_name(CONDA.get(one.name, one.name)): one.specifier for one in found}


def asked_everywhere() -> dict[str, SpecifierSet]:
    """What the project asks for on every system: what has a marker is left to pip, which reads it."""
    found = [Requirement(row) for row in PROJECT["dependencies"]]
    return {canonicalize_name(one.name): one.specifier for one in found if one.marker is None}


def test_conda_has_the_bounds_of_the_project_and_asks_for_nothing_else_but_python_and_pip() -> None:
    asked = asked_by_conda()
    python, pip = asked.pop("python"), asked.pop("pip")

    assert asked == asked_everywhere()
    assert python == SpecifierSet(PROJECT["requires-python"])
    assert pip == SpecifierSet()


def test_one_conda_file_serves_every_system() -> None:
    rows = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]

    assert [row["pip"] for row in rows if isinstance(row, dict)] == [["--editable ."]]


def test_binder_installs_what_the_notebooks_import_within_the_bounds_of_the_project() -> None:
    rows = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [Requirement(row) for row in rows if not row.startswith("#")]
    project = asked_everywhere()

    assert {one.name for one in asked} == {"numpy", "h5py", "matplotlib", "Pillow", "ipywidgets"}
    assert all(one.specifier == project[canonicalize_name(one.name)] for one in asked)


def test_the_lock_pins_every_dependency_with_a_hash_and_within_its_bounds() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", lock, flags=re.M))
    pinned = {canonicalize_name(name): version for name, version in pinned.items()}
    extras = PROJECT["optional-dependencies"]
    rows = PROJECT["dependencies"] + [row for extra in extras.values() for row in extra]
    for asked in (Requirement(row) for row in rows if not row.startswith("autograder[")):
        assert asked.specifier.contains(pinned[canonicalize_name(asked.name)]), asked.name
    assert lock.count("--hash=sha256:") >= len(pinned)


LOCKS = ["requirements.lock", "benchmarks/otter.lock", "docs/lite/lite.lock", "tests/browser/lite.lock"]


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)
