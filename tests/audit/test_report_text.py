from __future__ import annotations

import json

import pytest

from autograder.audit import report_text
from autograder.audit.audit import Audit
from autograder.audit.equivalents import Note
from autograder.audit.matrix import Row, RungState
from autograder.audit.mutants import Mutant
from autograder.audit.survivors import Fate, Verdict
from autograder.checks.spec import Rung

HELD, FAILED = RungState.HELD, RungState.FAILED
SAID = ("it passes.",)


@pytest.fixture
def audit():
    rows = (
        Row("made_up", "f", "sum", Rung.VALUE, Rung.VALUE, {Rung.KIND: HELD, Rung.VALUE: FAILED}, 2.0, 2.5, ("sum",)),
        Row("made_up", "f", "mean", Rung.VALUE, None, dict.fromkeys((Rung.KIND, Rung.VALUE), HELD), 0.0, 2.5, (), SAID),
    )
    alive = Verdict("made_up", Mutant("f", "sign", 3, 1, "", "a | b → a"), Fate.SURVIVED, None, (0, 2))
    equal = Verdict("made_up", Mutant("f", "swapped", 4, 0, "", "f(u, v) → f(v, u)"), Fate.SURVIVED, None, (0, 1, 2))
    dead = Verdict("made_up", Mutant("f", "sign", 3, 0, "", "a + b → a - b"), Fate.KILLED, Rung.VALUE)
    note = Note("made_up", "f", "f(u, v) → f(v, u)", "It commutes.")
    gone = Note("made_up", "f", "old → older", "It was so.")
    return Audit((0, 1, 2), rows, (alive, equal, dead), (alive,), ((equal, note),), (gone,), ("f, mean: it passes.",))


def test_the_text_holds_the_matrix_the_counts_and_every_survivor(audit) -> None:
    lines = [" ".join(line.split()) for line in report_text.text(audit).splitlines()]

    assert "f sum held FAIL 2 of 2.5 yes" in lines
    assert "f mean held held 0 of 2.5 NO" in lines
    assert "sign 2 1 0 0 0 1 0" in lines
    assert "all 3 1 0 0 0 2 0" in lines
    assert "made_up:f:sign:3:1 a | b → a 0, 2" in lines
    assert "made_up:f:swapped:4:0 f(u, v) → f(v, u) It commutes." in lines
    assert "made_up f old → older" in lines
    assert lines[-1] == (
        "FAIL 2 named mistakes, 3 mutants, seeds 0, 1, 2: 1 unexplained, 1 explained, 1 stale, 1 other problem."
    )


def test_no_line_of_the_text_ends_in_a_blank(audit) -> None:
    assert [line for line in report_text.text(audit).splitlines() if line != line.rstrip()] == []


def test_the_json_is_json_and_holds_every_mutant(audit) -> None:
    found = json.loads(json.dumps(report_text.to_json(audit)))

    assert found["ok"] is False
    assert [one["id"] for one in found["mutants"]] == [
        "made_up:f:sign:3:1",
        "made_up:f:swapped:4:0",
        "made_up:f:sign:3:0",
    ]
    assert found["survivors"] == ["made_up:f:sign:3:1"]
    assert found["counts"]["sign"] == {"survived": 1, "killed": 1}
    assert found["matrix"][1]["problems"] == ["it passes."]


def test_an_audit_that_found_nothing_says_pass() -> None:
    assert report_text.headline(Audit((7,), (), (), (), (), (), ())).startswith("PASS   0 named mistakes")
