"""Names how a wrong answer is related to the right one; asked when no named mistake gives the same answers.

A relation counts only if it holds on every test that was tried. It is looked for in each part of the answer alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .kinds.kind import alike
from .numeric_relations import (
    Case,
    by_a_size,
    close,
    has_direction,
    has_fixed_size,
    has_other_shape,
    holds_others,
    is_callable,
    is_constant,
    is_nan,
    is_one_entry,
    is_one_number,
    is_one_of,
    is_probable,
    is_rounded,
    is_same_in_other_order,
    is_shifted,
    is_sum,
    is_table,
    is_turned,
    matches,
    numbers,
    ratio_of,
    safely,
    same_factor,
)
from .plain import Opaque

Array = np.ndarray[Any, Any]


def of_form(must: Any, got: Any, names: tuple[str, ...]) -> str:
    """What is wrong with the form of a whole answer: None, another order, too many values, a misspelt key."""
    if got is None:
        return "nothing-returned"
    if isinstance(got, Opaque):
        return "function-for-its-value" if is_callable(got) else ""
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return _of_values(must, got)
    if isinstance(must, Mapping):
        return _of_keys(must, got)
    if isinstance(got, tuple) and any(alike(must, one) for one in got):
        return "too-many-values"
    return ""


def _of_values(must: Sequence[Any], got: Any) -> str:
    if isinstance(got, Mapping):
        return "dict-for-values"
    if not isinstance(got, (tuple, list)) or len(got) < len(must):
        return "too-few-values"
    if len(got) > len(must):
        return "too-many-values"
    right = [next((i for i, g in enumerate(got) if alike(m, g)), -1) for m in must]
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
    wrong = [case for case in cases if not close(case, case.got, case.must)]
    if not wrong:
        return ""
    id = _holding(_RELATIONS, wrong, len(wrong) == len(cases))
    if id:
        return id
    if all(safely(lambda c: has_fixed_size(c, cases), case) for case in wrong):
        return "fixed-size"
    if all(safely(is_table, case) for case in wrong):
        return "table-for-a-vector"
    return "constant" if len(wrong) == len(cases) > 1 and is_constant(cases) else ""


def between(cases: Sequence[Case]) -> str:
    """Like `of_part`, but only relations strong enough to join a named mistake."""
    wrong = [case for case in cases if not close(case, case.got, case.must)]
    return _holding(_STRONG, wrong, len(wrong) == len(cases)) if wrong else ""


def _holding(relations: Sequence[tuple[str, Callable[[Case], bool]]], wrong: Sequence[Case], everywhere: bool) -> str:
    """The first of the relations that holds in every case. `everywhere`: no case was right."""
    for id, holds in relations:
        if id in _NEED_ALL and not everywhere:
            continue
        if all(safely(holds, case) for case in wrong) and (id != "constant-factor" or same_factor(wrong)):
            return id
    return ""


#: relations that leave open what happened
WEAK = ("factor", "constant", "summed-to-one", "not-a-number", "absolute", "reversed")


#: in this order, the simplest first
_RELATIONS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("placeholder-left", lambda c: c.got is None or (isinstance(c.got, Opaque) and "object" in c.got.type_name)),
    ("function-for-its-value", lambda c: is_callable(c.got)),
    ("text-for-a-number", lambda c: isinstance(c.got, str)),
    (
        "list-for-an-array",
        lambda c: isinstance(c.got, (list, tuple)) and isinstance(c.must, np.ndarray) and c.must.ndim > 0,
    ),
    ("array-for-a-number", lambda c: isinstance(c.got, (list, tuple)) and len(c.got) == 1),
    ("one-for-the-list", lambda c: isinstance(c.must, list) and numbers(c)[1].ndim == 0),
    ("entries-of-another-kind", lambda c: isinstance(c.must, list) and holds_others(c)),
    ("too-few-entries", lambda c: isinstance(c.must, list) and len(c.got) < len(c.must)),
    ("too-many-entries", lambda c: isinstance(c.must, list) and len(c.got) > len(c.must)),
    ("another-kind", lambda c: isinstance(c.got, (dict, tuple, str)) and not isinstance(c.must, (dict, tuple, str))),
    ("not-a-number", is_nan),
    ("probabilities-for-answers", is_probable),
    (
        "array-for-a-number",
        lambda c: numbers(c)[0].ndim == 0 and numbers(c)[1].ndim > 0 and close(c, numbers(c)[1].item(), c.must),
    ),
    ("turned", is_turned),
    ("other-shape", has_other_shape),
    ("sign", matches(lambda x: -x)),
    ("another-part", is_one_of(lambda c: c.others)),
    ("argument-returned", is_one_of(lambda c: c.arguments)),
    ("step-returned", is_one_of(lambda c: c.steps)),
    ("cut-to-whole", matches(np.trunc)),
    ("cut-to-whole", matches(np.floor)),
    ("rounded", is_rounded),
    ("complement", matches(lambda x: 1 - x)),
    ("absolute", matches(np.abs)),
    ("constant-factor", lambda c: ratio_of(c) != 0),
    ("factor-of-a-size", by_a_size),
    ("constant-added", is_shifted),
    ("squared", matches(np.square)),
    ("root", matches(np.sqrt)),
    ("logarithm", matches(np.log)),
    ("reciprocal", matches(lambda x: 1 / x)),
    ("not-summed", is_sum(np.sum)),
    ("not-averaged", is_sum(np.mean)),
    ("not-summed", lambda c: numbers(c)[0].size == 1 < numbers(c)[1].size),
    ("summed-to-one", is_one_number),
    ("one-entry", is_one_entry),
    ("reversed", is_same_in_other_order),
    ("factor", has_direction),
)
#: relations that also hold by chance where only some tests are wrong
_NEED_ALL = ("factor", "constant-factor", "another-part", "complement", "step-returned", "factor-of-a-size")
_STRONG = tuple(r for r in _RELATIONS if r[0] in ("sign", "turned", "factor-of-a-size", "rounded", "other-shape"))
