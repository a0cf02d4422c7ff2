"""The report page: what a class knows and what it has misunderstood, in sentences, figures and tables."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from autograder.feedback.html import environment
from autograder.feedback.page import readable
from autograder.gradebook.standing import Standing, by_checks
from autograder.records.record import Record
from autograder.report import plots
from autograder.report.learning import Fate, Learning, learning
from autograder.report.mistakes import MistakeWords
from autograder.report.numbers import ClassNumbers, ExerciseNumbers, class_numbers, lost_points, tried
from autograder.report.questions import Questions
from autograder.report.reliability import ENOUGH
from autograder.report.summary import on_time, summary, two_decimals
from autograder.report.tomorrow import tomorrow
from autograder.text import anchor, visible

COMMONEST = 12  # named mistakes shown open; the rarer ones are folded
FEEDBACK = "../feedback"  # the feedback pages, seen from the class's pages

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class About:
    """What a report tells beside the records that count; each may be left out."""

    course: str = ""
    when: datetime | None = None  # of the grading, with its zone
    attempts: Mapping[str, Sequence[Record]] = field(default_factory=dict)  # all of each student, in their order
    questions: Questions = field(default_factory=dict)
    lessons: Path | None = None  # the folder of the course's lessons, for the passages that the advice names


@dataclass(frozen=True)
class _Student:
    """A row of the students' table. `exercises` and `mistakes` are places in the report's lists, for the filter."""

    name: str
    notebooks: list[float | None]
    exercises: str
    mistakes: str
    failed: int
    not_begun: int
    attempts: int
    standing: Standing


def report_page(
    records: Sequence[Record],
    assignment: str,
    words: MistakeWords,
    standings: Mapping[str, Standing] | None = None,
    about: About | None = None,
) -> str:
    """The report as one HTML page for the instructor, the same for the same arguments.

    words     : (notebook, exercise, mistake) -> what it means
    standings : by student, what counts, as the gradebook has it; without one the record's points count

    Raises ValueError without records.
    """
    from autograder.feedback.lessons import passages  # here: the workers are to start before it is read

    counted = {r.student: by_checks(r) for r in records} | dict(standings or {})
    numbers, about = class_numbers(records, counted), about or About()
    learned = learning(about.attempts.get(r.student) or [r] for r in records)
    maximum = max(counted[r.student].max_score for r in records)
    labelled = [(_label(numbers, e), e) for e in numbers.exercises]
    states = [plots.Parts(label, e.passed, e.failed, e.not_begun) for label, e in labelled]
    small = [
        (label, e, plots.fifths(f"fifths-{i}", label, e.fifths))
        for i, (label, e) in enumerate(labelled)
        if min(e.fifths, default=1) < 1
    ]
    advice = tomorrow(numbers, learned, words, about.questions)
    return template("report.html").render(
        assignment=assignment,
        about=about,
        numbers=numbers,
        advice=advice,
        passages=passages(about.lessons, [one.slide for one in advice]) if about.lessons else {},
        sentences=summary(numbers, learned, maximum) + on_time([counted[r.student].lateness for r in records]),
        histogram=plots.histogram(numbers.distribution) if numbers.distribution else "",
        states=plots.stacks(states),
        small=small,
        learned=learned,
        gone=_gone(numbers, learned),
        points=sum(e.max_points for e in numbers.exercises),
        words=words,
        students=list(_students(records, numbers, counted, about.attempts)),
        remarks=[(r.student, r.remarks) for r in sorted(records, key=lambda r: r.student) if r.remarks],
        timed=any(standing.lateness.due or standing.lateness.handed_in for standing in counted.values()),
        commonest=COMMONEST,
        enough=ENOUGH,
    )


@functools.cache
def template(name: str, *folders: Path) -> Template:
    """A template of this folder or of these, with what all of the class's pages use."""
    made = environment(*folders, _TEMPLATES)
    made.globals.update(readable=readable, percent=percent, href=href, anchor=anchor, script=script)
    made.filters.update(two_decimals=two_decimals, breakable=breakable, in_url=in_url, title=title)
    return made.get_template(name)


@functools.cache
def script(*names: str) -> tuple[Markup, str]:
    """A page's script, and its hash for the content security policy: no other script may run."""
    text = "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{digest}"


def percent(value: float) -> str:
    """A share as a rounded percentage that no line breaks, "68 %"; "0 %" and "100 %" only if they are exact."""
    rounded = round(100 * value)
    said = "> 99" if rounded == 100 and value < 1 else "< 1" if rounded == 0 and value > 0 else str(rounded)
    return f"{said} %".replace(" ", "\u00a0")


def breakable(name: str) -> Markup:
    """A name as HTML that may break into a new line after each underscore."""
    return Markup("_<wbr>").join(visible(name, 200).split("_"))


def _gone(numbers: ClassNumbers, learned: Learning) -> list[tuple[tuple[str, str, str], Fate]]:
    """Mistakes of earlier attempts that nobody makes any more, those that were followed by most attempts first."""
    present = {m.key for m in numbers.mistakes}
    return sorted(
        ((k, f) for k, f in learned.fates.items() if k not in present), key=lambda item: (-item[1].again, item[0])
    )


def _label(numbers: ClassNumbers, e: ExerciseNumbers) -> str:
    """The exercise's name, with its notebook's number if two notebooks have an exercise with this name."""
    twice = sum(other.id == e.id for other in numbers.exercises) > 1
    return f"{e.id} ({e.notebook.split('_')[0]})" if twice else e.id


def title(name: str) -> str:
    """An assignment's name as a title: "week_one" as "Week one"."""
    words = visible(name, 200).replace("_", " ")
    return words[:1].upper() + words[1:]


def in_url(name: str) -> str:
    """A name as one part of a URL, which cannot hold a lone surrogate: a student with such a name has no page."""
    return quote(name.encode("utf-8", "replace"), safe="")


def href(student: str, assignment: str, place: str = "") -> str:
    """The link to a student's feedback page, or to a place in it."""
    page = "/".join([FEEDBACK, *map(in_url, (student, assignment, f"{assignment}.html"))])
    return f"{page}#{place}" if place else page


def _students(
    records: Sequence[Record],
    numbers: ClassNumbers,
    counted: Mapping[str, Standing],
    attempts: Mapping[str, Sequence[Record]],
) -> Iterator[_Student]:
    exercises = {(e.notebook, e.id): i for i, e in enumerate(numbers.exercises)}
    mistakes = {m.key: i for i, m in enumerate(numbers.mistakes)}
    for record in sorted(records, key=lambda r: r.student):
        lost = [(n.name, c) for n in record.notebooks for c in n.checks if lost_points(c)]
        made = [mistakes[notebook, c.id, id] for notebook, c in lost for id in c.mistakes]
        scores = {n.name: n.score for n in record.notebooks}
        yield _Student(
            name=record.student,
            notebooks=[scores.get(notebook.name) for notebook in numbers.notebooks],
            exercises=" ".join(str(exercises[notebook, c.id]) for notebook, c in lost),
            mistakes=" ".join(map(str, made)),
            failed=len(lost),
            not_begun=sum(not tried(c) for n in record.notebooks for c in n.checks),
            attempts=max(1, len(attempts.get(record.student, ()))),
            standing=counted[record.student],
        )
