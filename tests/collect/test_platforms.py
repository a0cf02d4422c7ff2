"""The names in each platform's zip, read: whose a file is, which of two is the later, from when it is."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
import yaml

from autograder.collect import canvas, gradescope, moodle
from autograder.collect.member import Owner, files
from autograder.course.folders import CourseError
from tests.collect.zips import NOTEBOOK, archive


def read(module, names):
    names = names if isinstance(names, dict) else dict.fromkeys(names, NOTEBOOK)
    opened = zipfile.ZipFile(io.BytesIO(archive(names)))
    entries = files(opened.infolist())
    return module.fits(entries), *module.read(opened, entries)


@pytest.mark.parametrize(
    ("name", "who", "number", "file", "late"),
    [
        (
            "lovelaceada_101_9001_4_logistic_regression.ipynb",
            "lovelaceada",
            "101",
            "4_logistic_regression.ipynb",
            False,
        ),
        ("lovelaceada_LATE_101_9001_work-2.ipynb", "lovelaceada", "101", "work.ipynb", True),
        ("o_neilé_101_9001_1_2_3.ipynb", "o_neilé", "101", "1_2_3.ipynb", False),
        ("anon_ab12C_9001_work.ipynb", "anon_ab12C", "anon_ab12C", "work.ipynb", False),
        ("LATE_anon_ab12C_9001_work.ipynb", "anon_ab12C", "anon_ab12C", "work.ipynb", True),
        ("submissions/lovelaceada_101_9001_work-1.ipynb.txt", "lovelaceada", "101", "work.ipynb.txt", False),
    ],
)
def test_canvas_names(name, who, number, file, late) -> None:
    fits, (member,), left = read(canvas, [name])

    assert fits
    assert not left
    assert (member.owners, member.name, member.late) == ((Owner(who, number),), file, late)


def test_canvas_files_grow_with_their_ids_and_counts() -> None:
    _, members, _ = read(canvas, ["ada_1_12_w.ipynb", "ada_1_9_w-3.ipynb", "ada_1_9_w.ipynb"])

    assert [m.order for m in sorted(members, key=lambda m: m.order)] == [(9, 0), (9, 3), (12, 0)]


def test_canvas_texts_are_said_to_be_texts() -> None:
    _, members, left = read(canvas, ["ada_101_text.html", "notes.txt", "ada_1_2_w.ipynb"])

    assert len(members) == 1
    assert [one.why for one in left] == [
        "A text or a link was handed in, and no file.",
        "Its name does not begin as Canvas's files do: name_user_file_.",
    ]


@pytest.mark.parametrize(
    ("name", "who", "number", "file"),
    [
        ("Ada Lovelace_7_assignsubmission_file_/work.ipynb", "Ada Lovelace", "7", "work.ipynb"),
        ("Ada Lovelace_7_assignsubmission_file/work.ipynb", "Ada Lovelace", "7", "work.ipynb"),
        ("Ada Lovelace_7_assignsubmission_file_/sub/work.ipynb", "Ada Lovelace", "7", "sub-work.ipynb"),
        ("Ada Lovelace_7_assignsubmission_file_work_2.ipynb", "Ada Lovelace", "7", "work_2.ipynb"),
        ("Week 2/Ada Lovelace_7_assignsubmission_file_/work.ipynb", "Ada Lovelace", "7", "work.ipynb"),
        ("Participant_7_assignsubmission_file_/work.ipynb", "Participant_7", "7", "work.ipynb"),
    ],
)
def test_moodle_names(name, who, number, file) -> None:
    fits, (member,), left = read(moodle, [name])

    assert fits
    assert not left
    assert (member.owners, member.name) == ((Owner(who, number),), file)


def test_moodle_texts_are_said_to_be_texts() -> None:
    _, members, left = read(moodle, ["Ada_7_assignsubmission_onlinetext_/onlinetext.html", "readme.txt"])

    assert not members
    assert [one.why.partition(",")[0] for one in left] == [
        "A text was typed into Moodle",
        "Its folder does not end as Moodle's do: _number_assignsubmission_file_.",
    ]


METADATA = b"""---
submission_456:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0101'
    :email: ada@example.org
  :created_at: 2026-03-01 14:05:06.789012000 +01:00
  :score: 12.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
