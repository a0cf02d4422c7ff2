"""`mean`: the sum of some numbers, divided by how many there are.

No right answer is in this file: it is computed by the solution cell of the notebook.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Numbers that no student has seen, in the forms of the visible examples: these alone decide about points."""
    return [call(rng.uniform(0, 20, 7)), call(rng.uniform(-5, 5, 4))]


MEAN = Exercise(
    name="mean",
    notebook="averages",
    # points for each part of the answer that is right in every test, and for what a right answer is tried for;
    # together they are the points of the check cell
    parts={"mean": 2.5},
    rungs={"unchanged": 0.5},
    returns=("mean",),
    # tried in the student's notebook; choose numbers for which every mistake below gives another answer
    visible=(call(np.array([2.0, 3.0, 10.0])), call(np.array([4.0, 1.0, 1.0, 6.0, 8.0]))),
    hidden=fresh,
    passed="The mean is where the numbers would balance. One large number pulls it far.",
)


# A mistake is a wrong function as a student would write it. It names the first step it must not pass, and the share of
# the points for the parts that it keeps. Its docstring speaks to the student: first why it is wrong, then, as a last
# paragraph, what to look at, in words or as code behind >>>.
@MEAN.mistake("value", keeps=0.5)
def divided_by_n_minus_1(values):
    """The sum is divided by n − 1. That belongs to the variance of a sample; a mean divides by all n numbers.

    >>> print(mean(np.array([5.0, 5.0, 5.0])))
    """
    return np.sum(values) / (len(values) - 1)


@MEAN.mistake("value")
def median(values):
    """This is the median, the number in the middle. The mean also counts how far away the others are.

    >>> print(mean(np.array([0.0, 0.0, 9.0])))
    """
    return np.median(values)
