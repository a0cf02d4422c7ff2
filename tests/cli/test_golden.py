"""Golden files of the command: each verb's `--help`, and what it says of everything that a caller can get wrong.

Rewrite with GOLDEN=write, then read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from tests.week import RELEASE, copy_source

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
WIDTH = 100
NAME = "2_broadcasting"
ASSIGNMENT = "logistic_regression"


def compare(name: str, said: str) -> None:
    path = GOLDEN / f"{name.replace(' ', '-')}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert path.is_file(), f"{path.name} must be there: run GOLDEN=write pytest {Path(__file__).name}, then read it."
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", ["", *sorted(main.commands)])
def test_help(verb: str) -> None:
    done = CliRunner().invoke(main, [*verb.split(), "--help"], prog_name="autograder", terminal_width=WIDTH)

    assert done.exit_code == 0
    # the number of this machine's cores is the default of --jobs
    compare(f"help {verb}".strip(), re.sub(r"\[default: \d+; 1<=x<=256\]", "[default: CORES; 1<=x<=256]", done.output))


def test_every_golden_help_is_that_of_a_verb() -> None:
    verbs = {path.stem.removeprefix("help").removeprefix("-") for path in GOLDEN.glob("help*.txt")}

    assert verbs == {"", *main.commands}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one notebook; nothing handed in, nothing graded."""
    root = tmp_path / "course"
    copy_source(root / "source" / ASSIGNMENT, NAME)
    (root / "release" / ASSIGNMENT).mkdir(parents=True)
    shutil.copyfile(RELEASE / f"{NAME}.ipynb", root / "release" / ASSIGNMENT / f"{NAME}.ipynb")
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    return root


def hand_in(root: Path, name: str, data: bytes) -> None:
    folder = root / "submitted" / "ada" / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def nothing(root: Path) -> None:
    pass


def handed_in(root: Path) -> None:
    shutil.copyfile(root / "release" / ASSIGNMENT / f"{NAME}.ipynb", root / "work.ipynb")
    hand_in(root, f"{NAME}.ipynb", (root / "work.ipynb").read_bytes())


def empty_folder(root: Path) -> None:
    (root / "empty").mkdir()


def broken_zip(root: Path) -> None:
    hand_in(root, "work.zip", b"PK\x03\x04 and then nothing")


def empty_zip(root: Path) -> None:
    with zipfile.ZipFile(root / "work.zip", "w"):
        pass
    hand_in(root, "work.zip", (root / "work.zip").read_bytes())


def no_notebook(root: Path) -> None:
    hand_in(root, "answers.docx", b"words")


def damaged(root: Path) -> None:
    hand_in(root, f"{NAME}.ipynb", b'{"cells": [')


def damaged_source(root: Path) -> None:
    handed_in(root)
    (root / "source" / ASSIGNMENT / f"{NAME}.ipynb").write_text("{")


def odd_offering(root: Path) -> None:
    handed_in(root)
    (root / "course.toml").write_text(f"[{ASSIGNMENT}]\ndue = 2026-03-01T23:59:00\n")


def odd_gradebook(root: Path) -> None:
    handed_in(root)
    (root / "gradebook.db").write_text("This is no database, but a letter to one. " * 30)


#: name -> what is wrong in the course, the command, its exit code
SLIPS: dict[str, tuple[Callable[[Path], None], str, int]] = {
    "no verb of ours": (nothing, "grad", 2),
    "no option of ours": (nothing, f"grade {ASSIGNMENT} --job 2", 2),
    "not a course": (nothing, f"--course COURSE/submitted grade {ASSIGNMENT}", 2),
    "grade without an assignment": (nothing, "grade", 2),
    "grade an unknown assignment": (nothing, "grade week", 2),
    "grade nothing": (nothing, f"grade {ASSIGNMENT}", 2),
    "grade nobody": (handed_in, f"grade {ASSIGNMENT} --student zoe", 2),
    "grade another folder": (handed_in, f"grade {ASSIGNMENT} --submitted COURSE/other", 2),
    "grade with no jobs": (nothing, f"grade {ASSIGNMENT} --jobs 0", 2),
    "grade at an unknown level": (nothing, f"grade {ASSIGNMENT} --level high", 2),
    "grade into no database": (handed_in, f"grade {ASSIGNMENT} --jobs 1 --db nowhere", 2),
    "grade into a database of no kind": (handed_in, f"grade {ASSIGNMENT} --jobs 1 --db what://ever", 2),
    "grade into a folder that is not there": (handed_in, f"grade {ASSIGNMENT} --db sqlite:///COURSE/no/g.db", 2),
    "grade into a file that is no gradebook": (odd_gradebook, f"grade {ASSIGNMENT} --jobs 1", 2),
    "grade with a damaged source": (damaged_source, f"grade {ASSIGNMENT}", 2),
    "grade with an odd course.toml": (odd_offering, f"grade {ASSIGNMENT}", 2),
    "run nothing": (nothing, "run", 2),
    "run a file that is not there": (nothing, "run COURSE/gone.ipynb", 2),
    "run an empty folder": (empty_folder, "run COURSE/empty", 2),
    "run for an unknown assignment": (handed_in, "run COURSE/work.ipynb --assignment week", 2),
    "run an archive that cannot be opened": (broken_zip, f"run COURSE/submitted/ada/{ASSIGNMENT}", 0),
    "run an empty archive": (empty_zip, f"run COURSE/submitted/ada/{ASSIGNMENT}", 0),
    "run a folder without notebooks": (no_notebook, f"run COURSE/submitted/ada/{ASSIGNMENT}", 0),
    "run a damaged notebook": (damaged, f"run COURSE/submitted/ada/{ASSIGNMENT}", 0),
    "release an unknown assignment": (nothing, "release week", 2),
    "feedback before grading": (handed_in, f"feedback {ASSIGNMENT}", 2),
    "feedback for an unknown assignment": (nothing, "feedback week", 2),
    "report before grading": (handed_in, f"report {ASSIGNMENT}", 2),
    "report from a file that is no gradebook": (odd_gradebook, f"feedback {ASSIGNMENT}", 2),
    "audit an unknown notebook": (nothing, "audit 5_networks", 2),
    "doctor at an unknown level": (nothing, "doctor --level high", 2),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_a_caller_gets_wrong(slip: str, course: Path) -> None:
    spoil, command, code = SLIPS[slip]
    spoil(course)
    words = [word.replace("COURSE", str(course)) for word in command.split()]
    if "--course" not in words:
        words = ["--course", str(course), *words]
    done = CliRunner().invoke(main, words, prog_name="autograder", terminal_width=WIDTH, catch_exceptions=False)

    assert done.exit_code == code, done.output
    said = re.sub(r"\d+\.\d\d s", "SECONDS", done.output.replace(str(course), "COURSE"))
    compare(f"error {slip}", re.sub(r"^isolation: .*", "isolation: …", said, flags=re.M))


def test_every_golden_error_is_that_of_a_slip() -> None:
    assert {path.stem for path in GOLDEN.glob("error-*.txt")} == {f"error-{slip.replace(' ', '-')}" for slip in SLIPS}
