from __future__ import annotations

import ast

import pytest

from autograder.checks.changes import KINDS, changes


def of_kind(kind, text):
    """What a kind of change makes of every node of a text."""
    found = []
    for node in ast.walk(ast.parse(text)):
        found += [ast.unparse(ast.fix_missing_locations(new)) for one, new in changes(node) if one == kind]
    return found


@pytest.mark.parametrize(
    ("kind", "text", "made"),
    [
        ("axis", "np.sum(x, axis=0)", {"axis=0", "axis=1", "axis=None"}),
        ("keepdims", "np.sum(x, keepdims=True)", {"keepdims=False"}),
        ("transpose", "w.T @ X", {"w", "w.T @ X.T"}),
        ("transpose", "np.dot(w, X)", {"np.dot(w.T, X)", "np.dot(w, X.T)"}),
        ("copy", "w.copy()", {"w"}),
        ("copy", "np.array(w)", {"w"}),
        ("copy", "w = w - a * dw", {"w -= a * dw"}),
        ("reduction", "np.sum(x)", {"np.mean(x)"}),
        ("reduction", "x.max()", {"x.min()"}),
        ("sign", "s = -z", {"z"}),
        ("sign", "dz = a - y", {"a + y", "dz = -(a - y)"}),
        ("sign", "f(1, z)", {"f(1, -z)"}),
        ("operator", "u * v", {"u / v", "u @ v"}),
        ("operator", "u @ v", {"u * v"}),
        ("operator", "x ** 2", {"x ** (2 + 1)", "x ** (2 - 1)"}),
        ("operator", "a > 0.5", {"a >= 0.5", "a < 0.5"}),
        ("operator", "total += x", {"total = x"}),
        ("operator", "np.dot(u, v)", {"u * v"}),
        ("off-by-one", "range(n)", {"range(n + 1)", "range(n - 1)", "range(1, n)"}),
        ("off-by-one", "x.shape[1]", {"x.shape[0]", "x.shape[2]"}),
        ("off-by-one", "x[:]", {"1:", ":-1"}),
        ("term", "a + b", {"a", "b"}),
        ("term", "a - b", {"a", "-b"}),
        ("term", "a / b", {"a"}),
        ("term", "a and b", {"a", "b"}),
        ("swapped", "f(a, b)", {"f(b, a)"}),
        ("swapped", "return grads, cost", {"(cost, grads)"}),
        ("swapped", "{'dw': dw, 'db': db}", {"{'dw': db, 'db': dw}"}),
        ("call", "np.exp(x)", {"x"}),
        ("call", "x.ravel()", {"x"}),
        ("call", "np.sum(x, axis=0)", {"x", "np.sum(x)"}),
        ("default", "def f(n=100): pass", {"n=99", "n=101"}),
        ("constant", "x = 0", {"1"}),
        ("constant", "x = 0.5", {"0.49", "0.51"}),
        ("constant", "x = 1e-06", {"1e-05", "1e-07"}),
        ("constant", "x = 255.0", {"254.0", "256.0"}),
        ("constant", "x = True", {"False"}),
        ("branch", "1 if c else 2", {"1 if True else 2", "1 if False else 2"}),
        ("statement", "x = 1", {"pass"}),
    ],
)
def test_a_kind_of_change_makes_these(kind, text, made) -> None:
    assert set(of_kind(kind, text)) == made


def test_what_is_written_to_is_not_negated_or_transposed() -> None:
    """A store cannot hold an expression, so such a mutant would not compile. Targets may be swapped, indices moved."""
    for text in ("x = 1", "a, b = 1, 2", "x[0] += 1", "for i in range(3): pass"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(getattr(node, "ctx", None), ast.Store):
                assert {kind for kind, _ in changes(node)} <= {"swapped", "off-by-one"}


def test_a_change_leaves_the_node_as_it_was() -> None:
    for text in ("return -np.sum(w.T @ X, axis=1, keepdims=True) / m", "x = x - {'a': 1.0, 'b': [x[0]]}['a'] ** 2"):
        tree = ast.parse(text)
        before = ast.dump(tree)
        for node in ast.walk(tree):
            assert all(kind in KINDS for kind, _ in changes(node))

        assert ast.dump(tree) == before
