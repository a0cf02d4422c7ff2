"""The command: what it prints, how it ends, and one sentence for everything that an instructor can get wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.plan import read_plan
from examples.fill import dump, fill, load, solutions
from tests.week import RELEASE, copy_source

ROOT = Path(__file__).parents[2]
NAME = "2_broadcasting"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one of our notebooks, handed in once right and once with a mistake."""
    root = tmp_path_factory.mktemp("course")
    source, release = root / "source" / "logistic_regression", root / "release" / "logistic_regression"
    copy_source(source, NAME)
    release.mkdir(parents=True)
    shutil.copyfile(RELEASE / f"{NAME}.ipynb", release / f"{NAME}.ipynb")
    right = solutions(read_plan(source).notebooks[0])
    wrong = {**right, "softmax": "def softmax(x):\n    e = np.exp(x)\n    return e / e.sum(axis=0)"}
    for student, answers in (("ada", right), ("ben", wrong)):
        folder = root / "submitted" / student / "logistic_regression"
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_bytes(dump(fill(load(release / f"{NAME}.ipynb"), answers)))
    return root


def autograder(course, *arguments):
    return CliRunner().invoke(main, ["--course", str(course), *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_explains_itself_with_an_example(verb) -> None:
    done = CliRunner().invoke(main, [verb, "--help"])

    assert done.exit_code == 0
    assert "Examples:" in done.output
    assert f"autograder {verb}" in done.output.split("Examples:")[1]


def test_run_prints_what_a_student_reads(course) -> None:
    done = autograder(course, "run", course / "submitted" / "ben" / "logistic_regression")

    assert done.exit_code == 0
    assert "softmax   FAIL" in done.output
    assert "percentages   PASS" in done.output
    assert "isolation:" in done.output


def test_run_prints_one_json_record_and_nothing_else(course) -> None:
    path = course / "submitted" / "ben" / "logistic_regression" / f"{NAME}.ipynb"
    record = json.loads(autograder(course, "run", path, "--json").stdout)

    assert {"student", "assignment", "score", "max_score", "isolation", "seconds", "notebooks"} <= record.keys()
    (notebook,) = record["notebooks"]
    assert (notebook["name"], notebook["max_score"], record["student"]) == (NAME, 20, "ben")
    softmax = next(c for c in notebook["checks"] if c["id"] == "softmax")
    assert {"id", "points", "max_points", "status", "rung", "mistakes", "message"} <= softmax.keys()
    assert (softmax["status"], softmax["rung"], softmax["mistakes"]) == ("partial", "value", ["down-the-columns"])


@pytest.mark.slow
def test_grade_feedback_and_report(course, tmp_path) -> None:
    records = tmp_path / "records.json"
    graded = autograder(course, "grade", "logistic_regression", "--jobs", 1, "--json", records)

    assert graded.exit_code == 0
    assert "2 judged, 0 known" in graded.output
    assert [r["student"] for r in json.loads(records.read_text())] == ["ada", "ben"]
    assert (course / "gradebook.db").is_file()
    assert "0 judged, 2 known" in autograder(course, "grade", "logistic_regression", "--jobs", 1).output
    assert (
        "1 judged, 0 known"
        in autograder(course, "grade", "logistic_regression", "--jobs", 1, "--student", "ada", "--force").output
    )
    assert "2 pages" in autograder(course, "feedback", "logistic_regression").output
    assert autograder(course, "report", "logistic_regression").output.strip().endswith("logistic_regression.html")


def test_grade_names_those_who_have_nothing_for_the_assignment_or_no_time_that_can_be_read(course) -> None:
    (course / "submitted" / "dan").mkdir()
    (course / "submitted" / "cy.zip").touch()
    stamp = course / "submitted" / "ben" / "logistic_regression" / "timestamp.txt"
    stamp.write_text("soon")

    said = " ".join(autograder(course, "grade", "logistic_regression", "--jobs", 1).output.split())

    stamp.write_text("2099-01-01 12:00:00 UTC")
    ahead = " ".join(autograder(course, "grade", "logistic_regression", "--jobs", 1).output.split())

    stamp.unlink()
    assert "ben: timestamp.txt says a time that is still to come: a clock was wrong. It counts all the same" in ahead
    assert "still to come" not in said
    assert "Without a folder 'logistic_regression', and so not graded: cy.zip, dan." in said
    assert "timestamp.txt holds no time that can be read; when it came here counts: ben." in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grade", "gone"), ["must be a folder of notebooks", "'gone'", "there is: logistic_regression"]),
        (("release", "gone"), ["must be a folder of notebooks"]),
        (("grade", "logistic_regression", "--student", "nobody"), ["There must be submissions", "There are none"]),
        (("run", "gone.ipynb"), ["gone.ipynb must be a notebook file", "not there"]),
        (
            ("feedback", "logistic_regression", "--student", "nobody"),
            ["by 'nobody'. Nothing is handed in: its place is", "submitted/nobody/logistic_regression"],
        ),
        (("audit", "gone"), ["gone", "2_broadcasting"]),
        (("grade",), ["Missing argument"]),
        (("grade", "logistic_regression", "--jobs", "0"), ["0 is not in the range"]),
        (("run", "x.ipynb", "--level", "none"), ["'none' is not one of"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_an_instructor_gets_wrong_is_one_sentence_and_exit_code_2(course, arguments, words) -> None:
    done = autograder(course, *arguments)

    assert done.exit_code == 2
    assert "Traceback" not in done.output
    said = " ".join(done.output.split())
    assert [word for word in words if word not in said] == [], said


def test_ctrl_c_is_told_in_one_sentence(course, monkeypatch) -> None:
    def stopped(*_) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.grade.grade.grade", stopped)

    done = autograder(course, "grade", "logistic_regression")

    assert done.exit_code == 130
    assert "Stopped. Nothing is half written: the same command goes on from there." in done.output


def test_doctor_says_what_holds(course) -> None:
    done = autograder(course, "doctor")

    assert "stopped" in done.output
    assert done.exit_code in (0, 1)


def test_help_is_quick_because_it_imports_nothing_heavy() -> None:
    heavy = "{'nbformat', 'nbgrader', 'jsonschema', 'matplotlib', 'sqlalchemy'}"
    code = f"import sys, autograder.cli; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


@pytest.mark.parametrize("module", ["grade.grade", "grade.single", "workers.worker", "sandbox.sandbox"])
def test_a_worker_and_its_sandbox_start_before_numpy_is_imported(module) -> None:
    heavy = "{'numpy', 'traitlets', 'jinja2', 'pygments', 'autograder.checks'}"
    code = f"import sys, autograder.{module}; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_a_command_skips_slow_grammars_that_an_import_of_the_package_leaves_alone(tmp_path) -> None:
    said = "print('rfc3987_syntax' in sys.modules)"
    code = f"""
import sys
import autograder.grade.grade
from autograder.cli import main
{said}
try:
    main(["--course", {str(tmp_path)!r}, "grade", "none"])
except SystemExit:
    {said}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]
