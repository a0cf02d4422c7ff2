"""Audits the grader: named mistakes and automatic mutants of the solutions must all lose points."""
