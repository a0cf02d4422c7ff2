"""What an assignment's author suggests to those with every point is read, or told to be no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folders import CourseError
from autograder.grade.pages import read_beyond


def test_each_line_is_a_sentence_and_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "exercises" / "beyond.txt"
    assert read_beyond(tmp_path) == []
    path.parent.mkdir()
    path.write_text("Read on.\nDraw one.\n", encoding="utf-8")
    assert read_beyond(tmp_path) == ["Read on.", "Draw one."]
    path.write_bytes(b"Caf\xe9\n")

    with pytest.raises(CourseError, match=r"beyond.txt must be text in UTF-8. Got: .*. Save it again as UTF-8."):
        read_beyond(tmp_path)
