"""Names how a wrong answer is related to the right one; asked when no named mistake gives the same answers.

A relation counts only if it holds on every probe that was tried. It is looked for in each part of the answer alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .plain import Opaque

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Case:
    """One part of the answer on one probe: what it must be, what it is, and what it may have been taken from."""

    must: Any
    got: Any
    arguments: tuple[Any, ...] = ()
    steps: tuple[Any, ...] = ()  # intermediate values
    others: tuple[Any, ...] = ()  # what other parts must be
    rtol: float = 1e-6


def of_form(must: Any, got: Any, names: tuple[str, ...]) -> str:
    """What is wrong with the form of a whole answer: None, another order, too many values, a misspelt key."""
    if got is None:
        return "nothing-returned"
    if isinstance(got, Opaque):
        return "function-for-its-value" if _is_callable(got) else ""
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return _of_values(must, got)
    if isinstance(must, Mapping):
        return _of_keys(must, got)
    if isinstance(got, tuple) and any(_like(must, one) for one in got):
        return "too-many-values"
    return ""


def _of_values(must: Sequence[Any], got: Any) -> str:
    if isinstance(got, Mapping):
        return "dict-for-values"
    if not isinstance(got, (tuple, list)) or len(got) < len(must):
        return "too-few-values"
    if len(got) > len(must):
        return "too-many-values"
    right = [next((i for i, g in enumerate(got) if _like(m, g)), -1) for m in must]
    if right != list(range(len(must))) and sorted(right) == list(range(len(must))):
        return "order-of-the-values"
    inner = [_of_keys(m, g) for m, g in zip(must, got, strict=True) if isinstance(m, Mapping)]
    return next((id for id in inner if id), "")


def _of_keys(must: Mapping[Any, Any], got: Any) -> str:
    if isinstance(got, (tuple, list)):
        return "values-for-a-dict"
    if not isinstance(got, Mapping):
        return ""
    missing, extra = [str(k) for k in must if k not in got], [str(k) for k in got if k not in must]
    if not missing:
        return ""
    plain = {_squeezed(key) for key in extra}
    return "key-misspelt" if all(_squeezed(key) in plain for key in missing) else "key-missing"


def _squeezed(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower()).rstrip("s")


def of_part(cases: Sequence[Case]) -> str:
    """The relation between what a part is and what it must be that holds in every case; empty if there is none."""
    wrong = [case for case in cases if not _close(case, case.got, case.must)]
    if not wrong:
        return ""
    for id, holds in _RELATIONS:
        if all(_safely(holds, case) for case in wrong):
            if id in _NEED_ALL and len(wrong) < len(cases):
                continue
            if id == "constant-factor" and not _same_factor(wrong):
                continue
            return id
    if all(_safely(lambda c: _has_fixed_size(c, cases), case) for case in wrong):
        return "fixed-size"
    if all(_safely(_is_table, case) for case in wrong):
        return "table-for-a-vector"
    if len(wrong) == len(cases) and len(cases) > 1 and _is_constant(cases):
        return "constant"
    return ""


def between(cases: Sequence[Case]) -> str:
    """Like `of_part`, but only relations strong enough to join a named mistake."""
    id = of_part(cases)
    return id if id in ("sign", "turned", "factor-of-a-size", "rounded", "other-shape") else ""


#: relations that leave open what happened
WEAK = ("factor", "constant", "summed-to-one", "not-a-number", "absolute", "reversed")


def _safely(holds: Callable[[Case], bool], case: Case) -> bool:
    try:
        with np.errstate(all="ignore"):
            return holds(case)
    except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError):
        return False


def _array(value: Any) -> Array | None:
    if isinstance(value, (list, tuple)) and not all(isinstance(v, (bool, int, float, np.ndarray)) for v in value):
        return None
    if isinstance(value, (bool, int, float, np.ndarray, list, tuple)):
        try:
            array = np.asarray(value)
        except ValueError:
            return None
        return array.astype(float) if array.dtype.kind in "biuf" else None
    return None


def _numbers(case: Case) -> tuple[Array, Array]:
    must, got = _array(case.must), _array(case.got)
    if must is None or got is None:
        raise TypeError
    return must, got


def _equal(case: Case, a: Any, b: Any) -> bool:
    a, b = np.asarray(a, float), np.asarray(b, float)
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=max(case.rtol, 1e-6) * 10, atol=1e-10))


def _close(case: Case, a: Any, b: Any) -> bool:
    if isinstance(a, (list, tuple)) != isinstance(b, (list, tuple)):
        return False
    x, y = _array(a), _array(b)
    if x is None or y is None:
        return type(a) is type(b) and not isinstance(a, Opaque) and _like(a, b)
    if x.size == 1 == y.size and (np.ndim(b) == 0):
        return _equal(case, x.reshape(()), y.reshape(()))
    return _equal(case, x, y)


def _like(a: Any, b: Any) -> bool:
    """Whether two values are equal, be they arrays, dicts or lists of them."""
    if isinstance(a, Mapping):
        return isinstance(b, Mapping) and all(k in b and _like(v, b[k]) for k, v in a.items())
    x, y = _array(a), _array(b)
    if x is not None and y is not None:
        return x.shape == y.shape and bool(np.allclose(x, y, rtol=1e-5, atol=1e-10))
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(_like(p, q) for p, q in zip(a, b, strict=True))
    return False


def _is_callable(value: Any) -> bool:
    return isinstance(value, Opaque) and bool(re.search(r"function|method|ufunc|type|Dispatcher", value.type_name))


def _matches(pick: Callable[[Array], Any]) -> Callable[[Case], bool]:
    """A relation of the form got = pick(must), for arrays and numbers of any shape."""

    def holds(case: Case) -> bool:
        must, got = _numbers(case)
        return must.size == got.size and _equal(case, np.reshape(pick(must), -1), got.reshape(-1))

    return holds


def _is_rounded(case: Case) -> bool:
    must, got = _numbers(case)
    return must.size == got.size and any(
        np.allclose(np.round(must, k).reshape(-1), got.reshape(-1), rtol=0, atol=1e-12) for k in range(9)
    )


def _is_one_of(values: Callable[[Case], tuple[Any, ...]]) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        got = _array(case.got)
        found = [x for x in map(_array, values(case)) if x is not None]
        return got is not None and any(x.shape == got.shape and _equal(case, x, got) for x in found)

    return holds


def _ratio(case: Case) -> float:
    must, got = _numbers(case)
    if must.size != got.size or not must.size:
        raise ValueError
    a, b = must.reshape(-1), got.reshape(-1)
    at = int(np.argmax(np.abs(a)))
    ratio = float(b[at] / a[at])
    if not np.isfinite(ratio) or ratio == 0 or not _equal(case, a * ratio, b):
        raise ValueError
    return ratio


def _by_a_size(case: Case) -> bool:
    ratio = abs(_ratio(case))
    sizes = {n for a in case.arguments if isinstance(a, np.ndarray) for n in (*a.shape, a.size)} - {0, 1}
    powers = {float(n) ** k for n in sizes for k in (1, -1, 2, -2)}
    powers |= {float(p) / q for p in sizes for q in sizes if p != q}
    powers |= {n / 2 for n in powers} | {n * 2 for n in powers}
    return any(abs(ratio / p - 1) < 1e-6 for p in powers)


def _same_factor(cases: Sequence[Case]) -> bool:
    ratios = [_ratio(case) for case in cases]
    return len(cases) > 1 and bool(np.allclose(ratios, ratios[0], rtol=1e-5))


def _has_direction(case: Case) -> bool:
    return _numbers(case)[0].size > 2 and _ratio(case) > 0


def _is_shifted(case: Case) -> bool:
    must, got = _numbers(case)
    apart = (got - must).reshape(-1)
    return (
        must.size == got.size > 2 and bool(np.allclose(apart, apart[0], rtol=1e-6, atol=1e-10)) and abs(apart[0]) > 1e-9
    )


def _is_constant(cases: Sequence[Case]) -> bool:
    got = [_array(case.got) for case in cases]
    flat = [x.reshape(-1) for x in got if x is not None and x.size]
    return len(flat) == len(cases) and all(np.allclose(x, flat[0][0]) for x in flat)


def _is_sum(kind: Callable[[Array], Any]) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        must, got = _numbers(case)
        return must.size == 1 < got.size and _equal(case, kind(got), must.reshape(()))

    return holds


def _is_one_number(case: Case) -> bool:
    must, got = _numbers(case)
    return got.size == 1 < must.size


def _is_one_entry(case: Case) -> bool:
    must, got = _numbers(case)
    entries: list[Array] = [*must.reshape(-1, 1), *must] if must.ndim else []
    return got.size <= must.size and any(_equal(case, e.reshape(-1), got.reshape(-1)) for e in entries)


def _is_same_in_other_order(case: Case) -> bool:
    must, got = _numbers(case)
    return must.size == got.size > 1 and _equal(case, np.sort(must, axis=None), np.sort(got, axis=None))


def _has_other_shape(case: Case) -> bool:
    must, got = _numbers(case)
    return must.shape != got.shape and must.size == got.size and _equal(case, must.reshape(-1), got.reshape(-1))


def _is_turned(case: Case) -> bool:
    must, got = _numbers(case)
    return must.ndim == 2 and must.shape != (1, 1) and _equal(case, must.T, got)


def is_finite(value: Any) -> bool:
    """Whether a value holds no nan and no inf: many different mistakes end in the same nan."""
    array = _array(value)
    return array is None or bool(np.isfinite(array).all())


def _has_fixed_size(case: Case, cases: Sequence[Case]) -> bool:
    """Whether the answer has one size in every case, and must have several."""
    _, got = _numbers(case)
    sizes = {np.shape(other.must) for other in cases}
    return got.ndim > 0 and len(sizes) > 1 and {np.shape(other.got) for other in cases} == {got.shape}


def _is_table(case: Case) -> bool:
    must, got = _numbers(case)
    return must.ndim == 2 and min(must.shape) == 1 and got.ndim == 2 and min(got.shape) > 1


def _holds_others(case: Case) -> bool:
    entries = _array(case.got)
    return isinstance(case.got, list) and bool(case.got) and (entries is None or entries.ndim == 2)


def _is_probable(case: Case) -> bool:
    must, got = _numbers(case)
    binary = bool(np.isin(must, (0, 1)).all()) and must.size > 1 and bool(must.any())
    return binary and bool(((got > 0) & (got < 1)).all()) and _equal(case, np.round(got), must)


def _is_nan(case: Case) -> bool:
    must, got = _numbers(case)
    return bool(np.isfinite(must).all()) and not bool(np.isfinite(got).all())


#: in this order, the simplest first
_RELATIONS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("placeholder-left", lambda c: c.got is None or (isinstance(c.got, Opaque) and "object" in c.got.type_name)),
    ("function-for-its-value", lambda c: _is_callable(c.got)),
    ("text-for-a-number", lambda c: isinstance(c.got, str)),
    (
        "list-for-an-array",
        lambda c: isinstance(c.got, (list, tuple)) and isinstance(c.must, np.ndarray) and c.must.ndim > 0,
    ),
    ("array-for-a-number", lambda c: isinstance(c.got, (list, tuple)) and len(c.got) == 1),
    ("one-for-the-list", lambda c: isinstance(c.must, list) and _numbers(c)[1].ndim == 0),
    ("entries-of-another-kind", lambda c: isinstance(c.must, list) and _holds_others(c)),
    ("too-few-entries", lambda c: isinstance(c.must, list) and len(c.got) < len(c.must)),
    ("too-many-entries", lambda c: isinstance(c.must, list) and len(c.got) > len(c.must)),
    ("another-kind", lambda c: isinstance(c.got, (dict, tuple, str)) and not isinstance(c.must, (dict, tuple, str))),
    ("not-a-number", _is_nan),
    ("probabilities-for-answers", _is_probable),
    (
        "array-for-a-number",
        lambda c: _numbers(c)[0].ndim == 0 and _numbers(c)[1].ndim > 0 and _close(c, _numbers(c)[1].item(), c.must),
    ),
    ("turned", _is_turned),
    ("other-shape", _has_other_shape),
    ("sign", _matches(lambda x: -x)),
    ("another-part", _is_one_of(lambda c: c.others)),
    ("argument-returned", _is_one_of(lambda c: c.arguments)),
    ("step-returned", _is_one_of(lambda c: c.steps)),
    ("cut-to-whole", _matches(np.trunc)),
    ("cut-to-whole", _matches(np.floor)),
    ("rounded", _is_rounded),
    ("complement", _matches(lambda x: 1 - x)),
    ("absolute", _matches(np.abs)),
    ("constant-factor", lambda c: _ratio(c) != 0),
    ("factor-of-a-size", _by_a_size),
    ("constant-added", _is_shifted),
    ("squared", _matches(np.square)),
    ("root", _matches(np.sqrt)),
    ("logarithm", _matches(np.log)),
    ("reciprocal", _matches(lambda x: 1 / x)),
    ("not-summed", _is_sum(np.sum)),
    ("not-averaged", _is_sum(np.mean)),
    ("not-summed", lambda c: _numbers(c)[0].size == 1 < _numbers(c)[1].size),
    ("summed-to-one", _is_one_number),
    ("one-entry", _is_one_entry),
    ("reversed", _is_same_in_other_order),
    ("factor", _has_direction),
)
#: relations that also hold by chance where only some probes are wrong
_NEED_ALL = ("factor", "constant-factor", "another-part", "complement", "step-returned", "factor-of-a-size")
