"""The zip for Gradescope, unpacked into a clean tree as its documentation describes, and run without a network."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.secret import course_secret
from autograder.export.gradescope import archive, secret_of
from autograder.grade.single import judge_files
from autograder.sandbox import Level
from tests.export.classes import ASSIGNMENT, FILE, WRONG, notebook, small_course

CHEAT = "import json, os\ndef softmax(x):\n    os.system('true')\n    open('/autograder/results/results.json', 'w')\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def packed(course):
    return zipfile.ZipFile(io.BytesIO(archive(course, ASSIGNMENT)))


@pytest.fixture(scope="module")
def root(packed, tmp_path_factory):
    """The container's `/autograder` as the harness lays it out; `venv` is what setup.sh would have made."""
    root = tmp_path_factory.mktemp("container") / "autograder"
    for entry in packed.infolist():
        packed.extract(entry, root / "source")
        (root / "source" / entry.filename).chmod(entry.external_attr >> 16 & 0o777)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "venv").symlink_to(sys.prefix)
    return root


def run(root: Path, data: bytes, student: str = "ada@example.org") -> subprocess.CompletedProcess[str]:
    (root / "submission" / FILE).write_bytes(data)
    metadata = {"users": [{"email": student, "id": 1, "name": "A"}], "assignment": {"total_points": "20.0"}}
    (root / "submission_metadata.json").write_text(json.dumps(metadata))
    command = [str(root / "run_autograder")]
    if subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode == 0:
        command = ["unshare", "--net", *command]
    env = {"PATH": "/usr/bin:/bin", "AUTOGRADER_ROOT": str(root), "HOME": str(root)}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_the_scripts_are_at_the_root_and_can_be_run(packed) -> None:
    modes = {entry.filename: entry.external_attr >> 16 for entry in packed.infolist()}

    for script in ("setup.sh", "run_autograder"):
        assert modes[script] & stat.S_IXUSR
        assert packed.read(script).startswith(b"#!/usr/bin/env bash\n")
        assert subprocess.run(["bash", "-n"], input=packed.read(script), check=True).returncode == 0


def test_it_holds_what_judging_needs_and_nothing_of_the_class(packed, course) -> None:
    names = packed.namelist()

    assert f"course/{ASSIGNMENT}/{FILE}" in names
    assert "package/autograder/judge/judge.py" in names
    assert "package/autograder/checks/ladder.py" in names
    assert not any("gradebook.db" in n or ".autograder" in n or n.endswith(".pyc") for n in names)
    assert packed.read("secret") == secret_of(course, ASSIGNMENT) != course_secret(course.state)


def test_the_same_course_gives_the_same_bytes(course) -> None:
    assert archive(course, ASSIGNMENT) == archive(course, ASSIGNMENT)


def test_no_address_is_in_the_scripts_or_the_requirements(packed) -> None:
    for name in ("setup.sh", "run_autograder", "requirements.lock", "settings.json"):
        assert b"://" not in packed.read(name), name


ENDLESS = {"percentages": "def percentages(t):\n    while True: 0"}


@pytest.mark.parametrize(
    "changes",
    [{"softmax": WRONG}, *(pytest.param(c, marks=pytest.mark.slow) for c in ({}, {"softmax": CHEAT}, ENDLESS))],
)
def test_scores_are_those_of_autograder_run(root, course, tmp_path, changes) -> None:
    data = notebook(course, **changes)
    (tmp_path / FILE).write_bytes(data)
    record = judge_files(course, tmp_path / FILE, assignment=ASSIGNMENT, student="ada@example.org")

    done = run(root, data)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((root / "results" / "results.json").read_text())

    assert found["score"] == record.score == sum(test["score"] for test in found["tests"])
    assert {t["name"]: t["score"] for t in found["tests"]} == {
        f"{n.name}: {c.id}": c.points for n in record.notebooks for c in n.checks
    }


