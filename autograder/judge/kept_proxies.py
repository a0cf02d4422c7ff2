"""Proxies for objects that the student's process keeps: what a test asks of them is asked there.

An answer is plain data or another proxy, and every comparison of plain data is made here. An object that says yes to
everything would pass for any value, so the source's text bounds what is asked:

- what an object learns nothing from, such as its length, its items or the value of an attribute, each is asked;
- a method, an operator or `in`, which hand it what the test expects, only if a class of the source defines one of that
  name. Two objects are compared with each other alone. To calculate with a value must give an object, which is asked
  only for what a class of the source defines: it has been told what the test expects;
- an object of a library's class, if the source imports the library: for parts that no plain data has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.judge.proxies import (
    INSTEAD,
    CannotCrossError,
    ObjectProxy,
    Objects,
    StudentError,
    holds_object,
    peek,
    refuse,
)

#: attributes that every object or class has, and that say nothing but what it is
OWN = frozenset(("__class__", "__dict__", "__bases__", "__mro__"))
#: what a class has whose objects a library's compiled code takes for arrays. It trusts their parts: a sparse matrix of
#: scipy's names places in memory. So what is said to be one is one for the test's own `isinstance` alone
AS_ARRAY = ("__array__", "__array_interface__", "__array_priority__", "__array_ufunc__")
#: what says how many items an object has -> the parts of a class that may do so in a way of its own
SIZES = {
    "shape": {"shape"},
    "ndim": {"shape", "ndim"},
    "size": {"size"},
    "length": {"__len__", "__iter__", "__getitem__"},
}
SPOKEN = ("__str__", "__repr__")  # either says how an object is printed


class KeptProxy(ObjectProxy):
    """Stands for an object in the student's process, which is asked what a test asks of it."""

    __slots__ = ("_is_class", "_known", "_number", "_objects", "_said", "_told", "_type_name")

    def __init__(
        self, objects: Objects, number: int, type_name: str, is_class: bool, known: type | None = None
    ) -> None:
        """known : the class, Python's or a library's, which it is said to be, or to be of"""
        super().__init__("a class" if is_class else f"an object of type {type_name}")
        own = {"objects": objects, "number": number, "type_name": type_name, "is_class": is_class, "known": known}
        own |= {"said": {}, "told": False}  # whether a calculation with a value gave it
        for key, value in own.items():
            object.__setattr__(self, f"_{key}", value)

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__" and (known := _known_class(self)):
            asking = str(sys._getframe(1).f_globals.get("__name__")).partition(".")[0]
            if asking not in ("__main__", "numpy") and any(hasattr(known, way) for way in AS_ARRAY):
                refuse(self, "gives a library an object in which it would look for an array")
            return known
        if name == "__array__":
            return _as_array(self)
        if not (name.startswith("__") or _free(self, name)):
            refuse(self, f"uses .{name} of what a calculation gave")
        found = _ask(self, "read", name)
        if name == "__class__":
            return _own_class(self, found)
        if name not in OWN and not _defined(self, name) and holds_object(found):
            raise CannotCrossError(f"The test uses .{name}, which no class of the source defines.", INSTEAD)
        if name in SIZES:
            _agree(self, **_sizes(found) if name == "shape" else {name: found})
        return found

    def __setattr__(self, name: str, value: object) -> None:
        _ask(self, "set", name, value)

    def __delattr__(self, name: str) -> None:
        _ask(self, "delete", name)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        if not _free(self, "__call__"):
            refuse(self, "calls what a calculation gave")
        return _objects(self).call(self, arguments, keywords)

    def __instancecheck__(self, instance: object) -> bool:
        if isinstance(instance, ObjectProxy):
            return bool(_objects(self).ask("isinstance", instance, self))
        # a value of the test's is not shown to the student's process: it may be what the test expects
        if known := peek(self, "_known"):
            return isinstance(instance, known)
        if peek(self, "_type_name") not in _objects(self).classes.names:
            refuse(self, "asks whether a value is of a class")
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return bool(_objects(self).ask("issubclass", subclass, self))

    def __eq__(self, other: object) -> Any:
        if other is self or other is None:
            return other is self
        if peek(self, "_is_class") and isinstance(other, type):
            return other is peek(self, "_known")
        if _defined(self, "__eq__") and type(other) is KeptProxy:
            return _ask(self, "operate", "__eq__", other)
        if not _usual(self) or _defined(self, "__eq__"):
            return _plain(self, "compares an object") == other
        return False

    def asked_type(self) -> Any:
        if peek(self, "_is_class") or not peek(self, "_known"):
            return self.__class__
        # a proxy: a test that calls it must not run a class of the student's choice on this side
        return _own_class(self, _ask(self, "read", "__class__"))

    def __hash__(self) -> int:
        own = _defined(self, "__hash__") or _defined(self, "__eq__") or not _usual(self)
        return int(_ask(self, "builtin", "hash")) if own else object.__hash__(self)

    def __bool__(self) -> bool:
        if _usual(self) and not (_defined(self, "__bool__") or _defined(self, "__len__")):
            return True
        if not _free(self, "__bool__", "__len__"):
            refuse(self, "asks whether what a calculation gave is true")
        return bool(_ask(self, "builtin", "bool"))

    def __repr__(self) -> str:
        return str(self)  # self.__str__ would ask for an attribute

    def __str__(self) -> str:
        if not any(_defined(self, name) for name in SPOKEN):
            return super().__repr__()
        return str(_ask(self, "builtin", "str"))

    def __format__(self, spec: str) -> str:
        return str(_operate(self, "__format__", spec)) if spec else str(self)

    def __dir__(self) -> list[str]:
        return list(_ask(self, "builtin", "dir"))

    def __iter__(self) -> Iterator[Any]:
        if not _free(self, *SIZES["length"]):
            refuse(self, "goes through what a calculation gave")
        items = list(_ask(self, "items"))
        _agree(self, length=len(items))
        return iter(items)

    def __len__(self) -> int:
        length = int(_operate(self, "__len__"))
        _agree(self, length=length)
        return length

    def __contains__(self, item: object) -> bool:
        return bool(_operate(self, "__contains__", item)) if _defined(self, "__contains__") else item in list(self)

    def __enter__(self) -> Any:
        return _operate(self, "__enter__")

    def __exit__(self, *_: object) -> None:
        _operate(self, "__exit__", None, None, None)


