"""Formulas of the site's pages, drawn by the browser itself, as on the pages of feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from autograder.feedback.formula import mathml

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Writes a formula that stands in a sentence."""
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Writes a formula that stands alone."""
    formula = mathml(node.astext(), as_block=True)
    translator.body.append(f'<div class="formula">{formula}</div>\n')
    raise nodes.SkipNode
