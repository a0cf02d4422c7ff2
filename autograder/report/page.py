"""The report page: what a class knows and what it has misunderstood, in sentences, figures and tables."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from autograder.feedback.html import environment
from autograder.feedback.page import readable
from autograder.gradebook.standing import Standing, by_checks
from autograder.records.record import Record
from autograder.report import plots
from autograder.report.mistakes import MistakeWords
from autograder.report.numbers import ClassNumbers, Discrimination, ExerciseNumbers, class_numbers, lost_points
from autograder.report.summary import on_time, spread, summary
from autograder.text import anchor, visible

COMMONEST = 12  # named mistakes shown open; the rarer ones are folded
FEEDBACK = "../feedback"  # the feedback pages, seen from the class's pages

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class _Student:
    """A row of the students' table. `exercises` and `mistakes` are places in the report's lists, for the filter."""

    name: str
    notebooks: list[float | None]
    exercises: str
    mistakes: str
    lost: int
    standing: Standing


def report_page(
    records: Sequence[Record],
    assignment: str,
    names_of_mistakes: MistakeWords,
    standings: Mapping[str, Standing] | None = None,
) -> str:
    """The report as one HTML page for the instructor, the same for the same records.

    names_of_mistakes : (notebook, exercise, mistake) -> what it means
    standings         : by student, what counts, as the gradebook has it; without one the record's points count

    Raises ValueError without records.
    """
    numbers = class_numbers(records)
    counted = {r.student: by_checks(r) for r in records} | dict(standings or {})
    maximum = max(r.max_score for r in records)
    labelled = [(_label(numbers, e), e) for e in numbers.exercises]
    success = [plots.Bar(label, e.success, percent(e.success)) for label, e in labelled]
    tells = [plots.Bar(label, e.discrimination.value, correlation(e.discrimination)) for label, e in labelled]
    return template("report.html").render(
        assignment=assignment,
        numbers=numbers,
        sentences=summary(numbers, names_of_mistakes, maximum)
        + on_time([counted[r.student].lateness for r in records]),
        spread=spread(numbers.distribution, maximum),
        histogram=plots.histogram(numbers.distribution),
        success=plots.bars("success", "Share of submissions with every point", success),
        discrimination=plots.bars("discrimination", "Discrimination of exercises", tells, low=-0.25),
        words=names_of_mistakes,
        students=list(_students(records, numbers, counted)),
        timed=any(one.lateness.due or one.lateness.handed_in for one in counted.values()),
        commonest=COMMONEST,
    )


@functools.cache
def template(name: str, *folders: Path) -> Template:
    """A template of this folder or of these, with what all of the class's pages use."""
    made = environment(*folders, _TEMPLATES)
    made.globals.update(readable=readable, percent=percent, href=href, anchor=anchor, script=script)
    made.filters.update(correlation=correlation, breakable=breakable, in_url=in_url)
    return made.get_template(name)


@functools.cache
def script(*names: str) -> tuple[Markup, str]:
    """A page's script, and its hash for the content security policy: no other script may run."""
    text = "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{digest}"


def percent(value: float) -> str:
    """A share as a rounded percentage, "68 %"; "0 %" and "100 %" only if they are exact."""
    rounded = round(100 * value)
    if rounded == 100 and value < 1:
        return "> 99 %"
    return "< 1 %" if rounded == 0 and value > 0 else f"{rounded} %"


def correlation(d: Discrimination) -> str:
    """A discrimination in two decimals, or a dash."""
    return "–" if d.value is None else f"{d.value:.2f}".replace("-", "−")


def breakable(name: str) -> Markup:
    """A name as HTML that may break into a new line after each underscore."""
    return Markup("_<wbr>").join(visible(name, 200).split("_"))


def _label(numbers: ClassNumbers, e: ExerciseNumbers) -> str:
    """The exercise's name, with its notebook's number if two notebooks have an exercise with this name."""
    twice = sum(other.id == e.id for other in numbers.exercises) > 1
    return f"{e.id} ({e.notebook.split('_')[0]})" if twice else e.id


def in_url(name: str) -> str:
    """A name as one part of a URL, which cannot hold a lone surrogate: a student with such a name has no page."""
    return quote(name.encode("utf-8", "replace"), safe="")


def href(student: str, assignment: str, place: str = "") -> str:
    """The link to a student's feedback page, or to a place in it."""
    page = "/".join([FEEDBACK, *map(in_url, (student, assignment, f"{assignment}.html"))])
    return f"{page}#{place}" if place else page


def _students(records: Sequence[Record], numbers: ClassNumbers, counted: Mapping[str, Standing]) -> Iterator[_Student]:
    exercises = {(e.notebook, e.id): i for i, e in enumerate(numbers.exercises)}
    mistakes = {(m.notebook, m.exercise, m.id): i for i, m in enumerate(numbers.mistakes)}
    for record in sorted(records, key=lambda r: r.student):
        lost = [(n.name, c) for n in record.notebooks for c in n.checks if lost_points(c)]
        made = [mistakes[notebook, c.id, id] for notebook, c in lost for id in c.mistakes]
        scores = {n.name: n.score for n in record.notebooks}
        yield _Student(
            name=record.student,
            notebooks=[scores.get(notebook.name) for notebook in numbers.notebooks],
            exercises=" ".join(str(exercises[notebook, c.id]) for notebook, c in lost),
            mistakes=" ".join(map(str, made)),
            lost=len(lost),
            standing=counted[record.student],
        )
