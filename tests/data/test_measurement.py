"""The pictures are as hard as the course says, by a plain training loop and by the measuring command's short cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.drawing.dataset import PARTS, read_pictures
from data.drawing.measurement import Classifier, as_columns, train

FOLDER = Path(__file__).resolve().parents[2] / "data"


def descend(X, Y, rate, iterations):
    """Gradient descent from zeros, as the exercise has it: w (n_x, 1), b, and the cost before every 100th step."""
    w, b, costs = np.zeros((X.shape[0], 1), X.dtype), 0.0, []
    for step in range(iterations):
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if step % 100 == 0:
            costs.append(float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))))
        w -= rate * X @ (A - Y).T / Y.size
        b -= rate * float((A - Y).mean())
    return w, b, costs


@pytest.mark.slow
def test_accuracy_is_within_its_band() -> None:
    (train_x, train_y), (test_x, test_y) = (read_pictures(FOLDER / part.file) for part in PARTS[:2])
    X, T = as_columns(train_x), as_columns(test_x)

    # single precision halves the time and changes no figure
    w, b, costs = descend(X.astype(np.float32), train_y[None, :].astype(np.float32), rate=0.005, iterations=2000)

    assert np.mean((w.T @ X + b > 0)[0] == train_y) >= 0.95
    assert 0.65 <= np.mean((w.T @ T + b > 0)[0] == test_y) <= 0.85
    assert costs[0] == pytest.approx(np.log(2))
    assert np.all(np.diff(costs) < 0)
    assert X.mean() <= 0.35


def test_more_drawings_raise_the_accuracy_on_unseen_ones() -> None:
    (train_x, train_y), (test_x, test_y), (more_x, more_y) = (read_pictures(FOLDER / part.file) for part in PARTS)
    unseen = as_columns(np.concatenate([test_x, more_x[400:]])), np.concatenate([test_y, more_y[400:]])
    X, Y = as_columns(train_x), train_y
    wide_X, wide_Y = np.hstack([X, as_columns(more_x[:400])]), np.concatenate([Y, more_y[:400]])

    few, many = train(X[:, :100], Y[:100]), train(wide_X, wide_Y)

    assert few.accuracy(*unseen) + 0.05 < many.accuracy(*unseen)
    assert few.accuracy(X[:, :100], Y[:100]) > many.accuracy(wide_X, wide_Y)


def test_short_cut_takes_the_same_steps_as_gradient_descent_in_w() -> None:
    rng = np.random.default_rng(0)
    X, Y = rng.random((40, 15)), rng.integers(0, 2, 15)

    model = train(X, Y, rate=0.1, iterations=250)
    w, b, costs = descend(X, Y[None, :], rate=0.1, iterations=250)

    assert np.allclose(model.w, w)
    assert model.b == pytest.approx(b)
    assert np.allclose(model.costs, costs)


def test_accuracy_counts_columns_on_the_right_side() -> None:
    model = Classifier(w=np.array([[1.0]]), b=-0.5, costs=[])

    assert model.accuracy(np.array([[0.0, 1.0, 2.0, 0.2]]), np.array([0, 1, 0, 0])) == 0.75
