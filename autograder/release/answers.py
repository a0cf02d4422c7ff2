"""Finds answers that changed since the last release: students may already have earned points for the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import h5py

from autograder.checks import compare, store
from autograder.checks.compare import CALL, differences, identical
from autograder.checks.spec import CheckSpec, TestCase
from autograder.release import Failure

GATE = "answers are those of the last release"


def changed_answers(before: Path, after: Path) -> Iterator[Failure]:
    """Sentences on visible tests that two `reference.h5` share with different answers: the call and both answers.

    Exercises that only one of the files has are left out. Raises SpecsError where a file cannot be read.
    """
    old = _specs(before)
    for key, spec in _specs(after).items():
        if key in old:
            for group in ("visible", "stable"):
                earlier = getattr(old[key], group)
                for test in getattr(spec, group):
                    same = next((earlier_test for earlier_test in earlier if _same_call(earlier_test, test)), None)
                    words = _difference(spec, same, test) if same else ""
                    if words:
                        where = f"{spec.notebook}: {spec.name}"
                        yield Failure(GATE, where, f"for {compare.tried(spec, test)} {words}")


def _specs(path: Path) -> dict[tuple[str, str], CheckSpec]:
    with h5py.File(path, "r") as file:
        groups = [notebook for notebook in file if isinstance(file[notebook], h5py.Group)]
        keys = [(notebook, name) for notebook in groups for name in file[notebook]]
    return {(notebook, name): store.read(path, notebook, name) for notebook, name in keys}


def _same_call(one: TestCase, other: TestCase) -> bool:
    return identical(list(one.arguments), list(other.arguments)) and identical(dict(one.keywords), dict(other.keywords))


def _difference(spec: CheckSpec, before: TestCase, after: TestCase) -> str:
    """The old and the new value of the first part that differs, in words; empty if the answers agree."""
    old, new = before.expected, after.expected
    if old.raised or new.raised:
        names = [outcome.raised.type_name if outcome.raised else "a value" for outcome in (old, new)]
        return f"the answer was {names[0]}, it is {names[1]} now" if names[0] != names[1] else ""
    rtol = compare.tolerance(after.arguments, spec.rtol)
    found = next(iter(differences(spec, old.value, new.value, rtol)), None)
    if found is None:
        return ""
    part = "the answer" if found.part in (CALL, spec.name) else found.part
    return f"{part} was {found.must}, it is {found.got} now"
