"""One relation between a wrong answer and the right one, and those that show in a whole answer or in several calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .numeric_relations import Case


@dataclass(frozen=True)
class Relation:
    """One relation: its id, its words to a student, and the test that recognises it in one case."""

    id: str
    why: str = ""  # `{part}` stands for the name of what is wrong
    look: str = ""
    holds: Callable[[Case], bool] | None = None  # None where one case does not show it
    everywhere: bool = False  # it also holds by chance where only some tests are wrong


#: of a whole answer; see `relation_search.of_form`
OF_WHOLE = (
    Relation(
        "nothing-returned",
        "Nothing comes back: a function without return gives None, also if it prints.",
        "the last line of the function",
    ),
    Relation("order-of-the-values", "The values that come back are the right ones in another order."),
    Relation(
        "too-many-values",
        "The right values come back, and more beside them. Whoever calls the function unpacks them all.",
    ),
    Relation(
        "other-values",
        "More values come back than are asked for.",
        "the return line beside the text of the exercise, name by name",
    ),
    Relation(
        "too-few-values", "Some of the values that are asked for do not come back.", "the return line, name by name"
    ),
    Relation(
        "dict-for-values", "Everything comes back in one dictionary. Several values are asked for, in this order."
    ),
    Relation(
        "values-for-a-dict", 'The values come back without their names. A dictionary is asked for: {{"name": value}}.'
    ),
    Relation(
        "key-misspelt",
        "A key of the dictionary is written in another way than asked: capital letters and blanks count.",
    ),
    Relation(
        "key-missing",
        "An entry of the dictionary is missing.",
        "compare the keys with those in the text of the exercise",
    ),
    Relation("parts-swapped", "{part} have changed places: each holds what belongs under the other's name."),
)

#: of several cases together, or of several calls
OF_SEVERAL = (
    Relation(
        "fixed-size",
        "{part} has the same size whatever comes in. Usually a size is written into the function as a number, or what "
        "should grow turn by turn is made once.",
        "look for numbers in the code that should come from .shape, and for what a loop should fill",
    ),
    Relation(
        "table-for-a-vector",
        "{part} is a table where one row or one column is meant. Usually it was made as one, entries were multiplied "
        "and not added, a row met a column and both stretched, or another matrix is meant in a product.",
        "print the .shape of both factors",
    ),
    Relation(
        "parameter-after-a-step",
        "{part} is an argument after a step of training: it was moved by a multiple of its slope. The slope itself is "
        "asked for.",
        "which line takes a step? It belongs into another function",
    ),
    Relation(
        "random",
        "Two calls with the same arguments give different answers: something in it is drawn at random.",
        "np.random has no place here",
    ),
    Relation("constant", "{part} is the same whatever the input: the arguments have no influence on it."),
    Relation(
        "formula-of-the-line",
        "What this line uses is right, and what it makes is not: there is a mistake in this line.",
        "compare the line with the formula, sign by sign and name by name",
    ),
    Relation(
        "formula-from-the-line",
        "What {part} uses is right. What it makes may be a step of another way: the mistake is in {part} or further "
        "down.",
        "compare these lines with the formula, sign by sign and name by name",
    ),
    Relation(
        "right-until-one",
        "Everything is right until a size is 1: one example, one feature or one row. Usually np.squeeze or an "
        "index takes away an axis there that must stay.",
        "which line makes a number of an array that holds one?",
    ),
    Relation(
        "right-until-whole",
        "Everything is right until an array of whole numbers comes in. Usually what is made like it, with zeros_like "
        "or as a copy, holds whole numbers only and cuts off what stands after the point.",
        "print the .dtype of the array that is filled; dtype=float makes one for fractions",
    ),
    Relation(
        "rows-for-columns",
        "With {part} passed in, it gives the right numbers: the code takes rows for columns.",
        "which of the two sizes does each .shape[0] and each product stand for?",
    ),
    Relation(
        "right-for-some",
        "Some of the inputs that were tried give the right answer and others do not.",
        "what do the inputs with a wrong answer have that the others do not?",
    ),
)
