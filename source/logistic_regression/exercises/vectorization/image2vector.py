"""One picture as a column. Pixels unroll in C order: along the rows, the colours of a pixel together."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .pixels import mixed, ramp


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three pictures, none square, with two, four and five colours."""
    calls = []
    for c in (2, 4, 5):
        h = int(rng.integers(2, 5))
        w = h + int(rng.integers(1, 3))
        calls.append(call(rng.permutation(256)[: h * w * c].astype(np.uint8).reshape(h, w, c)))
    return calls


IMAGE2VECTOR = Exercise(
    name="image2vector",
    notebook="1_vectorization",
    rungs={"kind": 0, "shape": 0.5, "value": 0.5, "hidden": 0.5, "unchanged": 0.5},
    returns=("x",),
    # the first two both hold 18 numbers, the second is square, only the first has three colours
    visible=(call(ramp(2, 3, 3)), call(mixed(1, 3, 3, 2)), call(mixed(2, 4, 2, 4) / 255)),
    hidden=fresh,
    evaluation_order=("x",),
    passed="A picture of 64 × 64 pixels and 3 colours becomes 12,288 numbers: did you predict it?",
)


@IMAGE2VECTOR.mistake(
    "two-axes",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="Height and width were joined, and the colours kept an axis of their own: "
    "each pixel is still a row of numbers.",
    look="print(image2vector(np.zeros((2, 3, 3))).shape): how many rows must a single column have?",
)
def two_axes(image):
    return image.reshape(image.shape[0] * image.shape[1], image.shape[2])


@IMAGE2VECTOR.mistake(
    "rows-kept",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="Columns and colours were joined, and the rows of the picture kept an axis of their own.",
    look="print(image2vector(np.zeros((2, 3, 3))).shape): how many rows must a single column have?",
)
def rows_kept(image):
    return image.reshape(image.shape[0], -1)


@IMAGE2VECTOR.mistake(
    "row",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="The picture became one row, (1, n). An example stands upright here: a column with one number in each row.",
    look="print(image2vector(np.zeros((2, 3, 3))).shape): which of the two sizes must be 1?",
)
def row(image):
    return image.reshape(1, -1)


@IMAGE2VECTOR.mistake(
    "rank-1",
    fails="shape",
    lesson="08",
    heading="Tell three vectors apart",
    why="The result has one axis, (n,). It is neither a row nor a column, and transposing it changes nothing.",
    look="x = image2vector(np.zeros((2, 3, 3))); print(x.ndim, x.shape, x.T.shape)",
)
def rank_1(image):
    return image.flatten()


@IMAGE2VECTOR.mistake(
    "three-colours-fixed",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of colours is written as 3. Any picture with another number of channels does not fit.",
    look="print(image.shape): which of the three sizes does your code ask the picture for, and which does it know?",
)
def three_colours_fixed(image):
    return image.reshape(image.shape[0] * image.shape[1] * 3, 1)


@IMAGE2VECTOR.mistake(
    "one-side-twice",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="One side of the picture is counted twice, which fits square pictures only.",
    look="print(image.shape): which of the three sizes does your code never use?",
)
def one_side_twice(image):
    return image.reshape(image.shape[0] * image.shape[0] * image.shape[2], 1)


@IMAGE2VECTOR.mistake(
    "size-of-our-pictures",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of rows is the 12,288 of the course's pictures. "
    "The function must ask the picture that it is given.",
    look="print(image.shape, image.size) inside the function",
)
def size_of_our_pictures(image):
    return image.reshape(64 * 64 * 3, 1)


@IMAGE2VECTOR.mistake(
    "size-of-one-example",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of rows is fixed to 18, the size of one example. A picture of any other size does not fit.",
    look="print(image.shape, image.size) inside the function",
)
def size_of_one_example(image):
    return image.reshape(18, 1)


@IMAGE2VECTOR.mistake(
    "columns-first",
    fails="value",
    lesson="01",
    heading="Read downwards, or colour by colour",
    why="The axes are read in the opposite order: down the first column of the red plane, then the next column. "
    "The numbers are the right ones and stand in the wrong places.",
    look="image = np.arange(18).reshape(2, 3, 3); print(image[0, 0], image2vector(image)[:3, 0]): are they equal?",
)
def columns_first(image):
    return image.T.reshape(-1, 1)


@IMAGE2VECTOR.mistake(
    "colour-planes",
    fails="value",
    lesson="01",
    heading="Read downwards, or colour by colour",
    why="All the reds come first, then all the greens, then all the blues. "
    "Here the colours of one pixel stay together.",
    look="image = np.arange(18).reshape(2, 3, 3); print(image[0, 0], image2vector(image)[:3, 0]): are they equal?",
)
def colour_planes(image):
    return image.transpose(2, 0, 1).reshape(-1, 1)


@IMAGE2VECTOR.mistake(
    "scaled",
    fails="value",
    lesson="01",
    heading="Scaled on the way, or scaled twice",
    why="The pixels were divided by 255 on the way. Scaling is a step of its own, "
    "and this function only moves numbers.",
    look="image = np.full((2, 3, 3), 51); print(image.max(), image2vector(image).max())",
)
def scaled(image):
    return image.reshape(-1, 1) / 255


@IMAGE2VECTOR.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value was computed and not handed back. A function without return gives None, also if it prints.",
    look="print(image2vector(np.zeros((2, 3, 3))))",
)
def nothing_returned(image):
    image.reshape(-1, 1)


@IMAGE2VECTOR.mistake(
    "in-place",
    fails="unchanged",
    lesson="01",
    heading="The caller's own array",
    why="The shape of the caller's own array was changed. After the call there is no picture any more, only a column.",
    look="image = np.zeros((2, 3, 3)); image2vector(image); print(image.shape): is it still a picture?",
)
def in_place(image):
    image.shape = (image.size, 1)
    return image


@IMAGE2VECTOR.mistake(
    "one-colour",
    fails="shape",
    why="One number per pixel is left: the other colours were dropped, or the colours averaged. Every number of the "
    "picture belongs into the column.",
    look="print(image.size, image2vector(image).size)",
    lesson="01",
    heading="Unroll it into a column",
)
def one_colour(image):
    return image[:, :, 0].reshape(-1, 1)


IMAGE2VECTOR.variant("one-colour")(lambda image: image.mean(axis=2).reshape(-1, 1))
IMAGE2VECTOR.variant("one-colour")(lambda image: image.sum(axis=2).reshape(-1, 1))
