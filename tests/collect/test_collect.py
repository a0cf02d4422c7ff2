"""Zips unpacked into a course: each student's files in their place, nothing outside or lost, nothing in silence."""

from __future__ import annotations

import stat
import uuid
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.collect.accounts import AccountNames
from autograder.collect.collect import collect
from autograder.course.folders import Course, CourseError
from autograder.csv_tables import parse_sheet
from autograder.submissions.folder import submissions
from tests.collect.test_platforms import EXPORT
from tests.collect.zips import NOTEBOOK, archive, packed

PS = "ps"
ROSTER = parse_sheet("Student,ID,SIS Login ID,Section\nA,101,ada,S\nB,102,ben,S\n")


@pytest.fixture
def course(tmp_path):
    (tmp_path / "course" / "source" / PS).mkdir(parents=True)
    (tmp_path / "course" / "source" / PS / "w.ipynb").write_bytes(NOTEBOOK)
    return Course(tmp_path / "course")


def take(course, tmp_path, files, roster=None, match=None, **options):
    path = packed(tmp_path / f"{uuid.uuid4().hex}.zip", files)  # the process that reads them knows a zip by its path
    return collect(course, PS, path, lambda name: AccountNames(name, roster, match), **options)


def lying(course: Course) -> dict[str, bytes]:
    home = course.root / "submitted"
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_canvas_with_a_roster(course, tmp_path) -> None:
    done = take(
        course, tmp_path, {"xa_101_1_w.ipynb": b"1", "xb_LATE_102_2_w-4.ipynb": b"2", "xc_103_3_w.ipynb": b"3"}, ROSTER
    )

    assert lying(course) == {"ada/ps/w.ipynb": b"1", "ben/ps/w.ipynb": b"2"}
    assert [(one.student, one.state, one.late) for one in done.taken] == [("ada", "new", False), ("ben", "new", True)]
    assert [(one.name, one.why) for one in done.left] == [("xc_103_3_w.ipynb", "The roster has nobody for it.")]


def test_the_later_of_two_uploads_counts(course, tmp_path) -> None:
    done = take(course, tmp_path, {"a_1_12_w-1.ipynb": b"new", "a_1_9_w.ipynb": b"old", "a_1_9_v.ipynb": b"v"})

    assert lying(course) == {"a/ps/w.ipynb": b"new", "a/ps/v.ipynb": b"v"}
    assert [one.name for one in done.left] == ["a_1_9_w.ipynb"]


def test_moodle_with_a_worksheet(course, tmp_path) -> None:
    sheet = parse_sheet("Identifier,Full name,Email address\nParticipant 7,Ada,ada@example.org\n")
    take(course, tmp_path, {"Ada_7_assignsubmission_file_/w.ipynb": b"1"}, sheet)

    assert lying(course) == {"ada@example.org/ps/w.ipynb": b"1"}


def test_moodle_without_one_uses_the_names(course, tmp_path) -> None:
    take(course, tmp_path, {"Ada Lovelace_7_assignsubmission_file_/w.ipynb": b"1"})

    assert lying(course) == {"Ada_Lovelace/ps/w.ipynb": b"1"}


def test_gradescope_gives_each_of_a_group_a_copy_and_the_time(course, tmp_path) -> None:
    take(course, tmp_path, EXPORT)
    found = {one.student: one.handed_in for one in submissions(course.root / "submitted", PS)}

    assert found == {
        "0101": datetime(2026, 3, 1, 13, 5, 6, 789012),
        "0103": datetime(2026, 3, 2, 10, 0, 0, 500000),
        "emmy@example.org": datetime(2026, 3, 2, 10, 0, 0, 500000),
    }


def test_gradescope_by_address(course, tmp_path) -> None:
    done = take(course, tmp_path, EXPORT, match="email")

    assert {one.student for one in done.taken} == {"ada@example.org", "emmy@example.org"}


def test_an_earlier_version_is_moved_aside(course, tmp_path) -> None:
    take(course, tmp_path, {"a_1_1_w.ipynb": b"one"})
    done = take(course, tmp_path, {"a_1_2_w-1.ipynb": b"two"})
    take(course, tmp_path, {"a_1_3_w-2.ipynb": b"three"})
    earlier = course.state / "earlier" / "a" / PS

    assert done.taken[0].state == "replaced"
    assert lying(course) == {"a/ps/w.ipynb": b"three"}
    assert [(earlier / n / "w.ipynb").read_bytes() for n in ("1", "2")] == [b"one", b"two"]


