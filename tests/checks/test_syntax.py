from __future__ import annotations

import ast

import pytest

from autograder.checks.syntax import DEEPEST, called, is_read, parsed, without


def expression(text):
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("np.exp(x)", ["x"]),
        ("np.linalg.norm(x, axis=1)", ["x"]),
        ("w.copy()", ["w"]),
        ("X.mean(axis=1).copy()", ["X.mean(axis=1)"]),
        ("sigmoid(z)", ["z"]),
        ("dict()", []),
        ("print(*x)", []),
    ],
)
def test_what_remains_of_a_forgotten_call(text, left) -> None:
    assert [ast.unparse(node) for node in without(expression(text))] == left


@pytest.mark.parametrize(("text", "name"), [("np.sum(x)", "sum"), ("x.sum()", "sum"), ("f(x)", "f"), ("x", "")])
def test_the_name_of_a_call(text, name) -> None:
    assert called(expression(text)) == name


@pytest.mark.parametrize(
    ("text", "read"), [("x", True), ("x.T", True), ("x[0]", True), ("a + b", True), ("1", False), ("[x]", False)]
)
def test_what_is_read(text, read) -> None:
    assert is_read(expression(text)) is read


@pytest.mark.parametrize(
    "source",
    [
        "x = 0x" + "f" * 5_000,
        "def f(x): return x[0b" + "1" * 40_000 + ":]",
        "x = " + " + ".join("a" * DEEPEST),
        "x = " + "-" * DEEPEST + "a",
        "x = a" + ".T" * DEEPEST,
        "if a: pass\n" + "elif a: pass\n" * DEEPEST,
        "x = (",
        "x = \0",
        "x = '\ud800'",
    ],
)
def test_what_nobody_could_write_down_again_is_not_read(source) -> None:
    assert parsed(source) is None


@pytest.mark.parametrize("source", ["", "x = 0xffff_ffff_ffff", "x = " + " + ".join("a" * 50), "x = a" + "[0]" * 50])
def test_all_other_code_is(source) -> None:
    tree = parsed(source)

    assert tree is not None
    assert ast.dump(tree) == ast.dump(ast.parse(ast.unparse(tree)))
