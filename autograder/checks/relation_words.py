"""What the relations between a wrong answer and the right one mean, in words."""

from __future__ import annotations

from .spec import Causes, Hint

#: id -> why, look. `{part}` stands for the name of what is wrong.
WORDS = {
    "nothing-returned": (
        "Nothing comes back: a function without return gives None, also if it prints.",
        "the last line of the function",
    ),
    "placeholder-left": ("{part} is None: the line that makes it was not filled in, or has no value.", ""),
    "function-for-its-value": (
        (
            "{part} is a function itself, not what it gives: it was never called, or its name stands where a variable "
            "is meant."
        ),
        "a call has round brackets after the name",
    ),
    "text-for-a-number": ("{part} is a text. Other functions must be able to compute with it: leave out str( ).", ""),
    "list-for-an-array": (
        "{part} is a Python list where a numpy array is meant. Lists cannot be multiplied or turned.",
        "np.array(...) makes an array; .tolist() undoes it",
    ),
    "order-of-the-values": ("The values that come back are the right ones in another order.", ""),
    "too-many-values": (
        "The right values come back, and more beside them. Whoever calls the function unpacks them all.",
        "",
    ),
    "too-few-values": ("Some of the values that are asked for do not come back.", "the return line, name by name"),
    "dict-for-values": ("Everything comes back in one dictionary. Several values are asked for, in this order.", ""),
    "values-for-a-dict": (
        'The values come back without their names. A dictionary is asked for: {{"name": value}}.',
        "",
    ),
    "key-misspelt": (
        "A key of the dictionary is written in another way than asked: capital letters and blanks count.",
        "",
    ),
    "key-missing": (
        "An entry of the dictionary is missing.",
        "compare the keys with those in the text of the exercise",
    ),
    "not-a-number": (
        "{part} holds nan or inf: a logarithm of 0 or below, a division by 0, or an exponential that is too large.",
        "print each value before the line that makes it",
    ),
    "argument-returned": ("{part} is one of the arguments as it came in: the result stands under another name.", ""),
    "step-returned": (
        "{part} is a value from a step before: the last one was left out, or another name is returned.",
        "",
    ),
    "another-part": ("{part} holds what belongs under another name.", "which name stands on the left of each line?"),
    "rounded": ("{part} was rounded. The exact number is asked for; rounding is for printing.", ""),
    "cut-to-whole": (
        "{part} lost everything after the point: int( ), // or an array of whole numbers cuts it off.",
        "",
    ),
    "sign": ("{part} has the right size and the other sign.", "count the minus signs in the formula and in the line"),
    "complement": ("{part} is 1 minus what it must be: the two classes have changed places.", ""),
    "turned": ("{part} lies on its side: its rows are what must be columns.", "print its .shape"),
    "other-shape": (
        "The numbers in {part} are right, and they are laid out in another shape.",
        "print its .shape; keepdims=True keeps an axis, reshape brings one back",
    ),
    "array-for-a-number": ("{part} is an array that holds one number. The number itself is asked for.", ""),
    "fixed-size": (
        "{part} has the same size whatever comes in: a size is written into the function as a number.",
        "look for numbers in the code that should come from .shape",
    ),
    "table-for-a-vector": (
        (
            "{part} is a table where one row or one column is meant: entries were multiplied and not added, or a row "
            "met a column and both stretched."
        ),
        "print the .shape of both factors",
    ),
    "random": (
        "Two calls with the same arguments give different answers: something in it is drawn at random.",
        "np.random has no place here",
    ),
    "probabilities-for-answers": ("{part} holds the probabilities. An answer is 0 or 1.", ""),
    "too-many-entries": (
        "{part} has more entries than asked for: each turn of a loop added one, or too many turns were taken.",
        "",
    ),
    "too-few-entries": ("{part} has fewer entries than asked for, or none: a condition lets too few of them in.", ""),
    "entries-of-another-kind": ("{part} is a list of other things than numbers. Each entry is to be one number.", ""),
    "one-for-the-list": ("{part} is a single number where the whole list is asked for.", ""),
    "another-kind": ("{part} is not the kind of thing that is asked for: another value stands under its name.", ""),
    "not-summed": ("{part} still has one number for each example: they were not added.", "np.sum"),
    "not-averaged": ("{part} still has one number for each example: they were not averaged.", "np.sum(...) / m"),
    "summed-to-one": ("{part} is a single number: all entries were added or averaged, and each was to stay.", ""),
    "one-entry": ("Only one entry or one row of {part} is there.", ""),
    "factor-of-a-size": (
        (
            "{part} is too large or too small by one of the sizes of the input: a division by the number of examples "
            "is missing, done twice, done with another size, or turned into a product."
        ),
        "1 / 2 * m is m / 2: put brackets around what stands below the line",
    ),
    "constant-factor": (
        "{part} is a constant times what it must be, the same on every input.",
        "look for a stray factor",
    ),
    "factor": ("{part} points the right way, and a factor is wrong that depends on the input.", ""),
    "constant-added": ("{part} differs by the same number everywhere: something is added that must not be.", ""),
    "squared": ("{part} is the square of what it must be.", ""),
    "root": ("{part} is the root of what it must be.", ""),
    "logarithm": ("{part} is the logarithm of what it must be.", ""),
    "reciprocal": ("{part} is 1 divided by what it must be: the fraction stands upside down.", ""),
    "absolute": ("{part} has the right sizes and no signs: an absolute value or a square took them away.", ""),
    "reversed": ("{part} holds the right numbers in another order.", ""),
    "constant": ("{part} is the same whatever the input: the arguments have no influence on it.", ""),
    "right-for-some": (
        (
            "Some inputs give the right answer and others do not: a size or a number of one example is written into "
            "the function, or only some entries are handled."
        ),
        "look for numbers in the code that should come from the arguments",
    ),
}


def hint(id: str, causes: Causes, part: str = "The answer") -> Hint:
    """A relation as it is told to a student."""
    why, look = WORDS[id]
    words = why.format(part=part)
    words = words[0].upper() + words[1:] if part == "The answer" else words
    return Hint(id, words, look, *causes.place(id))
