"""Notebook 1: pictures as columns, loops first and then without, the sigmoid, two losses, and a score per picture."""

from __future__ import annotations

from autograder.exercises.curves import name_curves
from autograder.exercises.exercise import Exercise
from autograder.exercises.reference import VECTORIZATION

from . import sigmoid_derivative_rules
from .dot import DOT
from .dot_loop import DOT_LOOP
from .flatten_images import FLATTEN_IMAGES
from .image2vector import IMAGE2VECTOR
from .l1 import L1
from .l2 import L2
from .linear import LINEAR
from .sigmoid import SIGMOID
from .sigmoid_derivative import SIGMOID_DERIVATIVE

#: this module names mistakes; importing it is what adds them
__all__ = ["EXERCISES", "sigmoid_derivative_rules"]

EXERCISES: tuple[Exercise, ...] = (
    IMAGE2VECTOR,
    FLATTEN_IMAGES,
    DOT_LOOP,
    DOT,
    SIGMOID,
    SIGMOID_DERIVATIVE,
    L1,
    L2,
    LINEAR,
)
name_curves(SIGMOID)
for _exercise in EXERCISES:
    _exercise.notebook = VECTORIZATION
