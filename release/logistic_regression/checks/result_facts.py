"""Facts about what a student's function makes and loses: a result without a name, a line left open, an empty box."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .exception_words import WORDS as WORDS_OF_EXCEPTIONS
from .fact import Fact, Found
from .flow import Flow, value_of
from .spec import CheckSpec
from .syntax import called, calls, names_read

#: methods of lists and dictionaries that hand nothing back
_CHANGING = ("append", "extend", "insert", "sort", "reverse", "update")
#: methods and functions that make something new and leave what they are given as it is
_MAKING = frozenset(
    (
        *("reshape", "flatten", "ravel", "transpose", "squeeze", "astype", "copy", "round", "sum", "mean", "dot"),
        *("matmul", "multiply", "exp", "log", "abs", "square", "sqrt", "where", "concatenate", "hstack", "vstack"),
    )
)


def _changed_in_place(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A name given to what a method hands back that only changes its list or dictionary: costs = costs.append(cost)."""
    for node in ast.walk(function):
        call = node.value if isinstance(node, ast.Assign) else None
        callee = call.func if isinstance(call, ast.Call) else None
        if isinstance(callee, ast.Attribute) and callee.attr in _CHANGING and ast.unparse(callee.value) != "np":
            yield f"{ast.unparse(callee)}(…)", node.lineno  # type: ignore[attr-defined]


def _appended_to_a_copy(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """np.append on a line of its own, to what another line reads: else nothing depends on it."""
    reads = names_read(function)
    for node in ast.walk(function):
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or ast.unparse(call.func) not in ("np.append", "np.insert", "np.delete"):
            continue
        array = getattr(call.args[0], "id", "") if call.args else ""
        if reads[array] > names_read(call)[array]:
            yield f"{ast.unparse(call.func)}(…)", call.lineno


def _thrown_away(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A line that computes something new and gives it no name: image.reshape(-1, 1)."""
    for node in ast.walk(function):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.BinOp):
            yield ast.unparse(node.value), node.lineno
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            callee = node.value.func
            name = callee.attr if isinstance(callee, ast.Attribute) else ""
            if name in _MAKING and not any(keyword.arg == "out" for keyword in node.value.keywords):
                yield f"{ast.unparse(callee)}(…)", node.lineno


def _left_open(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A name that is given None or three dots, and nothing else."""
    for name, writers in Flow(function, form=False).writes.items():
        value = value_of(writers[0])
        if len(writers) == 1 and isinstance(value, ast.Constant) and value.value in (None, ...):
            yield name, writers[0].lineno


def _error_returned(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An exception, or its class, behind the word return."""
    for node in ast.walk(function):
        value = node.value if isinstance(node, ast.Return) else None
        name = called(value) if isinstance(value, ast.Call) else getattr(value, "id", "")
        if name.endswith(("Error", "Exception")):
            yield name, node.lineno  # type: ignore[attr-defined]


def _cut_off(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A number over a name with //, as in 1 // m, and arithmetic within int( )."""
    for call in calls(function):
        if (
            isinstance(call.func, ast.Name)
            and called(call) == "int"
            and call.args
            and isinstance(call.args[0], ast.BinOp)
        ):
            yield ast.unparse(call), call.lineno
    for node in ast.walk(function):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.FloorDiv)
            and not isinstance(node.right, ast.Constant)
        ):
            top = node.left.operand if isinstance(node.left, ast.UnaryOp) else node.left
            if isinstance(top, ast.Constant):
                yield ast.unparse(node), node.lineno


def _never_filled(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An array of np.empty that is used though nothing was put into it."""
    flow = Flow(function, form=False)
    for writers in flow.writes.values():
        value = value_of(writers[0])
        if len(writers) == 1 and isinstance(value, ast.Call) and called(value) in ("empty", "empty_like"):
            name = ast.unparse(writers[0].targets[0]) if isinstance(writers[0], ast.Assign) else ""
            handed = any(
                ast.unparse(one) == name
                for call in calls(function)
                for one in (*call.args, *(k.value for k in call.keywords))
            )
            if not handed:  # a function that it is handed to may fill it
                yield ast.unparse(value.func), writers[0].lineno


OF_RESULTS = (
    Fact(
        "changed-in-place",
        "{name} changes the list or dictionary itself and hands back None. Behind an = sign, it leaves None in the "
        "name before it.",
        "the line without the name and the = sign",
        _changed_in_place,
    ),
    Fact(
        "appended-to-a-copy",
        "{name} makes a new array and leaves the old one as it was: on a line of its own, what it makes is lost.",
        "append of a list, costs.append(cost), changes the list itself; np.append does not",
        _appended_to_a_copy,
    ),
    Fact(
        "result-thrown-away",
        "{name} makes something new and changes nothing: without a name in front, what it makes is lost.",
        "the line with a name and an = sign in front",
        _thrown_away,
    ),
    Fact(
        "placeholder-left",
        "{name} is None or three dots: the line that makes it was not filled in.",
        "the line with {name} on the left of the = sign",
        _left_open,
    ),
    Fact("exception-returned", *WORDS_OF_EXCEPTIONS["exception-returned"], _error_returned),
    Fact(
        "cut-in-the-code",
        "{name} is a whole number: what stands after the point is cut off, so 1 // 4 is 0, and int(0.75) too.",
        "print it beside what it should be, without the int( ), or with one stroke for the division",
        _cut_off,
    ),
    Fact(
        "never-filled",
        "{name} makes an array of whatever stands in the memory, and nothing is put into it here: its numbers are "
        "chance, although they are often 0.",
        "np.zeros makes an array of zeros",
        _never_filled,
    ),
)
