"""The page of a regrade: sound, whole in its table, and of a bounded size."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import UTC, datetime

from autograder.report.changes import Change, Changes
from autograder.report.changes_page import HEADER, MOST, changes_page, table, write_changes
from tests.feedback.outline import Outline, faults

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
NASTY = '"><script>alert(1)</script>\x00\ud800\u202e & {{ 7*7 }} ..'
ONE = Change("ada", "two", "softmax", 1.0, 5.0, 5.0, 5.0, "PART at value", "PASS", ("the check changed",))
LESS = Change("ben", "", "late penalty", 0.0, -2.5, 0.0, 0.0, "none", "−2.5", ("what being late costs changed",))
CHANGES = Changes(30, 3, (ONE, LESS))


def page(changes: Changes) -> str:
    return changes_page(changes, "week", WHEN)


def test_the_page_has_a_sound_structure_and_needs_nothing_from_outside() -> None:
    assert faults(page(CHANGES)) == faults(page(Changes(30, 3))) == []


def test_each_change_leads_to_its_place_in_the_feedback() -> None:
    links = [a["href"] for a in Outline(page(CHANGES)).all("a")]

    assert "../feedback/ada/week/week.html#two-softmax" in links
    assert "../feedback/ben/week/week.html" in links
    assert "week_changes.csv" in links


def test_the_page_says_when_who_what_and_why() -> None:
    text = " ".join(Outline(page(CHANGES).replace("</td><td", "</td> <td")).text.split())

    assert "Sunday 1 March 2026, 12:00:00 (UTC)" in text
    assert "2 of 30 students have other points, +1.5 in all." in text
    assert "1 gained points, 1 lost points." in text
    assert "+4 PART at value PASS the check changed" in text


def test_nothing_from_a_stranger_becomes_html() -> None:
    text = page(Changes(1, 1, (Change(NASTY, NASTY, NASTY, 0, 1, 1, 1, NASTY, NASTY, (NASTY,)),)))

    text.encode("utf-8")
    assert faults(text) == []
    assert len(Outline(text).all("script")) == 1


def test_a_large_regrade_is_cut_on_the_page_and_whole_in_the_table() -> None:
    many = Changes(
        MOST + 5, MOST + 5, tuple(dataclasses.replace(ONE, student=f"s{i:04}", new=2 + i) for i in range(MOST + 5))
    )
    text = page(many)

    assert text.count("<tr>") == MOST + 3
    assert "The 5 smallest changes are in the CSV only" in text
    assert "s0004" not in text
    assert len(list(csv.reader(io.StringIO(table(many))))) == MOST + 6


def test_page_and_table_are_written_beside_each_other(tmp_path) -> None:
    path = write_changes(tmp_path / "reports", CHANGES, "week", WHEN)

    rows = list(csv.reader(io.StringIO(path.with_suffix(".csv").read_text(encoding="utf-8"))))
    assert path.name == "week_changes.html"
    assert tuple(rows[0]) == HEADER
    assert rows[1][:8] == ["ada", "two", "softmax", "1.0", "5.0", "5.0", "5.0", "4.0"]
    assert rows[2][7:] == ["-2.5", "none", "−2.5", "what being late costs changed"]


def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(table(Changes(1, 1, (dataclasses.replace(ONE, student="=1+1"),))))))

    assert rows[1][0] == "'=1+1"
