"""Finds how a wrong answer is related to the right one; used when no named mistake gives the same answers.

A relation counts only if it holds on every test that was tried. It is looked for in each part of the answer alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .case_series import has_fixed_size, is_after_a_step, is_constant
from .kinds.kind import alike
from .numeric_relations import (
    Case,
    close,
    is_callable,
    is_much_larger,
    is_table,
    is_text,
    safely,
    same_factor,
)
from .plain import Opaque
from .relation import Relation
from .relations import RELATIONS


def of_form(must: Any, got: Any, names: tuple[str, ...]) -> str:
    """The id of what is wrong with an answer's form: None returned, another order, too many values, a misspelt key."""
    if got is None:
        return "nothing-returned"
    if is_text(got) and not isinstance(must, str):
        return "text-for-a-number"
    if isinstance(got, Opaque):
        return "function-for-its-value" if is_callable(got) else ""
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return _of_values(must, got, names)
    if isinstance(must, Mapping):
        return _of_keys(must, got)
    if isinstance(got, tuple) and not isinstance(must, (tuple, list)):
        return "too-many-values" if any(alike(must, one) for one in got) else "other-values"
    return ""


def _of_values(must: Sequence[Any], got: Any, names: tuple[str, ...]) -> str:
    if isinstance(got, Mapping):
        named = zip(names, must, strict=True)
        whole = all(name in got or (isinstance(m, Mapping) and m.keys() <= got.keys()) for name, m in named)
        return "dict-for-values" if whole else "too-few-values"
    if not isinstance(got, (tuple, list)) or len(got) < len(must) or _is_one(must, got):
        return "too-few-values"
    if len(got) > len(must):
        if all(any(alike(m, g) for g in got) for m in must):
            return "too-many-values"
        inside = [one for m in must for one in (m.values() if isinstance(m, Mapping) else [m])]
        return "values-for-a-dict" if all(any(alike(m, g) for g in got) for m in inside) else "other-values"
    right = [next((i for i, g in enumerate(got) if alike(m, g)), -1) for m in must]
    if right != list(range(len(must))) and sorted(right) == list(range(len(must))):
        return "order-of-the-values"
    boxes = [[isinstance(one, Mapping) for one in several] for several in (must, got)]
    if boxes[0] != boxes[1] and sorted(boxes[0]) == sorted(boxes[1]):  # a dictionary comes back in another place
        return "order-of-the-values"
    inner = [_of_keys(m, g) for m, g in zip(must, got, strict=True) if isinstance(m, Mapping)]
    return next((id for id in inner if id), "")


def _is_one(must: Sequence[Any], got: Any) -> bool:
    """Whether a list of numbers comes back where several values are asked for, an array among them: it is that one."""
    arrays = any(isinstance(one, np.ndarray) and one.size > 1 for one in must)
    return arrays and isinstance(got, list) and all(isinstance(one, (int, float)) for one in got)


def _of_keys(must: Mapping[Any, Any], got: Any) -> str:
    if not isinstance(got, Mapping):
        named = isinstance(got, (list, tuple)) and any(isinstance(one, Mapping) for one in got)
        return "" if got is None or named or isinstance(got, Opaque) else "values-for-a-dict"
    missing, extra = [str(k) for k in must if k not in got], [str(k) for k in got if k not in must]
    if not missing:
        return ""
    plain = [_squeezed(key) for key in extra]
    near = [difflib.get_close_matches(_squeezed(key), plain, 1, 0.8) for key in missing]
    return "key-misspelt" if all(near) else "key-missing"


def _squeezed(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.lower()).rstrip("s")


def of_part(cases: Sequence[Case]) -> str:
    """The id of a relation between one part of the answer and the right one that holds in every case; "" if none."""
    wrong = [case for case in cases if not close(case, case.got, case.must)]
    if not wrong:
        return ""
    large = any(map(is_much_larger, wrong))
    id = "" if large else _holding(RELATIONS, wrong, cases)
    if id:
        return id
    if all(safely(lambda c: has_fixed_size(c, cases), case) for case in wrong):
        return "fixed-size"
    if all(safely(is_table, case) for case in wrong):
        return "table-for-a-vector"
    if len(wrong) == len(cases) > 1 and not large and safely(lambda _: is_after_a_step(cases), wrong[0]):
        return "parameter-after-a-step"
    return "constant" if not large and len(wrong) == len(cases) > 1 and is_constant(cases) else ""


def _holding(relations: Sequence[Relation], wrong: Sequence[Case], cases: Sequence[Case]) -> str:
    """The id of the first relation that holds in every wrong case, or in every case where it must; "" if none."""
    for relation in relations:
        meant = cases if relation.everywhere else wrong
        held = relation.holds is not None and all(safely(relation.holds, case) for case in meant)
        if held and (relation.id != "constant-factor" or same_factor(wrong)):
            return relation.id
    return ""
