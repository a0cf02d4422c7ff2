"""Grades a class: finds submissions, judges them in parallel, and writes what nbgrader reads."""
