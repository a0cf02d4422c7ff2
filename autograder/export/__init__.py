"""Writes scores for other programs, one module for each format, and the zip that Gradescope takes as an autograder."""
