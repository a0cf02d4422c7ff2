"""Which general causes name what was done to a mutant: a sign that was turned is named by "the other sign"."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.checks.repair_words import WORDS
from benchmarks.diagnosis.mending import MENDED
from benchmarks.diagnosis.truth import Truth, spoiled
from benchmarks.diagnosis.versions import Group, Version

_SHAPES = (
    *("another-shape-put-in", "too-many-indices", "tuple-too-short"),
    *("shapes-not-aligned", "two-rows-multiplied", "shapes-not-stretched", "table-for-a-vector", "other-shape"),
)
_SUMS = ("not-summed", "not-averaged", "summed-to-one", "factor-of-a-size", "one-entry")

#: kind of mutant -> the general causes that say what was done
NAMES: dict[str, tuple[str, ...]] = {
    "axis": (*_SHAPES, *_SUMS, "no-such-axis", "turned", "array-treated-as-number"),
    "keepdims": (*_SHAPES, "array-for-a-number", "turned", "array-treated-as-number"),
    "transpose": (*_SHAPES, "turned", "reshape-counts"),
    "copy": ("list-for-an-array", "whole-number-box", "cut-to-whole"),
    "reduction": (*_SUMS, "constant-factor"),
    "sign": (
        "one-term",
        "one-factor",
        "sign",
        "kinds-do-not-mix",
        "wrong-call",
        "complement",
        "reciprocal",
        "not-a-number",
        "constant-added",
        "reversed",
    ),
    "operator": (
        "one-term",
        "one-factor",
        *_SHAPES,
        *_SUMS,
        "squared",
        "reciprocal",
        "constant-factor",
        "kinds-do-not-mix",
        "product-of-numbers",
    ),
    "off-by-one": (
        "zero",
        "one-term",
        "no-such-index",
        "too-few-entries",
        "too-many-entries",
        "one-entry",
        "no-such-axis",
        "fixed-size",
    ),
    "term": (
        "one-term",
        "one-factor",
        "step-returned",
        "zero",
        "argument-ignored",
        "too-few-entries",
        "too-many-entries",
        *_SUMS,
        "constant-factor",
        "constant-added",
        "reciprocal",
        "root",
        "complement",
    ),
    "swapped": (
        "one-term",
        "one-factor",
        *(*_SHAPES, "order-of-the-values", "another-part", "sign", "reciprocal", "keys-swapped"),
        *("wrong-call", "parts-swapped", "no-such-index", "arguments-in-another-order", "parameters-in-another-order"),
    ),
    "name": (
        "one-term",
        "one-factor",
        "argument-ignored",
        "argument-overwritten",
        "wrong-call",
        "another-part",
        "argument-returned",
        "argument-ignored",
        *_SHAPES,
    ),
    "call": (
        "one-term",
        "one-factor",
        "step-returned",
        "wrong-call",
        "values-unpacked",
        "function-for-its-value",
        "nothing-to-fill",
        "loop-over-a-number",
        "argument-ignored",
        "array-in-a-condition",
        *_SUMS,
        *_SHAPES,
        "root",
        "logarithm",
        "squared",
    ),
    "default": ("call-does-not-fit", "default-changed"),
    "constant": (
        "one-term",
        "one-factor",
        "zero",
        "number-in-the-call",
        *("constant-factor", "constant-added", "key-misspelt", "key-missing", "no-such-key", "complement"),
        *(
            "no-such-index",
            "squared",
            "reciprocal",
            "fixed-size",
            "reshape-counts",
            "too-few-entries",
            "too-many-entries",
        ),
    ),
    "branch": (
        "condition-settled",
        "too-few-entries",
        "too-many-entries",
        "zero",
        "one-term",
        "constant",
        "one-entry",
        "argument-ignored",
    ),
    "statement": (
        "no-such-key",
        "one-term",
        "zero",
        "argument-ignored",
        "nothing-returned",
        "unknown-name",
        "too-few-entries",
        "placeholder-left",
        "argument-returned",
    ),
}


#: named mistakes that are one of the general causes
SAME = {"return-in-the-loop": ("returned-too-early", "returned-inside-the-loop", "first-example-only")}


def names_the_cause(version: Version, claims: Sequence[tuple[str, Truth]]) -> bool:
    """Whether the claims hold every cause of a version; a mutant has one."""
    if version.group is Group.PAIR:
        return _names_the_pair(version, [id for id, truth in claims if truth is Truth.TRUE])
    true = [id for id, truth in claims if truth is Truth.TRUE]
    mistakes = {mistake.id: {mistake.id, *mistake.same_as} for mistake in version.exercise.mistakes}
    if version.group is Group.MUTANT:
        return any(id in mistakes or id in (*NAMES[version.kind], *MENDED.get(version.kind, ())) for id in true)
    return all(mistakes[cause] & set(true) or _declares(mistakes, true, cause) for cause in version.causes)


def _names_the_pair(version: Version, true: Sequence[str]) -> bool:
    """Whether both mistakes are named; one does where it hides the other, because it spoils all that the other does."""
    alike = {m.id: {m.id, *m.same_as} for m in version.exercise.mistakes}
    told = [
        bool(alike[cause] & set(true) or cause in SAME.get(true[0], ())) if true else False for cause in version.causes
    ]
    first, second = (spoiled(version.exercise, cause) for cause in version.causes)
    slips = sum(id in WORDS for id in true)  # each at a line that was changed
    return sum(told) + slips >= (1 if first <= second or second <= first else 2)


def _declares(mistakes: dict[str, set[str]], true: Sequence[str], cause: str) -> bool:
    return any(cause in mistakes[id] for id in true if id in mistakes)