def _objects(proxy: KeptProxy) -> Objects:
    objects: Objects = peek(proxy, "_objects")
    return objects


def _ask(proxy: KeptProxy, verb: str, *parts: Any) -> Any:
    return _objects(proxy).ask(verb, proxy, *parts)


def _defined(proxy: KeptProxy, part: str) -> bool:
    """Whether a class of the source defines the part, or the object is a library's and may be asked for it."""
    objects, known = _objects(proxy), peek(proxy, "_known")
    is_librarys = known is not None and not peek(proxy, "_is_class")
    return part in objects.classes.parts or (is_librarys and objects.may_answer(known, part))


def _free(proxy: KeptProxy, *parts: str) -> bool:
    """Whether an object may be asked for one of some parts by which others learn nothing of what a test expects.

    What a calculation with a value gave has learnt it: of such an object, only if a class of the source defines one.
    """
    if not peek(proxy, "_told") or any(_defined(proxy, part) for part in parts):
        return True
    known = _objects(proxy).classes
    return peek(proxy, "_type_name") in known.derived - set(known.exceptions)  # it has the parts of a list, say


def _own_class(proxy: KeptProxy, found: Any) -> KeptProxy:
    """The class that an object has told of, unless it is another than that of which it is said to be."""
    if type(found) is not KeptProxy or peek(found, "_known") is not peek(proxy, "_known"):
        refuse(proxy, "asks for the type of an object")
    return found


def _usual(proxy: KeptProxy) -> bool:
    """Whether it is said to be a class, or of a class of the source's that adds to `object` what its text shows."""
    known = _objects(proxy).classes
    return peek(proxy, "_is_class") or peek(proxy, "_type_name") in known.names - known.derived


