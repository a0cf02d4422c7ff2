"""What to do tomorrow is what cost most points, with the slide and the question that treat it."""

from __future__ import annotations

from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.learning import learning
from autograder.report.mistakes import Words
from autograder.report.numbers import class_numbers
from autograder.report.questions import Question
from autograder.report.tomorrow import Advice, tomorrow

ASK = Question("sign", "05", "Which sign?", "minus", "It falls.")
WORDS = {("n", "f", "sign"): Words("The sign is turned.", 'lesson 05, "Signs"')}


def record(student: str, **lost: tuple[float, str]) -> Record:
    checks = [
        CheckRecord(
            id, 9.0 - points, 9.0, Status.PARTIAL if points else Status.PASSED, mistakes=(name,) if name else ()
        )
        for id, (points, name) in lost.items()
    ]
    return Record(student, "a", 0.0, 36.0, (), 0.1, (notebook_record("n", checks, []),), submission=student)


def test_the_costliest_come_first_with_what_treats_them_and_three_are_enough() -> None:
    first = record("ann", f=(5.0, "sign"), g=(1.0, ""), h=(2.0, "other"), i=(0.5, "small"))
    class_ = [first, record("bob", f=(0.0, ""), g=(2.0, ""), h=(0.0, ""), i=(0.0, ""))]
    learned = learning([[first, first, first], class_[1:]])  # one student, three attempts

    found = tomorrow(class_numbers(class_), learned, WORDS, {"f/sign": ASK})

    assert found == [
        Advice(
            "`f`: 1 of the 2 who tried it made the mistake “sign”, which cost 5 points, and 2 of 2 later attempts "
            "still made it. They read: The sign is turned.",
            'lesson 05, "Signs"',
            ASK,
        ),
        Advice(
            "`g`: 2 of the 2 who tried it lost 3 points without a mistake that has a name. Read two or three of their "
            "answers before you teach."
        ),
        Advice(
            "`h`: 1 of the 2 who tried it made the mistake “other”, which cost 2 points, and 2 of 2 later "
            "attempts still made it."
        ),
    ]


def test_a_class_that_lost_nothing_needs_no_advice() -> None:
    class_ = [record("ann", f=(0.0, ""))]

    assert tomorrow(class_numbers(class_), learning([class_]), {}, {}) == []
