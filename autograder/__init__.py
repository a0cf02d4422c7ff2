"""Logistic regression as a neural network: exercises, checks, a sandbox and a judge."""

from __future__ import annotations

__version__ = "0.1.0"
