"""The dot product of two vectors without a Python step per entry."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

from .dot_loop import VISIBLE, fresh

DOT = Exercise(
    name="dot",
    notebook="1_vectorization",
    parts={"total": 0.75},
    rungs={"unchanged": 0.25, "vectorized": 1},
    returns=("total",),
    visible=VISIBLE,
    hidden=fresh,
    scaling=lambda m, rng: call(*rng.normal(0, 1, (2, m))),
    evaluation_order=("total",),
    passed="The same numbers as dot_loop, and no Python step per entry. The next cells prove it and time it.",
)


@DOT.mistake("shape", keeps=0.3, read="07 Multiply, or multiply and add")
def entry_by_entry(u, v):
    """* multiplies entry by entry and leaves one product per place. They are not yet added.

    >>> print(np.shape(dot(np.ones(3), np.ones(3))))
    A dot product is a single number.
    """
    return u * v


@DOT.mistake("shape", read="07 Multiply, or multiply and add")
def outer_product(u, v):
    """Each entry of u met every entry of v: an n × n table of products. Only its diagonal belongs to the dot product.

    >>> print(np.shape(dot(np.ones(3), np.ones(3))))
    A dot product is a single number.
    """
    return np.outer(u, v)


@DOT.mistake("value", read="07 Multiply, or multiply and add")
def every_pair(u, v):
    """The sum of u was multiplied by the sum of v. That adds the products of all pairs, also of different places.

    >>> dot(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    It must be 0.
    """
    return np.sum(u) * np.sum(v)


@DOT.mistake("value", keeps=0.5, read="07 Multiply, or multiply and add")
def mean(u, v):
    """The products are averaged, that is, their sum is divided by n. A dot product is the sum itself.

    >>> print(dot_loop(np.ones(5), np.ones(5)), dot(np.ones(5), np.ones(5)))
    """
    return np.mean(u * v)


@DOT.mistake("value", keeps=0.3, read="07 Multiply, or multiply and add")
def sums_added(u, v):
    """The entries at each place are added to each other. A dot product multiplies them first.

    >>> dot(np.array([2.0]), np.array([5.0]))
    It must be 10.
    """
    return np.sum(u + v)


@DOT.mistake("kind", read="00 Printed and not returned")
def nothing_returned(u, v):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(dot(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
    """
    print(np.dot(u, v))


@DOT.mistake("unchanged", read="07 Leave what you were given")
def in_place(u, v):
    """The products were written into u, the caller's own array. After the call u is not the vector it was.

    >>> u = np.array([1.0, 2.0]); dot(u, np.array([3.0, 4.0])); print(u)
    """
    u *= v
    return np.sum(u)


@DOT.mistake("vectorized", read="07 Spot the loop in disguise")
def loop(u, v):
    """The numbers are right, and Python still takes one step per entry. A comprehension, map and np.vectorize are loops
    too.

    Count the Python steps for a vector of a million entries.
    """
    return sum(u[i] * v[i] for i in range(len(u)))
