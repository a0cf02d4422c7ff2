"""Classes of made-up students for the tests of similarity."""

from __future__ import annotations

from autograder.similar.pieces import Piece, Pieces, Place
from autograder.similar.tokens import own_lines, tokens

KNOWN = frozenset({"np", "propagate", "w", "b", "X", "Y"})
PLACE, OTHER = Place("4", "propagate"), Place("4", "predict")
USUAL = (
    "def propagate(w, b, X, Y):\n    m = X.shape[1]\n    A = 1 / (1 + np.exp(-(w.T @ X + b)))\n"
    "    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))\n    dw = X @ (A - Y).T / m\n"
    "    return {'dw': dw, 'db': np.mean(A - Y)}, cost\n"
)
RARE = (
    "def propagate(w, b, X, Y):\n    total = np.zeros((1, X.shape[1]))\n    for j, row in enumerate(X):\n"
    "        total += w[j, 0] * row\n    a = np.reciprocal(1 + np.exp(-total - b))\n"
    "    price = np.where(Y == 1, np.log(a), np.log1p(-a)).sum() / -7\n    error = np.subtract(a, Y)\n"
    "    slopes = np.einsum('ij,kj->ik', X, error) / error.size\n"
    "    return dict(dw=slopes, db=error.sum() / error.size), price\n"
)


def piece(text: str) -> Piece:
    return Piece(text, tokens(text, own_lines(text, ""), KNOWN))


def renamed(text: str) -> str:
    """As somebody would who does not want it seen."""
    for old, new in (("total", "acc"), ("price", "J"), ("error", "delta"), ("slopes", "grad"), ("row", "feature")):
        text = text.replace(old, new)
    return "# my own idea\n" + text.replace("\n    a =", "\n\n    # now the activation\n    a =")


def different(number: int) -> str:
    """A text unlike the others: every student sums in another way."""
    steps = [
        f"    t{k} = np.roll(X, {number * 7 + k})[{number}:{k + number}] * {number}.{k}" for k in range(number % 5 + 3)
    ]
    order = ["    z = w.T @ X + b", f"    A = np.tanh(z / {number + 2}) * {number}"][:: 1 if number % 2 else -1]
    return "\n".join(["def propagate(w, b, X, Y):", *order, *steps, f"    return A ** {number}, np.sum(A[{number}:])"])


def class_of(**texts: str) -> dict[str, Pieces]:
    return {name: {PLACE: piece(text)} for name, text in texts.items()}
