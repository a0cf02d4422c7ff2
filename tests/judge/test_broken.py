"""Every kind of malformed submission gets the points that its code deserves, and says what was repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.judge.judge import Judge
from autograder.records.record import from_json, to_json
from autograder.submissions.archive import SubmissionFiles
from autograder.submissions.folder import Submission
from tests.judge.broken import KINDS, Kind
from tests.judge.broken.kind import NAME

SLOW = {"a_hundred_thousand_cells", "one_notebook_with_all"}


def handed_in(kind: Kind, submissions: dict[str, dict[str, bytes]], folder: Path) -> SubmissionFiles:
    files = kind.spoil(dict(submissions[kind.base]), folder)
    if files is None:
        return Submission("s", folder, None).read()
    return SubmissionFiles({name: data for name, data in files.items() if name not in ("untouched", "first")})


def perhaps_slow(kind: Kind) -> object:
    return pytest.param(kind, marks=[pytest.mark.slow] * (kind.name in SLOW), id=kind.name)


@pytest.mark.parametrize("kind", [perhaps_slow(kind) for kind in KINDS])
def test_broken(kind: Kind, judge: Judge, submissions: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    handed = handed_in(kind, submissions, tmp_path / "folder")

    record = judge.judge("s", handed.files, refused=handed.refused)

    notebook = next(n for n in record.notebooks if n.name == NAME)
    notes = [*record.notes, *notebook.notes]
    absent = [note for note in notes if note.endswith("was not handed in.")]
    assert kind.points == notebook.score, (notes, [(c.id, c.status, c.message) for c in notebook.checks])
    assert len(notebook.checks) == 6
    assert all(note.isprintable() for note in notes)
    if kind.note is None:
        assert notes == []
    else:
        assert kind.note in " | ".join(
            notes if kind.note.endswith("handed in") else [n for n in notes if n not in absent]
        )
    assert from_json(to_json(record)) == record


def test_no_two_kinds_have_the_same_name() -> None:
    assert {kind.name for kind in KINDS} >= SLOW
    assert len({kind.name for kind in KINDS}) == len(KINDS)
