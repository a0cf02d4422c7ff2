"""A whole set of pictures as X, one picture per column."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .pixels import mixed, pixels, ramp


def fresh(rng: np.random.Generator) -> list[Call]:
    """Sets of six, four and three pictures, none square, the last with numbers up to 1; then a single picture."""
    h = int(rng.integers(2, 4))
    w = h + 1
    return [
        call(pixels(rng, 6, h, w, 3)),
        call(pixels(rng, 4, w, h, 2)),
        call(pixels(rng, 3, h, w, 4) / 255),
        call(pixels(rng, 1, w, h, 3)),
    ]


FLATTEN_IMAGES = Exercise(
    name="flatten_images",
    notebook="1_vectorization",
    parts={"X": 3.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("X",),
    visible=(
        call(ramp(2, 2, 3, 3)),
        call(mixed(3, 5, 3, 2, 3)),
        call(mixed(4, 3, 2, 4, 2) / 255),
        call(ramp(1, 2, 3, 2)),
    ),
    hidden=fresh,
    scaling=lambda m, rng: call(rng.integers(0, 256, (m, 2, 1, 2)).astype(np.uint8)),
    evaluation_order=("X",),
    uses=("image2vector",),
    passed="Column i rebuilds picture i. The scrambled version has the same shape and none of the pictures.",
)

image2vector = FLATTEN_IMAGES.sibling("image2vector")


@FLATTEN_IMAGES.mistake("shape", keeps=0.5, read="01 Put the columns side by side")
def one_picture_per_row(images):
    """Each picture became a row. The pixels inside it stand in the right order, but X must hold one picture per column.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    Which of the two sizes is the number of pictures?
    """
    return images.reshape(images.shape[0], -1)


@FLATTEN_IMAGES.mistake("shape", read="01 Look at the scrambled picture")
def scrambled_and_turned(images):
    """The numbers were dealt out row by row to m columns, which mixes the pictures, and the result was then turned.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    Which of the two sizes is the number of pictures?
    """
    return images.reshape(-1, images.shape[0]).T


@FLATTEN_IMAGES.mistake("value", read="01 Look at the scrambled picture")
def scrambled(images):
    """The shape is right and the pictures are not. reshape deals the numbers out row by row, so each column took a few
    pixels from every picture.

    >>> plt.imshow(flatten_images(pictures.train_x)[:, 0].reshape(64, 64, 3))
    Is that a picture?
    """
    return images.reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake("value", keeps=0.3, read="01 Read downwards, or colour by colour")
def pixels_turned(images):
    """Column i holds picture i, read colour by colour and column by column. Usually all four axes were turned at once,
    or the order "F" was asked for.

    >>> images = np.arange(36).reshape(2, 2, 3, 3); print(images[0, 0, 0], flatten_images(images)[:3, 0])
    Are they equal?
    """
    return images.T.reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake("value", keeps=0.3, read="01 Read downwards, or colour by colour")
def colour_planes(images):
    """In each column all the reds come first, then all the greens, then all the blues. Here the colours of one pixel
    stay together.

    >>> images = np.arange(36).reshape(2, 2, 3, 3); print(images[0, 0, 0], flatten_images(images)[:3, 0])
    Are they equal?
    """
    return images.transpose(3, 1, 2, 0).reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake("kind", read="01 A row, an axis left over, one long vector")
def colours_forgotten(images):
    """Height times width counts the pixels. Each pixel holds several numbers, one per colour, and they did not fit.

    >>> print(images.shape, images[0].size)
    How many numbers does one picture hold?
    """
    return images.reshape(images.shape[0], images.shape[1] * images.shape[2]).T


@FLATTEN_IMAGES.mistake("shape", read="01 A row, an axis left over, one long vector")
def colours_beside_pictures(images):
    """Only height times width numbers went into a column, so the colours overflowed into columns of their own.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    How many columns must there be?
    """
    return images.reshape(images.shape[1] * images.shape[2], -1)


@FLATTEN_IMAGES.mistake("kind", keeps=0.5, read="01 A size typed in")
def three_colours_fixed(images):
    """The number of colours is written as 3. Pictures with another number of channels do not fit.

    >>> print(images.shape)
    Which of the four sizes does your code ask for, and which does it know?
    """
    m, h, w = images.shape[:3]
    return images.reshape(m, h * w * 3).T


@FLATTEN_IMAGES.mistake("kind", read="01 A size typed in")
def pictures_counted_by_hand(images):
    """The number of pictures is written as 209. The function must ask the set that it is given: the test set has 50.

    >>> print(images.shape)
    Which of these numbers is written into your code?
    """
    return images.reshape(209, -1).T


@FLATTEN_IMAGES.mistake("kind", read="01 A size typed in")
def pixels_counted_by_hand(images):
    """The number of rows is the 12,288 of the course's pictures. The function must ask the pictures that it is given.

    >>> print(images.shape)
    Which of these numbers is written into your code?
    """
    return images.reshape(images.shape[0], 64 * 64 * 3).T


@FLATTEN_IMAGES.mistake("kind", read="01 A size typed in")
def all_counted_by_hand(images):
    """Both sizes are those of the course's training set. The function must ask the pictures that it is given.

    >>> print(images.shape)
    Which of these numbers are written into your code?
    """
    return images.reshape(209, 64 * 64 * 3).T


@FLATTEN_IMAGES.mistake("shape", read="01 A row, an axis left over, one long vector")
def one_long_vector(images):
    """All the numbers of all the pictures stand in one vector, (n,). Nothing tells where a picture ends.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    X must have two axes.
    """
    return images.flatten()


@FLATTEN_IMAGES.mistake("shape", read="01 A row, an axis left over, one long vector")
def one_long_column(images):
    """All the pictures stand on top of each other in a single column. Each needs a column of its own, side by side.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    How many columns are there, and how many pictures?
    """
    return images.reshape(-1, 1)


@FLATTEN_IMAGES.mistake("shape", keeps=0.5, read="01 A row, an axis left over, one long vector")
def third_axis_kept(images):
    """A list of columns became an array with three axes, (m, n, 1): the columns were stacked behind each other.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))).shape)
    X must have two axes.
    """
    return np.array([image2vector(image) for image in images])


@FLATTEN_IMAGES.mistake("value", keeps=0.5, read="01 Scaled on the way, or scaled twice")
def scaled(images):
    """The pixels were divided by 255 on the way. Scaling is a step of its own, and this function only moves numbers.

    >>> images = np.full((5, 2, 3, 3), 51); print(images.max(), flatten_images(images).max())
    """
    return images.reshape(images.shape[0], -1).T / 255


@FLATTEN_IMAGES.mistake("kind", read="00 Printed and not returned")
def nothing_returned(images):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(flatten_images(np.zeros((5, 2, 3, 3))))
    """
    np.transpose(images.reshape(images.shape[0], -1))


