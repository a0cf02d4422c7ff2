from __future__ import annotations

import pytest

from autograder.audit.equivalents import EquivalentsError, Note, read

ONE = """
[[equivalent]]
notebook = "1_vectorization"
function = "dot"
mutants = ["np.dot(u, v) → np.dot(v, u)", "return total → return total.T"]
reason = '''
The dot product
commutes.'''
"""


def test_a_reason_may_hold_for_several_mutants(tmp_path) -> None:
    (tmp_path / "notes.toml").write_text(ONE, encoding="utf-8")

    assert read(tmp_path / "notes.toml") == (
        Note("1_vectorization", "dot", "np.dot(u, v) → np.dot(v, u)", "The dot product commutes."),
        Note("1_vectorization", "dot", "return total → return total.T", "The dot product commutes."),
    )


def test_no_file_no_notes(tmp_path) -> None:
    assert read(tmp_path / "notes.toml") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[equivalent", "must be TOML"),
        (ONE.replace("commutes", "").replace("The dot product", "").replace(".'''", "'''"), "a reason in words"),
        (ONE.replace("mutants", "mutant"), "a reason in words"),
        (ONE.replace('"dot"', "3"), "a reason in words"),
    ],
)
def test_a_note_without_a_reason_or_a_place_is_refused(tmp_path, text, words) -> None:
    (tmp_path / "notes.toml").write_text(text, encoding="utf-8")

    with pytest.raises(EquivalentsError, match=words):
        read(tmp_path / "notes.toml")