def test_the_result_follows_the_documented_fields(root, course) -> None:
    run(root, notebook(course, softmax=WRONG))
    found = json.loads((root / "results" / "results.json").read_text())

    assert found.keys() == {
        *("score", "execution_time", "output", "output_format", "visibility", "stdout_visibility", "tests")
    }
    shown = ("hidden", "after_due_date", "after_published", "visible")
    assert found["stdout_visibility"] == "hidden"
    assert isinstance(found["execution_time"], int)
    for test in found["tests"]:
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in shown
        assert 0 <= test["score"] <= test["max_score"]
        assert {"name", "number", "output", "output_format", "name_format"} < test.keys()
    softmax = next(t for t in found["tests"] if t["name"].endswith("softmax"))
    assert softmax["status"] == "failed"
    assert "FAIL" in softmax["output"] or "PART" in softmax["output"]


@pytest.mark.slow
def test_student_code_meets_closed_folders_even_where_only_a_user_of_its_own_holds_it(root, course) -> None:
    run(root, notebook(course))

    for folder in ("source", "submission", "results"):
        assert stat.S_IMODE((root / folder).stat().st_mode) == 0o700


def test_without_a_sandbox_nothing_is_reported(root, course, monkeypatch) -> None:
    settings = root / "source" / "settings.json"
    before = settings.read_text()
    package = root / "source" / "package" / "autograder" / "sandbox" / "sandbox.py"
    code = package.read_text()
    assert "if sandbox.level >= minimum:" in code
    try:
        package.write_text(code.replace("if sandbox.level >= minimum:", "if False:"))
        done = run(root, notebook(course))
    finally:
        settings.write_text(before)
        package.write_text(code)

    assert done.returncode == 1
    assert "Nothing was judged." in done.stdout
    assert not (root / "results" / "results.json").exists()


def test_an_empty_submission_earns_nothing_and_says_so(root) -> None:
    (root / "submission" / FILE).unlink(missing_ok=True)
    env = {"PATH": "/usr/bin:/bin", "AUTOGRADER_ROOT": str(root)}
    done = subprocess.run([root / "run_autograder"], cwd=root, env=env, capture_output=True, timeout=120, check=False)
    found = json.loads((root / "results" / "results.json").read_text())

    assert done.returncode == 0
    assert found["score"] == 0
    assert "was not handed in" in found["output"]


def test_the_command_writes_it_for_nobody_else_to_read(course, tmp_path) -> None:
    target = tmp_path / "out.zip"
    done = CliRunner().invoke(
        main, ["--course", str(course.root), "export", ASSIGNMENT, "--to", "gradescope", "--out", str(target)]
    )

    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "It holds the solutions" in done.output


@pytest.mark.parametrize("level", ["isolated", "confined", "limited"])
def test_the_level_is_the_one_that_was_allowed(course, level) -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive(course, ASSIGNMENT, Level[level])))

    assert json.loads(packed.read("settings.json"))["level"] == level


def test_setup_installs_what_is_locked_into_a_venv_of_its_own(packed, tmp_path) -> None:
    """setup.sh with a Python that only writes down what it is asked to do."""
    root, programs = tmp_path / "autograder", tmp_path / "bin"
    programs.mkdir()
    (root / "venv" / "bin").mkdir(parents=True)
    recorder = f'#!/bin/sh\necho "$0 $@" >> {tmp_path}/asked\n'
    for path in (programs / "python3", root / "venv" / "bin" / "python"):
        path.write_text(recorder)
        path.chmod(0o755)
    env = {"PATH": f"{programs}:{os.environ['PATH']}", "AUTOGRADER_ROOT": str(root)}
    (programs / "ldconfig").write_text("#!/bin/sh\necho libseccomp.so.2\n")
    (programs / "ldconfig").chmod(0o755)
    subprocess.run(["bash"], input=packed.read("setup.sh"), env=env, check=True, timeout=60)
    asked = (tmp_path / "asked").read_text().splitlines()

    assert asked[-2] == f"{programs}/python3 -m venv {root}/venv" or asked[-2] == f"python3 -m venv {root}/venv"
    wanted = f"-m pip install --quiet --no-cache-dir --no-deps --requirement {root}/source/requirements.lock"
    assert asked[-1].endswith(wanted)
