"""Whether a general cause that speaks of the code is true of it, looked up in the code in a way of its own."""

from __future__ import annotations

import ast
import dis
import inspect
import re
from collections.abc import Callable, Iterator
from itertools import product
from types import CodeType
from typing import Any

from autograder.checks.spec import Hint

_Loop = ast.For | ast.While


class _Code:
    """A function as the lookups see it: its text, its tree, its bytecode, and the solution beside it."""

    def __init__(self, source: str, solution: Callable[..., Any]) -> None:
        name = solution.__name__
        self.tree = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
        module = compile(source, "<facts>", "exec")
        self.code = next(one for one in module.co_consts if isinstance(one, CodeType) and one.co_name == name)
        self.nodes = list(ast.walk(self.tree))
        self.loops = [node for node in self.nodes if isinstance(node, _Loop)]
        self.parameters = inspect.signature(solution).parameters

    def word(self, hint: Hint) -> str:
        """The parameter that a hint's words name."""
        words = hint.why.replace(",", " ").split()
        return next((name for name in self.code.co_varnames[: self.code.co_argcount] if name in words), "")

    def statements(self, loop: _Loop) -> Iterator[ast.stmt]:
        """The statements in the body of a loop, at any depth."""
        for one in loop.body:
            yield from (node for node in ast.walk(one) if isinstance(node, ast.stmt))


def _loads(code: CodeType) -> set[str]:
    """The names of local variables that the bytecode reads."""
    names = {i.argval for i in dis.get_instructions(code) if i.opname.startswith(("LOAD_FAST", "LOAD_DEREF"))}
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return names | {name for one in inner for name in _loads(one)}


def _overwritten(hint: Hint, code: _Code) -> bool:
    name = code.word(hint)
    uses = [i.opname for i in dis.get_instructions(code.code) if i.argval == name and "FAST" in i.opname]
    return bool(uses) and uses[0].startswith("STORE")


def _numbers_in_calls(hint: Hint, code: _Code) -> bool:
    """Whether a number stands in a call of the function that the hint names."""
    calls = [n for n in code.nodes if isinstance(n, ast.Call) and f"the call of {ast.unparse(n.func)}," in hint.why]
    return any(isinstance(a, ast.Constant) for c in calls for a in (*c.args, *(k.value for k in c.keywords)))


def _twice(hint: Hint, code: _Code) -> bool:
    """Whether two loops over the same have a line in common, and none stands in the other."""
    loops = [loop for loop in code.loops if isinstance(loop, ast.For) and f"over {ast.unparse(loop.iter)} " in hint.why]
    lines = [{ast.unparse(one) for one in code.statements(loop)} for loop in loops]
    return any(lines[i] & lines[j] for i in range(len(loops)) for j in range(i))


def _other_default(hint: Hint, code: _Code) -> bool:
    given = code.tree.args
    written = {a.arg: ast.unparse(d) for a, d in zip(reversed(given.args), reversed(given.defaults), strict=False)}
    name = code.word(hint)
    return name in written and written[name] != repr(code.parameters[name].default)


def _other_order(hint: Hint, code: _Code) -> bool:
    return list(code.code.co_varnames[: code.code.co_argcount]) != list(code.parameters)


