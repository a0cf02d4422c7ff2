"""The lab lays a course out and keeps what its student wrote."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import examples.lab as lab_module
from autograder.course.folders import CourseError
from examples.lab import ASSIGNMENT, COURSE_ID, HOST, LESSONS, Lab, free_port, prepare, running, wait_for


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return prepare(tmp_path_factory.mktemp("lab"))


def test_the_student_finds_the_assignment_the_lessons_and_the_exchange(lab) -> None:
    assert (lab.student / ASSIGNMENT / "1_vectorization.ipynb").is_file()
    assert list((lab.student / LESSONS).glob("00_*.ipynb"))
    assert not (lab.student / LESSONS / "exercises").exists()
    assert (lab.exchange / COURSE_ID / "outbound" / ASSIGNMENT / "1_vectorization.ipynb").is_file()
    assert (lab.exchange / COURSE_ID / "inbound").is_dir()


def test_the_first_cell_of_a_lesson_runs_where_the_student_has_it(lab) -> None:
    (lesson,) = (lab.student / LESSONS).glob("01_*.ipynb")
    cells = json.loads(lesson.read_text())["cells"]
    first = next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    done = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path[:0] = ['.']\n{first}"], cwd=lesson.parent)

    assert done.returncode == 0


def test_the_student_has_no_formgrader(lab) -> None:
    home = Path(lab.environment()["JUPYTER_CONFIG_DIR"])
    server = json.loads((home / "jupyter_server_config.json").read_text())["ServerApp"]["jpserver_extensions"]
    page = json.loads((home / "labconfig" / "page_config.json").read_text())["disabledExtensions"]
    assert server["nbgrader.server_extensions.formgrader"] is False
    assert page["@jupyter/nbgrader:formgrader"] is True
    assert not any("assignment-list" in name or "validate" in name for name in page)


def test_a_lesson_is_drawn_whole_before_a_link_goes_to_its_heading(lab) -> None:
    home = Path(lab.environment()["JUPYTER_CONFIG_DIR"])
    overrides = json.loads((home / "labconfig" / "default_setting_overrides.json").read_text())

    assert overrides["@jupyterlab/notebook-extension:tracker"] == {"windowingMode": "defer"}


def test_a_second_time_keeps_the_students_work_and_renews_the_course(lab) -> None:
    work = lab.student / ASSIGNMENT / "1_vectorization.ipynb"
    work.write_text("mine")
    (lab.course / "source" / ASSIGNMENT / "1_vectorization.ipynb").write_text("damaged")
    (lab.student / ASSIGNMENT / "2_broadcasting.ipynb").unlink()

    prepare(lab.root)

    assert work.read_text() == "mine"
    assert (lab.course / "source" / ASSIGNMENT / "1_vectorization.ipynb").read_text() != "damaged"
    assert (lab.student / ASSIGNMENT / "2_broadcasting.ipynb").is_file()


def test_a_port_that_is_taken_is_left_alone() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert first < free_port(first) < first + 100


def test_a_server_that_ends_is_told(tmp_path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no room')"]
    with running(command, tmp_path, {}, tmp_path / "log") as program:
        program.wait(60)
        with pytest.raises(CourseError, match=r"must answer at .*log"):
            wait_for(f"http://{HOST}:1", program, tmp_path / "log")
    assert "no room" in (tmp_path / "log").read_text()


def test_what_runs_ends_with_the_block(tmp_path) -> None:
    with running([sys.executable, "-c", "input()"], tmp_path, {}, None) as program:
        pass
    assert isinstance(program, subprocess.Popen)
    assert program.returncode is not None


class Ended:
    """A program that has ended well."""

    returncode, pid = 0, 7

    def poll(self) -> int:
        return 0


@pytest.mark.parametrize(("options", "opened"), [([], 1), (["--no-browser"], 0)])
def test_the_browser_opens_by_itself_unless_told_not_to(monkeypatch, tmp_path, options, opened) -> None:
    addresses: list[str] = []
    monkeypatch.setattr(lab_module, "prepare", Lab)
    monkeypatch.setattr(lab_module, "running", lambda *_: contextlib.nullcontext(Ended()))
    monkeypatch.setattr(lab_module, "wait_for", lambda *_: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("webbrowser.open", addresses.append)

    said = CliRunner().invoke(lab_module.main, ["--folder", str(tmp_path), "--port", "0", *options])

    assert said.exit_code == 1
    assert len(addresses) == opened
    assert all(address.startswith("file:") and "token" not in address for address in addresses)
