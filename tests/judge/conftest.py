"""One sandbox and two submissions for every test of the judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.course.folders import student_files
from autograder.course.plan import Plan, read_plan
from autograder.judge.judge import Judge
from autograder.release.build import released
from autograder.sandbox import Sandbox
from examples.fill import dump, fill
from examples.people import SubmissionFactory
from tests.week import SOURCE

FIRST, SECOND = "1_vectorization", "2_broadcasting"


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Two notebooks of the assignment: enough to mistake one for the other."""
    whole = read_plan(SOURCE)
    return replace(whole, notebooks=tuple(n for n in whole.notebooks if n.name in (FIRST, SECOND)))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(student_files(SOURCE)) as opened:
        yield opened


@pytest.fixture(scope="session")
def judge(plan: Plan, sandbox: Sandbox) -> Judge:
    return Judge(plan, sandbox, b"secret")


@pytest.fixture(scope="session")
def factory(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> SubmissionFactory:
    """The released notebooks and the solutions."""
    release = tmp_path_factory.mktemp("release")
    for notebook in plan.notebooks:
        (release / f"{notebook.name}.ipynb").write_text(released(SOURCE / f"{notebook.name}.ipynb"), encoding="utf-8")
    return SubmissionFactory(plan, release)


@pytest.fixture(scope="session")
def submissions(factory: SubmissionFactory) -> dict[str, dict[str, bytes]]:
    """Notebook 2 with everything right ("whole") and with two functions written ("half"); beside it what else a kind
    may need: "untouched" as it was released, "first" notebook 1 with everything right."""
    solved = factory.solved()
    answers = factory.solutions[SECOND]
    two = fill(factory.released[SECOND], {name: answers[name] for name in ("percentages", "standardize")})
    beside = {"untouched": dump(factory.released[SECOND]), "first": dump(solved[FIRST])}
    return {
        "whole": {f"{SECOND}.ipynb": dump(solved[SECOND]), **beside},
        "half": {f"{SECOND}.ipynb": dump(two), **beside},
    }
