"""The exercises of notebook 3, in the order of its text. Some modules only add named mistakes to an exercise."""

from __future__ import annotations

from autograder.exercises.exercise import Exercise

from ..reference import COMPUTATION_GRAPH
from . import (
    backpropagate_order,
    backpropagate_slopes,
    gradients_loop_backward,
    gradients_loop_forward,
    numerical_gradient_nudges,
)
from .backpropagate import BACKPROPAGATE
from .backward_graph import BACKWARD_GRAPH
from .forward_graph import FORWARD_GRAPH
from .gradients_loop import GRADIENTS_LOOP
from .logistic_example import LOGISTIC_EXAMPLE
from .logistic_example_gradients import LOGISTIC_EXAMPLE_GRADIENTS
from .numerical_gradient import NUMERICAL_GRADIENT

EXERCISES: tuple[Exercise, ...] = (
    FORWARD_GRAPH,
    BACKWARD_GRAPH,
    NUMERICAL_GRADIENT,
    LOGISTIC_EXAMPLE,
    LOGISTIC_EXAMPLE_GRADIENTS,
    GRADIENTS_LOOP,
    BACKPROPAGATE,
)

for exercise in EXERCISES:
    exercise.notebook = COMPUTATION_GRAPH

__all__ = [
    "EXERCISES",
    "backpropagate_order",
    "backpropagate_slopes",
    "gradients_loop_backward",
    "gradients_loop_forward",
    "numerical_gradient_nudges",
]
