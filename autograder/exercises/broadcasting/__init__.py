"""Notebook 2: shapes that stretch, on purpose and by accident."""

from __future__ import annotations

from autograder.exercises.broadcasting import normalize_rows_lengths, softmax_shares
from autograder.exercises.broadcasting.as_column import AS_COLUMN
from autograder.exercises.broadcasting.normalize_rows import NORMALIZE_ROWS
from autograder.exercises.broadcasting.percentages import PERCENTAGES
from autograder.exercises.broadcasting.residuals import RESIDUALS
from autograder.exercises.broadcasting.softmax import SOFTMAX
from autograder.exercises.broadcasting.standardize import STANDARDIZE
from autograder.exercises.exercise import Exercise
from autograder.exercises.reference import BROADCASTING

#: these modules name mistakes; importing them is what adds them
__all__ = ["EXERCISES", "normalize_rows_lengths", "softmax_shares"]

EXERCISES: tuple[Exercise, ...] = (PERCENTAGES, STANDARDIZE, NORMALIZE_ROWS, SOFTMAX, AS_COLUMN, RESIDUALS)
for _exercise in EXERCISES:
    _exercise.notebook = BROADCASTING
