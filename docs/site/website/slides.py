"""Slides of each lesson, made from its own questions and figures: one page of HTML that needs nothing else.

Page Down leads on; printed, each slide is one sheet in landscape.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from notebooks.recall import Answer, Question, marked

from .mathml import mathml

STYLE = """
html { scroll-snap-type: y mandatory; font: 4vh/1.35 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
body { margin: 0; }
section { box-sizing: border-box; height: 100vh; padding: 4vh 6vw; scroll-snap-align: start; overflow: hidden;
  display: flex; flex-direction: column; justify-content: center; gap: 2vh; }
h1 { font-size: 2em; } h2 { font-size: 1.3em; } h1, h2, p, ul, ol { margin: 0; }
figure { margin: 0; display: contents; }
img { max-width: 100%; max-height: 66vh; object-fit: contain; align-self: center; }
code { font-size: 0.9em; background: #eee; padding: 0 0.2em; }
ol { list-style: upper-alpha; font-size: 0.9em; }
ul { font-size: 0.85em; }
figcaption { font-size: 0.8em; }
@page { size: A4 landscape; margin: 0; }
@media print { section { break-after: page; } }
"""
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]+)\]\((?P<file>[^)]+)\)")
LONGEST = 450  # characters of a paragraph that can be read from the last row


def slides(lesson: Path, votes: list[Question]) -> str:
    """The slides of an executed lesson: its title, each section's questions and figures, the questions to vote on."""
    notebook = nbformat.read(lesson, as_version=4)
    parts = [*_of_sections(notebook, lesson.parent), *_of_votes(votes)]
    title = _title(notebook)
    body = "\n".join(f"<section>\n{part}\n</section>" for part in parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _title(notebook: NotebookNode) -> str:
    return str(notebook.cells[0].source.split("\n")[0].removeprefix("# "))


def _of_sections(notebook: NotebookNode, folder: Path) -> Iterator[str]:
    heading = _title(notebook)
    yield f"<h1>{prose(heading)}</h1>"
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            found = re.match(r"##+ (.+)", cell.source)
            if found and found[1] == "Key points":
                yield f"<h2>Key points</h2>{_bullets(cell.source)}"
                return
            heading = found[1] if found else heading
            if found and (asked := _asked(cell.source)):
                yield f"<h2>{prose(heading)}</h2>" + "".join(f"<p>{prose(one)}</p>" for one in asked)
            for image in _IMAGE.finditer(cell.source):
                png = base64.b64encode((folder / image["file"]).read_bytes()).decode("ascii")
                yield _figure(heading, png, image["alt"], "")
        else:
            below = notebook.cells[i + 1].source if i + 1 < len(notebook.cells) else ""
            for output in cell.outputs:
                if "image/png" in output.get("data", {}):
                    yield _figure(heading, output.data["image/png"], output.data["text/plain"], _first_sentence(below))


def _figure(heading: str, png: str, alt: str, below: str) -> str:
    image = f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{"".join(png.split())}">'
    caption = f"<figcaption>{prose(below)}</figcaption>" if below else ""
    return f"<h2>{prose(heading)}</h2><figure>{image}{caption}</figure>"


def _of_votes(votes: list[Question]) -> Iterator[str]:
    for question in votes:
        choices = "".join(f"<li>{marked(answer.text)}</li>" for answer in question.answers)
        yield f"<h2>{marked(question.text)}</h2><ol>{choices}</ol>"
        shown = "".join(f"<li>{marked(answer.text)}<br>{_verdict(answer)}</li>" for answer in question.answers)
        yield f"<h2>{marked(question.text)}</h2><ol>{shown}</ol>"


def _verdict(answer: Answer) -> str:
    return f"<small>{'<strong>Right.</strong> ' if answer.right else ''}{marked(answer.because)}</small>"


def _plain(source: str) -> str:
    """A cell's prose without its heading, minutes, figures, tables, folds and code blocks."""
    text = re.sub(r"```.*?```|<details>.*?</details>|\$\$.*?\$\$", "", source, flags=re.S)
    lines = (line for line in text.split("\n") if not re.match(r"#|\*\d+ minutes|!\[|\||> ", line))
    return "\n".join(lines)


def _asked(source: str) -> list[str]:
    """The last two paragraphs that ask something and are short enough for a slide."""
    paragraphs = [" ".join(one.split()) for one in _plain(source).split("\n\n")]
    short = (one for one in paragraphs if not one.startswith("- ") and len(one) <= LONGEST)
    return [one for one in short if "?" in re.sub(r"`[^`]+`", "", one)][-2:]


def _first_sentence(source: str) -> str:
    found = re.match(r"[^#|<].*?[.?](?= |$)", _plain(source).strip())
    return found[0] if found else ""


def _bullets(source: str) -> str:
    return f"<ul>{''.join(f'<li>{prose(line)}</li>' for line in re.findall(r'^- (.+)$', source, flags=re.M))}</ul>"


def prose(text: str) -> str:
    """A line of Markdown as HTML: code, stress, links without their targets, formulas."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text.replace("**", ""))
    formulas = re.split(r"\$([^$]+)\$", text)
    return "".join(mathml(part) if i % 2 else marked(part) for i, part in enumerate(formulas))
