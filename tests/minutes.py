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


#: words a minute, lines of open code a minute; then minutes for each prediction, drawing, slider and "say why"
WORDS, CODE, PREDICTION, DRAWING, SLIDER, SAY_WHY = 200, 20, 0.4, 0.4, 0.8, 2.0
#: minutes to understand an exercise, or to answer its check, and for each line that is written
EXERCISE, WRITTEN_LINE = 2.0, 0.6


def estimated(path: Path) -> dict[str, float]:
    """The minutes of each section by what is in it. Nobody was timed: half or twice as long is within its error."""
    found: dict[str, float] = {}
    heading = ""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = (re.findall(r"^## (.+)$", text, flags=re.M) or [heading])[-1]
            minutes = _read(text)
        else:
            minutes = _done(text, cell["metadata"].get("jupyter", {}).get("source_hidden", False))
        found[heading] = found.get(heading, 0) + minutes
    return found


def _read(text: str) -> float:
    """Prose counts in full, folds by half: not everybody opens them."""
    folds = " ".join(re.findall(r"<details>.*?</details>", text, flags=re.S))
    words = len(text.split()) - len(folds.split()) / 2
    return words / WORDS + DRAWING * text.count("![") + SAY_WHY * text.count("**Say why.**")


def _done(text: str, folded: bool) -> float:
    """A cell of code that is written, moved with a slider, or read and run."""
    solution = re.search(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", text, flags=re.S)
    if solution:
        return EXERCISE + WRITTEN_LINE * len(solution[1].strip().split("\n"))
    if re.search(r"^check\(|^my_lines = |# missing", text, flags=re.M):
        return EXERCISE
    if "interact(" in text or "moving(" in text:
        return SLIDER
    lines = 0 if folded else len([line for line in text.split("\n") if line.strip()])
    return lines / CODE + PREDICTION * len(re.findall(r"^guess\(", text, flags=re.M)) + DRAWING * ("plt.show()" in text)
