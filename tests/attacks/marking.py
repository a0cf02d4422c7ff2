"""Attacks on the person who marks: what nbgrader's formgrader makes of a judged notebook, with the marker's rights.

Its page loads MathJax, which reads formulas in the text that a browser shows, once signs written as numbers are signs.
"""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import nbformat
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.course.plan import NotebookPlan
from autograder.gradebook.autograded import Template
from autograder.gradebook.formgrader import show_names_as_text
from autograder.records.record import notebook_record
from autograder.submissions.alignment import Cell, SubmittedNotebook
from autograder.submissions.notebook_file import MAX_SOURCE, parse
from tests.attacks.attack import Claim, adds_to
from tests.attacks.comparing import TEXTS

MARKING: list[Claim] = []
claim = adds_to(MARKING)

SLOWEST = 60.0  # CPU seconds for a page, on a busy machine; Jupyter serves nobody else meanwhile
EVIL = "evil.example"


def page_of(*cells: Cell) -> str:
    """What the formgrader shows of a notebook of these cells."""
    template = Template(Path(), NotebookPlan("n", ()))
    template.__dict__.update(notebook={"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, cells={})
    filled = template.fill(SubmittedNotebook("n", cells), notebook_record("n", [], []))
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(nbformat.reads(json.dumps(filled), 4))
    return str(page)


class _Reader(HTMLParser):
    """What of a page is live: links, what runs or loads, and formulas with a link."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found, self.text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        for name, value in attrs:
            if (value or "").startswith("data:image/"):  # of an <img>: it is drawn or not, and nothing in it runs
                continue
            if EVIL in (value or "") or (name.startswith("on") and "evil" in (value or "")):
                self.found = self.found or f"live: <{tag} {name}={value!r}>"[:200]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "pre", "code"}.intersection(self.inside):  # where MathJax does not look
            self.text += data


def live(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    formula = re.search(r"\\(href|mmlToken|csname|require)(?![A-Za-z])[^\\]*evil", reader.text)
    return reader.found or (f"a formula has a link: {formula[0]}" if formula else "")


#: a text in which something may lead out of the page or run in it
LEADING = {
    "a link": f'<a href="http://{EVIL}">a</a> [b](http://{EVIL}) [c]: http://{EVIL}\n\n[c] http://{EVIL}',
    "a link in a formula": rf"$\href{{https:{EVIL}}}{{x}}$",
    "a link in a formula for display": r"$$ a \\ \href {javascript:evil()} {x} $$",
    "a link in a formula that only a browser sees": rf"&#36;\href{{http://{EVIL}}}{{x}}&dollar;",
    "a link in a formula that does not seem to end": rf"$\href{{http://{EVIL}}}{{x}}\\\\$",
    "a link in a formula, in signs that are numbers": rf"$&#92;href{{http:{EVIL}}}{{x}}$ &bsol;href{{http:{EVIL}}}{{x}}",
    "a link in an environment": rf"\begin{{align}} \href{{http:{EVIL}}}{{x}} \end{{align}}",
    "a link under another name": rf"$\let\a=\href \a{{http:{EVIL}}}{{x}} \def\b{{\mmlToken{{mi}}[href=http:{EVIL}]{{x}}}}\b$",
    "a picture": f"![x](attachment:{EVIL}) ![y](//{EVIL}/y.png) <img src=//{EVIL}>",
    "a tag in a drawing": f'```mermaid\ngraph TD\nA[&lt;img src=//{EVIL} onerror=evil()&gt;]\nclick A "//{EVIL}"\n```',
    "a tag in a heading": "#<svg onload=evil()>\n# a &lt;img onerror=evil()&gt; {#x onclick=evil()}",
    "a tag in a language": f'```" onclick="evil()\ncode\n```\n~~~<img src=//{EVIL}>\nx\n~~~',
}
for called, text in LEADING.items():
    for kind in ("markdown", "raw"):

        @claim(f"formgrader: {called} in a {kind} cell", "writes what the instructor may click, or what runs by itself")
        def _(folder: Path, kind: str = kind, text: str = text) -> str:
            return live(page_of(Cell(kind, text)))


#: texts of a text cell that take those who show it the square of their length
SLOW = {
    "environments that never end": "\\begin{a}",
    "formulas that never end": "$$a",
    "formulas of one sign": "$a\\",
    "brackets of formulas": "\\\\[",
    "brackets": "[",
    "stars": "**a ",
    "lines below": "_a*",
    "quotes in quotes": ">",
    "lists in lists": "- ",
    "code that never ends": "`" + "a``",
    "addresses": "<a@",
    "backslashes": "\\",
    "a table": "|a|\n|-|\n",
    "references": "[a][",
    "notes": "[^a]:",
}


def slow(kind: str, text: str) -> str:
    before = time.process_time()
    page_of(*[Cell(kind, (text * MAX_SOURCE)[:MAX_SOURCE])] * 10)  # as many as a notebook may have of its own
    took = time.process_time() - before
    return f"it took {took:.0f} s" if took > SLOWEST else ""


for called, text in SLOW.items():

    @claim(f"formgrader: {called}", "writes a text cell that takes long to show, while Jupyter serves nobody")
    def _(folder: Path, text: str = text) -> str:
        return slow("markdown", text)


for called, text in TEXTS.items():

    @claim(f"formgrader: code of {called}", "writes a code cell that takes long to colour")
    def _(folder: Path, text: str = text) -> str:
        return slow("code", text)


def _outputs(kind: str, text: str) -> str:
    """Saved outputs of a notebook as it was handed in, as the formgrader shows them."""
    outputs = [
        {"output_type": "display_data", "data": {kind: text, "text/plain": "x"}, "metadata": {kind: {"alt": text}}},
        {"output_type": "stream", "name": text, "text": text},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        {"output_type": "update_display_data", "data": {kind: [text]}, "transient": {"display_id": text}},
    ]
    made = {"cells": [{"cell_type": "code", "source": "1", "outputs": outputs, "metadata": {kind: text}}]}
    (read,) = parse(json.dumps(made).encode()).cells
    return page_of(Cell(read.kind, read.source, outputs=read.outputs))


#: every type of output that a front end runs or shows
TYPES = (
    *("text/html", "text/markdown", "text/latex", "text/plain", "application/javascript", "application/json"),
    *("image/svg+xml", "image/png", "image/jpeg", "image/gif", "application/pdf", "application/vnd.mermaid"),
    *("application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/geo+json"),
)
for kind in TYPES:

    @claim(f"formgrader: an output of {kind}", "saves an output that a front end runs")
    def _(folder: Path, kind: str = kind) -> str:
        text = f'"><img src="//{EVIL}" onerror="evil()"><script>evil()</script><a href="http://{EVIL}">a</a>$\\href{{{EVIL}}}{{evil}}$'
        return live(_outputs(kind, text)) or ("a script runs" if "<script>evil" in _outputs(kind, text) else "")


@claim("formgrader: outputs of colours", "saves outputs with a colour for each sign, each of which copies the rest")
def _(folder: Path) -> str:
    before = time.process_time()
    _outputs("text/plain", "\x1b[1m" * 25_000)
    took = time.process_time() - before
    return f"it took {took:.0f} s" if took > SLOWEST else ""


class _Shown:
    """The formgrader's own pages of a student, as `autograder.hooks` changes them, without a server."""

    render = handlers.BaseHandler.render
    exporter = property(lambda self: self.settings["nbgrader_exporter"])

    def __init__(self) -> None:
        told = {"template_name": "formgrade", "extra_template_basedirs": [handlers.template_path]}
        self.settings = {
            "nbgrader_jinja2_env": Environment(loader=FileSystemLoader([handlers.template_path])),
            "nbgrader_exporter": HTMLExporter(config=Config({"HTMLExporter": told})),
        }

    def pages(self, folder: Path, name: str) -> list[str]:
        about = {"student_id": name, "assignment_id": "week", "base_url": ""}
        where = {"notebook_id": "n", "submission_id": "1", "index": 0, "total": 1, **about}
        where["notebook_path"] = f"/tree/autograded/{name}/week/n.ipynb"  # as nbgrader's page makes it
        file = folder / "n.ipynb"
        file.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        people = ({"last_name": None, "first_name": None}, {"last_name": name, "first_name": name})
        named = [{**where, "student": name, **person} for person in people]
        return [
            self.render("manage_students_assignments.tpl", **about),
            self.render("manage_students_notebook_submissions.tpl", **about),
            *(self.exporter.from_filename(str(file), resources=one)[0] for one in named),
        ]


show_names_as_text(_Shown)
#: what a student may be called where nobody says what their names are
NAMES = (
    "<img src=x onerror=evil()>",
    '";evil();"',
    "</script><script>evil()</script>",
    '" onclick="evil()',
    '"><img src=x onerror=evil()>',
    '\\";evil();//',
)


@claim(
    "formgrader: a name that is a page", "calls himself as what runs with the marker's rights where his name is shown"
)
def _(folder: Path) -> str:
    shown = _Shown()
    for name in NAMES:
        alive = (
            name if "<" in name else f'{name}"'
        )  # in a text a quote is a sign as any other; here it ends what is quoted
        if any(alive in page or live(page) for page in shown.pages(folder, name)):
            return f"in the page as it is: {name}"
    return ""
