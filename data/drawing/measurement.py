"""What a logistic regression makes of the pictures, measured: accuracy, baselines, and overfitting against m."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.drawing.dataset import PARTS, draw_pictures, read_pictures

Array = NDArray[np.float64]
RATE, ITERATIONS = 0.005, 2000
FRESH_COUNT, FRESH_SEED = 1000, 1_000_003
SIZES = (100, 209, 500, 1009)


@dataclass(frozen=True)
class Classifier:
    """Weights w (n_x, 1), bias b, and the cost before every hundredth step."""

    w: Array
    b: float
    costs: list[float]

    def accuracy(self, X: Array, Y: NDArray[np.int64]) -> float:
        """The share of the columns of X (n_x, m) whose label in Y (m,) is predicted."""
        return float(np.mean((self.w.T @ X + self.b > 0)[0] == Y))


@dataclass(frozen=True)
class Finding:
    """One measured line: what was measured, and its value in words."""

    name: str
    value: str


def as_columns(images: NDArray[np.uint8]) -> Array:
    """(m, h, w, 3) uint8 -> (h*w*3, m) in 0..1."""
    return images.reshape(len(images), -1).T / 255.0


def train(X: Array, Y: NDArray[np.int64], rate: float = RATE, iterations: int = ITERATIONS) -> Classifier:
    """Gradient descent from zeros on X (n_x, m), Y (m,).

    From zeros, w always is a mix of the examples, w = X c. Descending in c with the table XᵀX (m, m) takes the same
    steps as descending in w, and seconds become tenths of a second.
    """
    table, m = X.T @ X, Y.size
    c, b, costs = np.zeros(m), 0.0, []
    for step in range(iterations):
        z = table @ c + b
        if step % 100 == 0:
            costs.append(float(np.mean(np.logaddexp(0, z) - Y * z)))
        dz = 1 / (1 + np.exp(-z)) - Y
        c -= rate * dz / m
        b -= rate * float(dz.mean())
    return Classifier(X @ c[:, None], b, costs)


def measure(folder: Path, sets: int = 8) -> Iterator[Finding]:
    """Measure the files in `folder` against 1000 fresh drawings, then `sets` further training sets of 209."""
    (train_x, train_y), (test_x, test_y), (more_x, more_y) = (read_pictures(folder / part.file) for part in PARTS)
    fresh_x, fresh_y = draw_pictures(FRESH_COUNT, FRESH_SEED)
    X, T, F = as_columns(train_x), as_columns(test_x), as_columns(fresh_x)

    yield Finding("mean pixel, train / test", f"{X.mean():.3f} / {T.mean():.3f}")
    model = train(X, train_y)
    yield Finding("cost at 0, 100, 200, 300 and 1900", " ".join(f"{model.costs[i]:.3f}" for i in (0, 1, 2, 3, -1)))
    yield Finding("train, 209 pictures", f"{model.accuracy(X, train_y):.1%}")
    yield Finding("test, 50 pictures", f"{model.accuracy(T, test_y):.1%}")
    cats, others = (model.accuracy(F[:, fresh_y == label], fresh_y[fresh_y == label]) for label in (1, 0))
    yield Finding("1000 fresh drawings", f"{model.accuracy(F, fresh_y):.1%} (cats {cats:.1%}, others {others:.1%})")
    yield Finding("majority class, test", f"{max(test_y.mean(), 1 - test_y.mean()):.1%}")
    yield Finding(
        "mean colour alone, fresh drawings", f"{mean_colour_accuracy(train_x, train_y, fresh_x, fresh_y):.1%}"
    )

    everything = np.concatenate([X, as_columns(more_x)], axis=1), np.concatenate([train_y, more_y])
    for m in SIZES:
        part, labels = everything[0][:, :m], everything[1][:m]
        model = train(part, labels)
        yield Finding(
            f"m = {m}, train / fresh", f"{model.accuracy(part, labels):.1%} / {model.accuracy(F, fresh_y):.1%}"
        )

    scores = []
    for seed in range(FRESH_SEED + 1, FRESH_SEED + 1 + sets):
        images, labels = draw_pictures(209, seed)
        model = train(as_columns(images), labels)
        scores.append((model.accuracy(as_columns(images), labels), model.accuracy(F, fresh_y)))
    if scores:
        on_train, on_fresh = np.array(scores).T
        yield Finding(f"{sets} other sets of 209, train", f"{on_train.min():.1%} to {on_train.max():.1%}")
        yield Finding(f"{sets} other sets of 209, fresh", f"{on_fresh.mean():.1%} ± {on_fresh.std():.1%}")


def mean_colour_accuracy(
    train_x: NDArray[np.uint8], train_y: NDArray[np.int64], test_x: NDArray[np.uint8], test_y: NDArray[np.int64]
) -> float:
    """The accuracy of a logistic regression that sees only each picture's mean red, green and blue."""
    seen, unseen = train_x.mean(axis=(1, 2)).T, test_x.mean(axis=(1, 2)).T
    mean, deviation = seen.mean(axis=1, keepdims=True), seen.std(axis=1, keepdims=True)
    model = train((seen - mean) / deviation, train_y, rate=0.1)
    return model.accuracy((unseen - mean) / deviation, test_y)
