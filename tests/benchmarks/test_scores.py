"""Changed points are found and told, and so is a score that is gone; the committed scores give right answers all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import scores
from benchmarks.scores import Score, Scores, differences, from_text, main, to_text

COMMITTED = Path(__file__).parents[2] / "docs" / "benchmarks" / "scores.txt"
BEFORE = {
    "class/ada/1_one/f": Score("2/2", "passed"),
    "class/ben/1_one/f": Score("0.5/2", "partial", "value", "swapped,flipped"),
}


def changed(**what: str) -> Scores:
    """The scores before, with ben's changed."""
    return {**BEFORE, "class/ben/1_one/f": Score(**{**vars(BEFORE["class/ben/1_one/f"]), **what})}


def compared(after: Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit code and the words of a comparison, where judging would give `after`."""
    (tmp_path / "before.txt").write_text(to_text(BEFORE))
    monkeypatch.setattr(scores, "everything", lambda say: after)
    done = CliRunner().invoke(main, ["--compare", str(tmp_path / "before.txt")])
    return done.exit_code, done.output


def test_the_text_says_what_the_scores_say() -> None:
    text = to_text(BEFORE)

    assert text.splitlines()[1] == "class/ben/1_one/f 0.5/2 partial value swapped,flipped"
    assert from_text(text) == BEFORE


def test_the_same_scores_differ_in_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, words = compared(dict(BEFORE), tmp_path, monkeypatch)

    assert code == 0
    assert words == "2 scores before, 2 now; different: 0 points, 0 gone, 0 new, 0 status, 0 rung, 0 names\n"


def test_changed_points_are_told_and_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, words = compared(changed(points="1/2"), tmp_path, monkeypatch)

    assert code == 1
    assert "points  class/ben/1_one/f: 0.5/2 → 1/2\n" in words
    assert "1 points, 0 gone" in words


def test_a_score_that_is_gone_fails_and_a_new_one_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    less = {"class/ada/1_one/f": BEFORE["class/ada/1_one/f"]}
    more = {**BEFORE, "class/cleo/1_one/f": Score("0/2", "failed")}

    assert compared(less, tmp_path, monkeypatch)[0] == 1
    assert compared(more, tmp_path, monkeypatch)[0] == 0


@pytest.mark.parametrize(("kind", "now"), [("status", "failed"), ("rung", "hidden"), ("names", "flipped")])
def test_another_status_rung_or_name_is_told_and_does_not_fail(
    kind: str, now: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {kind: told for kind, told in differences(BEFORE, changed(**{kind: now})).items() if told}
    code, _ = compared(changed(**{kind: now}), tmp_path, monkeypatch)

    assert list(found) == [kind]
    assert found[kind][0].endswith(f"→ {now}")
    assert code == 0


def test_the_committed_scores_give_every_right_answer_every_point() -> None:
    committed = from_text(COMMITTED.read_text(encoding="utf-8"))
    right = {key: one for key, one in committed.items() if "/SOLUTIONS/" in key or key.startswith("class/ada/")}

    assert len(right) > 40
    assert {key: one for key, one in right.items() if one.status != "passed"} == {}
