"""The exercises of `4_logistic_regression`: from the sigmoid to a trained model."""

from __future__ import annotations

from autograder.exercises.curves import name_curves
from autograder.exercises.exercise import Exercise
from autograder.exercises.reference import LOGISTIC_REGRESSION

from . import (
    optimize_costs,
    optimize_settings,
    optimize_slips,
    optimize_step,
    predict_answer,
    predict_probability,
    propagate_bias,
    propagate_cost,
    propagate_gradient,
    propagate_mean,
    propagate_price,
    propagate_returned,
    propagate_score,
    propagate_slips,
    whole_handed_on,
    whole_returned,
)
from .initialize import INITIALIZE_WITH_ZEROS
from .likelihood import LOG_LIKELIHOOD
from .optimize import OPTIMIZE
from .predict import PREDICT
from .propagate import PROPAGATE
from .sigmoid import SIGMOID
from .whole_model import MODEL

#: the other modules name mistakes; importing them is what adds them
__all__ = [
    "EXERCISES",
    "optimize_costs",
    "optimize_settings",
    "optimize_slips",
    "optimize_step",
    "predict_answer",
    "predict_probability",
    "propagate_bias",
    "propagate_cost",
    "propagate_gradient",
    "propagate_mean",
    "propagate_price",
    "propagate_returned",
    "propagate_score",
    "propagate_slips",
    "whole_handed_on",
    "whole_returned",
]

EXERCISES: tuple[Exercise, ...] = (
    SIGMOID,
    INITIALIZE_WITH_ZEROS,
    PROPAGATE,
    OPTIMIZE,
    PREDICT,
    MODEL,
    LOG_LIKELIHOOD,
)
name_curves(SIGMOID)
for exercise in EXERCISES:
    exercise.notebook = LOGISTIC_REGRESSION
