"""environment.yml, pyproject.toml and requirements.lock ask for the same things."""

from __future__ import annotations

import re
import tomllib
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


def test_the_lock_pins_every_dependency_with_a_hash_and_within_its_bounds() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", lock, flags=re.M))
    pinned = {canonicalize_name(name): version for name, version in pinned.items()}
    extras = PROJECT["optional-dependencies"]
    rows = PROJECT["dependencies"] + [row for extra in extras.values() for row in extra]
    for asked in (Requirement(row) for row in rows if not row.startswith("autograder[")):
        assert asked.specifier.contains(pinned[canonicalize_name(asked.name)]), asked.name
    assert lock.count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize("name", ["requirements.lock", "benchmarks/otter.lock"])
def test_no_lock_names_an_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)
