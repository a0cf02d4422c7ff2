"""A record holds a check's words as data, is the same after a visit to the disk, and old records are still read."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.records.record import MAX_TEXT, CheckRecord, Record, from_json, notebook_record, to_json, unlabelled
from autograder.records.store import Records

ROWS = (
    ("what", "A value is not right."),
    ("cost", "must be 0.822, got 3.574"),
    ("likely", "Each probability met every label, a (5, 1) and a (1, 5) made a 5×5 table, and you summed all 25."),
)
MESSAGE = """\
propagate   FAIL at "value"   (4 of 11 points)
  what    A value is not right.
  cost    must be 0.822, got 3.574
  likely  Each probability met every label, a (5, 1) and a (1, 5) made a 5×5
          table, and you summed all 25."""

CHECK = CheckRecord(
    "propagate",
    4.0,
    11.0,
    Status.PARTIAL,
    Rung.VALUE,
    ("summed-all-pairs",),
    'propagate   FAIL at "value"   (4 of 11 points)',
    ROWS,
    (6, "cost = a | b"),
    "sigmoid",
    ("sigmoid", "dot"),
)


def record(*checks: CheckRecord) -> Record:
    notebook = notebook_record("n", list(checks), ["A note."], "n.ipynb")
    return Record("s", "a", 4.0, 11.0, ("seccomp",), 0.1, (notebook,), (), "5ubm1tted", "ru1e5")


def on_disk(one: Record) -> dict[str, object]:
    data: dict[str, object] = json.loads(json.dumps(to_json(one)))["notebooks"][0]["checks"][0]
    return data


def test_a_record_is_the_same_after_a_visit_to_the_disk() -> None:
    one = record(
        CHECK, CheckRecord("q1", 0.0, 1.0, Status.FAILED, rows=unlabelled("q1: it must be 3\n  line 2    assert x"))
    )

    assert from_json(json.loads(json.dumps(to_json(one)))) == one


def test_the_fields_that_others_read_keep_their_names_and_the_message_is_text() -> None:
    written = on_disk(record(CHECK))

    assert {"id", "points", "max_points", "status", "rung", "mistakes", "message"} <= set(written)
    assert written["message"] == CHECK.message == MESSAGE


def test_rows_are_found_by_their_label_and_the_first_difference_by_having_none_of_ours() -> None:
    assert (CHECK.row("cost"), CHECK.row("look")) == ("must be 0.822, got 3.574", "")
    assert CHECK.difference == "cost must be 0.822, got 3.574"
    assert CheckRecord("q1", 0.0, 1.0, Status.FAILED, rows=unlabelled("q1: it must be 3")).difference == ""


def test_a_record_from_before_there_were_rows_is_read_and_its_message_is_shown_as_it_is(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.add(record(CHECK))
    path = next(tmp_path.rglob("*.json"))
    data = json.loads(path.read_text())
    for name in ("headline", "rows", "line", "repair", "followed_through"):
        del data["notebooks"][0]["checks"][0][name]
    path.write_text(json.dumps(data))

    old = records.find("s", "5ubm1tted", "ru1e5")

    assert old is not None
    check = old.notebooks[0].checks[0]
    assert (check.message, check.rows) == (MESSAGE, (("", MESSAGE),))
    assert (check.points, check.mistakes, check.repair) == (4.0, ("summed-all-pairs",), "")
    assert on_disk(old)["message"] == MESSAGE


def test_a_check_without_words_has_neither_rows_nor_a_message() -> None:
    blank = CheckRecord("q1", 1.0, 1.0, Status.PASSED, rows=unlabelled(" \n"))

    assert (blank.rows, blank.message) == ((), "")


def test_what_a_stranger_wrote_is_made_fit_and_cut() -> None:
    nasty = "\x1b[31m\u202e\ud800\tx" + "y" * MAX_TEXT
    spoilt = CheckRecord("f", 0.0, 1.0, Status.FAILED, rows=(("raised", nasty), (nasty, "words")), line=(1, nasty))

    found = record(spoilt).notebooks[0].checks[0]

    words = [found.rows[0][1], found.rows[1][0], found.line[1] if found.line else ""]
    assert all(text.replace("\t", " ").isprintable() and len(text) < 2 * MAX_TEXT for text in words)
    assert all(text.startswith("⟨U+001B⟩[31m⟨U+202E⟩⟨U+D800⟩") for text in words)
