"""How two values compare, as numbers: the tests that the relations in `relations.py` are made of.

A test may raise TypeError or ValueError where it makes no sense; `safely` reads that as a no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .kinds.kind import alike, as_array, entries
from .plain import Opaque

Array = np.ndarray[Any, Any]
MOST_ENTRIES = 200_000  # of an answer that is explained though the right one is smaller


@dataclass(frozen=True)
class Case:
    """One part of the answer on one test: what it must be, what it is, and what it may have been taken from."""

    must: Any
    got: Any
    arguments: tuple[Any, ...] = ()
    steps: tuple[Any, ...] = ()  # intermediate values
    others: tuple[Any, ...] = ()  # what other parts must be
    rtol: float = 1e-6


def is_much_larger(case: Case) -> bool:
    """Whether the answer is so much larger than the right one that looking at its numbers would cost more than it says.

    A mean that was forgotten leaves one number for each example, and a table of all by all is the square of that.
    """
    return entries(case.got) > max(MOST_ENTRIES, entries(case.must))


def safely(holds: Callable[[Case], bool], case: Case) -> bool:
    try:
        with np.errstate(all="ignore"):
            return holds(case)
    except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError):
        return False


def numbers(case: Case) -> tuple[Array, Array]:
    must, got = as_array(case.must), as_array(case.got)
    if must is None or got is None:
        raise TypeError
    return must, got


def equal(case: Case, a: Any, b: Any) -> bool:
    a, b = np.asarray(a, float), np.asarray(b, float)
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=max(case.rtol, 1e-6) * 10, atol=1e-10))


def close(case: Case, a: Any, b: Any) -> bool:
    if isinstance(a, (list, tuple)) != isinstance(b, (list, tuple)):
        return False
    x, y = as_array(a), as_array(b)
    if x is None or y is None:
        return type(a) is type(b) and alike(a, b)
    if x.size == 1 == y.size and (np.ndim(b) == 0):
        return equal(case, x.reshape(()), y.reshape(()))
    return equal(case, x, y)


def is_callable(value: Any) -> bool:
    return isinstance(value, Opaque) and bool(re.search(r"function|method|ufunc|type|Dispatcher", value.type_name))


def matches(pick: Callable[[Array], Any]) -> Callable[[Case], bool]:
    """A relation of the form got = pick(must), for arrays and numbers of any shape."""

    def holds(case: Case) -> bool:
        must, got = numbers(case)
        return must.size == got.size and equal(case, np.reshape(pick(must), -1), got.reshape(-1))

    return holds


def is_text(value: Any) -> bool:
    """Whether a value is a text, or an array or a list of texts."""
    if isinstance(value, (list, tuple)) and value:
        return is_text(value[0])
    return isinstance(value, str) or (isinstance(value, Opaque) and value.type_name.startswith("array of <U"))


def is_complement(case: Case) -> bool:
    """Whether the answer is 1 minus the right one; a few answers of 0 and 1 may be the other ones by accident."""
    must, _ = numbers(case)
    return not np.isin(must, (0, 1)).all() and matches(lambda x: 1 - x)(case)


def is_cut(cut: Callable[[Array], Any]) -> Callable[[Case], bool]:
    """Whether the answer is the right one cut to whole numbers; a single 0 or 1 may be wrong for any reason."""

    def holds(case: Case) -> bool:
        whole = isinstance(case.got, np.ndarray) and case.got.ndim > 0 and case.got.dtype.kind in "iu"
        return (whole or not is_common(numbers(case)[1])) and matches(cut)(case)

    return holds


def is_common(got: Array) -> bool:
    """Whether an answer is nothing but 0, or a single number that many wrong formulas give: 1 or −1."""
    return not got.any() or (got.size == 1 and abs(got.item()) <= 1 and float(got.item()).is_integer())


def is_rounded(case: Case) -> bool:
    must, got = numbers(case)
    return (
        must.size == got.size
        and not is_common(got)
        and any(np.allclose(np.round(must, k).reshape(-1), got.reshape(-1), rtol=0, atol=1e-12) for k in range(9))
    )


def is_one_of(values: Callable[[Case], tuple[Any, ...]]) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        got = as_array(case.got)
        if got is not None and np.isin(got, (0, 1)).all():
            return False  # many values are, and answers may be the labels by chance
        found = [x for x in map(as_array, values(case)) if x is not None]
        return got is not None and any(x.shape == got.shape and equal(case, x, got) for x in found)

    return holds


def ratio_of(case: Case) -> float:
    must, got = numbers(case)
    if must.size != got.size or not must.size:
        raise ValueError
    a, b = must.reshape(-1), got.reshape(-1)
    at = int(np.argmax(np.abs(a)))
    ratio = float(b[at] / a[at])
    if not np.isfinite(ratio) or ratio == 0 or not equal(case, a * ratio, b):
        raise ValueError
    return ratio


def by_a_size(case: Case) -> bool:
    ratio = abs(ratio_of(case))
    sizes = {n for a in case.arguments if isinstance(a, np.ndarray) for n in (*a.shape, a.size)}
    if abs(ratio - 1) < 1e-6:
        return 1 in sizes  # a division by it that is missing changes nothing
    sizes -= {0, 1}
    powers = {float(n) ** k for n in sizes for k in (1, -1, 2, -2)}
    powers |= {float(p) / q for p in sizes for q in sizes if p != q}
    powers |= {n / 2 for n in powers} | {n * 2 for n in powers}
    return any(abs(ratio / p - 1) < 1e-6 for p in powers)


def same_factor(cases: Sequence[Case]) -> bool:
    ratios = [ratio_of(case) for case in cases]
    return len(cases) > 1 and bool(np.allclose(ratios, ratios[0], rtol=1e-5))


def is_zero(case: Case) -> bool:
    must, got = numbers(case)
    return must.size == got.size and not got.any() and bool(must.any())


def by_a_step(off: Callable[[Array, Array], tuple[Array, ...]]) -> Callable[[Case], bool]:
    """A relation of the form off(must, got) = one of the steps, where `off` gives what is missing in several ways."""

    def holds(case: Case) -> bool:
        must, got = numbers(case)
        if must.shape != got.shape and must.size != got.size:
            return False
        if not got.any():
            return False  # all of it is missing
        missing = off(must.reshape(-1), got.reshape(-1))
        steps = [x.reshape(-1) for x in map(as_array, (*case.steps, *case.arguments)) if x is not None]
        fit = [x for x in steps if x.size in (1, must.size) and np.abs(x).max(initial=0) > 1e-9 and not np.all(x == 1)]
        return any(equal(case, np.broadcast_to(x, one.shape), one) for one in missing for x in fit)

    return holds


def terms(must: Array, got: Array) -> tuple[Array, ...]:
    """What one term would be if it were missing, there twice, or turned."""
    apart = must - got
    return apart, -apart, apart / 2, -apart / 2


def factors(must: Array, got: Array) -> tuple[Array, ...]:
    """What one factor would be if it were missing, there twice, or on the wrong side of a division."""
    if not (must.all() and got.all()):
        raise ValueError
    ratio = got / must
    roots = np.sqrt(np.abs(ratio))
    return ratio, 1 / ratio, roots, 1 / roots


def has_direction(case: Case) -> bool:
    return numbers(case)[0].size > 2 and ratio_of(case) > 0 and abs(ratio_of(case) - 1) > 1e-6


def is_shifted(case: Case) -> bool:
    must, got = numbers(case)
    if not must.size == got.size > 2:
        return False
    apart = got.reshape(-1) - must.reshape(-1)
    return bool(np.allclose(apart, apart[0], rtol=1e-6, atol=1e-10)) and abs(apart[0]) > 1e-9


def is_sum(kind: Callable[[Array], Any]) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        must, got = numbers(case)
        return must.size == 1 < got.size and bool(got.any()) and equal(case, kind(got), must.reshape(()))

    return holds


def is_one_number(case: Case) -> bool:
    must, got = numbers(case)
    return got.size == 1 < must.size


def is_one_entry(case: Case) -> bool:
    must, got = numbers(case)
    entries: list[Array] = [*must.reshape(-1, 1), *must] if must.ndim else []
    return got.size <= must.size and any(equal(case, e.reshape(-1), got.reshape(-1)) for e in entries)


def is_same_in_other_order(case: Case) -> bool:
    must, got = numbers(case)
    return must.size == got.size > 1 and equal(case, np.sort(must, axis=None), np.sort(got, axis=None))


def has_other_shape(case: Case) -> bool:
    must, got = numbers(case)
    return must.shape != got.shape and must.size == got.size and equal(case, must.reshape(-1), got.reshape(-1))


def is_turned(case: Case) -> bool:
    must, got = numbers(case)
    return must.ndim == 2 and must.shape != (1, 1) and equal(case, must.T, got)


def is_finite(value: Any) -> bool:
    """Whether a value holds no nan and no inf: many different mistakes end in the same nan."""
    array = as_array(value)
    return array is None or bool(np.isfinite(array).all())


def is_boxed(case: Case) -> bool:
    """Whether a single number is asked for, and an array of one number came."""
    got = as_array(case.got)
    return np.ndim(case.must) == 0 and got is not None and got.ndim > 0 and got.size == 1


def is_table(case: Case) -> bool:
    must, got = numbers(case)
    return must.ndim == 2 and min(must.shape) == 1 and got.ndim == 2 and min(got.shape) > 1


def holds_others(case: Case) -> bool:
    entries = as_array(case.got)
    return isinstance(case.got, list) and bool(case.got) and (entries is None or entries.ndim == 2)


def is_probable(case: Case) -> bool:
    must, got = numbers(case)
    binary = bool(np.isin(must, (0, 1)).all()) and must.size > 1 and bool(must.any())
    return binary and bool(((got > 0) & (got < 1)).all()) and equal(case, np.round(got), must)


def is_nan(case: Case) -> bool:
    must, got = numbers(case)
    return bool(np.isfinite(must).all()) and not bool(np.isfinite(got).all())
