"""Drawn pictures of cats and of other subjects, as many as wanted: `draw_pictures(count, seed)`."""

from __future__ import annotations

from data.drawing.dataset import draw_pictures

__all__ = ["draw_pictures"]
