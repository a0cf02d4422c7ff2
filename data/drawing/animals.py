"""Animals: a body and a head, drawn one over the other."""

from __future__ import annotations

import numpy as np

from data.drawing.bodies import draw_body
from data.drawing.canvas import Canvas
from data.drawing.figure import Species, draw_figure
from data.drawing.heads import draw_head


def draw_animal(rng: np.random.Generator, species: Species) -> Canvas:
    """A transparent sheet with one animal of `species`."""
    canvas, figure = Canvas(), draw_figure(rng, species)
    draw_body(rng, canvas, figure)
    draw_head(rng, canvas, figure)
    return canvas
