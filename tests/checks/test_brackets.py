"""An expression with a pair of brackets more, or one less."""

from __future__ import annotations

import ast

import pytest

from autograder.checks.brackets import regrouped


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("X - mu / sigma", "(X - mu) / sigma"),
        ("Y * log(A) + 1 - Y * log(1 - A)", "Y * log(A) + (1 - Y) * log(1 - A)"),
        ("f(x + e) - f(x - e) / 2 * e", "(f(x + e) - f(x - e)) / (2 * e)"),
        ("1 / (1 + exp(z))", "1 / 1 + exp(z)"),
        ("exp(x) - m", "exp(x - m)"),
        ("sum(a * b + c)", "sum(a * b) + c"),
    ],
)
def test_the_expression_that_was_meant_is_among_them(text: str, meant: str) -> None:
    found = [ast.unparse(one) for one in regrouped(ast.parse(text, mode="eval").body)]

    assert meant in found
    assert len(found) == len(set(found))
    assert text not in found


@pytest.mark.parametrize("text", ["a + b", "f(a, b)", "f(a)", "a + b + c + d + e + f + g + h"])
def test_what_has_one_grouping_or_is_too_long_has_none(text: str) -> None:
    assert not list(regrouped(ast.parse(text, mode="eval").body))
