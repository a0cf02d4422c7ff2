"""Installed as the deployment guides say, without the checkout, the program grades the week and makes a course.

The environment has the locked packages, hard links to those that run this test, and of ours what pip installs into it
from the files that the Containerfile copies. Every command runs there, in a folder outside the checkout.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.small_course import ASSIGNMENT, MEDIAN, N_MINUS_1, NOTEBOOK, RIGHT, change

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
GUIDES = [DEPLOY / "README.md", DEPLOY / "Containerfile", DEPLOY / "jupyterhub" / "README.md"]
WEEK = "logistic_regression"


def pip_lines(guide: Path) -> list[list[str]]:
    """What a guide gives pip to install, line by line, without the options that do not change what is installed."""
    lines = re.findall(r"/pip (install [^\\&\n]*)", guide.read_text(encoding="utf-8"))
    return [[word for word in shlex.split(line) if word != "--no-cache-dir"] for line in lines]


def of_ours(guide: Path) -> list[str]:
    """How a guide installs this package, run in its folder."""
    (found,) = [words for words in pip_lines(guide) if "--no-build-isolation" in words]
    return [*found[:-1], "."]


@dataclass(frozen=True)
class Environment:
    """A virtual environment, and a folder to work in."""

    root: Path
    work: Path

    @property
    def programs(self) -> Path:
        return self.root / "bin"

    def run(self, *words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run one of its programs where nothing leads to the checkout."""
        clean = {"PATH": "/usr/bin:/bin", "HOME": str(self.work), "PIP_NO_INDEX": "1", "LANG": "C.UTF-8"}
        return subprocess.run(
            [self.programs / words[0], *words[1:]],
            cwd=folder or self.work,
            env=clean,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def autograder(self, course: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a course's folder."""
        return self.run("autograder", *words, folder=course)


def link(source: str, target: str) -> str:
    """A hard link, or a copy where the two are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """This package, installed into a fresh environment as the guides say."""
    root, work = tmp_path_factory.mktemp("environment") / "venv", tmp_path_factory.mktemp("work")
    venv.create(root)
    packages = Path(sysconfig.get_path("purelib"))
    target = root / packages.relative_to(sys.prefix)
    ours = shutil.ignore_patterns("autograder*", "*_autograder*", "__pycache__")
    shutil.copytree(packages, target, copy_function=link, symlinks=True, dirs_exist_ok=True, ignore=ours)
    for program in Path(sys.executable).parent.iterdir():  # nbgrader calls alembic
        head, _, rest = program.read_bytes().partition(b"\n")
        if head == f"#!{sys.executable}".encode() and program.name != "autograder":
            copy = root / "bin" / program.name
            copy.write_bytes(f"#!{root / 'bin' / 'python'}\n".encode() + rest)
            copy.chmod(0o755)
    environment = Environment(root, work)
    project = work / "project"
    for line in re.findall(r"^COPY (.*)$", (DEPLOY / "Containerfile").read_text(), re.M):
        *names, place = line.split()
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, project / place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                (project / place).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, project / place)
    done = environment.run("python", "-m", "pip", *of_ours(DEPLOY / "Containerfile"), folder=project)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(project)
    yield environment
    shutil.rmtree(root)  # of a gigabyte


@pytest.fixture(scope="module")
def stats(installed: Environment) -> Path:
    """What `autograder new` makes, with three submissions."""
    done = installed.run("autograder", "new", "stats")
    assert done.returncode == 0, done.stderr
    course = installed.work / "stats"
    for student, code in {"ada": RIGHT, "ben": N_MINUS_1, "cem": MEDIAN}.items():
        target = course / "submitted" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
        target.parent.mkdir(parents=True)
        shutil.copyfile(course / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", target)
        change(target, "write-mean", source=code)
    return course


def test_the_guides_install_what_this_test_installs() -> None:
    assert [of_ours(guide) for guide in GUIDES] == [["install", "--no-deps", "--no-build-isolation", "."]] * 3
    for guide in GUIDES:
        locked = [words for words in pip_lines(guide) if "--require-hashes" in words]
        assert [Path(words[-1]).name for words in locked] == ["requirements.lock"]
        assert words_before(guide, locked[0], of_ours(guide))


def words_before(guide: Path, first: list[str], second: list[str]) -> bool:
    """Whether the locked packages come first: without them there is nothing to build with."""
    lines = pip_lines(guide)
    return lines.index(first) < [line[:-1] for line in lines].index(second[:-1])


def test_nothing_of_the_checkout_is_in_the_environment(installed: Environment) -> None:
    code = "import sys, autograder; print(autograder.__file__, *sys.path, sep=chr(10))"

    file, *path = installed.run("python", "-c", code).stdout.splitlines()

    assert file.startswith(str(installed.root))
    assert not [place for place in path if place.startswith(str(ROOT))]


def test_the_locked_packages_are_all_that_it_needs(installed: Environment) -> None:
    done = installed.run("python", "-m", "pip", "check")

    assert [line for line in done.stdout.splitlines() if line.startswith("autograder ")] == []


def test_the_solutions_of_the_week_earn_every_point(installed: Environment, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copyfile(ROOT / "nbgrader_config.py", tmp_path / "nbgrader_config.py")
    work = tmp_path / "submitted" / "ada" / WEEK
    work.mkdir(parents=True)
    for path in (tmp_path / "source" / WEEK).glob("*.ipynb"):
        shutil.copyfile(path, work / path.name)

    done = installed.autograder(tmp_path, "grade", WEEK, "--jobs", "1", "--json", "records.json")

    assert done.returncode == 0, done.stderr
    (record,) = json.loads((tmp_path / "records.json").read_text())
    assert (record["score"], record["max_score"]) == (100.0, 100.0)
    assert (tmp_path / "reports" / f"{WEEK}.html").is_file()


def test_a_new_course_is_released_and_its_class_graded(installed: Environment, stats: Path) -> None:
    released = installed.autograder(stats, "release", ASSIGNMENT)
    graded = installed.autograder(stats, "grade", ASSIGNMENT, "--jobs", "2", "--json", "records.json")
    exported = installed.autograder(stats, "export", ASSIGNMENT, "--to", "gradescope")

    assert released.returncode == 0, released.stderr
    assert graded.returncode == 0, graded.stderr
    assert "warning" not in graded.stderr
    assert exported.returncode == 0, exported.stderr
    records = json.loads((stats / "records.json").read_text())
    assert {r["student"]: (r["score"], *r["notebooks"][0]["checks"][0]["mistakes"]) for r in records} == {
        "ada": (3.0,),
        "ben": (1.25, "divided-by-n-minus-1"),
        "cem": (0.0, "median"),
    }
    assert (stats / "reports" / f"{ASSIGNMENT}.html").is_file()
    assert (stats / "feedback" / "ben" / ASSIGNMENT / f"{ASSIGNMENT}.html").is_file()
    assert not (stats / "release" / ASSIGNMENT / "exercises").exists()


def test_the_doctor_answers_as_the_guides_ask_it(installed: Environment, stats: Path) -> None:
    done = installed.run("autograder", "--course", stats, "doctor")

    assert "present  nbgrader's buttons" in done.stdout
    assert "possible" not in done.stdout
