"""Compares what a student's function returned with what it must return, kindly: form where it matters, value always.

A number may come as int, float, bool, 0-d, (1,) or (1,1); a list for a tuple; a dict with extra keys; an array of any
numeric dtype. The reference's value decides what is asked for.
"""

from __future__ import annotations

import cmath
import dataclasses
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .plain import Opaque
from .spec import CheckSpec

CALL = "the call"  # in the place of a part: what a call does, rather than what it returns


@dataclass(frozen=True)
class Difference:
    """One part of an answer that is not as it must be."""

    rung: Literal["kind", "shape", "value"]  # of the ladder
    part: str
    must: str
    got: str

    @property
    def words(self) -> str:
        """What must be and what is, as the end of a sentence that begins with the part's name."""
        if self.part == CALL:
            return f"must {self.must}; it {self.got}"
        return f"must be {self.must}, got {self.got}"


def differences(spec: CheckSpec, must: Any, got: Any, rtol: float | None = None) -> list[Difference]:
    """Every difference between two answers, part by part; empty when they agree."""
    rule = _Rule(spec, spec.rtol if rtol is None else rtol)
    return list(rule.compare(must, got, spec.returns))


def parts(must: Any, names: tuple[str, ...]) -> list[str]:
    """The names of an answer's parts: those of a tuple, the keys of a dict, else the one name."""
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return [label for name, item in zip(names, must, strict=True) for label in parts(item, (name,))]
    if isinstance(must, Mapping):
        return [str(key) for key in must]
    return [names[0]]


def tolerance(arguments: tuple[Any, ...], rtol: float) -> float:
    """Relative tolerance for a call: float32 in an argument leaves four digits."""
    narrow = any(isinstance(a, np.ndarray) and a.dtype in (np.float32, np.float16) for a in arguments)
    return max(rtol, 1e-4) if narrow else rtol


def describe(value: Any) -> str:
    """A value in a few words, as a message shows it."""
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return describe(value.item())
        if value.size <= 6:
            text = np.array2string(value, precision=4, separator=", ", suppress_small=False)
            return f"{' '.join(text.split())}, shape {value.shape}"
        return f"an array of shape {value.shape}"
    if isinstance(value, float):
        return f"{value:.4g}" if value == 0 or not 1e-3 <= abs(value) < 1e4 else f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, tuple)):
        items = [repr(item[:30]) if isinstance(item, str) else describe(item) for item in value[:4]]
        inner = ", ".join(items)[:200] + (", …" if len(value) > 4 else "")
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if isinstance(value, (set, frozenset)):
        return "a set" if value else "an empty set"
    if isinstance(value, Mapping):
        return "a dict with " + (", ".join(repr(key)[:30] for key in list(value)[:8]) or "no keys")
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    return str(value)[:80]


