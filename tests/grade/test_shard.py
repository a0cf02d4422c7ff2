"""A class judged in three parts, one of which is killed; `grade` writes the gradebook from the records and judges what
is missing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.course.folders import Course, CourseError
from autograder.grade.grade import grade, judge_shard
from autograder.grade.options import Graded, Options
from autograder.grade.shard import Shard
from autograder.gradebook.gradebook import Book
from tests import small_course
from tests.small_course import ASSIGNMENT, N_MINUS_1, RIGHT

PARTS = 3
STUDENTS = [f"student{number}" for number in range(9)]


def records_of(course: Course) -> dict[str, str]:
    """What was judged, by the record's path."""
    paths = (course.state / "records").rglob("*.json")
    return {str(path): path.read_text(encoding="utf-8") for path in paths}


def shard(course: Course, number: int) -> Graded:
    return judge_shard(course, ASSIGNMENT, Options(shard=Shard(number, PARTS)))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = small_course.make(tmp_path)
    for at, student in enumerate(STUDENTS):
        small_course.hand_in(made, student, N_MINUS_1 if at % 2 else RIGHT)
    return made


def test_everybody_is_in_one_part() -> None:
    parts = [Shard(number, PARTS) for number in range(1, PARTS + 1)]

    held = {student: sum(part.holds(student) for part in parts) for student in STUDENTS}

    assert set(held.values()) == {1}
    assert all(any(part.holds(student) for student in STUDENTS) for part in parts)


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1 / 3"])
def test_a_part_that_is_none_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(CourseError, match="i from 1 to n, as in 2/8"):
        Shard.parse(text)


def test_a_part_has_records_and_nothing_else(course: Course) -> None:
    done = shard(course, 1)

    mine = [student for student in STUDENTS if Shard(1, PARTS).holds(student)]
    judged = [json.loads(text)["student"] for text in records_of(course).values()]
    assert sorted(judged) == [record.student for record in sorted(done.records, key=lambda one: one.student)] == mine
    assert not (course.root / "gradebook.db").exists()
    assert not course.feedback.exists()
    assert not (course.root / "autograded").exists()


@pytest.mark.slow
def test_of_three_parts_one_is_killed_and_nothing_is_lost_or_judged_twice(course: Course) -> None:
    command = [sys.executable, "-m", "autograder", "--course", str(course.root), "grade", ASSIGNMENT]
    killed = subprocess.Popen([*command, "--shard", f"3/{PARTS}", "--jobs", "1"], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not records_of(course) and killed.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    killed.kill()
    killed.wait()
    shard(course, 1)
    shard(course, 2)
    kept = records_of(course)

    done = grade(course, ASSIGNMENT, Options())

    assert done.judged + done.known == len(STUDENTS)
    assert done.known == len(kept) >= 1
    assert {path: text for path, text in records_of(course).items() if path in kept} == kept
    assert len(records_of(course)) == len(STUDENTS)
    with Book(course.db_url) as book:
        scores = book.scores(ASSIGNMENT)
    assert scores == {record.student: record.score for record in done.records}
    assert len(set(scores.values())) == 2
