"""Formulas in whatever a student may call themselves or write, on the way into every table that a person opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from autograder.checks.result import Status
from autograder.csv_tables import parse_sheet
from autograder.export import canvas, moodle
from autograder.export.scores import Part, Score
from autograder.export.table import table
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report import changes_page
from autograder.report.changes import Change, Changes
from autograder.report.page import About
from autograder.report.write import exercise_table
from autograder.report.write import table as report_table
from autograder.similar.compare import Pair, Shared
from autograder.similar.groups import Group
from autograder.similar.pieces import Place
from autograder.similar.write import table as similar_table
from tests.attacks.attack import Claim, adds_to

FORMULAS: list[Claim] = []
claim = adds_to(FORMULAS)

_RUN = "1+1"
_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are full width
_BEFORE = (
    *(
        "",
        " ",
        "\u00a0",
        "\u3000",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\ufeff",
        "\0",
        '"',
        '""',
        " \t\n",
    ),
    *("x,", "x;", "x\t", "x\n", "x\r", 'x",', 'x";', '","', "x;;", "x; \t", "x, \u00a0", "x;\n", "x\u2028", 'x""\n"'),
)
NAMES = [f"{before}{sign}{_RUN}" for before in _BEFORE for sign in _SIGNS]
_LIVE = re.compile(r"[\s\"\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20].", re.S)


def live(text: str) -> str:
    """A cell that is a formula for one who splits cells at commas, semicolons or tabs, and knows of quotes or not."""
    cells = [
        cell for sign in ",;\t" for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) for cell in row
    ]
    cells += re.split(r"[,;\t\r\n\x0b\x0c\x85\u2028]", text)
    return next((f"a formula: {cell!r}" for cell in cells if _LIVE.match(cell)), "")


def quoted(cell: str) -> str:
    """The cell as a platform writes it."""
    return '"' + cell.replace('"', '""') + '"'


def _record(name: str) -> Record:
    check = CheckRecord(name, 1.0, 2.0, Status.PARTIAL, mistakes=(name, name))
    return Record(name, "week", 1.0, 2.0, (), 0.1, (notebook_record(name, [check], []),), ())


def _worksheet(name: str) -> str:
    head = (
        "Identifier,Full name,Username,ID number,Department,Grade,Last modified (grade),Online text,Feedback comments"
    )
    cell = quoted(name)
    row = f"Participant 7,{cell},ada,{cell},{cell},,1 May,{cell},"
    return moodle.fill([Score("ada", 5.0, 9.0)], "HW", parse_sheet(f"{head}\n{row}\n")).text


def _gradebook(name: str) -> str:
    cell = quoted(name)
    head = "Student,ID,SIS User ID,SIS Login ID,Integration ID,Section,HW (1)"
    roster = f"{head}\n    Points Possible,,,,,,9\n{cell},1,ada,{cell},{cell},S,\n"
    return canvas.fill([Score("ada", 5.0, 9.0)], "HW", parse_sheet(roster), match="SIS User ID").text


def _scores(name: str) -> list[Score]:
    return [Score(name, 5.0, 9.0, last_name=name, first_name=name, email=name, parts=(Part("n", 5.0, 9.0),))]


def _changed(name: str) -> str:
    change = Change(name, name, name, 1.0, 2.0, 2.0, 2.0, name, name, (name, name))
    return changes_page.table(Changes(1, 1, (change,)))


def _similar(name: str) -> str:
    pair = Pair(name, name, 0.9, 30.0, (Shared(Place(name, name), 0.9, 30.0, 0),))
    return similar_table([Group([name, name], [pair])])


TABLES: dict[str, Callable[[str], str]] = {
    "our own scores": lambda name: table(_scores(name)),
    "Canvas's gradebook": _gradebook,
    "Moodle's worksheet": _worksheet,
    "Moodle's gradebook": lambda name: moodle.fill(_scores(name), "HW", None).text,
    "the report": lambda name: report_table([_record(name)]),
    "the report's exercises": lambda name: exercise_table([_record(name)], About()),
    "what a regrade changed": _changed,
    "what is similar": _similar,
}
for called, made in TABLES.items():

    @claim(f"a formula in {called}", "calls himself, or types where the platform has a cell, what a spreadsheet runs")
    def _(folder: Path, made: Callable[[str], str] = made) -> str:
        return next((f"{name!r}: {harm}" for name in NAMES if (harm := live(made(name)))), "")
