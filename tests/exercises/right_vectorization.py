"""Right answers to the functions of notebook 1, in other styles; each needs only np, math and siblings."""

from __future__ import annotations

import functools
import math
import operator

import numpy as np

from tests.week import VECTORIZATION, sibling

image2vector = sibling(VECTORIZATION, "image2vector")
dot = sibling(VECTORIZATION, "dot")
sigmoid = sibling(VECTORIZATION, "sigmoid")


def image2vector_by_its_sizes(image):
    h, w, c = image.shape
    return image.reshape((h * w * c, 1))


def image2vector_flatten_and_new_axis(image):
    return image.flatten()[:, np.newaxis]


def image2vector_size(image):
    return np.reshape(image, (image.size, 1)).copy()


def image2vector_three_loops(image):
    numbers = []
    for line in image:
        for pixel in line:
            numbers += [[colour] for colour in pixel]
    return np.array(numbers)


def image2vector_fortran_ordered_result(image):
    return np.asfortranarray(np.array([image.ravel()], dtype=float).T)


def flatten_images_sizes(images):
    m, h, w, c = images.shape
    return images.reshape(m, h * w * c).transpose()


def flatten_images_moved_axis(images):
    return np.moveaxis(images, 0, -1).reshape(-1, len(images))


def flatten_images_hstack(images):
    return np.hstack([image2vector(image) for image in images])


def flatten_images_filled(images):
    X = np.zeros((images[0].size, images.shape[0]))
    for i in range(images.shape[0]):
        X[:, i] = images[i].reshape(-1)
    return X


def flatten_images_einsum(images):
    return np.einsum("mhwc->hwcm", images).reshape(images[0].size, -1)


def dot_loop_zip(u, v):
    total = 0
    for a, b in zip(u, v, strict=True):
        total = total + a * b
    return total


def dot_loop_while(u, v):
    total, i = 0.0, 0
    while i < u.shape[0]:
        total += float(u[i]) * float(v[i])
        i += 1
    return total


def dot_loop_comprehension(u, v):
    return sum([u[i] * v[i] for i in range(len(u))])


def dot_loop_backwards_into_an_array(u, v):
    total = np.zeros((1, 1))
    for i in reversed(range(u.size)):
        total[0, 0] += u[i] * v[i]
    return total


def dot_loop_without_a_loop(u, v):
    return u @ v


def dot_at(u, v):
    return u @ v


def dot_sum(u, v):
    return np.sum(u * v)


def dot_einsum(u, v):
    return np.einsum("i,i", u, v)


def dot_row_and_column(u, v):
    return u.reshape(1, -1) @ v.reshape(-1, 1)


def dot_builtin_sum_of_products(u, v):
    return sum(u * v)


def dot_method(u, v):
    return np.multiply(u, v).sum(keepdims=True)


def sigmoid_two_branches(z):
    z = np.asarray(z, dtype=float)
    s = np.empty_like(z)
    up = z >= 0
    s[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    s[~up] = e / (1 + e)
    return s


def sigmoid_tanh(z):
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def sigmoid_without_warnings(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def sigmoid_logaddexp(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_entry_by_entry(z):
    def one(t):
        return 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t))

    return np.vectorize(one, otypes=[float])(z) if isinstance(z, np.ndarray) else one(z)


def sigmoid_minimum(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_derivative_one_line(z):
    return sigmoid(z) * (1 - sigmoid(z))


def sigmoid_derivative_difference(z):
    a = sigmoid(z=z)
    return a - a**2


def sigmoid_derivative_mirror(z):
    return sigmoid(z) * sigmoid(-z)


def sigmoid_derivative_quotient(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def sigmoid_derivative_hyperbolic(z):
    return np.multiply(0.25, np.power(np.cosh(np.divide(z, 2)), -2))


def l1_method(yhat, y):
    return abs(yhat - y).sum()


def l1_builtin_sum(yhat, y):
    return sum(abs(y - yhat))


def l1_norm(yhat, y):
    return float(np.linalg.norm(yhat - y, ord=1))


def l1_loop(yhat, y):
    loss = 0
    for a, b in zip(yhat, y, strict=True):
        loss += max(a - b, b - a)
    return loss


def l1_axis(yhat, y):
    return np.sum(np.sqrt((y - yhat) ** 2), axis=0)


def l2_dot(yhat, y):
    return np.dot(yhat - y, yhat - y)


def l2_own_dot(yhat, y):
    return dot(y - yhat, y - yhat)


def l2_norm_squared(yhat, y):
    return np.linalg.norm(y - yhat) ** 2


def l2_einsum(yhat, y):
    d = np.abs(yhat - y)
    return np.einsum("i,i->", d, d)


def l2_loop(yhat, y):
    return float(sum((yhat[i] - y[i]) ** 2 for i in range(len(y))))


def l2_expanded(yhat, y):
    return np.sum(np.square(yhat)) - 2 * np.dot(yhat, y) + np.sum(np.square(y))


def linear_dot(w, b, X):
    return np.dot(w.T, X) + b


def linear_turned_twice(w, b, X):
    return (X.T @ w + b).T


def linear_einsum(w, b, X):
    return np.einsum("if,im->fm", w, X) + np.full((1, X.shape[1]), b)


def linear_sum_over_features(w, b, X):
    return np.sum(w * X, axis=0, keepdims=True) + b


def linear_loop_over_features(w, b, X):
    Z = np.zeros((1, X.shape[1])) + b
    for i in range(X.shape[0]):
        Z += w[i] * X[i]
    return Z


def linear_bias_as_a_feature(w, b, X):
    return np.vstack([w, [[b]]]).T @ np.vstack([X, np.ones((1, X.shape[1]))])


def linear_reduce(w, b, X):
    return np.asfortranarray(functools.reduce(operator.add, w * X).reshape(1, -1) + b)


RIGHT = {
    "image2vector": [
        image2vector_by_its_sizes,
        image2vector_flatten_and_new_axis,
        image2vector_size,
        image2vector_three_loops,
        image2vector_fortran_ordered_result,
    ],
    "flatten_images": [
        flatten_images_sizes,
        flatten_images_moved_axis,
        flatten_images_hstack,
        flatten_images_filled,
        flatten_images_einsum,
    ],
    "dot_loop": [
        dot_loop_zip,
        dot_loop_while,
        dot_loop_comprehension,
        dot_loop_backwards_into_an_array,
        dot_loop_without_a_loop,
    ],
    "dot": [dot_at, dot_sum, dot_einsum, dot_row_and_column, dot_builtin_sum_of_products, dot_method],
    "sigmoid": [
        sigmoid_two_branches,
        sigmoid_tanh,
        sigmoid_clipped,
        sigmoid_logaddexp,
        sigmoid_entry_by_entry,
        sigmoid_minimum,
    ],
    "sigmoid_derivative": [
        sigmoid_derivative_one_line,
        sigmoid_derivative_difference,
        sigmoid_derivative_mirror,
        sigmoid_derivative_quotient,
        sigmoid_derivative_hyperbolic,
    ],
    "L1": [l1_method, l1_builtin_sum, l1_norm, l1_loop, l1_axis],
    "L2": [l2_dot, l2_own_dot, l2_norm_squared, l2_einsum, l2_loop, l2_expanded],
    "linear": [
        linear_dot,
        linear_turned_twice,
        linear_einsum,
        linear_sum_over_features,
        linear_loop_over_features,
        linear_bias_as_a_feature,
        linear_reduce,
    ],
}
