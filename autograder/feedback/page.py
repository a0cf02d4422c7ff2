"""The feedback page: points, what to do next, then every check with its message and the student's code."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from autograder.checks.result import Status
from autograder.feedback.code import listing, place
from autograder.feedback.html import environment
from autograder.feedback.next_steps import repairs
from autograder.gradebook.standing import Standing, by_checks, with_marks
from autograder.records.record import CheckRecord, NotebookRecord, Record
from autograder.text import anchor

#: status -> the word on the page, and what it means where the word alone does not say
WORDS = {
    Status.PASSED: ("PASS", ""),
    Status.PARTIAL: ("PART", ""),
    Status.FAILED: ("FAIL", ""),
    Status.ERROR: ("FAIL", "stopped with an error"),
    Status.TIMEOUT: ("FAIL", "did not end in time"),
    Status.KILLED: ("FAIL", "brought its process down"),
    Status.MISSING: ("FAIL", "not defined"),
    Status.UNTOUCHED: ("TO DO", "not written yet"),
}

#: rows whose words are code
_CODE = ("run", "tried", "raised", "your line")


@dataclass(frozen=True)
class _Check:
    """A check as the template shows it."""

    record: CheckRecord
    anchor: str
    word: str
    meaning: str
    code: Markup | None
    marked: bool  # whether their own line is marked in the code

    @property
    def rung(self) -> str:
        """The first rung that failed, if that says more than the status; else empty."""
        return self.record.rung or "" if self.word in ("PART", "FAIL") and not self.meaning else ""

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The rows of the message, as (label, words, name of the mistake that they explain).

        The student's own line is left out where it is marked in the code.
        """
        rows = [row for row in self.record.rows if row[1] and not (self.marked and row[0] == "your line")]
        names = dict(zip(("likely", "or"), map(readable, self.record.mistakes), strict=False))
        unsaid = [(label, "", name) for label, name in names.items() if label not in dict(rows)]
        return [(label, words, names.get(label, "")) for label, words in rows] + unsaid


def sections(record: Record, code: Mapping[tuple[str, str], str]) -> dict[str, Markup]:
    """HTML of each notebook's checks, by its name; the same for the same record.

    code : (notebook, check id) -> the student's source of that function
    """
    return {notebook.name: _section(notebook, code) for notebook in record.notebooks}


def pages(
    record: Record,
    sections: Mapping[str, Markup],
    standing: Standing | None = None,
    receipt: str = "",
) -> dict[str | None, str]:
    """HTML pages, the same for the same record: of each notebook, by its name, and under None one of all.

    sections : what `sections` gives for the record
    standing : what counts, as the gradebook has it; None where it is in no gradebook
    receipt  : what was handed in, as in the receipt's file
    """
    standing = standing or by_checks(record)
    record = with_marks(record, standing.marks)

    def page(focus: str | None) -> str:
        shown = {n.name: n for n in record.notebooks if focus in (None, n.name)}
        links = {name: f"#{anchor(name)}" if name in shown else f"{quote(name)}.html" for name in sections}
        return _template("feedback.html").render(
            record=record,
            focus=focus,
            standing=standing,
            late=standing.lateness,
            receipt=receipt,
            bars=[(n, links[n.name], tally(n.checks)) for n in record.notebooks],
            sections=[sections[name] for name in shown],
            marks=[mark for mark in standing.marks if mark.notebook in shown],
            repairs=[(anchor(one.notebook, one.check.id), one) for one in repairs(record, focus)],
            lost=sum(n.max_score - n.score for n in shown.values()),
        )

    return {focus: page(focus) for focus in (*sections, None)}


def readable(mistake: str) -> str:
    """A mistake's id as words: "missing-mean" as "missing mean"."""
    return mistake.replace("-", " ")


def word(status: Status) -> str:
    """PASS, PART, FAIL or TO DO."""
    return WORDS[status][0]


def tally(checks: tuple[CheckRecord, ...]) -> str:
    """As in "5 PASS, 1 PART, 2 FAIL"."""
    counts = Counter(word(check.status) for check in checks)
    return ", ".join(f"{counts[name]} {name}" for name in ("PASS", "PART", "FAIL", "TO DO") if counts[name])


def _section(notebook: NotebookRecord, code: Mapping[tuple[str, str], str]) -> Markup:
    """A notebook's checks as HTML."""
    checks = [_check(notebook.name, one, code.get((notebook.name, one.id), "")) for one in notebook.checks]
    count, place = tally(notebook.checks), anchor(notebook.name)
    template = _template("notebook.html")
    return Markup(template.render(notebook=notebook, anchor=place, count=count, checks=checks, code_rows=_CODE))


@functools.cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def _check(notebook: str, check: CheckRecord, code: str) -> _Check:
    marked = place(code, check.line) if check.line else 0
    status, meaning = WORDS[check.status]
    return _Check(
        record=check,
        anchor=anchor(notebook, check.id),
        word=status,
        meaning=meaning,
        code=listing(code, marked, colour=status != "PASS") if code.strip() else None,
        marked=marked > 0,
    )
