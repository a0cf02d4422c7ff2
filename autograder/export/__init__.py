"""Scores as other programs read them: one module for each format, pure functions from rows to text."""
