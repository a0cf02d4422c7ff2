"""Other expressions for the same values: np.dot for @, methods for functions, factors in another order."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import ClassVar


def called(node: ast.AST) -> str:
    """The function of numpy that a node calls: "dot" for np.dot(a, b); empty for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_name(node.func.value, "np"):
        return node.func.attr
    return ""


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def numpy(function: str, *arguments: ast.expr, **keywords: ast.expr) -> ast.Call:
    """A call of one of numpy's functions."""
    place = ast.Attribute(ast.Name("np", ast.Load()), function, ast.Load())
    return ast.Call(place, list(arguments), [ast.keyword(name, value) for name, value in keywords.items()])


class Rewriting(ast.NodeTransformer):
    """Visits children first; a replacement keeps the mark of what it replaces."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        new = self.rewrite(node)
        if new is not node and hasattr(node, "changed"):
            new.changed = True  # type: ignore[attr-defined]
        return new

    def rewrite(self, node: ast.AST) -> ast.AST:
        """What stands in place of a node whose children were rewritten."""
        raise NotImplementedError


class Dot(Rewriting):
    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return numpy("dot", node.left, node.right)
        return node


class At(Rewriting):
    def rewrite(self, node: ast.AST) -> ast.AST:
        if called(node) in ("dot", "matmul"):
            assert isinstance(node, ast.Call)
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node


class Matmul(Rewriting):
    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return numpy("matmul", node.left, node.right)
        return node


class Einsum(Rewriting):
    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return numpy("einsum", ast.Constant("ij,jk->ik"), node.left, node.right)
        return node


class Methods(Rewriting):
    """np.sum(x) as x.sum(), and the other way round."""

    FUNCTIONS = ("sum", "mean", "max", "std", "reshape")

    def rewrite(self, node: ast.AST) -> ast.AST:
        if called(node) in self.FUNCTIONS and node.args:  # type: ignore[attr-defined]
            assert isinstance(node, ast.Call)
            return ast.Call(ast.Attribute(node.args[0], called(node), ast.Load()), node.args[1:], node.keywords)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in self.FUNCTIONS[:-1]
            and not _is_name(node.func.value, "np")
        ):
            return ast.Call(numpy(node.func.attr).func, [node.func.value, *node.args], node.keywords)
        return node


class Factors(Rewriting):
    """x / m as (1 / m) * x."""

    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Name):
            return ast.BinOp(ast.BinOp(ast.Constant(1), ast.Div(), node.right), ast.Mult(), node.left)
        return node


class Functions(Rewriting):
    """x * y as np.multiply(x, y), x - y as np.subtract(x, y), x ** 2 as np.power(x, 2)."""

    NAMES: ClassVar[dict[type[ast.operator], str]] = {ast.Mult: "multiply", ast.Sub: "subtract", ast.Pow: "power"}

    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BinOp) and type(node.op) in self.NAMES:
            return numpy(self.NAMES[type(node.op)], node.left, node.right)
        return node


class Narrow(Rewriting):
    """Arrays that are made in the function hold float32."""

    def rewrite(self, node: ast.AST) -> ast.AST:
        made = called(node) in ("zeros", "ones")
        if (
            made
            and isinstance(node, ast.Call)
            and len(node.args) == 1
            and not any(k.arg == "dtype" for k in node.keywords)
        ):
            kind = ast.Attribute(ast.Name("np", ast.Load()), "float32", ast.Load())
            return ast.Call(node.func, node.args, [*node.keywords, ast.keyword("dtype", kind)])
        return node


class Renamed(Rewriting):
    """Local names are other words."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def rewrite(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Name) and node.id in self.names:
            return ast.Name(self.names[node.id], node.ctx)
        return node


def local_names(function: ast.FunctionDef) -> list[str]:
    """The names that a function gives a value to, without its parameters, in order."""
    parameters = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return [name for name in dict.fromkeys(stored) if name not in parameters and not hasattr(builtins, name)]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions at the top of a cell."""
    yield from (node for node in tree.body if isinstance(node, ast.FunctionDef))
