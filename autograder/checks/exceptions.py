"""Explains Python's own exceptions to a learner; used when no named mistake ends in the same exception."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from . import index_words, operations
from .compare import parts
from .exception_words import WORDS
from .observe import Raised
from .spec import Causes, CheckSpec, Hint, Rung

_REMOVED = re.compile(r"module 'numpy' has no attribute '(float|int|bool|object|str|long|complex|unicode)_?'")
#: what arithmetic, a comparison and the dot say of a function that stands where its value is meant
_UNCALLED = re.compile(r"'(function|builtin_function_or_method|_ArrayFunctionDispatcher|numpy\.ufunc)'")
_ALONG_AN_AXIS = frozenset(f"{operations.CALL} .{name}" for name in ("max", "min", "sum", "mean", "std", "prod"))
_BUILTINS = frozenset(f"{operations.CALL} {name}" for name in ("max", "min", "sum", "any", "all", "sorted"))

#: what the operation that failed tells, whatever the words of the exception
_BY_OPERATION: dict[str, Callable[[CheckSpec, Raised], bool]] = {
    "wrong-call": lambda spec, raised: (
        (name := raised.operation.removeprefix(f"{operations.CALL} ")) in spec.uses
        and f"{name}()" not in raised.message  # then the call itself does not fit
    ),
    "builtin-for-numpy": lambda _, raised: raised.type_name == "ValueError" and raised.operation in _BUILTINS,
    "np-overwritten": lambda _, raised: (
        raised.operation == f"{operations.ATTRIBUTE} np" and "module" not in raised.message
    ),
    "removed-from-numpy": lambda _, raised: bool(_REMOVED.search(raised.message)),
    "array-for-an-axis": lambda _, raised: (
        raised.operation in _ALONG_AN_AXIS and re.search("scalar index|as an integer", raised.message) is not None
    ),
    "product-of-numbers": lambda _, raised: (
        raised.operation == operations.PRODUCT
        and (raised.type_name == "TypeError" or "enough dim" in raised.message)
        and " argument" not in raised.message  # then one is missing, or too many
    ),
}

#: what they say is true of many slips: one that is found by mending it says more
VAGUE = frozenset(
    (
        *("shapes-not-aligned", "shapes-not-stretched", "two-rows-multiplied", "no-such-axis", "no-such-index"),
        *("too-many-indices", "mask-of-another-shape", "tuple-too-short", "another-shape-put-in"),
        *("no-such-key", "kinds-do-not-mix", "number-treated-as-array", "array-treated-as-number", "wrong-call"),
        *("product-of-numbers", "reshape-counts", "values-unpacked", "array-in-a-condition", "whole-number-box"),
        *("own-assertion", "call-for-a-product", "array-for-a-place", "values-refused", "no-room-in-place"),
    )
)

_NUMPY = (
    "exp log log2 log10 dot zeros ones sqrt array multiply matmul power square reshape shape mean maximum where squeeze"
)
#: the two sizes that do not agree, in the words of np.dot and of @
_CLASH = re.compile(r"(\d+) \(dim \d+\) != (\d+)|size (\d+) is different from (\d+)")
_SHAPES = re.compile(r"shapes? (\([\d,]*\)) and (\([\d,]*\)) not aligned")

#: the first pattern that fits the words of the exception decides
_TYPE = (
    (r"'(tuple|list|dict|str)' object is not callable", "round-for-square"),
    (r"'module' object is not callable", "module-called"),
    (r"object is not callable", "call-for-a-product"),
    (
        r"'(builtin_function_or_method|function|method|type|_ArrayFunctionDispatcher|numpy\.ufunc)'.*not subscr",
        "square-for-round",
    ),
    (r"(tuple|list) indices must be", "key-of-a-tuple"),
    (r"unpack non-iterable", "values-unpacked"),
    (r"'(int|float|numpy\.\w+)' object is not iterable", "loop-over-a-number"),
    (r"(not subscriptable|not iterable|has no len)", "number-treated-as-array"),
    (
        r"(-dimensional arrays|length-1 arrays|size-1 arrays|only integer scalar arrays|must be real number)",
        "array-treated-as-number",
    ),
    (r"(Cannot interpret|data type)", "sizes-need-a-bracket"),
    (r"(\^|bitwise_xor)", "caret"),
    (r"'(invert|bitwise_and|bitwise_or)'|unary ~", "bits-of-floats"),
    (r"(positional argument|keyword argument|required argument|takes |Missing required)", "call-does-not-fit"),
    (r"unhashable", "braces-for-a-pair"),
    (r"item assignment", "nothing-to-fill"),
    (r"'float.*interpreted as an integer", "fraction-for-a-count"),
    (r"interpreted as an integer", "array-treated-as-number"),
    (r"", "kinds-do-not-mix"),
)
_VALUE = (
    (r"truth value", "array-in-a-condition"),
    (r"(not aligned|matmul: Input operand)", "shapes-not-aligned"),
    (r"broadcast input array", "another-shape-put-in"),
    (r"non-broadcastable output", "no-room-in-place"),
    (r"broadcast", "shapes-not-stretched"),
    (r"cannot reshape", "reshape-counts"),
    (r"values to unpack", "values-unpacked"),
    (r"inhomogeneous", "shapes-in-a-list"),
    (r"setting an array element", "array-for-a-place"),
)
_ATTRIBUTE = (
    (r"module ", "no-such-function"),
    (r"'(float|int|bool)' object", "number-treated-as-array"),
    (r"", "no-such-attribute"),
)
_REFUSALS = frozenset(("ValueError", "LinAlgError"))  # what a function says of values that it does not take
_PATTERNS = {
    "TypeError": _TYPE,
    "ValueError": _VALUE,
    "AttributeError": _ATTRIBUTE,
    "IndexError": index_words.BY_MESSAGE,
}
_BY_TYPE = {
    "UnboundLocalError": "unknown-name",
    "KeyError": "no-such-key",
    "AxisError": "no-such-axis",
    "RecursionError": "calls-itself",
    "AssertionError": "own-assertion",
    "UFuncTypeError": "whole-number-box",
    "_UFuncOutputCastingError": "whole-number-box",
    "SyntaxError": "syntax",
    "IndentationError": "syntax",
    "TabError": "syntax",
}


def hint(id: str, causes: Causes) -> Hint:
    """The hint for a cause of exceptions, by its id."""
    why, look = WORDS[id]
    return Hint(id, why, look, *causes.place(id), fails=Rung.KIND)


def explain(spec: CheckSpec, raised: Raised, names: Iterable[str] = ()) -> tuple[Hint, ...]:
    """The hints on what caused an exception in the student's function; empty if nothing is known of it.

    names : those that the function gives a value to
    """
    id = _id(spec, raised, frozenset(names))
    return (hint(id, spec.causes),) if id else ()


def same(one: Raised, other: Raised) -> bool:
    """Whether two exceptions tell of one mistake: their type, the operation that failed, its sizes and names."""
    return _key(one) == _key(other)


def _key(raised: Raised) -> tuple[object, ...]:
    """What an exception says, whatever the spelling of the operation and the version of numpy."""
    clash = _CLASH.search(raised.message)
    if clash:  # of a product; np.dot names the size in its left factor first, @ the one in its right factor
        dot, matmul = clash.groups()[:2], clash.groups()[:1:-1]
        return raised.type_name, raised.operation, dot if clash[1] else matmul
    return raised.type_name, raised.operation, tuple(re.findall(r"\d+|'\w+'", raised.message))


def _id(spec: CheckSpec, raised: Raised, names: frozenset[str]) -> str:
    kind, words = raised.type_name, raised.message
    if kind == "NameError":
        return _name(spec, words, names)
    if kind == "TypeError" and f"{spec.name}()" in words and not raised.line:
        return "def-line-changed"  # no line of the student's ran: our call does not fit their parameters
    if "NoneType" in words:
        return "placeholder-left"
    for id, fits in _BY_OPERATION.items():
        if fits(spec, raised):
            return id
    if _UNCALLED.search(words) and not re.search("not (subscr|iter)|item assign", words):
        return "function-not-called"
    if "invalid index to scalar" in words:
        return "number-treated-as-array"
    if "bitwise_xor" in words:
        return "caret"
    shapes = _SHAPES.search(words)
    if shapes and shapes[1] == shapes[2] and shapes[1].startswith("(1,"):
        return "two-rows-multiplied"
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    patterns = _PATTERNS.get(kind, ())
    refused = kind in _REFUSALS and raised.operation.startswith(f"{operations.CALL} .")
    return next((id for pattern, id in patterns if re.search(pattern, words)), "values-refused" if refused else "")


def _keys(spec: CheckSpec) -> set[str]:
    return {label.split("[")[0] for test in spec.visible[:1] for label in parts(test.expected.value, spec.returns)}


def _name(spec: CheckSpec, words: str, names: frozenset[str]) -> str:
    found = re.search(r"name '(\w+)'", words)
    name = found[1] if found else ""
    if name in _NUMPY.split():
        return "numpy-prefix-missing"
    known = names or {*spec.parameters, *spec.returns, *spec.evaluation_order}
    own = {*spec.returns, *spec.evaluation_order, *_keys(spec)}  # these it must make itself
    like = [one.lower() for one in (*known, *spec.uses)]  # those around it may be called
    if name not in known | own and difflib.get_close_matches(name.lower(), like, 1, 0.75):
        return "name-misspelt"
    elsewhere = spec.causes.names_of_other_cells
    foreign = elsewhere and re.search(elsewhere, name) and name not in known | own
    return "global-for-argument" if foreign else "unknown-name"
