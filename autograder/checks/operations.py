"""What a line was doing when it raised an exception: a product, arithmetic, a call, an entry that was taken.

Two spellings of one operation have one name, so that np.dot(a, b), a @ b and np.matmul(a, b) are one mistake.
"""

from __future__ import annotations

import ast
import linecache
from types import TracebackType

PRODUCT, ARITHMETIC, ENTRY, ATTRIBUTE = "product", "arithmetic", "entry", "attribute"
UNPACKING, CALL, RAISE = "unpacking", "call", "raise"

_PRODUCTS = frozenset(("dot", "matmul", "einsum", "inner", "tensordot", "vdot"))
_ARITHMETIC = frozenset(("add", "subtract", "multiply", "divide", "true_divide", "power", "square", "negative"))
_NODES: tuple[tuple[type[ast.AST], str], ...] = (
    (ast.BinOp, ARITHMETIC),
    (ast.UnaryOp, ARITHMETIC),
    (ast.Compare, ARITHMETIC),
    (ast.AugAssign, ARITHMETIC),
    (ast.Subscript, ENTRY),
    (ast.Attribute, ATTRIBUTE),
    (ast.Tuple, UNPACKING),
    (ast.Raise, RAISE),
)


def operation(tb: TracebackType) -> str:
    """The operation at which a frame of a traceback stopped, as in "product" or "call zeros"; "" if it is not known."""
    code = tb.tb_frame.f_code
    places = list(code.co_positions())
    first, last, start, end = places[tb.tb_lasti // 2] if tb.tb_lasti // 2 < len(places) else (None,) * 4
    if first is None or last is None or start is None or end is None:
        return ""
    lines = [line.encode() for line in linecache.getlines(code.co_filename)[first - 1 : last]]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    return of_text(b"".join(lines).decode(errors="replace"))


def target(line: str) -> str:
    """The names on the left of the = sign of a line; "" if it has none or goes on in the next line."""
    try:
        statement = ast.parse(line).body[0]
        return ", ".join(map(ast.unparse, statement.targets)) if isinstance(statement, ast.Assign) else ""
    except (SyntaxError, ValueError, IndexError, RecursionError, MemoryError):  # also where Python cannot write it
        return ""


def of_text(text: str) -> str:
    """The outermost operation in a piece of code; "" if it is none."""
    try:
        statement = ast.parse(text if "\n" not in text else f"({text})").body[0]
    except (SyntaxError, ValueError, IndexError, RecursionError, MemoryError):
        return ""
    node = statement.value if isinstance(statement, ast.Expr) else statement
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            return f"{CALL} {node.func.id}"
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        known = {PRODUCT: _PRODUCTS, ARITHMETIC: _ARITHMETIC}
        return next((kind for kind, names in known.items() if name in names), f"{CALL} .{name}")
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.MatMult):
        return PRODUCT
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{ATTRIBUTE} {node.value.id}"
    return next((name for kind, name in _NODES if isinstance(node, kind)), "")