def _plain(proxy: KeptProxy, how: str) -> Any:
    """An object as the plain data that it is as well, such as a named tuple's tuple. Raises CannotCrossError."""
    if not (_free(proxy) and (found := _ask(proxy, "plain"))):
        refuse(proxy, how)
    return found[0]


def _as_array(proxy: KeptProxy) -> Any:
    """What gives the numbers that numpy reads from an object, such as a picture. Raises AttributeError."""
    if not _free(proxy, "__array__", *SIZES["length"]):
        raise AttributeError("what a calculation gave is no array")
    found = _ask(proxy, "array")
    if not (type(found) is list and found and type(found[0]) is np.ndarray and found[0].dtype != object):
        try:
            found = [np.asarray(list(proxy))]
        except (StudentError, TypeError):
            raise AttributeError("an object that is no array") from None
    _agree(proxy, size=found[0].size, **_sizes(found[0].shape))
    return lambda *_, **__: found[0]


def _sizes(shape: Any) -> dict[str, Any]:
    """What follows from a shape that an object has or says."""
    try:
        sizes = tuple(shape)
    except TypeError:
        return {"shape": shape}
    return {"shape": sizes, "ndim": len(sizes), **({"length": sizes[0]} if sizes else {})}


def _agree(proxy: KeptProxy, **sizes: Any) -> None:
    """Refuse an object that says one size and then another: it would have any length, and no item that is wrong.

    What the source's classes say is believed. Raises CannotCrossError.
    """
    objects, known = _objects(proxy), peek(proxy, "_known")
    if hasattr(known, "__len__") and known.__name__ in objects.classes.called:
        return
    said = peek(proxy, "_said")
    for name, size in sizes.items():
        if not objects.classes.parts & SIZES[name] and repr(said.setdefault(name, size)) != repr(size):
            refuse(proxy, "asks an object for its sizes, which do not agree")


def _known_class(proxy: KeptProxy) -> type | None:
    """What `isinstance` must know of an object's class, if it is Python's own; None for a class of the source's."""
    if peek(proxy, "_is_class"):
        return type
    if found := peek(proxy, "_known"):
        return found  # type: ignore[no-any-return]
    return None if _usual(proxy) else type(_plain(proxy, "asks for the type of an object"))


def _operate(proxy: KeptProxy, name: str, *operands: Any) -> Any:
    """What an operator gives. Raises CannotCrossError."""
    if not (_defined(proxy, name) or (name in SAFE and _free(proxy))):
        if name in IN_PLACE:
            return NotImplemented  # Python then asks for the operator itself
        raise CannotCrossError(f"The test uses {name} of an object, which no class of the source defines.", INSTEAD)
    given = any(type(operand) is not KeptProxy for operand in operands)
    if name in COMPARISONS and given:
        raise CannotCrossError("The test compares an object of the student's with a value.", INSTEAD)
    found = _ask(proxy, "operate", name, *operands)
    if name in CALCULATIONS and given and found is not NotImplemented:
        if type(found) is not KeptProxy:
            what = f"The test uses {name} of an object and a value, which must give an object."
            raise CannotCrossError(what, INSTEAD)
        object.__setattr__(found, "_told", True)
    return found


def _operator(name: str) -> Any:
    def method(self: KeptProxy, *operands: Any) -> Any:
        return _operate(self, name, *operands)

    return method


#: an object learns nothing from these but a place in it
SAFE = frozenset(f"__{name}__" for name in ("len", "next", "reversed", "getitem", "index", "enter", "exit"))
COMPARISONS = frozenset(f"__{name}__" for name in ("lt", "le", "gt", "ge"))
_OWN = ("int", "float", "complex", "abs", "neg", "pos", "invert", "round", "setitem", "delitem", "divmod", "rdivmod")
_BINARY = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "rshift")
IN_PLACE = frozenset(f"__i{name}__" for name in _BINARY)
CALCULATIONS = IN_PLACE | {f"__{side}{name}__" for side in ("", "r") for name in _BINARY}
for _name in SAFE | COMPARISONS | CALCULATIONS | {f"__{name}__" for name in _OWN}:
    if _name not in vars(KeptProxy):
        setattr(KeptProxy, _name, _operator(_name))
