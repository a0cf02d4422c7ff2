"""Right answers to the exercises of notebook 2, in other styles than the solution's. Each must earn every point."""

from __future__ import annotations

import numpy as np

from tests.week import BROADCASTING, sibling

as_column = sibling(BROADCASTING, "as_column")


def percentages_without_keepdims(table):
    return 100 * table / table.sum(axis=0)


def percentages_by_builtin_sum(table):
    cal = sum(table)
    return table / cal.reshape(1, -1) * 100


def percentages_by_einsum(table):
    return np.einsum("rc,c->rc", table, 100 / np.ones(table.shape[0]).dot(table))


def percentages_turned_and_back(table):
    return (100 * table.T / np.sum(table, 0)[:, None]).T


def percentages_by_loops(table):
    rows, columns = table.shape
    result = np.zeros((rows, columns), order="F")
    for j in range(columns):
        total = 0
        for i in range(rows):
            total += table[i, j]
        for i in range(rows):
            result[i, j] = table[i, j] / total * 100
    return result


def standardize_with_where(X):
    mu = np.mean(X, axis=1).reshape(-1, 1)
    sigma = np.std(X, axis=1)[:, np.newaxis]
    sigma[sigma == 0] = 1.0
    return (X - mu) / sigma


def standardize_after_the_fact(X):
    return np.nan_to_num((X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True))


def standardize_with_divide(X):
    centred = X - np.mean(X, axis=-1, keepdims=True)
    sigma = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True))
    return np.divide(centred, sigma, out=np.zeros_like(centred), where=sigma > 0)


def standardize_with_a_tiny_epsilon(X):
    return (X - X.mean(axis=1, keepdims=True)) / (X.std(axis=1, keepdims=True) + 1e-8)


def standardize_turned_and_back(X):
    T = X.T
    sigma = T.std(axis=0)
    return ((T - T.mean(axis=0)) / np.where(sigma > 0, sigma, 1)).T


def standardize_by_rows(X):
    result = np.zeros(X.shape)
    for i, row in enumerate(X):
        if row.std() != 0:
            result[i] = (row - row.mean()) / row.std()
    return result


def normalize_rows_by_hand(x):
    return x / np.sqrt(np.sum(np.square(x), axis=1, keepdims=True))


def normalize_rows_by_reshape(x):
    return np.divide(x, np.linalg.norm(x, 2, 1).reshape(len(x), 1))


def normalize_rows_by_einsum(x):
    return x / np.einsum("ij,ij->i", x, x)[:, None] ** 0.5


def normalize_rows_by_matrices(x):
    return np.diag(1 / np.linalg.norm(x, axis=1)) @ x


def normalize_rows_on_a_copy(x):
    x = x.astype(float)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x


def normalize_rows_by_loops(x):
    return np.array([row / np.linalg.norm(row) for row in x])


def softmax_of_the_distance_to_the_top(x):
    x_exp = np.exp(x - np.max(x, axis=1, keepdims=True))
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    return x_exp / x_sum


def softmax_by_reshape(x):
    e = np.exp(x - x.max(1).reshape(-1, 1))
    return np.asfortranarray(e / e.sum(1).reshape(-1, 1))


def softmax_through_logarithms(x):
    top = x.max(axis=-1)[:, None]
    return np.exp(x - top - np.log(np.exp(x - top).sum(axis=-1, keepdims=True)))


def softmax_turned_and_back(x):
    e = np.exp(x.T - np.amax(x, axis=1))
    return (e / e.sum(axis=0)).T


def softmax_by_matrices(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / (e @ np.ones((x.shape[1], 1)))


def softmax_by_rows(x):
    rows = []
    for row in x:
        e = np.exp(row - max(row))
        rows.append(e / sum(e))
    return np.vstack(rows)


def as_column_by_cases(v):
    if v.ndim == 1:
        return v[:, np.newaxis]
    if v.ndim == 2 and v.shape[1] == 1:
        return v
    if v.ndim == 2 and v.shape[0] == 1:
        return v.T
    raise ValueError


def as_column_by_size(v):
    if v.ndim not in (1, 2) or max(v.shape) != v.size:
        raise ValueError("not a vector")
    return np.reshape(v, (v.size, 1))


def as_column_through_2d(v):
    if not 1 <= np.ndim(v) <= 2:
        raise ValueError("not a vector: " + str(v.shape))
    row = np.atleast_2d(v)
    if min(row.shape) > 1:
        raise ValueError("not a vector: " + str(v.shape))
    return row.flatten()[:, None]


def as_column_by_a_list(v):
    shape = v.shape
    if len(shape) == 0 or len(shape) > 2 or (len(shape) == 2 and shape[0] != 1 and shape[1] != 1):
        raise ValueError(f"shape {shape}")
    return np.array([[entry] for entry in v.ravel().tolist()])


def residuals_like_a(A, Y):
    return A - np.reshape(Y, A.shape)


def residuals_with_the_column(A, Y):
    Y = as_column(Y).T
    if Y.shape != A.shape:
        raise ValueError("one label per probability")
    return A - Y


def residuals_by_keyword(A, Y):
    a, y = as_column(v=A), as_column(v=Y)
    if a.size != y.size:
        raise ValueError(f"{a.size} probabilities and {y.size} labels")
    return np.subtract(a, y).T


def residuals_by_loops(A, Y):
    labels = Y.ravel()
    if len(labels) != A.shape[1]:
        raise ValueError("sizes differ")
    result = np.empty(A.shape)
    for i in range(A.shape[1]):
        result[0, i] = A[0, i] - labels[i]
    return result


def residuals_from_the_diagonal(A, Y):
    if A.size != Y.size:
        raise ValueError("sizes differ")
    return np.diag(A - Y.reshape(-1, 1)).reshape(1, -1)


RIGHT = {
    "percentages": [
        percentages_without_keepdims,
        percentages_by_builtin_sum,
        percentages_by_einsum,
        percentages_turned_and_back,
        percentages_by_loops,
    ],
    "standardize": [
        standardize_with_where,
        standardize_after_the_fact,
        standardize_with_divide,
        standardize_with_a_tiny_epsilon,
        standardize_turned_and_back,
        standardize_by_rows,
    ],
    "normalize_rows": [
        normalize_rows_by_hand,
        normalize_rows_by_reshape,
        normalize_rows_by_einsum,
        normalize_rows_by_matrices,
        normalize_rows_on_a_copy,
        normalize_rows_by_loops,
    ],
    "softmax": [
        softmax_of_the_distance_to_the_top,
        softmax_by_reshape,
        softmax_through_logarithms,
        softmax_turned_and_back,
        softmax_by_matrices,
        softmax_by_rows,
    ],
    "as_column": [as_column_by_cases, as_column_by_size, as_column_through_2d, as_column_by_a_list],
    "residuals": [
        residuals_like_a,
        residuals_with_the_column,
        residuals_by_keyword,
        residuals_by_loops,
        residuals_from_the_diagonal,
    ],
}
