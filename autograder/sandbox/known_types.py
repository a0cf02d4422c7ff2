"""Types, such as dates, whose values are sent as their parts and rebuilt in the other process.

Such a value is plain data by another name. Both processes have the same class, so what arrives is the test's own sort
of value, and every comparison is made with it there. What is of a subclass stays behind, as other objects do, and so
do classes: a test that calls one must not run, on its own side, what the student's code has chosen. A masked array does
as well, since numpy's asserts take what is masked for right.
"""

from __future__ import annotations

import importlib
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from autograder.checks.kinds.kind import MAX_ODD_KEYS, NotPlainDataError
from autograder.sandbox import known_pandas

MOST_ITEMS = 100_000  # of a range, which can name more than memory holds, or of what can be gone through for ever
MOST_DIGITS = 1_000  # of a decimal number, and as many places before or after its point
MOST_BYTES = 16 << 20  # of an array whose entries are no numbers
MOST_WIDE = 1_024  # bytes of an entry, if none of them needs as many
_RECORD = "named tuple"  # of a library's: its type has no name that both sides know
#: what an array may hold that is neither a number nor an object: texts, bytes, moments and spans of time
_ENTRIES = re.compile(r"<U\d{1,6}|\|S\d{1,6}|<[mM]8(\[\d{0,4}(Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)\])?")
#: what a defaultdict may make of a key that it does not have
_FACTORIES: dict[str, Any] = {
    "": None,
    "int": int,
    "float": float,
    "str": str,
    "list": list,
    "dict": dict,
    "set": set,
    "tuple": tuple,
}

Parts = list[Any]


@dataclass(frozen=True)
class KnownType:
    """How values of one type are taken apart and made. Both may raise whatever the type does.

    refill : changes a value in place so that it equals another one, where values of the type can change
    """

    parts: Callable[[Any], Parts]
    make: Callable[..., Any]
    refill: Callable[[Any, Any], object] | None = None


def known_name(value: Any) -> str | None:
    """The name of the value's type in the table; None where it has none there."""
    exact = type(value)
    module = exact.__module__
    if type(module) is str and module.startswith("pandas."):
        module = "pandas"  # older ones tell of the file
    if module != "__main__" and issubclass(exact, tuple) and hasattr(exact, "_fields"):
        return _RECORD
    name = f"{module}.{exact.__qualname__}"
    return name if name in KNOWN else None


def known_classes(modules: Mapping[str, ModuleType]) -> list[type]:
    """The classes of the table that some modules have."""
    places = [name.rpartition(".") for name in KNOWN]
    found = [getattr(modules.get(module), name, None) for module, _, name in places]
    return [each for each in found if isinstance(each, type)]


def taken_apart(value: Any) -> tuple[str, Parts] | None:
    """The name of a value's type and its parts; None where it is of none, or too large or too odd to cross."""
    name = known_name(value)
    try:
        return (name, KNOWN[name].parts(value)) if name else None
    except Exception:  # of a type that answers in its own way, or of a class that only says that it is one of these
        return None


def made(name: Any, parts: Any) -> Any:
    """The value of the type that has these parts. Raises NotPlainDataError."""
    if type(name) is not str or name not in KNOWN or type(parts) is not list:
        raise NotPlainDataError("the type must be one of the table.")
    try:
        return KNOWN[name].make(*parts)
    except Exception as error:
        raise NotPlainDataError(f"the parts make no {name}: {type(error).__name__}.") from None


def refilled(mine: Any, now: Any) -> None:
    """Change `mine` in place so that it equals `now`, if both are of one type of the table whose values can change."""
    name = known_name(mine)
    if name and type(mine) is type(now) and (refill := KNOWN[name].refill):
        refill(mine, now)


def keys(items: Any) -> list[Any]:
    """The keys of a dict or the members of a set, if they are few or texts: others can be chosen to cost much.

    Raises NotPlainDataError.
    """
    if len(items) > MAX_ODD_KEYS and not all(type(item) is str for item in items):
        raise NotPlainDataError(f"at most {MAX_ODD_KEYS} keys may be no text.")
    return list(items)


def _pairs(items: Any) -> list[Any]:
    keys([key for key, _ in items])
    return list(items)


