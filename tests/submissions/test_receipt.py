"""A receipt says what `sha256sum` says, and tells any two submissions apart."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.feedback.receipt import receipt_text
from autograder.records.fingerprint import digest
from autograder.records.record import Record
from autograder.submissions.receipt import receipt

FILES = {"b.ipynb": b"two", "a b.ipynb": b"one", "back\\slash.ipynb": b"", "zoë 🙂.ipynb": b"\x00\xff"}
RECORD = Record("ada", "week", 0.0, 1.0, (), 0.1, ())


def test_each_line_is_a_files_sha256_and_its_name() -> None:
    found = receipt(FILES, ["link.ipynb"])

    assert [one.name for one in found.files] == sorted(FILES)
    assert found.lines[1] == f"{hashlib.sha256(b'two').hexdigest()}  b.ipynb"
    assert found.lines[-1] == "# not taken: link.ipynb"
    assert found.digest == digest(FILES, {"link.ipynb": "It is a link."})


@pytest.mark.skipif(not (shutil.which("sha256sum") or os.environ.get("CI")), reason="needs the program sha256sum")
def test_sha256sum_checks_the_files_and_the_digest(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    found = receipt(FILES, ["link.ipynb"])
    (tmp_path / "receipt.txt").write_text(receipt_text(found, RECORD, None), encoding="utf-8")

    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "receipt.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.count(": OK") == len(FILES)

    command = next(line for line in (tmp_path / "receipt.txt").read_text().splitlines() if "tail -n" in line)
    whole = subprocess.run(command.split(":")[1], cwd=tmp_path, shell=True, capture_output=True, text=True, check=True)
    assert whole.stdout.split()[0] == found.digest

    (tmp_path / "b.ipynb").write_bytes(b"three")
    again = subprocess.run(["sha256sum", "-c", "receipt.txt"], cwd=tmp_path, capture_output=True, check=False)
    assert again.returncode == 1


def test_no_two_submissions_share_a_digest() -> None:
    sha = hashlib.sha256(b"").hexdigest()
    many = [
        ({}, {}),
        ({"a": b""}, {}),
        ({"a": b"x"}, {}),
        ({"b": b""}, {}),
        ({"a": b"", "b": b""}, {}),
        ({f"a\n{sha}  b": b""}, {}),
        ({f"a\\n{sha}  b": b""}, {}),
        ({}, {"a": ""}),
        ({"a": b""}, {"b": ""}),
        ({"\udce9": b""}, {}),
        ({"\\udce9": b""}, {}),
    ]

    assert len({digest(files, refused) for files, refused in many}) == len(many)


def test_a_name_from_a_stranger_stays_in_its_line() -> None:
    text = receipt_text(receipt({"a\n# b\x1b[31m\u202e.ipynb": b""}), RECORD, None)

    assert all(line.isprintable() for line in text.splitlines())
    assert [line for line in text.splitlines() if not line.startswith("#")] == receipt(
        {"a\n# b\x1b[31m\u202e.ipynb": b""}
    ).lines
