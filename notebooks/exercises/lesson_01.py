"""Lesson 01: ask a set of pictures for its sizes, find a pixel in its column, and turn columns back into pictures."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def columns(m: int, height: int, width: int, colours: int) -> Call:
    """X of m pictures whose numbers count on from picture to picture, and the size of a picture."""
    pictures = np.arange(m * height * width * colours, dtype=float).reshape(m, -1)
    return call(np.ascontiguousarray(pictures.T), height, width, colours)


SIZES = Exercise(
    name="sizes",
    notebook="01_turn_an_image_into_a_column",
    parts={"m": 1, "n_x": 1},
    returns=("m", "n_x"),
    visible=(call(np.zeros((5, 2, 3, 3))), call(np.zeros((4, 6, 2, 2))), call(np.zeros((1, 3, 5, 4)))),
    hidden=lambda rng: [],
    passed="The array was asked, so the same line serves 209 pictures to learn from and 50 to test on.",
)


@SIZES.mistake("value", read="01 A size typed in")
def typed_in(images):
    """The sizes are those of the course's training set, written into the code. Any other set gets a wrong answer.

    >>> print(sizes(np.zeros((5, 2, 3, 3))))
    """
    return 209, 12288


@SIZES.mistake("value", read="01 A row, an axis left over, one long vector")
def colours_forgotten(images):
    """Height times width counts the pixels. Each pixel holds several numbers, one per colour.

    >>> images = np.zeros((5, 2, 3, 3)); print(images[0].size)
    """
    return images.shape[0], images.shape[1] * images.shape[2]


@SIZES.mistake("value", read="01 A size typed in")
def one_side_twice(images):
    """One side of the picture is counted twice, which fits square pictures only.

    >>> print(sizes(np.zeros((5, 2, 3, 3))))
    How many numbers are in a picture of 2 × 3 pixels?
    """
    return images.shape[0], images.shape[1] * images.shape[1] * images.shape[3]


@SIZES.mistake("value", read="01 Ask a question with two answers")
def all_the_numbers(images):
    """That is how many numbers all the pictures hold together. n_x is the share of one picture.

    >>> images = np.zeros((5, 2, 3, 3)); print(images.size, images[0].size)
    """
    return images.shape[0], images.size


@SIZES.mistake("value", read="00 In another order, or in another box", id="n_x-first")
def n_x_first(images):
    """n_x comes back first and m second. Whoever calls this unpacks m first.

    >>> m, n_x = sizes(np.zeros((5, 2, 3, 3))); print(m)
    """
    return images[0].size, images.shape[0]


PLACE_IN_COLUMN = Exercise(
    name="place_in_column",
    notebook="01_turn_an_image_into_a_column",
    parts={"place": 1},
    returns=("place",),
    visible=(call(1, 0, 0, 4, 3), call(2, 3, 1, 4, 3), call(5, 6, 2, 64, 3), call(3, 1, 0, 5, 2), call(0, 0, 2, 7, 4)),
    hidden=lambda rng: [],
    passed="Whole rows first, then whole pixels, then colours: that is C order.",
)


@PLACE_IN_COLUMN.mistake("value", read="01 Unroll it into a column")
def columns_first(row, column, colour, width, colours):
    """The pixels are counted down the columns. A page is read along its rows: a whole row comes before the next.

    >>> print(np.arange(8).reshape(2, 4))
    Which number stands in row 1, column 0?
    """
    return (column * width + row) * colours + colour


@PLACE_IN_COLUMN.mistake("value", read="01 Unroll it into a column")
def colours_not_counted(row, column, colour, width, colours):
    """The pixels before this one are counted as one number each. Each of them holds `colours` numbers.

    >>> print(place_in_column(0, 1, 0, 4, 3))
    The first pixel has used up three places.
    """
    return row * width + column + colour


@PLACE_IN_COLUMN.mistake("value", read="01 A size typed in")
def three_colours_of_64(row, column, colour, width, colours):
    """The width 64 and the 3 colours of the course's pictures are written into the code.

    >>> print(place_in_column(1, 0, 0, 4, 3))
    One row of 4 pixels comes before it.
    """
    return (row * 64 + column) * 3 + colour


@PLACE_IN_COLUMN.mistake("value", read="01 Unroll it into a column")
def counted_from_one(row, column, colour, width, colours):
    """The result is one too large: rows, columns, colours and places all count from 0.

    >>> print(place_in_column(0, 0, 0, 4, 3))
    The first number stands in row 0 of the column.
    """
    return (row * width + column) * colours + colour + 1


PICTURES_BACK = Exercise(
    name="pictures_back",
    notebook="01_turn_an_image_into_a_column",
    parts={"pictures_back": 1},
    rungs={"unchanged": 1},
    returns=("pictures_back",),
    visible=(columns(5, 2, 3, 3), columns(3, 4, 2, 2), columns(2, 3, 5, 4)),
    hidden=lambda rng: [],
    passed="Each column became its own picture again. The scrambled version has the same shape and none of them.",
)


@PICTURES_BACK.mistake("value", read="01 Look at the scrambled picture")
def scrambled(X, height, width, colours):
    """The shape is right and the pictures are not. reshape takes the numbers row by row, and a row of X holds one
    number of every picture.

    >>> X = np.arange(36).reshape(2, 18).T; print(pictures_back(X, 2, 3, 3)[0].ravel(), X[:, 0])
    """
    return X.reshape(X.shape[1], height, width, colours)


@PICTURES_BACK.mistake("shape", read="01 Read downwards, or colour by colour")
def sides_swapped(X, height, width, colours):
    """Height and width changed places. Square pictures hide it, and come out as stripes.

    >>> X = np.zeros((18, 5)); print(pictures_back(X, 2, 3, 3).shape)
    """
    return X.T.reshape(-1, width, height, colours)


@PICTURES_BACK.mistake("value", read="01 Read downwards, or colour by colour")
def colour_planes(X, height, width, colours):
    """The column was read as three planes, all reds first. In it, the colours of one pixel stay together.

    >>> X = np.arange(36).reshape(2, 18).T; print(pictures_back(X, 2, 3, 3)[0, 0, 0], X[:3, 0])
    """
    return X.T.reshape(-1, colours, height, width).transpose(0, 2, 3, 1)


@PICTURES_BACK.mistake("shape", read="01 Look at the scrambled picture")
def pictures_on_the_last_axis(X, height, width, colours):
    """The numbers stand together rightly, and the pictures are counted by the last axis. The first one must.

    >>> X = np.zeros((18, 5)); print(pictures_back(X, 2, 3, 3).shape)
    """
    return X.reshape(height, width, colours, -1)


@PICTURES_BACK.mistake("unchanged", read="01 The caller's own array")
def in_place(X, height, width, colours):
    """The shape of the caller's own X was changed. After the call its columns are gone.

    >>> X = np.zeros((18, 5)); pictures_back(X, 2, 3, 3); print(X.shape)
    """
    pictures = X.T.copy().reshape(-1, height, width, colours)
    X.shape = (X.size,)
    return pictures