submission_457:
  :submitters:
  - :name: Emmy
    :email: emmy@example.org
  - :name: Grace
    :sid: '0103'
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-03-02 10:00:00.500000000 Z
    zone: !ruby/object:ActiveSupport::TimeZone
      name: Etc/UTC
"""
EXPORT = {
    "assignment_1_export/submission_456/work.ipynb": NOTEBOOK,
    "assignment_1_export/submission_457/sub/work.ipynb": NOTEBOOK,
    "assignment_1_export/submission_999/work.ipynb": NOTEBOOK,
    "assignment_1_export/stray.ipynb": NOTEBOOK,
    "assignment_1_export/submission_metadata.yml": METADATA,
    "__MACOSX/assignment_1_export/._submission_metadata.yml": b"\0",
}


def test_gradescope_owners_and_times() -> None:
    fits, (alone, group), left = read(gradescope, EXPORT)

    assert fits
    assert alone.owners == (Owner("Ada Lovelace", "", "ada@example.org", "0101"),)
    assert alone.when == datetime(2026, 3, 1, 13, 5, 6, 789012, UTC)
    assert group.owners == (Owner("Emmy", "", "emmy@example.org"), Owner("Grace", "", "", "0103"))
    assert group.when == datetime(2026, 3, 2, 10, 0, 0, 500000, UTC)
    assert group.name == "sub-work.ipynb"
    assert [one.why for one in left] == [
        "submission_metadata.yml does not say whose it is.",
        "It is in no submission's folder.",
    ]


@pytest.mark.parametrize(
    "text",
    [b"a: [", b"!!python/object/apply:os.system ['true']", b"\xff\xfe\x00", b"&a [*a", b"\0"],
)
def test_metadata_that_cannot_be_read_is_said_in_a_sentence(text) -> None:
    with pytest.raises(CourseError, match=r"submission_metadata.yml must be YAML"):
        read(gradescope, {"submission_metadata.yml": text})


@pytest.mark.parametrize("text", [b"", b"[]", b"submission_456: 3", b"submission_456:\n  :submitters: x", b"1: 2"])
def test_metadata_that_says_nothing_leaves_every_file_with_a_reason(text) -> None:
    _, members, left = read(gradescope, {**EXPORT, "assignment_1_export/submission_metadata.yml": text})

    assert not members
    assert len(left) == 4


def test_rubys_types_make_nothing() -> None:
    loaded = yaml.load("!ruby/object:Gem::Installer\ni: x\n", gradescope._Loader)

    assert loaded == {"i": "x"}


def test_a_marks_second_reader_is_refused_where_files_lie_loose() -> None:
    name = "Ada_7_assignsubmission_file_Bo_8_assignsubmission_file_w.ipynb"

    _, members, left = read(moodle, [name, "Cy_9_assignsubmission_file_w.ipynb"])

    assert [one.owners[0].number for one in members] == ["9"]
    assert [one.why for one in left] == ["It could be of two students. Download the submissions in folders."]


def test_in_folders_the_last_mark_is_moodles() -> None:
    _, members, _ = read(moodle, ["Ada_7_assignsubmission_file_99_assignsubmission_file_/w.ipynb"])

    assert [one.owners[0].number for one in members] == ["99"]


def test_a_canvas_name_is_read_in_every_way_that_its_numbers_allow() -> None:
    _, (member,), _ = read(canvas, ["lovelaceada_101_42_9001_w.ipynb"])

    assert [(one.owners[0].number, one.name) for one in (member, *member.others)] == [
        ("101", "9001_w.ipynb"),
        ("42", "w.ipynb"),
    ]


@pytest.mark.parametrize("extra", [{"e/submission_metadata.yml": METADATA}, {}])
def test_gradescopes_owners_stand_in_one_place_once(extra) -> None:
    with pytest.raises(CourseError, match=r"must hold submission_metadata.yml once.*It is there 0 times"):
        read(gradescope, {"e/submission_456/submission_metadata.yml": METADATA, "stray.txt": b"", **extra})


def test_a_time_that_cannot_be_read_is_said() -> None:
    files = {**EXPORT, "assignment_1_export/submission_metadata.yml": METADATA.replace(b"2026-03-01", b"soon")}

    _, members, left = read(gradescope, files)

    assert len(members) == 1
    assert "submission_metadata.yml has no time for it that can be read." in [one.why for one in left]