def test_force_keeps_no_copy(course, tmp_path) -> None:
    take(course, tmp_path, {"a_1_1_w.ipynb": b"one"})
    take(course, tmp_path, {"a_1_2_w.ipynb": b"two"}, force=True)

    assert lying(course) == {"a/ps/w.ipynb": b"two"}
    assert not list((course.state / "earlier").rglob("*.ipynb"))


def test_the_same_zip_again_changes_nothing(course, tmp_path) -> None:
    take(course, tmp_path, {"a_1_1_w.ipynb": b"one"})
    before = (course.root / "submitted/a/ps/w.ipynb").stat()
    done = take(course, tmp_path, {"a_1_1_w.ipynb": b"one"})

    assert done.taken[0].state == "same"
    assert (course.root / "submitted/a/ps/w.ipynb").stat().st_ino == before.st_ino
    assert not (course.state / "earlier").exists()


def test_what_was_handed_in_later_stays(course, tmp_path) -> None:
    take(course, tmp_path, EXPORT)
    there = course.root / "submitted/0101/ps"
    (there / "work.ipynb").write_bytes(b"later")
    (there / "timestamp.txt").write_text("2026-03-05 00:00:00 UTC")
    done = take(course, tmp_path, EXPORT)

    assert {one.student: one.state for one in done.taken}["0101"] == "kept"
    assert (there / "work.ipynb").read_bytes() == b"later"


def test_two_students_of_one_name_need_a_roster(course, tmp_path) -> None:
    files = {"a_101_1_w.ipynb": b"1", "a_102_2_w.ipynb": b"2"}
    done = take(course, tmp_path, files)

    assert not done.taken
    assert "Name the roster with --roster" in done.left[0].why
    assert len(take(course, tmp_path, files, ROSTER).taken) == 2


@pytest.mark.parametrize(
    "name",
    [
        "a_1_1_../../../../escape.ipynb",
        "../../a_1_1_escape.ipynb",
        "/a_1_1_escape.ipynb",
        "..\\a_1_1_escape.ipynb",
        "a_1_1_..",
        "a_1_1_.hidden.ipynb",
        "a_1_1_new\nline\u202e.ipynb",
        ".._1_1_w.ipynb",
        "Ada_7_assignsubmission_file_/../../../escape.ipynb",
        "a_1_1_" + "x" * 300 + ".ipynb",
    ],
)
def test_no_name_leads_outside(course, tmp_path, name) -> None:
    before = {p for p in tmp_path.rglob("*") if "course" not in p.parts}
    try:
        take(course, tmp_path, {name: NOTEBOOK})
    except CourseError:
        assert not (course.root / "submitted").exists()
    after = {p for p in tmp_path.rglob("*") if "course" not in p.parts} - {*tmp_path.glob("*.zip")}

    assert after == before
    for path in (p for p in course.root.rglob("*") if "submitted" in p.parts and p.is_file()):
        home, assignment, file = path.relative_to(course.root / "submitted").parts
        assert assignment == PS
        assert (home + file).isprintable()
        assert not file.startswith(".")


def test_a_students_name_that_is_no_folder_is_said(course, tmp_path) -> None:
    metadata = b"submission_1:\n  :submitters:\n  - :name: ../../up\n    :sid: ../../up\n"
    done = take(course, tmp_path, {"submission_metadata.yml": metadata, "submission_1/w.ipynb": NOTEBOOK})

    assert not done.taken
    assert done.left[0].why == "The student's id, '../../up', cannot be the name of a folder."


