"""environment.yml, pyproject.toml and requirements.lock ask for the same things."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: conda-forge's names for what PyPI calls otherwise
CONDA = {"matplotlib-base": "matplotlib"}


def asked_by_conda():
    rows = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    flat = [row for row in rows if isinstance(row, str)]
    flat += [row for group in rows if isinstance(group, dict) for row in group["pip"] if not row.startswith("--")]
    found = [Requirement(row) for row in flat]
    return {canonicalize_name(CONDA.get(r.name, r.name)): r.specifier for r in found}


def test_conda_and_pip_have_the_same_bounds():
    conda = asked_by_conda()
    for row in PROJECT["dependencies"]:
        asked = Requirement(row)

        assert conda[canonicalize_name(asked.name)] == asked.specifier, asked.name


def test_conda_asks_for_nothing_else_but_python_and_pip():
    known = {canonicalize_name(Requirement(row).name) for row in PROJECT["dependencies"]}

    assert set(asked_by_conda()) - known == {"python", "pip"}


def test_the_lock_pins_every_dependency_with_a_hash_and_within_its_bounds():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", lock, flags=re.M))
    pinned = {canonicalize_name(name): version for name, version in pinned.items()}
    extras = PROJECT["optional-dependencies"]
    rows = PROJECT["dependencies"] + [row for extra in extras.values() for row in extra]
    for asked in (Requirement(row) for row in rows if not row.startswith("autograder[")):
        assert asked.specifier.contains(pinned[canonicalize_name(asked.name)]), asked.name
    assert lock.count("--hash=sha256:") >= len(pinned)


@pytest.mark.parametrize("name", ["requirements.lock", "benchmarks/otter.lock"])
def test_no_lock_names_an_address(name):
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)