class _Rule:
    def __init__(self, spec: CheckSpec, rtol: float) -> None:
        self.spec, self.rtol = spec, rtol

    def compare(self, must: Any, got: Any, names: tuple[str, ...]) -> Iterator[Difference]:
        if type(must) is type(got) is float and must == got:  # most numbers of a right answer, to the last bit
            return
        name = names[0] if len(names) == 1 else "the answer"
        if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
            yield from self._tuple(must, got, names, name)
        elif isinstance(must, Mapping):
            yield from self._dict(must, got, name)
        elif isinstance(must, (list, tuple)):
            yield from self._sequence(must, got, name)
        elif isinstance(must, np.ndarray) and must.ndim:
            yield from self._array(must, got, name)
        elif isinstance(must, (bool, int, float, complex, np.ndarray)):
            yield from self._number(must, got, name)
        elif type(must) is not type(got) or must != got:
            rung: Literal["kind", "value"] = "value" if type(must) is type(got) else "kind"
            yield Difference(rung, name, describe(must), describe(got))

    def _tuple(self, must: Any, got: Any, names: tuple[str, ...], name: str) -> Iterator[Difference]:
        if not isinstance(got, (tuple, list)) or len(got) != len(must):
            yield Difference("kind", name, f"{len(must)} things: {', '.join(names)}", _count(got))
            return
        for label, one, other in zip(names, must, got, strict=True):
            yield from self.compare(one, other, (label,))

    def _dict(self, must: Mapping[Any, Any], got: Any, name: str) -> Iterator[Difference]:
        keys = ", ".join(repr(key) for key in list(must)[:8]) + (", …" if len(must) > 8 else "")
        if not isinstance(got, Mapping):
            yield Difference("kind", name, f"a dict with {keys}", describe(got))
            return
        missing = [key for key in must if key not in got]
        if missing:
            yield Difference("kind", name, f"a dict with {keys}", f"{describe(got)}; {missing[0]!r} is missing")
            return
        for key, value in must.items():
            yield from self.compare(value, got[key], (str(key),))

    def _sequence(self, must: Any, got: Any, name: str) -> Iterator[Difference]:
        items = list(got) if isinstance(got, np.ndarray) and got.ndim else got
        if not isinstance(items, (list, tuple)):
            yield Difference("kind", name, f"a list of {len(must)}", describe(got))
        elif len(items) != len(must):
            yield Difference("shape", name, f"{len(must)} entries", f"{len(items)} entries")
        else:
            found = [
                d
                for i, (a, b) in enumerate(zip(must, items, strict=True))
                for d in self.compare(a, b, (f"{name}[{i}]",))
            ]
            if found:
                yield Difference(found[0].rung, name, f"{describe(list(must))}", describe(list(items)))

    def _array(self, must: np.ndarray[Any, Any], got: Any, name: str) -> Iterator[Difference]:
        asked = f"an array of shape {must.shape}"
        if isinstance(got, (list, tuple)) or not _numeric(got):
            yield Difference("kind", name, asked, describe(got))
            return
        array = np.asarray(got)
        if name in self.spec.floats and (array.dtype.kind == "f") != (must.dtype.kind == "f"):
            yield Difference("kind", name, f"an array of {_sort(must)}", f"an array of {_sort(array)}")
        elif array.shape != must.shape:
            yield Difference("shape", name, f"shape {must.shape}", f"shape {array.shape}" if array.ndim else "a number")
        elif not self._close(must, array):
            yield _first_wrong(must, array, name)

    def _number(self, must: Any, got: Any, name: str) -> Iterator[Difference]:
        if isinstance(got, (list, tuple)) or not _numeric(got):
            yield Difference("kind", name, "a number", describe(got))
            return
        array = np.asarray(got)
        if array.size != 1 or (name in self.spec.strict and array.ndim):
            yield Difference("shape", name, "a number", f"an array of shape {array.shape}")
        elif not self._near(np.asarray(must).item(), array.item()):
            yield _apart(
                Difference("value", name, describe(np.asarray(must)), describe(array.reshape(()))), must, array
            )

    def _near(self, must: Any, got: Any) -> bool:
        if isinstance(must, complex) or isinstance(got, complex):
            return cmath.isclose(must, got, rel_tol=self.rtol, abs_tol=1e-3 * self.rtol)
        try:
            return math.isclose(must, got, rel_tol=self.rtol, abs_tol=1e-3 * self.rtol) or (must != must and got != got)
        except OverflowError:  # a whole number beyond the range of floats
            return bool(must == got)

    def _close(self, must: np.ndarray[Any, Any], got: np.ndarray[Any, Any]) -> bool:
        if np.array_equal(must, got):
            return True
        a, b = _wide(must), _wide(got)
        scale = np.max(np.abs(a[np.isfinite(a)]), initial=0.0)
        return bool(np.allclose(b, a, rtol=self.rtol, atol=1e-3 * self.rtol * max(scale, 1.0), equal_nan=True))


def _wide(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return array.astype(complex if array.dtype.kind == "c" else float)


def _numeric(value: Any) -> bool:
    return isinstance(value, (bool, int, float, complex, np.ndarray)) and not isinstance(value, Opaque)


def _count(got: Any) -> str:
    if isinstance(got, (tuple, list)):
        return f"{len(got)} thing{'s' if len(got) != 1 else ''}"
    return describe(got)


def _first_wrong(must: np.ndarray[Any, Any], got: np.ndarray[Any, Any], name: str) -> Difference:
    """Small arrays are shown whole; of a large one, its first wrong entry."""
    if must.size <= 6:
        return Difference("value", name, describe(must).split(", shape")[0], describe(got).split(", shape")[0])
    wrong = ~np.isclose(_wide(got), _wide(must), rtol=1e-4, atol=1e-7, equal_nan=True)
    at = tuple(int(i) for i in np.argwhere(wrong if wrong.any() else np.ones_like(wrong))[0])
    label = f"{name}[{', '.join(map(str, at))}]"
    return _apart(Difference("value", label, describe(must[at].item()), describe(got[at].item())), must[at], got[at])


def _apart(difference: Difference, must: Any, got: Any) -> Difference:
    """Two numbers that look alike in four digits are shown with twelve."""
    if difference.must != difference.got:
        return difference
    texts = [f"{np.asarray(x).reshape(()).item():.12g}" for x in (must, got)]
    return dataclasses.replace(difference, must=texts[0], got=texts[1])


def _sort(array: np.ndarray[Any, Any]) -> str:
    return "floats" if array.dtype.kind == "f" else f"{array.dtype}"


def identical(before: Any, after: Any) -> bool:
    """Whether a value is the same to the last bit, type included."""
    if before is after:
        return True
    if isinstance(before, np.ndarray) or isinstance(after, np.ndarray):
        a, b = np.asarray(before), np.asarray(after)
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)):
        return len(before) == len(after) and all(identical(a, b) for a, b in zip(before, after, strict=True))
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(identical(before[k], after[k]) for k in before)
    return type(before) is type(after) and bool(before == after)


def changed(parameters: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    """The name of the first argument that a call changed; empty if none was."""
    for i, (one, other) in enumerate(zip(before, after, strict=False)):
        if not identical(one, other):
            return parameters[min(i, len(parameters) - 1)]
    return ""