def _begun_inside(hint: Hint, code: _Code) -> bool:
    """Whether a loop gives the name that the hint begins with a value in which nothing is that the loop changes."""
    name = hint.why.split()[0]
    for loop in code.loops:
        stored = {n.id for n in ast.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for one in code.statements(loop):
            for target, value in _pairs(one) if isinstance(one, ast.Assign) else ():
                if ast.unparse(target) == name and not _names(value) & stored:
                    return True
    return False


def _pairs(statement: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each target of a statement with its value: three of both in `a, b, c = 0, 1, 2`."""
    value = statement.value
    for target in statement.targets:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(target.elts, value.elts, strict=False)
        else:
            yield target, value


def _one_place(hint: Hint, code: _Code) -> bool:
    """Whether a loop writes to the entry that the hint names, and to nothing that its index reads."""
    for loop in code.loops:
        stored = {n.id for n in ast.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for one in code.statements(loop):
            target = one.targets[0] if isinstance(one, ast.Assign) else None
            if isinstance(target, ast.Subscript) and f"writes to {ast.unparse(target)}," in hint.why:
                return not _names(target.slice) & stored
    return False


def _turns_alike(hint: Hint, code: _Code) -> bool:
    """Whether a loop adds, and reads what it counts with nowhere."""
    return any(
        any(isinstance(one, ast.AugAssign) for one in code.statements(loop))
        and not any(_names(loop.target) & _names(one) for one in loop.body)
        for loop in code.loops
        if isinstance(loop, ast.For)
    )


def _thrown_away(hint: Hint, code: _Code) -> bool:
    calls = [n.value for n in code.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
    return any(hint.why.startswith(f"{ast.unparse(call.func)}(…)") for call in calls)


def _never_filled(hint: Hint, code: _Code) -> bool:
    made = [n for n in code.nodes if isinstance(n, ast.Assign) and re.match(r"np\.empty", ast.unparse(n.value))]
    stored = {ast.unparse(n.value) for n in code.nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)}
    return any(ast.unparse(one.targets[0]) not in stored for one in made)


def _builtin(hint: Hint, code: _Code) -> bool:
    loaded = {i.argval for i in dis.get_instructions(code.code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    return bool({"sum", "max", "min", "any", "all", "sorted"} & loaded)


def _settled(hint: Hint, code: _Code) -> bool:
    """Whether the condition that the hint names comes out the same, whatever each of its questions is answered."""
    tests = [node.test for node in code.nodes if isinstance(node, (ast.If, ast.IfExp))]
    return any(len(set(_outcomes(test))) == 1 for test in tests if f"condition {ast.unparse(test)} " in hint.why)


def _outcomes(test: ast.expr) -> Iterator[bool]:
    text = ast.unparse(test)
    asked = [
        n for n in ast.walk(test) if isinstance(n, (ast.Compare, ast.Call, ast.Name, ast.Subscript, ast.Attribute))
    ]
    texts = sorted({ast.unparse(node) for node in asked}, key=len, reverse=True)
    for answers in product("01", repeat=len(texts)):
        words = text
        for question, answer in zip(texts, answers, strict=True):
            words = words.replace(question, answer)
        yield bool(eval(words, {"__builtins__": {}}))


def _placeholder(hint: Hint, code: _Code) -> bool:
    """Whether a name is given None or an ellipsis."""
    values = [n.value for n in code.nodes if isinstance(n, ast.Assign)]
    return any(isinstance(value, ast.Constant) and value.value in (None, ...) for value in values)


def _is_exception(value: ast.expr | None) -> bool:
    return bool(value and re.match(r"\w*(Error|Exception)\b", ast.unparse(value)))


def _cut(hint: Hint, code: _Code) -> bool:
    """Whether a number is made whole: //, int( ) or a type of whole numbers."""
    whole = r"\bint\(|\.(floor|round|trunc|rint)\(|\bint\b|'int"
    return any(isinstance(n, ast.FloorDiv) for n in code.nodes) or bool(re.search(whole, ast.unparse(code.tree)))


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


_HOLDS: dict[str, Callable[[Hint, _Code], bool]] = {
    "argument-ignored": lambda hint, code: code.word(hint) not in _loads(code.code),
    "argument-overwritten": _overwritten,
    "number-in-the-call": _numbers_in_calls,
    "loop-written-twice": _twice,
    "default-changed": _other_default,
    "parameters-in-another-order": _other_order,
    "argument-not-taken": lambda hint, code: (
        hint.why.split(" has no ")[1].split(",")[0] not in code.code.co_varnames[: code.code.co_argcount]
    ),
    "parameter-too-many": lambda _, code: code.code.co_argcount > len(code.parameters),
    "second-argument-is-the-place": lambda hint, code: any(
        ast.unparse(n.func) == hint.why.split()[0] and len(n.args) > 1 for n in code.nodes if isinstance(n, ast.Call)
    ),
    "return-in-the-loop": lambda _, code: any(isinstance(n, ast.Return) for one in code.loops for n in ast.walk(one)),
    "begun-in-the-loop": _begun_inside,
    "one-place-for-all": _one_place,
    "turns-alike": _turns_alike,
    "overwritten-in-the-loop": lambda hint, code: any(
        isinstance(one, ast.Assign) and hint.why.split(" gets ")[0] == ast.unparse(one.targets[0])
        for loop in code.loops
        for one in code.statements(loop)
    ),
    "counter-of-another-axis": lambda hint, code: any(
        ast.unparse(one) == hint.why.split(" has ")[0] for loop in code.loops for one in ast.walk(loop)
    ),
    "result-thrown-away": _thrown_away,
    "never-filled": _never_filled,
    "list-in-itself": lambda _, code: bool(re.search(r"\b(\w+)\.append\(\1\)", ast.unparse(code.tree))),
    "builtin-for-numpy": _builtin,
    "condition-settled": _settled,
    "appended-to-a-copy": lambda _, code: any(
        "np.append(" in ast.unparse(n) for n in code.nodes if isinstance(n, ast.Call)
    ),
    "placeholder-left": _placeholder,
    "exception-returned": lambda _, code: any(_is_exception(n.value) for n in code.nodes if isinstance(n, ast.Return)),
    "cut-in-the-code": _cut,
}


def holds_fact(hint: Hint, source: str, solution: Callable[..., Any]) -> bool | None:
    """Whether what the hint says of the code holds; None if it says nothing of the code."""
    return _HOLDS[hint.id](hint, _Code(source, solution)) if hint.id in _HOLDS else None