@FLATTEN_IMAGES.mistake("unchanged", read="01 The caller's own array")
def in_place(images):
    """The shape of the caller's own array was changed. After the call there are no pictures any more, only rows.

    >>> images = np.zeros((5, 2, 3, 3)); flatten_images(images); print(images.shape)
    Are they still pictures?
    """
    images.shape = (images.shape[0], images[0].size)
    return images.T


@FLATTEN_IMAGES.mistake("shape", keeps=0.3, read="01 Put the columns side by side")
def one_picture_only(images):
    """Only one picture comes back. Each picture needs a column, side by side with the others.

    >>> print(images.shape, flatten_images(images).shape)
    """
    return images[0].reshape(-1, 1)


FLATTEN_IMAGES.more("one-picture-only", lambda images: images[-1].reshape(-1, 1))


@FLATTEN_IMAGES.mistake("shape", keeps=0.7, read="01 A row, an axis left over, one long vector")
def single_picture_squeezed(images):
    """`squeeze` takes away every axis of length 1. For a set of one picture that is the axis that counts the pictures.

    >>> print(flatten_images(np.zeros((1, 2, 3, 3))).shape)
    """
    return np.squeeze(images.reshape(images.shape[0], -1).T)


@FLATTEN_IMAGES.variant("single-picture-squeezed")
def squeezed_first(images):
    images = np.squeeze(images)
    return images.reshape(images.shape[0], -1).T
