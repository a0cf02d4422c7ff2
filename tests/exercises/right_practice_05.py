"""Right answers to the exercises of lesson 05, in other styles than the lesson's."""

from __future__ import annotations

import numpy as np


def slopes_in_one_line(x, y, t):
    return {"dx": t, "dy": t, "ds": t, "dt": x + y}


def slopes_from_the_formula(x, y, t):
    J = (x + y) * t
    return {"ds": t, "dt": J / t, "dx": t + 0 * x, "dy": np.array(t), "dJ": 1}


def reuse_in_one_line(x, y):
    return {"dx": np.exp(x) + y, "dy": x}


def reuse_with_a_dict(x, y):
    d = {"dx": 0.0, "dy": 0.0}
    d["dx"] += np.exp(x)
    d["dx"] += y
    d["dy"] += x
    return d


def one_picture_by_matrix_product(w, b, x, y):
    a = 1 / (1 + np.exp(-(w.T @ x + b)))
    dz = a - y
    return {"dw": x @ dz, "db": dz}


def one_picture_by_three_steps(w, b, x, y):
    a = 1 / (1 + np.exp(-(float(np.vdot(w, x)) + b)))
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = da * a * (1 - a)
    return {"dw": dz * x, "db": dz}


RIGHT = {
    "slopes": [slopes_in_one_line, slopes_from_the_formula],
    "reuse": [reuse_in_one_line, reuse_with_a_dict],
    "one_picture": [one_picture_by_matrix_product, one_picture_by_three_steps],
}
