"""Measures whether a check blames the right thing, on wrong functions whose cause is known by construction."""
