"""Formulas are MathML, spaced as TeX spaces them."""

from __future__ import annotations

from autograder.feedback.formula import mathml


def test_a_formula_has_thin_spaces_around_the_names_of_functions() -> None:
    drawn = mathml(r"y \log a + (1 - y) \log(1 - a)", as_block=True)

    assert 'display="block"' in drawn
    # around the first log, and before the second: a bracket follows it
    assert drawn.count("<mspace") == 3
    assert "<mspace" not in mathml(r"\frac{1}{m} \sum_{i=1}^{m} x_i")
