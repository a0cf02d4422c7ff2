from __future__ import annotations

from pathlib import Path

import pytest

from autograder.audit import audit as module
from autograder.audit.audit import audit, imperfect, summed
from autograder.audit.equivalents import Note
from autograder.audit.matrix import Row, RungState
from autograder.audit.mutants import Mutant, cell_of, mutants
from autograder.audit.survivors import Fate, Verdict
from autograder.audit.workers import LostTask
from autograder.checks.spec import Rung
from autograder.exercises.loader import Exercises

ROW = Row("made_up", "spread", "sum", Rung.VALUE, Rung.VALUE, {Rung.VALUE: RungState.FAILED}, 1.0, 1.0, ("sum",))


def mutant(kind, difference="before → after"):
    return Mutant("spread", kind, 1, 0, "", difference)


def task(what):
    return ("made_up", "spread", what)


def test_an_audit_without_survivors_and_problems_is_right() -> None:
    one = mutant("sign")
    found = summed([task(None), task("sum"), task(one)], [[], ROW, Verdict("made_up", one, Fate.KILLED)], [], (0,))

    assert found.ok
    assert found.rows == (ROW,)
    assert found.counts["sign"] == {"killed": 1}


def test_a_mutant_that_never_came_back_is_counted_and_is_no_survivor() -> None:
    found = summed([task(mutant("operator"))], [LostTask("timeout")], [], (0,))

    assert found.ok
    assert found.counts["operator"] == {"timeout": 1}


@pytest.mark.parametrize(
    ("what", "answer", "notes"),
    [
        (mutant("sign"), Verdict("made_up", mutant("sign"), Fate.SURVIVED), []),
        (mutant("sign"), Verdict("made_up", mutant("sign"), Fate.BROKEN, detail="KeyError: 1"), []),
        (mutant("sign"), Verdict("made_up", mutant("sign"), Fate.KILLED), [Note("made_up", "spread", "a → b", "why")]),
        (None, ["the solution earns 1 of 2 points."], []),
        (None, LostTask("timeout"), []),
        ("sum", LostTask("died"), []),
        ("sum", Row("made_up", "spread", "sum", Rung.VALUE, None, {}, 0.0, 1.0, (), ("it passes.",)), []),
    ],
)
def test_each_of_these_makes_an_audit_fail(what, answer, notes) -> None:
    assert not summed([task(what)], [answer], notes, (0,)).ok


def test_an_explained_survivor_makes_no_audit_fail() -> None:
    found = summed(
        [task(mutant("sign"))],
        [Verdict("made_up", mutant("sign"), Fate.SURVIVED)],
        [Note("made_up", "spread", "before → after", "why")],
        (0,),
    )

    assert found.ok
    assert [one.reason for _, one in found.explained] == ["why"]


def test_a_solution_that_loses_points_is_a_problem(exercise, namespace) -> None:
    assert imperfect(exercise, namespace["spread"], (0, 1)) == []

    (words,) = imperfect(exercise, lambda x, power=2: 0.0, (4,))
    assert words == "made_up, spread: the solution must earn 4 points and no advice. With seed 4 it earns 0."


def test_an_audit_joins_every_exercise_of_its_notebooks(exercise, monkeypatch) -> None:
    monkeypatch.setattr(module, "read_plan", lambda source: source)
    monkeypatch.setattr(module, "load_exercises", lambda plan: Exercises({"made_up": (exercise,)}))
    monkeypatch.setattr(module, "work", lambda do, items, *_: [do(item) for item in items])

    found = audit(Path("made_up"), seeds=(0,))

    assert audit(Path("made_up"), ["another"], seeds=(0,)).rows == ()
    assert [row.mistake for row in found.rows] == ["sum"]
    assert found.problems == ()
    assert {v.mutant.difference for v in found.survivors} >= {"centred = x - np.mean(x) → centred = -(x - np.mean(x))"}
    assert len(found.verdicts) == len(mutants(cell_of(exercise.solution), exercise.name))
    assert sum(counter.total() for counter in found.counts.values()) == len(found.verdicts)
