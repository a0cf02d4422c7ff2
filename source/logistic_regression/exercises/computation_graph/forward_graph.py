"""`forward_graph`: the graph of J = 3(a + bc), walked from the inputs to J."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three triples of inputs of either sign, the first whole numbers; none near 0 or 1, where slopes look alike."""
    whole = rng.choice([-1, 1], 3) * rng.choice(np.arange(2, 10), 3, replace=False)
    parted = rng.choice([-1.0, 1.0], (2, 3)) * rng.uniform(1.5, 6.0, (2, 3))
    return [call(*row) for row in (whole.tolist(), *parted.tolist())]


VISIBLE = (call(5, 3, 2), call(-3.0, 0.5, 4.0), call(1.5, -3.0, -0.25), call(7, -2, 5))

FORWARD_GRAPH = Exercise(
    name="forward_graph",
    notebook="3_computation_graph",
    parts={"u": 0.5, "v": 0.5, "J": 1},
    returns=("u", "v", "J"),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("u", "v", "J"),
    passed="Three small steps, each easy to take a slope of: that is why the graph is cut so fine.",
)


@FORWARD_GRAPH.mistake("value", keeps=0.8, read="05 Cut a formula into steps")
def brackets_lost(a, b, c):
    """Only a is multiplied by 3: the last node takes a apart from u, though v has already joined them.

    Print `v` and `J / v` inside the function.
    """
    u = b * c
    v = a + u
    J = 3 * a + u
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.5, read="05 Cut a formula into steps")
def sum_for_product(a, b, c):
    """The first node adds b and c. In the formula bc they stand side by side: a product.

    Print `u`, `b` and `c` inside the function.
    """
    u = b + c
    v = a + u
    J = 3 * v
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.6, read="05 Cut a formula into steps")
def product_for_sum(a, b, c):
    """The second node multiplies a and u. The plus sign of the formula belongs to this node.

    Print `v`, `a` and `u` inside the function.
    """
    u = b * c
    v = a * u
    J = 3 * v
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.5, read="05 Cut a formula into steps")
def grouped_left(a, b, c):
    """a and b meet first and their sum is multiplied by c. A product binds before a sum, so b belongs to c.

    >>> print(a + b * c, (a + b) * c)
    """
    u = b * c
    v = (a + b) * c
    J = 3 * v
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.8, read="05 Cut a formula into steps")
def factor_forgotten(a, b, c):
    """J equals v: the last node of the graph, the one that multiplies by 3, is missing.

    Print `v` and `J` inside the function.
    """
    u = b * c
    v = a + u
    J = v
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.7, read="05 Cut a formula into steps")
def power_for_factor(a, b, c):
    """J is v to the third power. In 3(a + bc) the 3 is a factor.

    Print `v` and `J / v` inside the function.
    """
    u = b * c
    v = a + u
    J = v**3
    return u, v, J


@FORWARD_GRAPH.mistake("value", keeps=0.8, read="05 Keep the values in between")
def order_reversed(a, b, c):
    """The three numbers are right and come in another order: the caller unpacks u first, then v, then J.

    >>> u, v, J = forward_graph(5, 3, 2); print(u, v, J)
    """
    u = b * c
    v = a + u
    J = 3 * v
    return J, v, u


@FORWARD_GRAPH.mistake("value", read="05 Cut a formula into steps")
def lecture_numbers(a, b, c):
    """The answer is the same for every a, b and c: the numbers of one example are written into the function.

    >>> print(forward_graph(5, 3, 2), forward_graph(1, 1, 1))
    """
    return 6, 11, 33


@FORWARD_GRAPH.mistake("kind", keeps=0.5, read="05 Keep the values in between")
def only_the_end(a, b, c):
    """Only J comes back. The way back needs the values in between too, so u and v are returned with it.

    >>> print(forward_graph(5, 3, 2))
    """
    return 3 * (a + b * c)


@FORWARD_GRAPH.mistake("kind", read="00 Printed and not returned")
def printed_not_returned(a, b, c):
    """The values are printed and then lost: a function without `return` gives None to its caller.

    >>> result = forward_graph(5, 3, 2); print(result)
    """
    u = b * c
    v = a + u
    print(u, v, 3 * v)
