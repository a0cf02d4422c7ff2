"""A whole set of pictures as X, one picture per column."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .pixels import mixed, ramp


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three sets of three, four and six pictures, none square, with two to four colours."""
    calls = []
    for m, c in ((3, 2), (4, 4), (6, 3)):
        h = int(rng.integers(2, 4))
        w = h + 1
        calls.append(call(rng.permutation(256)[: m * h * w * c].astype(np.uint8).reshape(m, h, w, c)))
    return calls


FLATTEN_IMAGES = Exercise(
    name="flatten_images",
    notebook="1_vectorization",
    rungs={"kind": 0, "shape": 1, "value": 1.5, "hidden": 1, "unchanged": 0.5, "vectorized": 0},
    returns=("X",),
    visible=(call(ramp(2, 2, 3, 3)), call(mixed(3, 5, 3, 2, 3)), call(mixed(4, 3, 2, 4, 2) / 255)),
    hidden=fresh,
    scaling=lambda m: call(ramp(m, 2, 1, 2)),
    evaluation_order=("X",),
    uses=("image2vector",),
    passed="Column i rebuilds picture i. The scrambled version has the same shape and none of the pictures.",
)

image2vector = FLATTEN_IMAGES.sibling("image2vector")


@FLATTEN_IMAGES.mistake(
    "one-picture-per-row",
    fails="shape",
    lesson="01",
    heading="Put the columns side by side",
    why="Each picture became a row. The pixels inside it stand in the right order, "
    "but X must hold one picture per column.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): which of the two sizes is the number of pictures?",
)
def one_picture_per_row(images):
    return images.reshape(images.shape[0], -1)


@FLATTEN_IMAGES.mistake(
    "scrambled-and-turned",
    fails="shape",
    lesson="01",
    heading="Look at the scrambled picture",
    why="The numbers were dealt out row by row to m columns, which mixes the pictures, and the result was then turned.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): which of the two sizes is the number of pictures?",
)
def scrambled_and_turned(images):
    return images.reshape(-1, images.shape[0]).T


@FLATTEN_IMAGES.mistake(
    "scrambled",
    fails="value",
    lesson="01",
    heading="Look at the scrambled picture",
    why="The shape is right and the pictures are not. reshape deals the numbers out row by row, "
    "so each column took a few pixels from every picture.",
    look="plt.imshow(flatten_images(pictures.train_x)[:, 0].reshape(64, 64, 3)): is that a picture?",
)
def scrambled(images):
    return images.reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake(
    "pixels-turned",
    fails="value",
    lesson="01",
    heading="Read downwards, or colour by colour",
    why="Turning all four axes at once also turned each picture inside its column: "
    "column i holds picture i, read colour by colour and column by column.",
    look="images = np.arange(36).reshape(2, 2, 3, 3); print(images[0, 0, 0], flatten_images(images)[:3, 0]): "
    "are they equal?",
)
def pixels_turned(images):
    return images.T.reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake(
    "colour-planes",
    fails="value",
    lesson="01",
    heading="Read downwards, or colour by colour",
    why="In each column all the reds come first, then all the greens, then all the blues. "
    "Here the colours of one pixel stay together.",
    look="images = np.arange(36).reshape(2, 2, 3, 3); print(images[0, 0, 0], flatten_images(images)[:3, 0]): "
    "are they equal?",
)
def colour_planes(images):
    return images.transpose(3, 1, 2, 0).reshape(-1, images.shape[0])


@FLATTEN_IMAGES.mistake(
    "colours-forgotten",
    fails="kind",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="Height times width counts the pixels. Each pixel holds several numbers, one per colour, and they did not fit.",
    look="print(images.shape, images[0].size): how many numbers does one picture hold?",
)
def colours_forgotten(images):
    return images.reshape(images.shape[0], images.shape[1] * images.shape[2]).T


@FLATTEN_IMAGES.mistake(
    "colours-beside-pictures",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="Only height times width numbers went into a column, so the colours overflowed into columns of their own.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): how many columns must there be?",
)
def colours_beside_pictures(images):
    return images.reshape(images.shape[1] * images.shape[2], -1)


