"""Right answers to the exercises of lesson 07, in other styles than the lesson's."""

from __future__ import annotations

import numpy as np


def average_picture_by_choosing(X, Y):
    return X[:, Y[0] == 1].mean(axis=1, keepdims=True)


def average_picture_by_einsum(X, Y):
    return np.einsum("ji,ki->jk", X, Y) / Y.sum()


def positive_part_by_where(Z):
    return np.where(Z > 0, Z, 0)


def positive_part_by_product(Z):
    return Z * (Z > 0)


def slopes_by_dot(X, dZ):
    m = dZ.size
    return {"dw": np.dot(X, dZ.T) / m, "db": dZ.mean(axis=1, keepdims=True)}


def slopes_by_sum(X, dZ):
    return {"db": float(dZ.mean()), "dw": np.mean(X * dZ, axis=1, keepdims=True)}


RIGHT = {
    "average_picture": [average_picture_by_choosing, average_picture_by_einsum],
    "positive_part": [positive_part_by_where, positive_part_by_product],
    "slopes": [slopes_by_dot, slopes_by_sum],
}
