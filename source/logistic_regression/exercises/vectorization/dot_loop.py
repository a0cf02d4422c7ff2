"""The dot product of two vectors by a loop."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three pairs of vectors with 4, 7 and 1 numbers of either sign, none of them close to 0."""
    return [call(*(rng.uniform(0.5, 3, (2, n)) * rng.choice([-1, 1], (2, n)))) for n in (4, 7, 1)]


VISIBLE = (
    call(np.array([1.0, 2.0, 3.0]), np.array([4.0, -5.0, 6.0])),
    call(np.array([0.5, -1.5, 2.0, 0.25, -3.0]), np.array([2.0, 1.0, -0.5, 4.0, 1.5])),
    call(np.array([-2.5]), np.array([3.0])),
)

DOT_LOOP = Exercise(
    name="dot_loop",
    notebook="1_vectorization",
    parts={"total": 0.75},
    rungs={"unchanged": 0.25},
    returns=("total",),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("total",),
    passed="(1, 2, 3) · (4, −5, 6) is 12: did you predict it?",
)


@DOT_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@DOT_LOOP.slip({"+=": "="})
def overwritten():
    """Each turn of the loop replaces the total, so only the last product is left.

    Print `total` in the last line inside the loop: does it grow, or does it start again?
    """


@DOT_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@DOT_LOOP.slip({"    return": "        return"})
def returned_too_early():
    """The return stands inside the loop. The function ends after the first product.

    How far is your `return` indented?
    """


@DOT_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@DOT_LOOP.slip({"len(u)": "len(u) - 1"})
def last_left_out():
    """The loop stops one entry too soon. The last product is missing.

    >>> print(len(np.ones(3)), list(range(len(np.ones(3)))))
    """


@DOT_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@DOT_LOOP.slip({"range(len(u))": "range(1, len(u))"})
def first_left_out():
    """The loop begins at index 1. Python counts from 0, so the first product is missing.

    >>> print(list(range(1, 3)), list(range(3)))
    Which index is not there?
    """


@DOT_LOOP.mistake("value", keeps=0.3, read="06 Write a loop that adds up")
def every_pair(u, v):
    """Two nested loops let each entry of u meet every entry of v. Only entries at the same place belong together.

    Count the products: how many are there for two vectors of 3 numbers, and how many should there be?
    """
    total = 0
    for i in range(len(u)):
        for j in range(len(v)):
            total += u[i] * v[j]
    return total


@DOT_LOOP.mistake("value", keeps=0.5, read="07 Multiply, or multiply and add")
@DOT_LOOP.slip({"u[i] * v[i]": "u[i] + v[i]"})
def sums_added():
    """The entries at each place are added to each other. A dot product multiplies them first.

    >>> dot_loop(np.array([2.0]), np.array([5.0]))
    It must be 10.
    """


@DOT_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@DOT_LOOP.slip({"total = 0.0": "total = 1.0"})
def starts_at_one():
    """The total starts at 1, so every answer is 1 too large. An empty sum is 0.

    >>> dot_loop(np.zeros(3), np.zeros(3))
    It must be 0.
    """


@DOT_LOOP.mistake("kind", keeps=0.5, read="06 Write a loop that adds up")
def list_of_products(u, v):
    """The products are collected and not yet added. A dot product is a single number.

    >>> print(dot_loop(np.ones(3), np.ones(3)))
    It must be 3.
    """
    products = []
    for i in range(len(u)):
        products.append(u[i] * v[i])
    return products


@DOT_LOOP.mistake("kind", keeps=0.5, read="06 Count the columns")
@DOT_LOOP.slip({"range(len(u))": "range(3)"})
def three_entries_fixed():
    """The loop always takes three turns. Shorter vectors run out of entries, longer ones lose some.

    >>> print(len(u))
    How many entries does your code add up?
    """


@DOT_LOOP.mistake("kind", read="00 Printed and not returned")
@DOT_LOOP.slip({"return total": "print(total)"})
def nothing_returned():
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(dot_loop(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
    """


@DOT_LOOP.mistake("kind", read="06 Write a loop that adds up")
@DOT_LOOP.slip({"len(u)": "len(u) + 1"})
def one_turn_too_many():
    """The loop asks for an entry after the last one. The last index is one less than the length.

    >>> print(len(np.ones(3)), list(range(len(np.ones(3)))))
    """


@DOT_LOOP.mistake("kind", read="06 Write a loop that adds up")
@DOT_LOOP.slip({"range(len(u))": "u"})
def entries_used_as_indices():
    """The loop runs over the entries of u themselves, and each entry was then used as a place in u.

    >>> for i in np.array([1.0, 2.5]): print(i)
    """


@DOT_LOOP.mistake("kind", read="06 Write a loop that adds up")
@DOT_LOOP.slip({"range(len(u))": "len(u)"})
def length_is_no_range():
    """len(u) is a single number, and a loop needs a row of them to run along.

    >>> print(len(np.ones(3)), list(range(len(np.ones(3)))))
    """


@DOT_LOOP.mistake("unchanged", read="07 Leave what you were given")
def in_place(u, v):
    """The products were written into u, the caller's own array. After the call u is not the vector it was.

    >>> u = np.array([1.0, 2.0]); dot_loop(u, np.array([3.0, 4.0])); print(u)
    """
    total = 0
    for i in range(len(u)):
        u[i] = u[i] * v[i]
        total += u[i]
    return total