@FLATTEN_IMAGES.mistake(
    "three-colours-fixed",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of colours is written as 3. Pictures with another number of channels do not fit.",
    look="print(images.shape): which of the four sizes does your code ask for, and which does it know?",
)
def three_colours_fixed(images):
    m, h, w = images.shape[:3]
    return images.reshape(m, h * w * 3).T


@FLATTEN_IMAGES.mistake(
    "pictures-counted-by-hand",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of pictures is written as 209. The function must ask the set that it is given: "
    "the test set has 50.",
    look="print(images.shape) inside the function",
)
def pictures_counted_by_hand(images):
    return images.reshape(209, -1).T


@FLATTEN_IMAGES.mistake(
    "pixels-counted-by-hand",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="The number of rows is the 12,288 of the course's pictures. "
    "The function must ask the pictures that it is given.",
    look="print(images.shape) inside the function",
)
def pixels_counted_by_hand(images):
    return images.reshape(images.shape[0], 64 * 64 * 3).T


@FLATTEN_IMAGES.mistake(
    "all-counted-by-hand",
    fails="kind",
    lesson="01",
    heading="A size typed in",
    why="Both sizes are those of the course's training set. The function must ask the pictures that it is given.",
    look="print(images.shape) inside the function",
)
def all_counted_by_hand(images):
    return images.reshape(209, 64 * 64 * 3).T


@FLATTEN_IMAGES.mistake(
    "one-long-vector",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="All the numbers of all the pictures stand in one vector, (n,). Nothing tells where a picture ends.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): X must have two axes",
)
def one_long_vector(images):
    return images.flatten()


@FLATTEN_IMAGES.mistake(
    "one-long-column",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="All the pictures stand on top of each other in a single column. Each needs a column of its own, side by side.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): how many columns are there, and how many pictures?",
)
def one_long_column(images):
    return images.reshape(-1, 1)


@FLATTEN_IMAGES.mistake(
    "third-axis-kept",
    fails="shape",
    lesson="01",
    heading="A row, an axis left over, one long vector",
    why="A list of columns became an array with three axes, (m, n, 1): the columns were stacked behind each other.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))).shape): X must have two axes",
)
def third_axis_kept(images):
    return np.array([image2vector(image) for image in images])


@FLATTEN_IMAGES.mistake(
    "scaled",
    fails="value",
    lesson="01",
    heading="Scaled on the way, or scaled twice",
    why="The pixels were divided by 255 on the way. Scaling is a step of its own, "
    "and this function only moves numbers.",
    look="images = np.full((5, 2, 3, 3), 51); print(images.max(), flatten_images(images).max())",
)
def scaled(images):
    return images.reshape(images.shape[0], -1).T / 255


@FLATTEN_IMAGES.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value was computed and not handed back. A function without return gives None, also if it prints.",
    look="print(flatten_images(np.zeros((5, 2, 3, 3))))",
)
def nothing_returned(images):
    np.transpose(images.reshape(images.shape[0], -1))


@FLATTEN_IMAGES.mistake(
    "in-place",
    fails="unchanged",
    lesson="01",
    heading="The caller's own array",
    why="The shape of the caller's own array was changed. After the call there are no pictures any more, only rows.",
    look="images = np.zeros((5, 2, 3, 3)); flatten_images(images); print(images.shape): are they still pictures?",
)
def in_place(images):
    images.shape = (images.shape[0], images[0].size)
    return images.T


@FLATTEN_IMAGES.mistake(
    "one-picture-only",
    fails="shape",
    why="Only one picture comes back. Each picture needs a column, side by side with the others.",
    look="print(images.shape, flatten_images(images).shape)",
    lesson="01",
    heading="Put the columns side by side",
)
def one_picture_only(images):
    return images[0].reshape(-1, 1)


FLATTEN_IMAGES.variant("one-picture-only")(lambda images: images[-1].reshape(-1, 1))
