"""Whether the judge's checks catch a mutant, and which mutants that keep full points are explained by a note."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from autograder.audit.equivalents import Note
from autograder.audit.matrix import whole_spec
from autograder.audit.mutants import Mutant, defined
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Status
from autograder.checks.spec import FOUNDATION, CheckSpec, Rung
from autograder.exercises.exercise import Exercise


class Fate(StrEnum):
    """What becomes of a mutant."""

    KILLED = "killed"  # it loses points with every seed
    TIMEOUT = "timeout"  # it never came back, which costs points too
    DIED = "died"  # its process ended, which costs points too
    ADVISED = "advised"  # it keeps its points, as the text wants, and is told what is wrong
    SURVIVED = "survived"  # it keeps every point with some seed
    BROKEN = "broken"  # the check itself raised, a fault of ours


@dataclass(frozen=True)
class Verdict:
    """A mutant and its fate."""

    notebook: str
    mutant: Mutant
    fate: Fate
    rung: Rung | None = None  # the first that it failed
    seeds: tuple[int, ...] = ()  # with which it kept every point
    detail: str = ""  # what the check raised

    @property
    def id(self) -> str:
        return f"{self.notebook}:{self.mutant.id}"


def verdict(exercise: Exercise, mutant: Mutant, namespace: Mapping[str, Any], seeds: Sequence[int]) -> Verdict:
    """Judge a mutant in this process. `namespace` holds the other functions that it calls."""
    told = functools.partial(Verdict, exercise.notebook, mutant)
    function = defined(mutant.source, exercise.name, namespace)
    kept, advised, rung = [], False, None
    for seed in seeds:
        try:
            result = run_checks(_bare_spec(exercise, seed), calling(function))
        except Exception as error:
            return told(Fate.BROKEN, detail=f"{type(error).__name__}: {error}")
        if result.status == Status.PASSED:
            kept.append(seed)
            advised |= bool(result.notes)
        else:
            rung = rung or result.rung
        if result.rung in FOUNDATION[:-1]:
            break  # the same with every seed: only the hidden tests are fresh
    if not kept:
        return told(Fate.KILLED, rung)
    return told(Fate.ADVISED if advised and len(kept) == len(seeds) else Fate.SURVIVED, rung, tuple(kept))


def explain(
    verdicts: Sequence[Verdict], notes: Sequence[Note]
) -> tuple[tuple[Verdict, ...], tuple[tuple[Verdict, Note], ...], tuple[Note, ...]]:
    """The survivors that no note explains, those that one does, and the notes that explain none.

    Notes on functions that were not audited are left out.
    """
    by_key = {(note.notebook, note.function, note.difference): note for note in notes}
    survivors = [v for v in verdicts if v.fate == Fate.SURVIVED]
    audited = {(v.notebook, v.mutant.function) for v in verdicts}
    used = {_key(v) for v in survivors}
    return (
        tuple(v for v in survivors if _key(v) not in by_key),
        tuple((v, by_key[_key(v)]) for v in survivors if _key(v) in by_key),
        tuple(n for key, n in by_key.items() if key[:2] in audited and key not in used),
    )


@functools.cache
def _bare_spec(exercise: Exercise, seed: int) -> CheckSpec:
    """The spec without its diagnoses, which cost time and decide no point."""
    return dataclasses.replace(whole_spec(exercise, seed), hints={}, evaluation_order=())


def _key(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.notebook, verdict.mutant.function, verdict.mutant.difference