def test_links_bombs_and_other_files_are_left(course, tmp_path) -> None:
    path = tmp_path / "in.zip"
    link = zipfile.ZipInfo("a_1_1_link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("a_1_2_notes.pdf", b"x")
        with made.open("a_1_3_bomb.ipynb", "w", force_zip64=True) as file:
            for _ in range(65):
                file.write(bytes(1 << 20))
        made.writestr("a_1_4_strange.ipynb", b"x", zipfile.ZIP_BZIP2)
        made.writestr("a_1_5_w.ipynb", NOTEBOOK)
    done = collect(course, PS, path, lambda name: AccountNames(name))

    assert set(lying(course)) == {"a/ps/w.ipynb"}
    assert {one.name: one.why for one in done.left} == {
        "a_1_1_link.ipynb": "It is a link.",
        "a_1_2_notes.pdf": "It is no notebook.",
        "a_1_3_bomb.ipynb": "It must be under 64 MB.",
        "a_1_4_strange.ipynb": "It is packed in a way that is not opened here.",
    }


def test_a_size_that_is_a_lie_costs_that_file(course, tmp_path) -> None:
    data = archive({"a_1_1_w.ipynb": b"x" * 5000, "b_2_2_w.ipynb": NOTEBOOK})
    size = (5000).to_bytes(4, "little")
    (tmp_path / "in.zip").write_bytes(data.replace(size, (9).to_bytes(4, "little")))
    done = collect(course, PS, tmp_path / "in.zip", lambda name: AccountNames(name))

    assert [one.student for one in done.taken] == ["b"]
    assert "It is damaged" in done.left[0].why


def test_a_link_where_a_folder_belongs_is_not_followed(course, tmp_path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (course.root / "submitted" / "a").mkdir(parents=True)
    (course.root / "submitted" / "a" / PS).symlink_to(outside)
    done = take(course, tmp_path, {"a_1_1_w.ipynb": b"1"})

    assert not done.taken
    assert not list(outside.iterdir())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no zip", "must be a zip file. It cannot be read"),
        (b"", "must be a zip file. It cannot be read"),
        (archive({"a_1_1_w.ipynb": NOTEBOOK})[:-30], "must be a zip file. It cannot be read"),
        (archive({}), "It is empty"),
        (archive({"w.ipynb": NOTEBOOK}), "as Canvas, Moodle or Gradescope make it"),
    ],
)
def test_a_file_that_is_no_zip_of_submissions_is_one_sentence(course, tmp_path, data, said) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(data)
    done = CliRunner().invoke(main, ["--course", str(course.root), "collect", PS, str(path)])

    assert done.exit_code == 2
    assert said in done.output
    assert not (course.root / "submitted").exists()


def test_the_command_prints_what_was_taken_and_what_was_not(course, tmp_path) -> None:
    path = packed(tmp_path / "in.zip", {"a_LATE_1_1_w.ipynb": NOTEBOOK, "b_2_2_w.pdf": b""})
    done = CliRunner().invoke(main, ["--course", str(course.root), "collect", PS, str(path), str(path)])

    assert done.exit_code == 0, done.output
    assert "from Canvas" in done.output
    assert "was there already" in done.output
    assert "b_2_2_w.pdf   It is no notebook." in done.output


def test_nothing_taken_is_a_failure(course, tmp_path) -> None:
    path = packed(tmp_path / "in.zip", {"b_2_2_w.pdf": b""})
    done = CliRunner().invoke(main, ["--course", str(course.root), "collect", PS, str(path)])

    assert done.exit_code == 1
    assert "nothing was collected" in done.output


@pytest.mark.parametrize(
    ("match", "roster", "said"),
    [
        ("phone", None, "without a roster must be one of sid, email, name"),
        ("Phone", "Email,SID\nx,1\n", "must have a column 'Phone'. It has: Email, SID"),
        (None, "Name,SID2\nx,1\n", "must have a column Email or Email address or SID"),
    ],
)
def test_a_column_that_is_not_there_is_one_sentence(course, tmp_path, match, roster, said) -> None:
    with pytest.raises(CourseError, match=said):
        take(course, tmp_path, EXPORT, parse_sheet(roster) if roster else None, match)


def test_a_run_that_was_killed_leaves_what_was_there(course, tmp_path) -> None:
    take(course, tmp_path, {"a_1_1_w.ipynb": b"one"})
    left: Path = course.root / "submitted" / "a" / f".{PS}.new"
    left.mkdir()
    (left / "half.ipynb").write_bytes(b"half")
    take(course, tmp_path, {"a_1_2_w.ipynb": b"two"})

    assert lying(course) == {"a/ps/w.ipynb": b"two"}
