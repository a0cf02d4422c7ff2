"""Right answers to the exercises of lesson 01, in other styles than the folded ones."""

import numpy as np


def sizes_by_one_picture(images):
    return len(images), images[0].size


def sizes_by_division(images):
    return [images.shape[0], images.size // images.shape[0]]


def place_by_counting(row, column, colour, width, colours):
    return row * width * colours + column * colours + colour


def place_by_numpy(row, column, colour, width, colours):
    return np.ravel_multi_index((row, column, colour), (row + 1, width, colours))


def pictures_back_by_a_loop(X, height, width, colours):
    return np.array([X[:, i].reshape(height, width, colours) for i in range(X.shape[1])])


def pictures_back_by_moving_the_axis(X, height, width, colours):
    return np.moveaxis(X.reshape(height, width, colours, -1), -1, 0)


RIGHT = {
    "sizes": [sizes_by_one_picture, sizes_by_division],
    "place_in_column": [place_by_counting, place_by_numpy],
    "pictures_back": [pictures_back_by_a_loop, pictures_back_by_moving_the_axis],
}
