"""Whether a general cause that speaks of the code is true of it, looked up in the code in a way of its own."""

from __future__ import annotations

import ast
import dis
from collections.abc import Callable
from types import CodeType

from autograder.checks.spec import Hint


def _code(source: str, name: str) -> CodeType:
    module = compile(source, "<facts>", "exec")
    return next(one for one in module.co_consts if isinstance(one, CodeType) and one.co_name == name)


def _loads(code: CodeType) -> set[str]:
    """The names of local variables that the bytecode reads."""
    names = {i.argval for i in dis.get_instructions(code) if i.opname.startswith(("LOAD_FAST", "LOAD_DEREF"))}
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return names | {name for one in inner for name in _loads(one)}


def _word(hint: Hint, code: CodeType) -> str:
    """The parameter that a hint's words name."""
    words = hint.why.replace(",", " ").split()
    return next((name for name in code.co_varnames[: code.co_argcount] if name in words), "")


def _never_read(hint: Hint, source: str, code: CodeType) -> bool:
    return _word(hint, code) not in _loads(code)


def _overwritten(hint: Hint, source: str, code: CodeType) -> bool:
    name = _word(hint, code)
    uses = [i.opname for i in dis.get_instructions(code) if i.argval == name and "FAST" in i.opname]
    return bool(uses) and uses[0].startswith("STORE")


def _numbers_in_calls(hint: Hint, source: str, code: CodeType) -> bool:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return any(isinstance(a, ast.Constant) for c in calls for a in (*c.args, *(k.value for k in c.keywords)))


_HOLDS: dict[str, Callable[[Hint, str, CodeType], bool]] = {
    "argument-ignored": _never_read,
    "argument-overwritten": _overwritten,
    "number-in-the-call": _numbers_in_calls,
    "loop-written-twice": lambda hint, source, code: source.count("for ") > 1,
    "default-changed": lambda hint, source, code: bool(_word(hint, code)),
    "parameters-in-another-order": lambda hint, source, code: True,
    "return-in-the-loop": lambda hint, source, code: "return" in source.split("for ", 1)[-1],
    "begun-in-the-loop": lambda hint, source, code: "    " in source.split("for ", 1)[-1],
    "one-place-for-all": lambda hint, source, code: "] = " in source.split("for ", 1)[-1],
    "turns-alike": lambda hint, source, code: "+=" in source.split("for ", 1)[-1],
    "result-thrown-away": lambda hint, source, code: "POP_TOP" in {i.opname for i in dis.get_instructions(code)},
    "appended-to-a-copy": lambda hint, source, code: "np.append(" in source,
    "placeholder-left": lambda hint, source, code: "= None" in source or "..." in source,
    "exception-returned": lambda hint, source, code: any(f"return {name}" in source for name in code.co_names),
    "cut-in-the-code": lambda hint, source, code: "//" in source or "int(" in source,
    "never-filled": lambda hint, source, code: bool({"empty", "empty_like"} & set(code.co_names)),
    "list-in-itself": lambda hint, source, code: ".append(" in source,
    "builtin-for-numpy": lambda hint, source, code: bool({"sum", "max", "min", "any"} & set(code.co_names)),
}


def holds_fact(hint: Hint, source: str, function: str) -> bool | None:
    """Whether what the hint says of the code holds; None if it says nothing of the code."""
    return _HOLDS[hint.id](hint, source, _code(source, function)) if hint.id in _HOLDS else None
