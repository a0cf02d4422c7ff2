"""The relations between a wrong answer and the right one: what each means for a student, and how it is recognised."""

from __future__ import annotations

import numpy as np

from .numeric_relations import (
    by_a_size,
    by_a_step,
    close,
    factors,
    has_direction,
    has_other_shape,
    holds_others,
    is_callable,
    is_complement,
    is_cut,
    is_nan,
    is_one_entry,
    is_one_number,
    is_one_of,
    is_probable,
    is_rounded,
    is_same_in_other_order,
    is_shifted,
    is_sum,
    is_text,
    is_turned,
    is_zero,
    matches,
    numbers,
    ratio_of,
    terms,
)
from .plain import Opaque
from .relation import OF_SEVERAL, OF_WHOLE, Relation
from .spec import Causes, Hint

RELATIONS = (
    *OF_WHOLE,
    # of one part, in this order, the simplest first; a row without words is another sign of a relation above it
    Relation(
        "placeholder-left",
        "{part} is None or three dots. Usually the line that makes it was not filled in, or has no value.",
        holds=lambda c: (
            c.got is None or (isinstance(c.got, Opaque) and c.got.type_name.endswith(("object", "ellipsis")))
        ),
    ),
    Relation(
        "function-for-its-value",
        "{part} is a function itself, not what it gives. Usually it was never called, or its name stands where a "
        "variable is meant.",
        "a call has round brackets after the name",
        lambda c: is_callable(c.got),
    ),
    Relation(
        "text-for-a-number",
        "{part} is a text, or holds texts. Other functions must be able to compute with it: a number has no quotes "
        "around it and no str( ).",
        holds=lambda c: is_text(c.got),
    ),
    Relation(
        "list-for-an-array",
        "{part} is a Python list where a numpy array is meant. A list has no shape and no .T, and + and * do not "
        "compute with its entries.",
        "np.array(...) makes an array; .tolist() undoes it",
        lambda c: isinstance(c.got, list) and isinstance(c.must, np.ndarray) and c.must.ndim > 0,
    ),
    Relation(
        "array-for-a-number",
        "{part} is an array that holds one number. The number itself is asked for.",
        holds=lambda c: isinstance(c.got, (list, tuple)) and len(c.got) == 1 and np.ndim(c.must) == 0,
    ),
    Relation(
        "one-for-the-list",
        "{part} is a single number where the whole list is asked for.",
        holds=lambda c: isinstance(c.must, list) and numbers(c)[1].ndim == 0,
    ),
    Relation(
        "entries-of-another-kind",
        "{part} is a list of other things than numbers. Each entry is to be one number.",
        holds=lambda c: isinstance(c.must, list) and holds_others(c),
    ),
    Relation(
        "too-few-entries",
        "{part} has fewer entries than asked for, or none. Usually a condition lets too few of them in, or the loop "
        "ends too soon.",
        holds=lambda c: isinstance(c.must, list) and len(c.got) < len(c.must),
    ),
    Relation(
        "too-many-entries",
        "{part} has more entries than asked for. Usually no condition chooses among them, one lets too many in, or too "
        "many turns were taken.",
        holds=lambda c: isinstance(c.must, list) and len(c.got) > len(c.must),
    ),
    Relation(
        "another-kind",
        "{part} is not the kind of thing that is asked for. Usually another value stands under its name.",
        holds=lambda c: isinstance(c.got, (dict, tuple, str)) and not isinstance(c.must, (dict, tuple, str)),
    ),
    Relation(
        "zero",
        "{part} is 0 whatever comes in. Usually the line or loop that should fill it is missing or does not run, what "
        "makes it gives 0 for every input, or a beginning is handed back and not what became of it.",
        "print it after each line that should change it",
        is_zero,
        everywhere=True,
    ),
    Relation(
        "not-a-number",
        "{part} holds nan or inf. Usually they come from a logarithm of 0 or below, a division by 0, or an exponential "
        "that is too large.",
        "print each value before the line that makes it",
        is_nan,
    ),
    Relation("probabilities-for-answers", "{part} holds the probabilities. An answer is 0 or 1.", holds=is_probable),
    Relation(
        "array-for-a-number",
        holds=lambda c: numbers(c)[0].ndim == 0 and numbers(c)[1].ndim > 0 and close(c, numbers(c)[1].item(), c.must),
    ),
    Relation("turned", "{part} lies on its side: its rows are what must be columns.", "print its .shape", is_turned),
    Relation(
        "other-shape",
        "The numbers in {part} are right, and they are laid out in another shape.",
        "print its .shape; keepdims=True keeps an axis, reshape brings one back",
        has_other_shape,
    ),
    Relation(
        "sign",
        "{part} has the right size and the other sign.",
        "count the minus signs in the formula and in the line",
        matches(lambda x: -x),
    ),
    Relation(
        "another-part",
        "{part} holds what belongs under another name.",
        "which name stands on the left of each line?",
        is_one_of(lambda c: c.others),
        everywhere=True,
    ),
    Relation(
        "argument-returned",
        "{part} is one of the arguments as it came in. Usually the result stands under another name.",
        holds=is_one_of(lambda c: c.arguments),
    ),
    Relation(
        "step-returned",
        "{part} is a value from a step before. Usually the last one was left out, or another name is returned.",
        holds=lambda c: not is_one_entry(c) and is_one_of(lambda c: c.steps)(c),  # an entry may be a step as well
        everywhere=True,
    ),
    Relation(
        "cut-to-whole",
        "{part} lost everything after the point. Usually int( ), // or an array of whole numbers cuts it off.",
        holds=is_cut(np.trunc),
    ),
    Relation("cut-to-whole", holds=is_cut(np.floor)),
    Relation(
        "rounded", "{part} was rounded. The exact number is asked for; rounding is for printing.", holds=is_rounded
    ),
    Relation(
        "complement",
        "{part} is 1 minus what it must be. Usually the two classes have changed places.",
        holds=is_complement,
        everywhere=True,
    ),
    Relation(
        "absolute",
        "{part} has the right sizes and no signs. Usually an absolute value or a square took them away.",
        holds=matches(np.abs),
    ),
    Relation(
        "constant-factor",
        "{part} is a constant times what it must be, the same on every input.",
        "look for a stray factor",
        lambda c: ratio_of(c) != 0,
        everywhere=True,
    ),
    Relation(
        "factor-of-a-size",
        "{part} is too large or too small by one of the sizes of the input. Usually a division by the number of "
        "examples is missing, done twice, done with another size, or turned into a product.",
        "1 / 2 * m is m / 2: put brackets around what stands below the line",
        by_a_size,
        everywhere=True,
    ),
    Relation(
        "constant-added",
        "{part} differs by the same number everywhere: something is added that must not be.",
        holds=is_shifted,
    ),
    Relation(
        "one-term",
        "{part} is off by one term. Usually it is missing, is one too many, stands there twice, or has the other sign.",
        "write the formula beside the line, term by term",
        by_a_step(terms),
    ),
    Relation(
        "one-factor",
        "{part} is off by one factor. Usually it is missing, is one too many, stands there twice, or divides where it "
        "should multiply.",
        "write the formula beside the line, factor by factor",
        by_a_step(factors),
    ),
    Relation("squared", "{part} is the square of what it must be.", holds=matches(np.square)),
    Relation("root", "{part} is the root of what it must be.", holds=matches(np.sqrt)),
    Relation("logarithm", "{part} is the logarithm of what it must be.", holds=matches(np.log)),
    Relation(
        "reciprocal",
        "{part} is 1 divided by what it must be: the fraction stands upside down.",
        holds=matches(lambda x: 1 / x),
    ),
    Relation(
        "not-summed", "{part} still has one number for each example: they were not added.", "np.sum", is_sum(np.sum)
    ),
    Relation(
        "not-averaged",
        "{part} still has one number for each example: they were not averaged.",
        "np.sum(...) / m",
        is_sum(np.mean),
    ),
    Relation(
        "several-for-one",
        "{part} is an array with several entries. A single number is asked for.",
        "print its .shape",
        lambda c: numbers(c)[0].size == 1 < numbers(c)[1].size,
    ),
    Relation(
        "summed-to-one",
        "{part} holds a single number where several are asked for: it was made so, or its entries became one.",
        holds=is_one_number,
    ),
    Relation("one-entry", "Only one entry or one row of {part} is there.", holds=is_one_entry),
    Relation("reversed", "{part} holds the right numbers in another order.", holds=is_same_in_other_order),
    Relation(
        "factor",
        "{part} points the right way, and a factor is wrong that depends on the input.",
        holds=has_direction,
        everywhere=True,
    ),
    *OF_SEVERAL,
)

#: id -> why, look
WORDS = {relation.id: (relation.why, relation.look) for relation in RELATIONS if relation.why}
#: of a step in a loop, whose last value alone is seen, they say nothing
OF_ANSWERS = ("zero", "constant", "fixed-size")


def hint(id: str, causes: Causes, part: str = "The answer") -> Hint:
    """The hint for a relation, by its id."""
    why, look = WORDS[id]
    words = why.format(part=part)
    words = words[0].upper() + words[1:] if part == "The answer" else words
    return Hint(id, words, look, *causes.place(id))
