"""Formulas as MathML, which every browser draws and every screen reader reads without a script or a font of ours."""

from __future__ import annotations

import re

from docutils.utils.math import latex2mathml

_THIN = '<mspace width="0.17em"></mspace>'
_FUNCTION = r"<mi>[a-z]{2,}</mi>"


def mathml(formula: str, as_block: bool = False) -> str:
    """A TeX formula as MathML, with TeX's thin spaces around log and its kind: docutils leaves "y log a" without."""
    drawn = str(latex2mathml.tex2mathml(formula, as_block=as_block))
    drawn = re.sub(rf"(?:(?<=</m[in]>)|(?<=\)</mo>))\s*(?={_FUNCTION})", _THIN, drawn)
    return re.sub(r"<mo>&ApplyFunction;</mo>(?=\s*<m[in]>)", _THIN, drawn)
