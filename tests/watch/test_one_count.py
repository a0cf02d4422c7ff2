"""One student hands in, the same again, a change, the first again: every place counts the same attempts."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.records.store import Records
from tests.watch.conftest import ASSIGNMENT, WRONG, Scene

HALF = {"softmax": "def softmax(x):\n    return x"}


def counts(scene: Scene) -> dict[str, object]:
    """What each place says now: which attempt counts, and how many were made."""
    page = (scene.course.feedback / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    report = (scene.course.reports / f"{ASSIGNMENT}.html").read_text()
    shown = re.search(r"<p>Attempt (\d+)(?: of the (\d+) that you made)?\.", page)
    attempt, made = (shown[1], shown[2] or shown[1]) if shown else ("1", "1")
    (row,) = re.findall(r'data-l="Attempts">(\d+)</td>', report)
    records = len(Records(scene.course.state / "records" / ASSIGNMENT).of("ada"))
    return {"page": (int(attempt), int(made)), "report": int(row), "records": records}


def run(scene: Scene, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["--course", str(scene.course.root), *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output


@pytest.mark.slow
def test_every_place_counts_the_same_attempts(scene: Scene) -> None:
    scene.offer("attempts_per_hour = 3")
    acts = []
    for code in (WRONG, WRONG, {}, WRONG, HALF):
        folder = scene.submit("ada", scene.work(**code))
        assert scene.drain().waiting == 0
        said = re.search(r"attempt (\d+):", scene.said[-2] if "watches" in scene.said[-1] else scene.said[-1])
        left = re.search(r"(\d) of 3 attempts an hour were left", scene.page(folder) or "")
        assert said
        assert left
        acts.append((int(said[1]), int(left[1]), counts(scene)))

    def everywhere(attempt: int, made: int) -> dict[str, object]:
        return {"page": (attempt, made), "report": made, "records": made}

    assert acts == [
        (1, 2, everywhere(1, 1)),
        (1, 2, everywhere(1, 1)),  # the same files
        (2, 1, everywhere(2, 2)),
        (1, 1, everywhere(1, 2)),  # the first files once more
        (3, 0, everywhere(3, 3)),
    ]
    scene.submit("ada", scene.work())
    assert scene.drain().waiting == 1  # a fourth in this hour, were it judged: what it holds is not read before
    for again in (("grade", ASSIGNMENT, "--force"), ("feedback", ASSIGNMENT), ("report", ASSIGNMENT)):
        run(scene, *again)
        assert counts(scene) == everywhere(3, 3)
