"""Reads a whole course and lists everything that is wrong with it, the worst first.

Nothing of a student's is opened here: only names of folders, and what the instructor wrote.
"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.course.folders import Course, CourseError
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import gradebook_url, settings, without_hook
from autograder.errors import AutograderError
from autograder.exercises.loader import load_exercises
from autograder.gradebook.database import explain_database_error
from autograder.gradebook.registration import known_students
from autograder.sandbox.doctor import Finding, FindingState
from autograder.submissions.folder import submissions, without
from autograder.text import listed

GOOD, BAD = FindingState.PRESENT, FindingState.MISSING


def examine_course(course: Course) -> list[Finding]:
    """What is right and wrong with a course, what would run student code unsafely or grade wrongly first."""
    try:
        hook = without_hook(course.root)
        found = [Finding("nbgrader's buttons", BAD if hook else GOOD, hook or "They use this judge.")]
        students, unknown = _students(course)
    except CourseError as error:  # without the settings nobody knows where the gradebook is
        found = [Finding("nbgrader's settings", BAD, str(error))]
        students, unknown = _handed_in(course), ""
    plans = {}
    for name in course.assignments:
        plan, said = _source(course, name)
        found.append(said)
        if plan is not None:
            plans[name] = plan
    for name, plan in plans.items():
        found += _policy(course, name, students)
        found += _release(course, plan)
        found += _submitted(course, name)
    if unknown:
        found.append(Finding("gradebook", BAD, unknown))
    return found


def _students(course: Course) -> tuple[frozenset[str], str]:
    """The known students, and a sentence if the gradebook cannot be read."""
    url = gradebook_url(course, settings(course.root))
    try:
        return known_students(course, url), ""
    except Exception as error:  # SQLAlchemy's, of many kinds
        if (known := explain_database_error(error, url)) is not None:
            return _handed_in(course), str(known)
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        return _handed_in(course), f"The gradebook must be a database that can be read. Got: {first}"


def _handed_in(course: Course) -> frozenset[str]:
    return frozenset(path.name for path in (course.root / "submitted").glob("[!.]*"))


def _source(course: Course, name: str) -> tuple[Plan | None, Finding]:
    title = f"source/{name}"
    try:
        plan = read_plan(course.source(name))
        load_exercises(plan)
    except AutograderError as error:
        return None, Finding(title, BAD, str(error))
    points = sum(cell.points for notebook in plan.notebooks for cell in notebook.cells)
    return plan, Finding(title, GOOD, f"{len(plan.notebooks)} notebooks, {points:g} points.")


def _policy(course: Course, name: str, students: frozenset[str]) -> Iterator[Finding]:
    title = f"course.toml, {name}"
    try:
        policy = read_policy(course.root, name)
    except AutograderError as error:
        yield Finding(title, BAD, str(error))
        return
    wrong = policy.misspelt(students)
    yield Finding(title, BAD if wrong else GOOD, wrong or "It can be read.")


def _release(course: Course, plan: Plan) -> Iterator[Finding]:
    folder = course.release(plan.assignment)
    missing = [notebook.name for notebook in plan.notebooks if not (folder / f"{notebook.name}.ipynb").is_file()]
    words = (
        f"Students must have each notebook. {folder} lacks {listed(missing)}: run `autograder release "
        f"{plan.assignment}`."
    )
    yield Finding(f"release/{plan.assignment}", BAD if missing else GOOD, words if missing else "Every notebook.")


def _submitted(course: Course, name: str) -> Iterator[Finding]:
    folder = course.root / "submitted"
    there = sum(1 for _ in submissions(folder, name))
    absent = without(folder, name)
    if there or absent:
        words = f"Every student's folder must hold {name!r}. Without it, and so not graded: {listed(absent)}."
        yield Finding(f"submitted/*/{name}", BAD if absent else GOOD, words if absent else f"{there} submissions.")
