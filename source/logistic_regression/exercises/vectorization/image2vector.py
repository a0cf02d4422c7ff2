"""One picture as a column. Pixels unroll in C order: along the rows, the colours of a pixel together."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .pixels import mixed, pixels, ramp


def fresh(rng: np.random.Generator) -> list[Call]:
    """Pictures of bytes with three and two colours, the second square, one of numbers up to 1, and one row of greys."""
    h, w = int(rng.integers(2, 5)), int(rng.integers(5, 8))
    return [
        call(pixels(rng, h, w, 3)),
        call(pixels(rng, h + 1, h + 1, 2)),
        call(pixels(rng, w, h, 4) / 255),
        call(pixels(rng, 1, w, 1)),
    ]


IMAGE2VECTOR = Exercise(
    name="image2vector",
    notebook="1_vectorization",
    parts={"x": 1.5},
    rungs={"unchanged": 0.5},
    returns=("x",),
    # the first two both hold 18 numbers, the second is square, only the first has three colours
    visible=(call(ramp(2, 3, 3)), call(mixed(1, 3, 3, 2)), call(mixed(2, 4, 2, 4) / 255)),
    hidden=fresh,
    evaluation_order=("x",),
    passed="A picture of 64 × 64 pixels and 3 colours becomes 12,288 numbers: did you predict it?",
)


@IMAGE2VECTOR.mistake("shape", keeps=0.3, read="01 A row, an axis left over, one long vector")
def two_axes(image):
    """Height and width were joined, and the colours kept an axis of their own: each pixel is still a row of numbers.

    >>> print(image2vector(np.zeros((2, 3, 3))).shape)
    How many rows must a single column have?
    """
    return image.reshape(image.shape[0] * image.shape[1], image.shape[2])


@IMAGE2VECTOR.mistake("shape", keeps=0.3, read="01 A row, an axis left over, one long vector")
def rows_kept(image):
    """Columns and colours were joined, and the rows of the picture kept an axis of their own.

    >>> print(image2vector(np.zeros((2, 3, 3))).shape)
    How many rows must a single column have?
    """
    return image.reshape(image.shape[0], -1)


@IMAGE2VECTOR.mistake("shape", keeps=0.5, read="01 A row, an axis left over, one long vector")
def row(image):
    """The picture became one row, (1, n). An example stands upright here: a column with one number in each row.

    >>> print(image2vector(np.zeros((2, 3, 3))).shape)
    Which of the two sizes must be 1?
    """
    return image.reshape(1, -1)


@IMAGE2VECTOR.mistake("shape", keeps=0.5, read="08 Tell three vectors apart")
def rank_1(image):
    """The result has one axis, (n,). It is neither a row nor a column, and transposing it changes nothing.

    >>> x = image2vector(np.zeros((2, 3, 3))); print(x.ndim, x.shape, x.T.shape)
    """
    return image.flatten()


@IMAGE2VECTOR.mistake("kind", keeps=0.5, read="01 A size typed in")
def three_colours_fixed(image):
    """The number of colours is written as 3. Any picture with another number of channels does not fit.

    >>> print(image.shape)
    Which of the three sizes does your code ask the picture for, and which does it know?
    """
    return image.reshape(image.shape[0] * image.shape[1] * 3, 1)


@IMAGE2VECTOR.mistake("kind", keeps=0.5, read="01 A size typed in")
def one_side_twice(image):
    """One side of the picture is counted twice, which fits square pictures only.

    >>> print(image.shape)
    Which of the three sizes does your code never use?
    """
    return image.reshape(image.shape[0] * image.shape[0] * image.shape[2], 1)


@IMAGE2VECTOR.mistake("kind", read="01 A size typed in")
def size_of_our_pictures(image):
    """The number of rows is the 12,288 of the course's pictures. The function must ask the picture that it is given.

    >>> print(image.shape, image.size)
    Which of these numbers is written into your code?
    """
    return image.reshape(64 * 64 * 3, 1)


@IMAGE2VECTOR.mistake("kind", read="01 A size typed in")
def size_of_one_example(image):
    """The number of rows is fixed to 18, the size of one example. A picture of any other size does not fit.

    >>> print(image.shape, image.size)
    Which of these numbers is written into your code?
    """
    return image.reshape(18, 1)


@IMAGE2VECTOR.mistake("value", keeps=0.3, read="01 Read downwards, or colour by colour")
def columns_first(image):
    """The axes are read in the opposite order: down the first column of the red plane, then the next column. The
    numbers are the right ones and stand in the wrong places.

    >>> image = np.arange(18).reshape(2, 3, 3); print(image[0, 0], image2vector(image)[:3, 0])
    Are they equal?
    """
    return image.T.reshape(-1, 1)


@IMAGE2VECTOR.mistake("value", keeps=0.3, read="01 Read downwards, or colour by colour")
def colour_planes(image):
    """All the reds come first, then all the greens, then all the blues. Here the colours of one pixel stay together.

    >>> image = np.arange(18).reshape(2, 3, 3); print(image[0, 0], image2vector(image)[:3, 0])
    Are they equal?
    """
    return image.transpose(2, 0, 1).reshape(-1, 1)


@IMAGE2VECTOR.mistake("value", keeps=0.5, read="01 Scaled on the way, or scaled twice")
def scaled(image):
    """The pixels were divided by 255 on the way. Scaling is a step of its own, and this function only moves numbers.

    >>> image = np.full((2, 3, 3), 51); print(image.max(), image2vector(image).max())
    """
    return image.reshape(-1, 1) / 255


@IMAGE2VECTOR.mistake("kind", read="00 Printed and not returned")
def nothing_returned(image):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(image2vector(np.zeros((2, 3, 3))))
    """
    image.reshape(-1, 1)


@IMAGE2VECTOR.mistake("unchanged", read="01 The caller's own array")
def in_place(image):
    """The shape of the caller's own array was changed. After the call there is no picture any more, only a column.

    >>> image = np.zeros((2, 3, 3)); image2vector(image); print(image.shape)
    Is it still a picture?
    """
    image.shape = (image.size, 1)
    return image


@IMAGE2VECTOR.mistake("shape", keeps=0.3, read="01 Unroll it into a column")
def one_colour(image):
    """One number per pixel is left. Usually the other colours were dropped, or the colours averaged. Every number of
    the picture belongs in the column.

    >>> print(image.size, image2vector(image).size)
    """
    return image[:, :, 0].reshape(-1, 1)


IMAGE2VECTOR.more(
    "one-colour",
    lambda image: image.mean(axis=2).reshape(-1, 1),
    lambda image: image.sum(axis=2).reshape(-1, 1),
)
