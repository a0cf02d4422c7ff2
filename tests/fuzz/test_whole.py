"""What was worth keeping of the fuzzing goes along the whole path again, and nothing leaves it."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.plain import Opaque
from autograder.judge import cpu_time, judge, notebook
from autograder.sandbox import ChildLostError
from tests.fuzz import whole as command
from tests.fuzz.child import HOSTILE, FuzzedChild, FuzzedSandbox, Told
from tests.fuzz.notebooks import changed
from tests.fuzz.path import FindingError, Whole, packed, unpacked
from tests.fuzz.seeds import seeds

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with pytest.MonkeyPatch.context() as patched:
        for module, name in ((cpu_time, "MANY"), (judge, "generator"), (notebook, "make_spec")):
            patched.setattr(module, name, getattr(module, name))  # they are put back at the end
        yield Whole(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in CORPUS])
def test_a_case_of_the_corpus_goes_along_the_whole_path(path: Path, whole: Whole) -> None:
    whole.take(path.read_bytes())


def test_the_corpus_is_there_and_small() -> None:
    assert len(CORPUS) >= 20
    assert sum(path.stat().st_size for path in CORPUS) < 300_000


def test_a_right_solution_has_every_point_of_the_fuzzed_path(whole: Whole) -> None:
    """Otherwise the cases would all end early, and find nothing."""
    _, file, told = unpacked(next(seeds(whole)))
    record = whole.judged({"2_broadcasting.ipynb": file}, told)

    scores = {one.name: (one.score, one.max_score) for one in record.notebooks}

    assert scores["2_broadcasting"][0] == scores["2_broadcasting"][1] > 0


@pytest.mark.parametrize("value", [value for value in HOSTILE if isinstance(value, (np.ndarray, Opaque, list))])
def test_a_reply_of_any_value_is_a_lost_child_and_no_fault_of_ours(value: object, whole: Whole) -> None:
    child = FuzzedChild(FuzzedSandbox((), Told(b"")))
    child._wire.receive = lambda *_: [child._number, "done", value]  # type: ignore[method-assign]

    with pytest.raises(ChildLostError):
        child.call("softmax", (np.ones(2),))


def test_a_step_that_takes_too_long_is_a_finding(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.path.SECONDS", 0.0)

    with pytest.raises(FindingError, match="reading: over 0 s"):
        whole.take(packed(0x40, b"{}"))


def test_changing_a_notebook_mostly_leaves_one_that_is_read(whole: Whole) -> None:
    _, file, _ = unpacked(next(seeds(whole)))
    rng = random.Random(0)

    files = [changed(file, rng, lambda data: data) for _ in range(100)]

    assert sum(one != file for one in files) > 80
    assert sum(bool(whole.matched({"2_broadcasting.ipynb": one}).works) for one in files) > 60


def test_without_atheris_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["whole", "--folder", str(tmp_path / "found")])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match=r"^Fuzzing needs the package atheris.*CONTRIBUTING\.md") as ended:
        command.main()

    assert ended.value.code != 0
    assert not (tmp_path / "found").exists()
