"""What the files around the code say about it: versions of Python, the version of the package, what CI runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import autograder
from autograder.export.requirements import PYTHONS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read_yaml(name: str) -> dict[str, Any]:
    found = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def versions_in_ci() -> list[str]:
    found: list[str] = read_yaml(".github/workflows/ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    return found


def test_the_workflow_runs_the_ci_script_and_nothing_else_that_tests() -> None:
    steps = read_yaml(".github/workflows/ci.yml")["jobs"]["test"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]

    assert commands[-1] == "bash .ci/run"
    assert not [command for command in commands[:-1] if re.search(r"pytest|make|ruff|mypy", command)]


def test_each_tested_python_has_a_classifier_and_is_locked_for_gradescope() -> None:
    classifiers = [row.rpartition(" :: ")[2] for row in PROJECT["classifiers"] if "Python :: 3." in row]

    assert classifiers == versions_in_ci() == list(PYTHONS)


def test_the_oldest_python_allowed_is_the_oldest_tested() -> None:
    assert PROJECT["requires-python"] == f">={versions_in_ci()[0]}"


def test_no_version_between_the_oldest_and_the_newest_is_left_out() -> None:
    minors = [int(version.removeprefix("3.")) for version in versions_in_ci()]

    assert minors == list(range(minors[0], minors[-1] + 1))


def test_the_workflows_python_reaches_make(tmp_path: Path) -> None:
    told = read_yaml(".github/workflows/ci.yml")["jobs"]["test"]["env"]["PYTHON"]
    environment = {**os.environ, "PYTHON": "python-of-the-matrix"}
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()

    shown = subprocess.run(
        ["make", "--dry-run", "--file", str(ROOT / "Makefile"), ".venv/ready"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told == "python${{ matrix.python }}"
    assert "python-of-the-matrix -m venv .venv" in shown.stdout


def test_the_citation_has_the_packages_version_and_licences() -> None:
    citation = read_yaml("CITATION.cff")

    assert citation["version"] == PROJECT["version"] == autograder.__version__
    assert PROJECT["license"] in citation["license"]
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in PROJECT["authors"]]


def test_each_hook_calls_a_program_that_the_project_installs_and_fetches_nothing() -> None:
    repositories = read_yaml(".pre-commit-config.yaml")["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    programs = [Path(shlex.split(hook["entry"])[0]) for hook in hooks if hook["language"] == "system"]

    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system", "pygrep"}
    assert programs
    assert all(program.parent == Path(".venv/bin") for program in programs)
    assert all((Path(sysconfig.get_path("scripts")) / program.name).is_file() for program in programs)


FORMS = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob(".github/ISSUE_TEMPLATE/*.yml"))]


@pytest.mark.parametrize("name", FORMS)
def test_an_issue_form_asks_for_the_version(name: str) -> None:
    labels = [field["attributes"].get("label", "") for field in read_yaml(name)["body"]]

    assert any("autograder --version" in label for label in labels)
