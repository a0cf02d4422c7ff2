"""Longer searches than a test has time for; run by hand."""
