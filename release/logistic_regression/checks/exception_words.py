"""What a student is told of an exception and of other accidents of code: why it happens, and what to look at."""

from __future__ import annotations

from .index_words import WORDS as OF_INDICES

#: id -> why, look. The words are the same whatever the numbers, so that a class report can count them.
WORDS = {
    "numpy-prefix-missing": (
        "A function of numpy is called by its bare name. Python knows it only as np.exp, np.log, np.zeros and so on.",
        "the name in the last line of the message above",
    ),
    "global-for-argument": (
        "The function reaches for a variable of another cell. It must use what it is given: its own arguments.",
        "compare each name in the line with those in the brackets of the def line",
    ),
    "name-misspelt": (
        "A name is used that was never given a value, and one much like it exists. Capital letters count.",
        "the name in the message above, letter by letter",
    ),
    "unknown-name": (
        (
            "A name is used before it has a value here. Usually the line that makes it is missing, stands further down "
            "or does not run, or the name comes from another place."
        ),
        "where is the line with this name on the left of an = sign?",
    ),
    "placeholder-left": (
        (
            "Something is still None. Usually a line of the template was not filled in, or a function that is called "
            "here has no return."
        ),
        "print each value in the line before it is used",
    ),
    "call-for-a-product": (
        "A bracket straight after a value is a call. A product needs its sign: s * (1 − s), not s(1 − s).",
        "every place in the line where ( follows a name or a number",
    ),
    "key-of-a-tuple": (
        (
            "A text in square brackets asks a dictionary for an entry, and a tuple or a list stands before them. A "
            "call that gives several values back gives a tuple of them."
        ),
        "what does the called function return, and which of its values is the dictionary?",
    ),
    "module-called": (
        "A module is called as if it were a function. It only holds functions: np.linalg holds np.linalg.norm.",
        "which function of the module is meant? It stands behind one more dot",
    ),
    "function-not-called": (
        "A function is used as if it were what it returns: without its brackets and arguments it is not called.",
        "which name in the line above, or in one before it, belongs to a function?",
    ),
    "array-for-a-place": (
        "One place of an array takes one number, and what is put there is an array itself.",
        "print the .shape of what stands on the right of the = sign: are its entries to be added, or is one meant?",
    ),
    "square-for-round": (
        "Square brackets after the name of a function ask for an entry of it. A call has round ones.",
        "np.dot(a, b) calls; a[0] takes an entry",
    ),
    "round-for-square": (
        "Round brackets call a function. An entry of a tuple, a list or a dictionary is taken with square ones.",
        'image.shape[0], grads["dw"]',
    ),
    "number-treated-as-array": (
        (
            "A single number is used as if it were an array or a dictionary: it has no entries, no keys, no length and "
            "no shape."
        ),
        "print(type(...)) of the name before the dot or the bracket",
    ),
    "array-treated-as-number": (
        (
            "One number is needed here and an array came. The functions of math, float( ) and int( ) take single "
            "numbers; those of numpy take arrays."
        ),
        "np.exp for math.exp, np.log for math.log; for one answer per entry, no float( )",
    ),
    "array-in-a-condition": (
        "An if needs one true or false, and a comparison of an array gives one for each entry.",
        "compare a single entry, A[0, i], or use the comparison as an array",
    ),
    "two-rows-multiplied": (
        (
            "A matrix product pairs the columns of the left factor with the rows of the right one. Two rows of the "
            "same shape do not fit: turn one, or multiply with * and then sum."
        ),
        "print the .shape of both factors",
    ),
    "shapes-not-aligned": (
        (
            "A matrix product pairs the columns of the left factor with the rows of the right one, and here their "
            "numbers differ. Usually one factor must be turned with .T, the two stand in the other order, or one was "
            "made with a wrong size."
        ),
        "print the .shape of both factors",
    ),
    "shapes-not-stretched": (
        (
            "Two arrays meet entry by entry, and their shapes do not fit: each pair of sizes must be equal, or one "
            "must be 1. Where entries are to be multiplied and added, a matrix product is meant; where a sum lost its "
            "axis, keepdims=True keeps it."
        ),
        "print the .shape of both sides",
    ),
    "no-room-in-place": (
        (
            "+= and its like write into the array on their left, and the result has another shape, for which there is "
            "no room. Usually one of the two sides has an axis too few: X[:, i] has one, X[:, i:i + 1] two."
        ),
        "print the .shape of both sides",
    ),
    "reshape-counts": (
        (
            "reshape only lays the same numbers out in another way, and the sizes written here ask for another count. "
            "Usually a size is missing, counted twice, typed in as a number, or taken from another axis or array."
        ),
        "multiply the sizes that you ask for, and compare with .size",
    ),
    "no-such-axis": (
        "The array has no axis of that number. A matrix has axis 0, down the rows, and axis 1, along a row.",
        "print its .ndim",
    ),
    "array-for-an-axis": (
        (
            "The second thing that is handed over is taken for the axis, and an axis is a whole number. Two values are "
            "compared by np.maximum and np.minimum, and added with +."
        ),
        "what does the function take as its second argument?",
    ),
    "removed-from-numpy": (
        (
            "This name was taken out of numpy in 2022: np.float, np.int and np.bool were only other names for Python's "
            "own float, int and bool."
        ),
        "float(x) or dtype=float, without np.",
    ),
    "np-overwritten": (
        "np is no longer numpy: a line somewhere gave the name np another value. Every np.… fails from then on.",
        "a line with np = …; rename it, then restart the kernel and run the cells again",
    ),
    "builtin-for-numpy": (
        (
            "max, min, sum and any without np. are Python's own. They add or compare whole rows, or whole arrays, and "
            "not one entry with another."
        ),
        "np.max(x, axis=…), np.sum(x, axis=…); np.maximum and np.minimum compare entry by entry",
    ),
    "shapes-in-a-list": (
        (
            "A list goes into a function of numpy, and its items have different shapes, so they make no array. Values "
            "that are to be added need a + between them."
        ),
        "print the .shape of each item",
    ),
    "wrong-call": (
        (
            "The exception arises inside another function of the notebook: what it was handed does not fit. Usually "
            "another argument is meant, they stand in another order, or one of them was made wrong."
        ),
        "compare the call with the def line of the function, argument by argument",
    ),
    "fraction-for-a-count": (
        (
            "A count is needed here, a whole number, and a number with a fraction came. Arguments without a name go by "
            "their place: two may have changed places."
        ),
        "print the number; compare the order of the arguments with the def line",
    ),
    "product-of-numbers": (
        "@ and np.matmul multiply arrays. Single numbers are multiplied with *.",
        "print(np.ndim(...)) of both factors",
    ),
    "exception-returned": (
        (
            "The exception comes back as a value, and whoever calls the function goes on as if all were well. "
            "raise stops it."
        ),
        "raise ValueError(...), where return stands now",
    ),
    "result-for-the-function": (
        "The check was handed a value and not the function: brackets after the name call it.",
        "the name alone, without brackets, as in the check cell of the release",
    ),
    "another-exception": (
        "An exception is raised, and it is of another class than the text asks for.",
        "the name after raise",
    ),
    "no-such-function": (
        (
            "The module has no function with this name. Usually a letter differs, or the function is in another module "
            "(np.linalg, np.random)."
        ),
        "type the module, a dot, and press Tab",
    ),
    "no-such-attribute": (
        (
            "The value before the dot has no attribute with this name. Usually a letter differs, or the value is of "
            "another kind."
        ),
        "print(type(...)) of what stands before the dot",
    ),
    "no-such-key": (
        (
            "The dictionary has no entry under that key. Usually no line puts it in before it is read, and += reads it "
            "too, or the key is written in another way. Capital letters count."
        ),
        "print its .keys()",
    ),
    "nothing-to-fill": (
        "An entry is given a value in something that has no entries to fill: a number, a tuple or a text.",
        "what does the name before the square bracket hold? np.zeros(...) makes an array to fill",
    ),
    "loop-over-a-number": (
        "A number stands where something with entries is meant. A loop that counts runs over range(n), not over n.",
        "for i in range(...): what is in the brackets?",
    ),
    "values-unpacked": (
        "The names on the left of the = sign are more or fewer than the values that stand or come on the right of it.",
        "print the right side: how many values are there, and in which order?",
    ),
    "call-does-not-fit": (
        "A function is called with arguments that it does not take: one is missing, too many, or has another name.",
        "help(...) of the function that is called",
    ),
    "def-line-changed": (
        "A call with just the arguments that the text of the exercise names does not fit the def line: it was changed.",
        "compare the def line with the one in the text, name by name",
    ),
    "sizes-need-a-bracket": (
        (
            "The sizes of an array go in as one thing, a pair in brackets of its own: np.zeros((n, 1)). Without them "
            "the second number is taken for the kind of number to store."
        ),
        "count the brackets after np.zeros",
    ),
    "caret": (
        "In Python ^ is not a power. It compares the bits of integers, and floats have no such operation.",
        "** is the power",
    ),
    "bits-of-floats": (
        "The signs ~, & and | work on True and False, or on the bits of whole numbers. Floats have no such operation.",
        "1 - Y turns labels of 0 and 1 round; np.logical_and joins conditions",
    ),
    "kinds-do-not-mix": (
        (
            "A sign of arithmetic needs numbers or arrays, and something else stands beside it: a function, a tuple, a "
            "list, a dictionary or a text."
        ),
        "print(type(...)) of what stands beside the sign",
    ),
    "whole-number-box": (
        "A result with a fraction is written into an array of whole numbers in place, as with /= or -=.",
        "x = x / n makes a new array",
    ),
    "braces-for-a-pair": (
        "Curly brackets without texts as keys make a set or use an array as a key, and an array can be neither.",
        '{"dw": dw} has the key in quotes, then a colon',
    ),
    "calls-itself": (
        "The function calls itself and so never comes to an end: inside it, its own name is not the formula.",
        "the line that has the function's own name in it",
    ),
    "own-assertion": (
        "An assert inside the function failed: it says what its author expected to hold at that line, and it does not.",
        "print both sides of the assert",
    ),
    "own-refusal": (
        "A raise in the function refuses arguments that must be accepted.",
        "the condition above the raise, with the shapes of the arguments that were tried",
    ),
    "values-refused": (
        (
            "The function that is called here does not take the values that it gets. Usually another function is "
            "meant, or one of the values was made wrong."
        ),
        "help(...) of the function, and the .shape of what it gets",
    ),
    "syntax": (
        (
            "Python cannot read the cell, and nothing of it ran. Usually a bracket is not closed, a colon is missing, "
            "an = sign has nothing after it, or a line is not indented like its neighbours."
        ),
        "the line above, and the one before it",
    ),
    **OF_INDICES,
}
