"""The feedback page: points, what to do next, then every check with its message and the student's code."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from autograder.checks.result import Status
from autograder.feedback.code import listing, place
from autograder.feedback.html import environment
from autograder.feedback.next_steps import NOT_WRITTEN, next_steps
from autograder.feedback.progress import Progress, since
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
    repeated: bool  # whether the notebook has said its rows above, for this check among others
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
        if self.repeated:
            return []
        rows = [row for row in self.record.rows if row[1] and not (self.marked and row[0] == "your line")]
        second = "and" if "and" in dict(rows) else "or"
        names = dict(zip(("likely", second), map(readable, self.record.mistakes), strict=False))
        unsaid = [(label, "", name) for label, name in names.items() if label not in dict(rows)]
        return [(label, words, names.get(label, "")) for label, words in rows] + unsaid


def sections(record: Record, code: Mapping[tuple[str, str], str]) -> dict[str, Markup]:
    """HTML of each notebook's checks, by its name; the same for the same record.

    code : (notebook, check id) -> the student's source of that function
    """
    return {notebook.name: _section(notebook, code) for notebook in record.notebooks}


def page(
    record: Record,
    sections: Mapping[str, Markup],
    standing: Standing | None = None,
    receipt: str = "",
    progress: Progress | None = None,
    lessons: Path | None = None,
    counting: Standing | None = None,
) -> str:
    """The HTML page of a submission, complete in itself, the same for the same record and lessons.

    Its links lead into itself. A passage of a lesson that a check names stands at its end.

    sections : what `sections` gives for the record
    standing : what counts, as the gradebook has it; None where it is in no gradebook
    receipt  : what was handed in, as in the receipt's file
    progress : which attempt it is, and what changed since the last one
    lessons  : the folder of the course's lessons; None where there are none
    counting : what counts instead of this submission; None where this one does
    """
    from autograder.feedback.lessons import passages  # here: workers import this module, and write no page

    standing, progress = standing or by_checks(record), progress or Progress()
    steps = since(progress.before, record) if progress.before else []
    gained = record.score - progress.before.score if progress.before else 0.0
    record = with_marks(record, standing.marks)
    read = _named(record)
    return template("feedback.html").render(
        record=record,
        standing=standing,
        late=standing.lateness,
        receipt=receipt,
        bars=[(n, anchor(n.name), tally(n.checks)) for n in record.notebooks],
        sections=[sections[n.name] for n in record.notebooks],
        marks=standing.marks,
        progress=progress,
        counting=counting,
        gained=gained,
        steps=[(anchor(step.notebook, step.check), step) for step in steps],
        read=read,
        passages=passages(lessons, read) if lessons else {},
        next=[(anchor(step.notebook, step.check.id), step) for step in next_steps(record)],
    )


def _named(record: Record) -> dict[str, list[tuple[str, str]]]:
    """The passages that a page sends to, in its order: their names, each with the places and ids of the checks."""
    found: dict[str, list[tuple[str, str]]] = {}
    for notebook in record.notebooks:
        for check in notebook.checks:
            for words in dict.fromkeys(words for label, words in check.rows if label == "read"):
                found.setdefault(words, []).append((anchor(notebook.name, check.id), check.id))
    return found


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
    """A notebook's checks as HTML. What several functions are told that are not written is said once, above them."""
    said: dict[str, list[str]] = {}
    for check in notebook.checks:
        if check.status in NOT_WRITTEN and len(check.rows) == 1:
            said.setdefault(check.rows[0][1], []).append(check.id)
    once = {words: names for words, names in said.items() if len(names) > 1 and words not in notebook.notes}
    repeated = {id for names in said.values() if len(names) > 1 for id in names}
    checks = [
        _check(notebook.name, check, code.get((notebook.name, check.id), ""), check.id in repeated)
        for check in notebook.checks
    ]
    count, place = tally(notebook.checks), anchor(notebook.name)
    return Markup(
        template("notebook.html").render(
            notebook=notebook, anchor=place, count=count, checks=checks, once=once, code_rows=_CODE
        )
    )


@functools.cache
def template(name: str) -> Template:
    """A template of students' pages."""
    return environment().get_template(name)


def _check(notebook: str, check: CheckRecord, code: str, repeated: bool) -> _Check:
    marked = place(code, check.line) if check.line else 0
    status, meaning = WORDS[check.status]
    return _Check(
        record=check,
        anchor=anchor(notebook, check.id),
        word=status,
        repeated=repeated,
        meaning=meaning,
        code=listing(code, marked, colour=status != "PASS") if code.strip() else None,
        marked=marked > 0,
    )
