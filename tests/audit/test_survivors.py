from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from autograder.audit.equivalents import Note
from autograder.audit.mutants import Mutant, cell_of, mutants
from autograder.audit.survivors import Verdict, explain, verdict
from autograder.exercises.exercise import call

SEEDS = (0, 1, 2)


def mutant(source, difference="before → after"):
    return Mutant("spread", "sign", 1, 0, source, difference)


def fate(exercise, namespace, body):
    return verdict(exercise, mutant(f"def spread(x, power=2):\n    {body}\n"), namespace, SEEDS)


@pytest.mark.parametrize(
    ("body", "expected", "rung"),
    [
        ("return np.mean(np.abs(x - np.mean(x)) ** power)", "survived", None),
        ("return np.mean(np.abs(x - np.mean(x)) ** 2)", "killed", "value"),
        ("return x", "killed", "shape"),
        ("return unknown", "killed", "kind"),
        ("x -= np.mean(x); return np.mean(np.abs(x) ** power)", "killed", "unchanged"),
        ("return np.mean(np.abs(x - np.mean(x)) ** power) + (x.size == 5)", "killed", "hidden"),
    ],
)
def test_a_mutant_that_loses_points_is_killed(exercise, namespace, body, expected, rung) -> None:
    found = fate(exercise, namespace, body)

    assert (found.fate, found.rung) == (expected, rung)


def test_a_mutant_that_keeps_its_points_by_luck_survives(exercise, namespace) -> None:
    exercise.hidden = lambda rng: [call(np.array([1.0, rng.choice([-1.0, 1.0])]))]
    found = fate(exercise, namespace, "return np.mean(np.abs(x - np.mean(x)) ** power) + (x.size == 2 and x[1] > 0)")

    assert found.fate == "survived"
    assert 0 < len(found.seeds) < len(SEEDS)


def test_a_mutant_that_is_only_advised_keeps_its_points_and_is_no_survivor(exercise, namespace) -> None:
    exercise.rungs = {**exercise.rungs, "unchanged": 0}
    found = fate(exercise, namespace, "x -= np.mean(x); return np.mean(np.abs(x) ** power)")

    assert (found.fate, found.seeds) == ("advised", SEEDS)


def test_a_check_that_raises_is_a_fault_of_ours(exercise, namespace, monkeypatch) -> None:
    def broken(spec, call):
        raise ZeroDivisionError("in the check")

    monkeypatch.setattr("autograder.audit.survivors.run_checks", broken)
    found = fate(exercise, namespace, "return 1.0")

    assert (found.fate, found.detail) == ("broken", "ZeroDivisionError: in the check")


def test_a_blind_probe_lets_mutants_survive_and_a_better_one_kills_them(exercise, namespace) -> None:
    """A constant vector has no spread: whatever is done to it, 0 comes out."""
    made = mutants(cell_of(namespace["spread"]), "spread")
    blind = dataclasses.replace(exercise, visible=(call(np.ones(3)),), hidden=lambda rng: [call(np.ones(4))])

    def survivors(of):
        found = [verdict(of, one, namespace, SEEDS) for one in made]
        return {v.mutant.difference for v in found if v.fate == "survived"}

    power = "return np.mean(np.abs(centred) ** power) → return np.mean(np.abs(centred))"
    assert power in survivors(blind)
    assert survivors(exercise) < survivors(blind)
    assert power not in survivors(exercise)


def told(difference, fate="survived", notebook="made_up"):
    return Verdict(notebook, mutant("", difference), fate)


def test_notes_explain_survivors_and_go_stale() -> None:
    verdicts = [told("a → b"), told("c → d"), told("e → f", "killed")]
    right, dead, gone = (Note("made_up", "spread", words, "why") for words in ("a → b", "e → f", "y → z"))
    elsewhere = Note("another", "spread", "y → z", "why")

    survivors, explained, stale = explain(verdicts, [right, dead, gone, elsewhere])

    assert survivors == (verdicts[1],)
    assert explained == ((verdicts[0], right),)
    assert stale == (dead, gone)
