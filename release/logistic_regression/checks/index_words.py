"""What a student is told of an index that does not fit, and how the words of an IndexError tell which story it is."""

from __future__ import annotations

#: id -> why, look
WORDS = {
    "no-such-index": (
        (
            "The index lies behind the last entry. Counting starts at 0, an array (1, m) needs two, A[0, i], and an "
            "index that is typed in as a number needs an entry there in every array."
        ),
        "print the .shape and the index",
    ),
    "too-many-indices": (
        "There are more indices in the square brackets than the array has axes: each axis takes one.",
        "print its .ndim, and count the indices; the arrays that come in need not have two axes",
    ),
    "no-index": (
        (
            "What stands in the square brackets is no index of an array. An index is a whole number, a slice, or an "
            "array of these or of True and False; a name in quotes needs a dictionary."
        ),
        "print(type(...)) of what stands in the brackets, and of what stands before them",
    ),
    "mask-of-another-shape": (
        (
            "An array of True and False picks entries of another array here, and their shapes differ. It picks those "
            "of an array of its own shape."
        ),
        "print the .shape of both",
    ),
    "no-such-place": (
        (
            "The list has no place with that number. It has as many as were put into it, an empty one none, and an = "
            "sign makes no new one."
        ),
        "costs.append(cost) makes a place and fills it",
    ),
    "another-shape-put-in": (
        (
            "What is put into an array has another shape than its place there. Usually one of the two was made with a "
            "size that is typed in or belongs to another axis, or what is put there is no single number, row or column."
        ),
        "print the .shape of what stands on the right of the = sign, and of the place on its left",
    ),
    "tuple-too-short": (
        "The tuple has fewer entries than the index asks for. A .shape has one for each axis of its array.",
        "print the tuple, and the index; counting starts at 0",
    ),
}

#: the first pattern that fits the words of the exception decides
BY_MESSAGE = (
    (r"array is 0-dimensional", "number-treated-as-array"),
    (r"too many indices", "too-many-indices"),
    (r"(only integers|must be of integer)", "no-index"),
    (r"boolean index did not match", "mask-of-another-shape"),
    (r"assignment index out of range", "no-such-place"),
    (r"tuple index out of range", "tuple-too-short"),
    (r"", "no-such-index"),
)
