"""Explains Python's own exceptions to a learner; used when no named mistake ends in the same exception."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from . import operations
from .observe import Raised
from .spec import Causes, CheckSpec, Hint, Rung

#: id -> why, look. The words are the same whatever the numbers, so that a class report can count them.
WORDS = {
    "numpy-prefix-missing": (
        "A function of numpy is called by its bare name. Python knows it only as np.exp, np.log, np.zeros and so on.",
        "the name in the last line of the message above",
    ),
    "global-for-argument": (
        "The function reaches for a variable of another cell. It must use what it is given: its own arguments.",
        "compare each name in the line with those in the brackets of the def line",
    ),
    "name-misspelt": (
        "A name is used that was never given a value, and one much like it exists. Capital letters count.",
        "the name in the message above, letter by letter",
    ),
    "unknown-name": (
        "A name is used before it has a value here. It comes from another place, or the line that makes it is missing.",
        "where is the line with this name on the left of an = sign?",
    ),
    "placeholder-left": (
        (
            "Something is still None: a line of the template was not filled in, or a function that is called here has "
            "no return."
        ),
        "print each value in the line before it is used",
    ),
    "call-for-a-product": (
        "A bracket straight after a value is a call. A product needs its sign: s * (1 − s), not s(1 − s).",
        "every place in the line where ( follows a name or a number",
    ),
    "square-for-round": (
        "Square brackets after the name of a function ask for an entry of it. A call has round ones.",
        "np.dot(a, b) calls; a[0] takes an entry",
    ),
    "round-for-square": (
        "Round brackets call a function. An entry of a tuple, a list or a dictionary is taken with square ones.",
        'image.shape[0], grads["dw"]',
    ),
    "number-treated-as-array": (
        "A single number is used as if it were an array: it has no entries, no length and no shape.",
        "print(type(...)) of the name before the dot or the bracket",
    ),
    "array-treated-as-number": (
        (
            "One number is needed here and an array came. The functions of math, float( ) and int( ) take single "
            "numbers; those of numpy take arrays."
        ),
        "np.exp for math.exp, np.log for math.log; for one answer per entry, no float( )",
    ),
    "array-in-a-condition": (
        "An if needs one true or false, and a comparison of an array gives one for each entry.",
        "compare a single entry, A[0, i], or use the comparison as an array",
    ),
    "two-rows-multiplied": (
        (
            "A matrix product pairs the columns of the left factor with the rows of the right one. Two rows of the "
            "same shape do not fit: turn one, or multiply with * and then sum."
        ),
        "print the .shape of both factors",
    ),
    "shapes-not-aligned": (
        (
            "A matrix product pairs the columns of the left factor with the rows of the right one, and here their "
            "numbers differ. One factor must be turned with .T, the two stand in the other order, or one was made with "
            "a wrong size."
        ),
        "print the .shape of both factors",
    ),
    "shapes-not-stretched": (
        (
            "Two arrays meet entry by entry, and their shapes do not fit: each pair of sizes must be equal, or one "
            "must be 1. Where entries are to be multiplied and added, a matrix product is meant; where a sum lost its "
            "axis, keepdims=True keeps it."
        ),
        "print the .shape of both sides",
    ),
    "reshape-counts": (
        (
            "reshape only lays the same numbers out in another way, and the sizes written here ask for another count. "
            "A size is missing, counted twice, or fixed to one example."
        ),
        "multiply the sizes that you ask for, and compare with .size",
    ),
    "no-such-axis": (
        "The array has no axis of that number. A matrix has axis 0, down the rows, and axis 1, along a row.",
        "print its .ndim",
    ),
    "no-such-index": (
        "The index lies behind the last entry. Counting starts at 0, and an array (1, m) needs two: A[0, i].",
        "print the .shape and the index",
    ),
    "removed-from-numpy": (
        (
            "This name was taken out of numpy in 2022: np.float, np.int and np.bool were only other names for Python's "
            "own float, int and bool."
        ),
        "float(x) or dtype=float, without np.",
    ),
    "np-overwritten": (
        "np is no longer numpy: a line somewhere gave the name np another value. Every np.… fails from then on.",
        "a line with np = …; rename it, then restart the kernel and run the cells again",
    ),
    "builtin-for-numpy": (
        (
            "max, min, sum and any without np. are Python's own: of an array with two axes they take whole rows, one "
            "after the other."
        ),
        "np.max(x, axis=…), np.sum(x, axis=…)",
    ),
    "shapes-in-a-list": (
        (
            "A list goes into a function of numpy, and its items have different shapes, so they make no array. Values "
            "that are to be added need a + between them."
        ),
        "print the .shape of each item",
    ),
    "wrong-call": (
        (
            "The exception arises inside another function of the notebook: what it was handed does not fit. Another "
            "argument is meant, they stand in another order, or one of them was made wrong."
        ),
        "compare the call with the def line of the function, argument by argument",
    ),
    "fraction-for-a-count": (
        (
            "A count is needed here, a whole number, and a number with a fraction came. Arguments without a name go by "
            "their place: two may have changed places."
        ),
        "print the number; compare the order of the arguments with the def line",
    ),
    "product-of-numbers": (
        "@ and np.matmul multiply arrays. Single numbers are multiplied with *.",
        "print(np.ndim(...)) of both factors",
    ),
    "exception-returned": (
        (
            "The exception comes back as a value, and whoever calls the function goes on as if all were well. "
            "raise stops it."
        ),
        "raise ValueError(...), where return stands now",
    ),
    "result-for-the-function": (
        "The check was handed a value and not the function: brackets after the name call it.",
        "the name alone, without brackets, as in the check cell of the release",
    ),
    "another-exception": (
        "An exception is raised, and it is of another class than the text asks for.",
        "the name after raise",
    ),
    "no-such-function": (
        (
            "The module has no function with this name: a letter differs, or the function is in another module "
            "(np.linalg, np.random)."
        ),
        "type the module, a dot, and press Tab",
    ),
    "no-such-attribute": (
        "The value before the dot has no attribute with this name: a letter differs, or the value is of another kind.",
        "print(type(...)) of what stands before the dot",
    ),
    "no-such-key": (
        "The dictionary has no entry under that key. Keys are texts in quotes, and capital letters count.",
        "print its .keys()",
    ),
    "values-unpacked": (
        "The names on the left of the = sign are more or fewer than the values that the call on the right gives back.",
        "what does the called function return, and in which order?",
    ),
    "call-does-not-fit": (
        "A function is called with arguments that it does not take: one is missing, too many, or has another name.",
        "help(...) of the function that is called",
    ),
    "def-line-changed": (
        "The function does not take the arguments that the text of the exercise names: the def line was changed.",
        "compare the def line with the one in the text, name by name",
    ),
    "sizes-need-a-bracket": (
        (
            "The sizes of an array go in as one thing, a pair in brackets of its own: np.zeros((n, 1)). Without them "
            "the second number is taken for the kind of number to store."
        ),
        "count the brackets after np.zeros",
    ),
    "caret": (
        "In Python ^ is not a power. It compares the bits of integers, and floats have no such operation.",
        "** is the power",
    ),
    "kinds-do-not-mix": (
        (
            "A sign of arithmetic needs numbers or arrays, and something else stands beside it: a function, a tuple, a "
            "list, a dictionary or a text."
        ),
        "print(type(...)) of what stands beside the sign",
    ),
    "whole-number-box": (
        "A result with a fraction is written into an array of whole numbers in place, as with /= or -=.",
        "x = x / n makes a new array",
    ),
    "braces-for-a-pair": (
        "Curly brackets without texts as keys make a set or use an array as a key, and an array can be neither.",
        '{"dw": dw} has the key in quotes, then a colon',
    ),
    "calls-itself": (
        "The function calls itself and so never comes to an end: inside it, its own name is not the formula.",
        "the line that has the function's own name in it",
    ),
    "own-assertion": (
        "An assert inside the function failed: it says what its author expected to hold at that line, and it does not.",
        "print both sides of the assert",
    ),
    "syntax": (
        (
            "Python cannot read the cell: a bracket is not closed, a colon is missing, or a line is not indented like "
            "its neighbours. Nothing of the cell ran."
        ),
        "the line above, and the one before it",
    ),
}

_REMOVED = re.compile(r"module 'numpy' has no attribute '(float|int|bool|object|str|long|complex|unicode)_?'")
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
    "product-of-numbers": lambda _, raised: (
        raised.operation == operations.PRODUCT and (raised.type_name == "TypeError" or "enough dim" in raised.message)
    ),
}

_NUMPY = "exp log log2 log10 dot zeros ones sqrt array multiply matmul power square reshape mean maximum where squeeze"
#: the two sizes that do not agree, in the words of np.dot and of @
_CLASH = re.compile(r"(\d+) \(dim \d+\) != (\d+)|size (\d+) is different from (\d+)")
_SHAPES = re.compile(r"shapes? (\([\d,]*\)) and (\([\d,]*\)) not aligned")

#: the first pattern that fits the words of the exception decides
_TYPE = (
    (r"NoneType", "placeholder-left"),
    (r"'(tuple|list|dict|str)' object is not callable", "round-for-square"),
    (r"object is not callable", "call-for-a-product"),
    (
        r"'(builtin_function_or_method|function|method|type|_ArrayFunctionDispatcher|numpy\.ufunc)'.*not subscr",
        "square-for-round",
    ),
    (r"(not subscriptable|not iterable|has no len|invalid index to scalar)", "number-treated-as-array"),
    (
        r"(-dimensional arrays|length-1 arrays|size-1 arrays|only integer scalar arrays|must be real number)",
        "array-treated-as-number",
    ),
    (r"(Cannot interpret|data type)", "sizes-need-a-bracket"),
    (r"(\^|bitwise_xor)", "caret"),
    (r"(positional argument|keyword argument|required argument|takes |Missing required)", "call-does-not-fit"),
    (r"unhashable", "braces-for-a-pair"),
    (r"'float.*interpreted as an integer", "fraction-for-a-count"),
    (r"interpreted as an integer", "array-treated-as-number"),
    (r"", "kinds-do-not-mix"),
)
_VALUE = (
    (r"truth value", "array-in-a-condition"),
    (r"(not aligned|matmul: Input operand)", "shapes-not-aligned"),
    (r"broadcast", "shapes-not-stretched"),
    (r"cannot reshape", "reshape-counts"),
    (r"values to unpack", "values-unpacked"),
    (r"inhomogeneous", "shapes-in-a-list"),
    (r"setting an array element", "array-treated-as-number"),
)
_ATTRIBUTE = (
    (r"module ", "no-such-function"),
    (r"NoneType", "placeholder-left"),
    (r"'(float|int|bool)' object", "number-treated-as-array"),
    (r"", "no-such-attribute"),
)
_BY_TYPE = {
    "UnboundLocalError": "unknown-name",
    "KeyError": "no-such-key",
    "IndexError": "no-such-index",
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


def _key(raised: Raised) -> tuple[str, str, frozenset[str]]:
    """What an exception says, whatever the spelling of the operation and the version of numpy."""
    clash = _CLASH.search(raised.message)
    words = [word for word in clash.groups() if word] if clash else re.findall(r"\d+|'\w+'", raised.message)
    return raised.type_name, raised.operation, frozenset(words)


def _id(spec: CheckSpec, raised: Raised, names: frozenset[str]) -> str:
    kind, words = raised.type_name, raised.message
    if kind == "NameError":
        return _name(spec, words, names)
    if kind == "TypeError" and f"{spec.name}()" in words and not raised.line:
        return "def-line-changed"  # no line of the student's ran: our call does not fit their parameters
    for id, fits in _BY_OPERATION.items():
        if fits(spec, raised):
            return id
    if "bitwise_xor" in words:
        return "caret"
    shapes = _SHAPES.search(words)
    if shapes and shapes[1] == shapes[2] and shapes[1].startswith("(1,"):
        return "two-rows-multiplied"
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    patterns = {"TypeError": _TYPE, "ValueError": _VALUE, "AttributeError": _ATTRIBUTE}.get(kind, ())
    return next((id for pattern, id in patterns if re.search(pattern, words)), "")


def _name(spec: CheckSpec, words: str, names: frozenset[str]) -> str:
    found = re.search(r"name '(\w+)'", words)
    name = found[1] if found else ""
    if name in _NUMPY.split():
        return "numpy-prefix-missing"
    known = names or {*spec.parameters, *spec.returns, *spec.evaluation_order}
    if name not in known and difflib.get_close_matches(name.lower(), [k.lower() for k in known], 1, 0.75):
        return "name-misspelt"
    elsewhere = spec.causes.names_of_other_cells
    return "global-for-argument" if elsewhere and re.search(elsewhere, name) and name not in known else "unknown-name"
