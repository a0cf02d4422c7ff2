from __future__ import annotations

import ast

import pytest

from autograder.audit.mutants import cell_of, defined, mutants

CELL = '''def helper(x):
    return x + 1


def other(x):
    return x * 2


def f(x, n=10):
    """Words: 1 + 1."""
    total: float = 0
    for i in range(n):
        total += x[i]
    if n > 100:
        print("long", n + 1)
    if n < 0:
        raise ValueError(f"n must be at least 0. Got {n - 0}.")
    return total, -total
'''


def differences(*arguments):
    return [m.difference for m in mutants(*arguments)]


def test_a_mutant_is_the_whole_cell_with_one_change() -> None:
    one = next(m for m in mutants(CELL, "f", ["other"]) if m.difference == "total += x[i] → total -= x[i]")

    assert (one.id, one.kind, one.line) == ("f:sign:13:0", "sign", 13)
    assert "total -= x[i]" in one.source
    assert "def other(x):\n    return x * 2" in one.source


def test_every_mutant_is_a_program_of_its_own() -> None:
    found = mutants(CELL, "f", ["other"])

    assert len({m.source for m in found}) == len({m.id for m in found}) == len({m.difference for m in found})
    assert ast.unparse(ast.parse(CELL)) not in {m.source for m in found}
    for one in found:
        compile(one.source, one.id, "exec")


def test_the_same_cell_gives_the_same_mutants_in_the_order_of_its_lines() -> None:
    found = mutants(CELL, "f", ["other"])

    assert found == mutants(CELL, "f", ["other"])
    assert [m.line for m in found] == sorted(m.line for m in found)


def test_helpers_are_mutated_and_other_exercises_are_not() -> None:
    found = differences(CELL, "f", ["other"])

    assert "return x + 1 → return x - 1" in found
    assert not [words for words in found if "x * 2" in words]


@pytest.mark.parametrize("words", ["print", "Words", "Got", "ValueError('"])
def test_what_is_not_judged_is_not_mutated(words) -> None:
    assert not [d for d in differences(CELL, "f", ["other"]) if words in d and not d.endswith("→ pass")]


def test_an_exception_may_be_forgotten() -> None:
    assert "if n < 0: → pass" in differences(CELL, "f", ["other"])
    assert [d for d in differences(CELL, "f", ["other"]) if d.startswith("raise") and d.endswith("→ pass")]


def test_defaults_are_mutated_and_annotations_are_not() -> None:
    found = differences(CELL, "f", ["other"])

    assert "def f(x, n=10): → def f(x, n=9):" in found
    assert not [d for d in found if d.endswith("float_ = 0")]


def test_two_changes_in_the_same_words_are_told_apart() -> None:
    cell = "def f(x):\n    x += 1\n    x += 1\n    return x\n"

    assert [d for d in differences(cell, "f") if d.startswith("x += 1 → x -= 1")] == [
        "x += 1 → x -= 1",
        "x += 1 → x -= 1 (2)",
    ]


def test_a_parameter_is_mistaken_for_another() -> None:
    found = mutants("def f(X_train, X_test):\n    Z = X_train\n    return Z, X_test\n", "f")

    assert [m.difference for m in found if m.kind == "name"] == [
        "Z = X_train → Z = X_test",
        "return (Z, X_test) → return (Z, X_train)",
    ]


def test_the_cell_of_a_function_is_its_whole_text(namespace) -> None:
    assert cell_of(namespace["spread"]).startswith("def spread(x, power=2):\n")
    assert cell_of(namespace["spread"]).endswith("### END SOLUTION\n")


def test_a_changed_cell_calls_its_siblings_and_leaves_them_as_they_are() -> None:
    siblings = {"f": lambda x: x + 1, "g": lambda x: 0}
    function = defined("def g(x):\n    return f(x) * 10\n", "g", siblings)

    assert (function(1), siblings["g"](1)) == (20, 0)
