"""A folder gives its notebooks and a sentence for each thing that it cannot give; it is never followed elsewhere."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.submissions import folder
from autograder.submissions.archive import TOO_MUCH, ArchiveError, SubmissionFiles, opened, unzip
from autograder.submissions.folder import Submission, handed_in_by, read_plain_file, submissions, without
from autograder.text import folder_name
from tests.attacks.damaged import zip_at


def read(folder: Path) -> SubmissionFiles:
    return Submission("s", folder, None).read()


def test_notebooks_by_their_names_from_the_folder(tmp_path: Path) -> None:
    for name in ("b.ipynb", "a.IPYNB", "c.ipynb.txt", "d.json", "e.txt", ".f.ipynb", "sub/g.ipynb", ".hidden/h.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    assert list(read(tmp_path).files) == ["a.IPYNB", "b.ipynb", "c.ipynb.txt", "d.json", "sub/g.ipynb"]


def test_a_class_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("zoe", "ada", "new\nline"):
        (tmp_path / name / "week").mkdir(parents=True)
    (tmp_path / "nobody").mkdir()

    assert ["ada", folder_name("new\nline"), "zoe"] == [one.student for one in submissions(tmp_path, "week")]
    assert [one.student for one in submissions(tmp_path, "week", "zoe")] == ["zoe"]
    assert list(submissions(tmp_path / "nowhere", "week")) == []


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")

    assert read_plain_file(tmp_path / "file", 3) == b"123"
    assert [read_plain_file(tmp_path / name) for name in ("link", ".", "nothing")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-01-02 03:04:05.678901 UTC", datetime(2026, 1, 2, 3, 4, 5, 678901)),
        ("2026-01-02 03:04:05 +0100", datetime(2026, 1, 2, 2, 4, 5)),
        ("2026-01-02T03:04", datetime(2026, 1, 2, 3, 4)),
        ("2026-13-02 03:04:05 UTC", None),
        ("2026-01-02 03:04:05 /etc/passwd", None),
        ("yesterday", None),
        ("\0", None),
        ("0001-01-01 00:00:00.000000 UTC", None),
        ("9999-12-31 23:59:59.999999 UTC", None),
        ("0001-01-01 00:00 +14:00", None),
        ("9999-12-31 23:59 -12:00", None),
    ],
)
def test_timestamps(tmp_path: Path, text: str, when: datetime | None) -> None:
    (tmp_path / "ada" / "week").mkdir(parents=True)
    (tmp_path / "ada" / "week" / "timestamp.txt").write_text(text)

    assert [when] == [one.handed_in for one in submissions(tmp_path, "week")]


def test_bytes_of_a_submission_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_TOTAL", 10)
    for name in "abc":
        (tmp_path / f"{name}.ipynb").write_bytes(bytes(8))

    handed = read(tmp_path)

    assert list(handed.files) == ["a.ipynb", "b.ipynb"]
    assert list(handed.refused) == ["c.ipynb"]


def test_folders_are_walked_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_ENTRIES", 20)
    deep = tmp_path.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "x.ipynb").write_text("{}")
    (tmp_path / "y.ipynb").write_text("{}")
    for number in range(100):
        (tmp_path / "a" / f"{number}.ipynb").write_text("{}")

    files = list(read(tmp_path).files)

    assert files[0] == "y.ipynb"
    assert len(files) == folder.MAX_ENTRIES - 1  # folder a is an entry, too


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, name * 10)
    return held.getvalue()


def test_an_archive_gives_its_notebooks_within_bounds() -> None:
    data = archive("one.ipynb", "two.ipynb", "three.ipynb", "notes.txt", "folder.ipynb/", f"{'n' * 500}.ipynb")

    assert unzip(data, 2, 200).files == {name: name.encode() * 10 for name in ("one.ipynb", "two.ipynb")}
    assert {"three.ipynb", "two.ipynb", "one.ipynb"} == set(unzip(data, 9, 300).files)


def test_an_archive_gives_no_more_bytes_than_a_submission_may_have() -> None:
    found = unzip(archive("one.ipynb", "two.ipynb", "six.ipynb"), 9, 100)

    assert found.files == {"one.ipynb": b"one.ipynb" * 10}
    assert found.refused == dict.fromkeys(("two.ipynb", "six.ipynb"), TOO_MUCH)


@pytest.mark.parametrize("broken", ["first.ipynb", "last.ipynb"])
def test_a_notebook_that_cannot_be_unpacked_costs_no_other_in_its_archive(broken: str) -> None:
    data = archive("first.ipynb", "last.ipynb").replace(broken.encode() * 10, b"!" * 10 * len(broken))

    found = unzip(data, 9, 1000)

    assert {*found.files} | {broken} == {"first.ipynb", "last.ipynb"}
    assert found.refused.keys() == {broken}
    assert found.refused[broken].startswith("It cannot be unpacked")


def test_archives_among_the_files_are_replaced_by_their_notebooks() -> None:
    files = {"a.ipynb": b"a", "b.zip": archive("one.ipynb"), "c.ZIP": b"PK", "d.zip": archive("notes.txt")}

    found = opened(files, {"link.ipynb": "It is a link."})

    assert list(found.files) == ["a.ipynb", "b.zip/one.ipynb"]
    assert {name: why.split(".")[0] for name, why in found.refused.items()} == {
        "link.ipynb": "It is a link",
        "c.ZIP": "It is not an archive that can be opened",
        "d.zip": "An archive must hold notebooks (*",
    }


def test_of_many_files_that_are_not_taken_ten_are_named(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:02d}.ipynb").symlink_to("elsewhere")

    refused = read(tmp_path).refused

    assert len(refused) == folder.MAX_REFUSED + 1
    assert list(refused)[-1] == "50 more files"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", bytes(100)])
def test_what_is_no_archive_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ArchiveError, match=r"^It is not an archive that can be opened"):
        unzip(data, 9, 5)


@pytest.mark.parametrize("place", [2**62, 2**63, 2**64 - 1])
def test_a_notebook_that_lies_beyond_its_archive_is_refused_in_one_sentence(place: int) -> None:
    found = unzip(zip_at(place), 9, 5)

    assert not found.files
    assert all(why.startswith("It cannot be unpacked") for why in found.refused.values())
    assert len(found.refused) == 1


def test_the_latest_that_a_submission_can_have_come_is_when_its_time_was_last_written_here(tmp_path: Path) -> None:
    assert handed_in_by(tmp_path) is None
    before = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=1)
    (tmp_path / "timestamp.txt").write_text("soon")
    os.utime(tmp_path / "timestamp.txt", (0, 0))

    found = handed_in_by(tmp_path)

    assert found is not None
    assert found > before


def test_who_has_nothing_for_an_assignment_is_known_by_name(tmp_path: Path) -> None:
    for name in ("zoe/week", "ada/other", ".watch", "ben"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "cy.zip").touch()

    assert without(tmp_path, "week") == ["ada", "ben", "cy.zip"]
    assert without(tmp_path / "nowhere", "week") == []
