"""A square sheet of 256 units to draw on: four times the final picture, so that edges come out smooth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageDraw

from data.drawing.palette import Color

SIZE = 256
Point = tuple[float, float]


class Canvas:
    """A transparent sheet; x runs right and y runs down, both in 0..256, and shapes are given by centre and radius."""

    def __init__(self) -> None:
        self.image = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
        self._pen = ImageDraw.Draw(self.image)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Color, edge: Color | None = None) -> None:
        self._pen.ellipse((x - rx, y - ry, x + rx, y + ry), fill=fill, outline=edge, width=3 if edge else 0)

    def polygon(self, points: Sequence[Point], fill: Color, edge: Color | None = None) -> None:
        self._pen.polygon(points, fill=fill)
        if edge:
            self.line([*points, points[0]], edge, 3)

    def line(self, points: Sequence[Point], fill: Color, width: float) -> None:
        """A line through `points` with round ends and joints."""
        self._pen.line(points, fill=fill, width=round(width), joint="curve")
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, fill)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: Color,
        edge: Color | None = None,
        corner: float = 0,
    ) -> None:
        """A rectangle whose corners are rounded with radius `corner`."""
        self._pen.rounded_rectangle((left, top, right, bottom), corner, fill=fill, outline=edge, width=3 if edge else 0)

    def arc(self, x: float, y: float, rx: float, ry: float, start: float, end: float, fill: Color, width: int) -> None:
        """Part of an ellipse from `start` to `end` degrees, clockwise from three o'clock."""
        self._pen.arc((x - rx, y - ry, x + rx, y + ry), start, end, fill=fill, width=width)

    @contextmanager
    def turned(self, degrees: float, center: Point) -> Iterator[Canvas]:
        """A fresh sheet that is turned counter-clockwise about `center` and laid on this one at the end."""
        layer = Canvas()
        yield layer
        turned = layer.image.rotate(degrees, center=center, resample=Image.Resampling.BICUBIC)
        self.image.alpha_composite(turned)

    @contextmanager
    def within(self, x: float, y: float, rx: float, ry: float) -> Iterator[Canvas]:
        """A fresh sheet of which only the part inside the given ellipse is laid on this one at the end."""
        layer, window = Canvas(), Image.new("L", (SIZE, SIZE), 0)
        yield layer
        ImageDraw.Draw(window).ellipse((x - rx, y - ry, x + rx, y + ry), fill=255)
        self.image.paste(layer.image, (0, 0), Image.composite(layer.image.getchannel("A"), window, window))
