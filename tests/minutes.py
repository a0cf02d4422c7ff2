"""The minutes that notebooks say of themselves: a line below each heading, with core or dig deeper."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

#: the line below a heading
MINUTES = re.compile(r"^\*(\d+) minutes · (core|dig deeper)\b", flags=re.M)
CORE = "core"


@functools.cache
def prose(path: Path) -> tuple[str, ...]:
    """The text of every cell of prose."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


@functools.cache
def sections(path: Path) -> dict[str, list[tuple[int, str]]]:
    """Minutes, and core or dig deeper, of each part of each section that says how long it takes."""
    found: dict[str, list[tuple[int, str]]] = {}
    heading = ""
    for text in prose(path):
        heading = (re.findall(r"^## (.+)$", text, flags=re.M) or [heading])[-1]
        found.setdefault(heading, []).extend((int(n), kind) for n, kind in MINUTES.findall(text))
    return {heading: parts for heading, parts in found.items() if parts}


def core(path: Path) -> int:
    """The minutes of a notebook's core path."""
    return sum(minutes for parts in sections(path).values() for minutes, kind in parts if kind == CORE)
