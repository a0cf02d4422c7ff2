"""Who marked what and when is kept: a line for each mark, also when two people mark at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course.folders import Course
from autograder.gradebook.mark_log import keep_log, log, marker


def row(cell: str, **fields: Any) -> Any:
    """A row as nbgrader's gradebook gives it."""
    notebook = SimpleNamespace(name="one", student=SimpleNamespace(id="ada"))
    return SimpleNamespace(
        assignment=SimpleNamespace(name="ps"), notebook=notebook, cell=SimpleNamespace(name=cell), **fields
    )


def lines(root: Path) -> list[dict[str, Any]]:
    text = (root / ".autograder" / "marks" / "ps.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def test_a_mark_is_a_line_after_it_was_taken_and_one_that_was_refused_is_none(tmp_path: Path) -> None:
    class Handler:
        """nbgrader's handler: it answers after it has written the row."""

        status = 200
        current_user = SimpleNamespace(username="tess", name="Tess")
        coursedir = SimpleNamespace(root=str(tmp_path))
        gradebook = SimpleNamespace(
            find_grade_by_id=lambda id: row("softmax", manual_score=3.5, extra_credit=None),
            find_comment_by_id=lambda id: row("write-softmax", manual_comment="by rows"),
        )

        def put(self, id: str) -> None:
            self.taken = id

        def get_status(self) -> int:
            return self.status

    handlers = SimpleNamespace(
        GradeHandler=type("GradeHandler", (Handler,), {}), CommentHandler=type("CommentHandler", (Handler,), {})
    )
    keep_log(handlers)

    handlers.GradeHandler().put("7")
    handlers.CommentHandler().put("8")
    handlers.GradeHandler.status = 403
    handlers.GradeHandler().put("9")

    points, comment = lines(tmp_path)
    assert (points["by"], points["student"], points["cell"], points["manual_score"]) == ("tess", "ada", "softmax", 3.5)
    assert (comment["cell"], comment["manual_comment"]) == ("write-softmax", "by rows")


def test_two_people_at_once_lose_no_line(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        for number in range(200):
            threads.submit(log, Course(tmp_path), "tess", row("f", manual_score=number), ("manual_score",))

    assert sorted(one["manual_score"] for one in lines(tmp_path)) == list(range(200))


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"name": "ada"}, "ada"),
        (SimpleNamespace(username="tess", name="Tess"), "tess"),
        (SimpleNamespace(username="1f2e", name="Anonymous Ganymede"), "account"),
        (None, "account"),
    ],
)
def test_who_marks_is_the_hubs_user_or_the_account(user: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "account")

    assert marker(user) == name