def is_odd(name: str) -> bool:
    """Whether values of the type calculate as no number, text or table does: a test must be meant for them."""
    return name.startswith(("numpy.poly", "numpy.matrix"))


def names_its_entries(name: str) -> bool:
    """Whether whoever makes a value names its entries: one called `startswith` would answer as a text does."""
    return name == _RECORD or name.startswith("pandas.")


def _class(name: str) -> Any:
    module, _, exact = name.rpartition(".")
    return getattr(importlib.import_module(module), exact)


def _called(name: str) -> Callable[..., Any]:
    """A function that calls the class with this name, which is imported when it is needed."""
    return lambda *parts: _class(name)(*parts)


def _from_iso(name: str) -> Callable[..., Any]:
    return lambda text: _class(name).fromisoformat(text)


def _moment(value: Any) -> Parts:
    """A date or time as text. A zone that has rules of its own, as summer time, does not cross."""
    text = value.isoformat()
    if _from_iso(f"datetime.{type(value).__name__}")(text) != value:
        raise NotPlainDataError("not this value.")
    zone = getattr(value, "tzinfo", None)
    if zone is not None and type(zone).__name__ != "timezone":
        raise NotPlainDataError("a zone with rules.")
    return [text]


def _decimal(text: str) -> Any:
    if type(text) is not str or len(text) > MOST_DIGITS:
        raise NotPlainDataError("too many digits.")
    found = _class("decimal.Decimal")(text)
    if found.is_finite() and abs(found.adjusted()) > MOST_DIGITS:
        raise NotPlainDataError("too large or too small.")
    return found


def _short(numbers: range) -> range:
    if len(numbers) > MOST_ITEMS:
        raise NotPlainDataError("too long.")
    return numbers


def _default_parts(value: Any) -> Parts:
    for name, factory in _FACTORIES.items():
        if factory is value.default_factory:
            return [name, dict(value)]
    raise NotPlainDataError("a function of its own.")


def _default(name: str, items: dict[Any, Any]) -> Any:
    return _class("collections.defaultdict")(_FACTORIES[name], items)


def _array_parts(value: Any) -> Parts:
    array = np.asarray(value)
    if array.dtype.kind == "O":
        flat = list(array.flat)
    elif _ENTRIES.fullmatch(array.dtype.str):
        flat = array.astype("<i8").ravel().tolist() if array.dtype.kind in "mM" else array.ravel().tolist()
    else:
        raise NotPlainDataError("of other entries.")
    return [array.dtype.str, list(array.shape), flat]


def _array(dtype: str, shape: list[int], flat: list[Any]) -> Any:
    """An array of texts, bytes, moments or objects; its size is known before it is made."""
    if dtype != "|O" and not _ENTRIES.fullmatch(dtype):
        raise NotPlainDataError("of other entries.")
    if len(shape) > 32 or not all(type(n) is int and n >= 0 for n in shape) or math.prod(shape) != len(flat):
        raise NotPlainDataError("of another shape.")
    exact = np.dtype(dtype)
    if max(1, exact.itemsize) * math.prod(n or 1 for n in shape) > MOST_BYTES:
        raise NotPlainDataError("too large.")
    if exact.kind in "US" and exact.itemsize > max(MOST_WIDE, 4 * max(map(len, flat), default=0)):
        raise NotPlainDataError("too wide.")  # a few bytes would else become many
    if exact.kind in "mM":
        return np.array(flat, "<i8").astype(exact).reshape(shape)
    if not all(type(item) is (str if exact.kind == "U" else bytes) for item in flat) and exact.kind != "O":
        raise NotPlainDataError("of other entries.")
    found = np.empty(len(flat), exact)
    for at, item in enumerate(flat):  # one by one: numpy would look into an object that has items
        found[at] = item
    return found.reshape(shape)


def _moment_scalar(dtype: str, count: int) -> Any:
    if np.dtype(dtype).kind not in "mM":
        raise NotPlainDataError("no moment.")
    return _array(dtype, [1], [count])[0]


def _random_parts(value: Any) -> Parts:
    if type(value.bit_generator).__name__ != "PCG64":
        raise NotPlainDataError("another generator.")
    return [value.bit_generator.state]


def _random(state: dict[str, Any]) -> Any:
    found = np.random.Generator(np.random.PCG64(0))
    found.bit_generator.state = state
    return found


