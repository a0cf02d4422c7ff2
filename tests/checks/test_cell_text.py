"""A piece of a cell's text is replaced, and all lines keep their numbers."""

from __future__ import annotations

import ast

from autograder.checks.cell_text import CellText

CELL = "é = 1\nx = (a +\n     b) * c\ny = x\n"


def test_a_piece_is_replaced_where_it_stands() -> None:
    product = ast.parse(CELL).body[1].value  # type: ignore[attr-defined]

    assert CellText(CELL).with_(product.right, ast.Name("d", ast.Load())) == CELL.replace("* c", "* (d)")


def test_a_statement_over_two_lines_leaves_the_lines_below_where_they_were() -> None:
    changed = CellText(CELL).with_(ast.parse(CELL).body[1], ast.Pass())

    assert changed is not None
    assert changed.splitlines().index("y = x") == CELL.splitlines().index("y = x")


def test_a_node_without_a_place_cannot_be_replaced() -> None:
    assert CellText(CELL).with_(ast.Add(), ast.Pass()) is None