def _same_state(mine: Any, now: Any) -> None:
    mine.bit_generator.state = now.bit_generator.state


def _same_items(mine: Any, now: Any) -> None:
    mine.clear()
    (mine.extend if hasattr(mine, "extend") else mine.update)(now)


def _record(fields: list[str], values: list[Any]) -> Any:
    """A named tuple: a tuple whose entries have names as well."""
    if len(fields) != len(values) or not all(type(each) is str and each.isidentifier() for each in fields):
        raise NotPlainDataError("each entry must have a name.")
    named = {name: property(operator.itemgetter(at)) for at, name in enumerate(fields) if name[0] != "_"}
    return type(_RECORD, (tuple,), {**named, "_fields": tuple(fields)})(values)


def _text_as(plain: type, exact: type) -> KnownType:
    def make(text: Any) -> Any:
        if type(text) is not plain:
            raise NotPlainDataError("no text.")  # bytes(n) would be n of them
        return exact(text)

    return KnownType(lambda value: [plain(value)], make)


def _fraction(numerator: int, denominator: int) -> Any:
    if type(numerator) is not int or type(denominator) is not int:
        raise NotPlainDataError("no whole numbers.")  # a text such as 1e99999999 names more digits than memory holds
    return _class("fractions.Fraction")(numerator, denominator)


def _polynomial(name: str) -> KnownType:
    fields = ("coef", "domain", "window")
    return KnownType(lambda value: [getattr(value, each) for each in fields], _called(name))


_TIMES = KnownType(lambda value: [value.dtype.str, int(value.astype("<i8"))], _moment_scalar)
KNOWN: dict[str, KnownType] = {
    _RECORD: KnownType(lambda value: [list(value._fields), list(value)], _record),
    "fractions.Fraction": KnownType(lambda v: [v.numerator, v.denominator], _fraction),
    "decimal.Decimal": KnownType(lambda value: [str(_decimal(str(value)))], _decimal),
    **{f"datetime.{n}": KnownType(_moment, _from_iso(f"datetime.{n}")) for n in ("date", "time", "datetime")},
    "datetime.timedelta": KnownType(lambda v: [v.days, v.seconds, v.microseconds], _called("datetime.timedelta")),
    "builtins.range": KnownType(lambda v: [_short(v).start, v.stop, v.step], lambda *parts: _short(range(*parts))),
    "builtins.dict_keys": KnownType(lambda value: [keys(value)], lambda parts: dict.fromkeys(keys(parts)).keys()),
    "builtins.dict_values": KnownType(lambda value: [list(value)], lambda parts: dict(enumerate(parts)).values()),
    "builtins.dict_items": KnownType(lambda value: [_pairs(value)], lambda parts: dict(_pairs(parts)).items()),
    "collections.deque": KnownType(lambda v: [list(v), v.maxlen], _called("collections.deque"), _same_items),
    "collections.Counter": KnownType(lambda value: [dict(value)], _called("collections.Counter"), _same_items),
    "collections.OrderedDict": KnownType(lambda value: [dict(value)], _called("collections.OrderedDict"), _same_items),
    "collections.defaultdict": KnownType(_default_parts, _default, _same_items),
    **{name: KnownType(*each) for name, each in known_pandas.KNOWN.items()},
    "numpy.ndarray": KnownType(_array_parts, _array),
    "numpy.matrix": KnownType(lambda value: [np.asarray(value)], lambda array: np.asarray(array).view(np.matrix)),
    "numpy.str_": _text_as(str, np.str_),
    "numpy.bytes_": _text_as(bytes, np.bytes_),
    "numpy.datetime64": _TIMES,
    "numpy.timedelta64": _TIMES,
    "numpy.random._generator.Generator": KnownType(_random_parts, _random, _same_state),
    "numpy.poly1d": KnownType(lambda value: [value.coeffs], lambda coefficients: np.poly1d(coefficients)),
    **{
        f"numpy.polynomial.{module}.{name}": _polynomial(f"numpy.polynomial.{module}.{name}")
        for module, name in (
            *(("polynomial", "Polynomial"), ("chebyshev", "Chebyshev"), ("legendre", "Legendre")),
            *(("hermite", "Hermite"), ("hermite_e", "HermiteE"), ("laguerre", "Laguerre")),
        )
    },
}
