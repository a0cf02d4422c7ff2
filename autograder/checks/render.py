"""Renders a result as plain text and as HTML. PASS and FAIL are words; colour only repeats them."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .result import Result, Status
from .spec import RUNGS, Rung

WIDTH = 82  # what nbgrader's Validate shows of a line

_HELD = {
    Rung.EXISTS: "it is defined",
    Rung.KIND: "it returns the right kinds of things",
    Rung.SHAPE: "the shapes are right",
    Rung.VALUE: "the visible tests pass",
    Rung.HIDDEN: "tests with new numbers pass",
    Rung.UNCHANGED: "its arguments stay as they were",
    Rung.VECTORIZED: "it has no loop over the examples",
    Rung.STABLE: "it holds at the extremes",
}

_STATUS_WORDS = {
    Status.UNTOUCHED: "Not written yet: write the function above, run its cell, then run this one again.",
    Status.MISSING: "The function is not defined. Run the cell that defines it; keep its name as it was.",
    Status.TIMEOUT: "It did not come to an end in time. Look for a loop whose condition never becomes false.",
    Status.KILLED: "It brought its process down. Look for memory that grows without bound, or a call that ends Python.",
}

_FAILED = {
    Rung.EXISTS: "its parameters are not those of the text",
    Rung.KIND: "it does not return what is asked for",
    Rung.SHAPE: "a shape is not right",
    Rung.VALUE: "a value is not right",
    Rung.HIDDEN: "the visible tests pass, one with new numbers does not",
    Rung.UNCHANGED: "it changes an argument",
    Rung.VECTORIZED: "a loop runs over the examples",
    Rung.STABLE: "it does not hold at the extremes",
}

#: labels of rows that are about the call or the cause; any other label is a part of the answer
LABELS = frozenset(
    ("what", "points", "tried", "raised", "your line", "likely", "or", "and", "run", "look", "read", "note", "advice")
)


def number(points: float) -> str:
    """Points as people write them: 4, 1.5."""
    return f"{points:g}"


def headline(result: Result) -> str:
    """The first line: name and PASS with the number of tests, or FAIL with the rung and the points."""
    if result.status == Status.PASSED:
        return f"{result.name}   PASS   {_passed_tests(result)}"
    score = "" if result.practice else f"   ({_score(result)})"
    ended = result.status in (Status.TIMEOUT, Status.KILLED)  # at no rung: nothing came back
    where = f' at "{result.rung}"' if result.rung and not ended else ""
    return f"{result.name}   FAIL{where}{score}"


def rows(result: Result) -> list[tuple[str, str]]:
    """The lines below the headline, as label and words, in the order they are read."""
    found: list[tuple[str, str]] = []
    if result.status in _STATUS_WORDS:
        found.append(("what", _STATUS_WORDS[result.status]))
    elif result.rung:
        found.append(("what", f"{_sentence(result)}."))
    if result.paid_for and not result.practice:
        found.append(("points", f"{result.paid_for}: {number(result.points)} of {number(result.max_points)}"))
    if result.tried:
        found.append(("tried", result.tried))
    if result.raised:
        found.append(("raised", f"{result.raised.type_name}: {result.raised.message}".rstrip(": ")))
    else:
        found += [(row.part, row.words) for row in result.rows]
    if result.line:
        found.append(("your line", f"{result.line[0]} | {result.line[1]}"))
    for i, hint in enumerate(result.hints):
        found.append(("likely" if i == 0 else "and" if hint.beside else "or", hint.why))
        found += [(label, getattr(hint, label)) for label in ("run", "look", "read") if getattr(hint, label)]
    label = "note" if result.status != Status.PASSED else "advice"
    return found + [(label, note) for note in (*result.notes, *_repair_first(result))]


def text(result: Result, passed: str = "") -> str:
    """The whole answer as text, for a terminal, a log, or a screen reader."""
    first = headline(result)
    if result.status == Status.PASSED and passed:
        first += "\n" + textwrap.fill(passed, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return message(first, rows(result))


def message(headline: str, rows: Sequence[tuple[str, str]]) -> str:
    """A headline and the rows below it as text: labels in a column, words wrapped beside it."""
    lines = [headline]
    width = max((len(label) for label, _ in rows), default=0) + 2
    for label, words in rows:
        first, rest = f"  {label:<{width}}", " " * (width + 2)
        if label == "run":  # code keeps its lines
            lines.append(first + words.replace("\n", f"\n{rest}"))
        else:
            lines.append(textwrap.fill(words, WIDTH, initial_indent=first, subsequent_indent=rest))
    return "\n".join(lines)


def page(result: Result, passed: str = "", links: Mapping[str, str] = MappingProxyType({})) -> str:
    """The result as HTML that loads nothing from outside and reads well in light and dark themes.

    links : words of a row "read" -> address of the lesson's heading, where it is known
    """
    good = result.status == Status.PASSED
    colour = "#0072B2" if good else "#D55E00"
    told = rows(result)
    wide = max((len(label) for label, _ in told), default=0)
    cells = "".join(
        f'<div style="{_ROW}"><dt style="{_DT};flex:0 0 {wide}ch">{html.escape(label)}</dt>'
        f'<dd style="{_DD}">{_words(label, words, links)}</dd></div>'
        for label, words in told
    )
    extra = f'<p style="margin:.3em 0 0">{html.escape(passed)}</p>' if good and passed else ""
    table = f'<dl style="margin:.4em 0 0">{cells}</dl>' if cells else ""
    return (
        f'<div style="border-left:4px solid {colour};padding:.3em .8em;margin:.3em 0">'
        f"<strong>{html.escape(headline(result))}</strong>{extra}{table}</div>"
    )


#: the labels in a column; where the words would have less than 16em beside it, as on a phone, they stand below
_ROW = "display:flex;flex-wrap:wrap;gap:0 1em;padding:.1em 0"
_DT = "margin:0;padding:0;float:none;font-weight:600"
_DD = "margin:0;padding:0;flex:1 1 16em;min-width:0;overflow-wrap:anywhere"
_PRE = "display:inline-block;margin:0;padding:0;background:none;white-space:pre-wrap"
#: without JavaScript the button does nothing, and the code can be selected
_COPY = (
    '<button type="button" style="margin-left:.8em" title="Copy, then paste into a new cell" onclick="'
    "navigator.clipboard.writeText(this.previousElementSibling.textContent);this.textContent='copied'\">copy</button>"
)
#: JupyterLab goes to a heading while it still draws the lesson: cells that come above push it out of view, and a cell
#: that is not yet rendered opens as its source. So the lesson opens first, by the link before this one; once the
#: heading is drawn, or nothing more is, this link is followed, and again for as long as the heading is out of view,
#: until the reader does something. Elsewhere, or without JavaScript, it is a plain link
_FOLLOW = (
    "if(event.isTrusted&&document.getElementById('jp-main-dock-panel')){event.preventDefault();event.stopPropagation();"
    "const own=this.closest('.jp-NotebookPanel'),words=this.textContent.split('\"')[1].replaceAll('`','');"
    "let on=true,ticks=0,cells=0,still=0,there=false;"
    "this.previousElementSibling.click();"
    "for(const e of ['wheel','keydown','pointerdown','touchmove'])"
    "addEventListener(e,()=>on=false,{once:true,capture:true});"
    "const tick=setInterval(()=>{if(!on||++ticks>120)return clearInterval(tick);"
    "const shown=[...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden)')].filter(one=>one!==own);"
    "const drawn=shown.flatMap(one=>[...one.querySelectorAll('.jp-Cell')]).length;"
    "still=drawn===cells?still+1:0;cells=drawn;"
    "const heading=shown.flatMap(one=>[...one.querySelectorAll('h2,h3,h4')])"
    ".find(one=>one.offsetParent&&one.textContent.includes(words));"
    "const {top,bottom}=heading?heading.getBoundingClientRect():{};"
    "if(drawn&&(heading?!there||top<0||bottom>innerHeight:still>3)){there=true;this.click()}},500)}"
)
_SPAN = re.compile("`([^`]+)`")  # code within words


def _words(label: str, words: str, links: Mapping[str, str]) -> str:
    escaped = html.escape(words)
    if label == "read" and links.get(words):
        return _link(links[words], escaped)
    if label == "run":
        return f'<pre style="{_PRE}"><code>{escaped}</code></pre>{_COPY}'
    return f"<code>{escaped}</code>" if label in ("your line", "tried") else _SPAN.sub(r"<code>\1</code>", escaped)


def _link(address: str, escaped: str) -> str:
    """A link to a heading; the one to a cell of a notebook has a link to the notebook before it, which is not seen."""
    href = html.escape(address)
    notebook, cell, _ = href.partition("#cell-id=")
    if not cell:
        return f'<a href="{href}">{escaped}</a>'
    return f'<a href="{notebook}" hidden></a><a href="{href}" onclick="{html.escape(_FOLLOW)}">{escaped}</a>'


def _passed_tests(result: Result) -> str:
    tests = "test" if result.visible == 1 else "tests"
    if not result.hidden:
        return f"{result.visible} {tests} passed."
    if result.graded:
        return f"{result.visible} visible {tests} passed, and {result.hidden} with new numbers."
    return f"{result.visible} visible {tests} passed; {result.hidden} more, with new numbers, run at grading."


def _repair_first(result: Result) -> list[str]:
    if result.followed_through:
        ours = " and ".join(result.followed_through)
        return [f"Judged with our {ours}, because yours did not pass: repair {result.repair}."]
    if result.repair:
        return [f"It calls {result.repair}, whose own check has not passed yet: repair {result.repair} first."]
    return []


def _score(result: Result) -> str:
    score = f"{number(result.points)} of {number(result.max_points)} points"
    return score if result.graded else f"{score} so far"


def _sentence(result: Result) -> str:
    held = [_HELD[rung] for rung in RUNGS if rung in result.passed_rungs and rung != result.rung]
    words = _FAILED[result.rung or Rung.EXISTS]
    if result.rung == Rung.EXISTS and result.raised:
        words = "the last run of its cell stopped at a syntax error, and Python still has the function from before"
    if result.rare:
        return f"The visible tests pass; with {result.rare} it is wrong"
    if result.rung in (Rung.UNCHANGED, Rung.VECTORIZED, Rung.STABLE) or not held:
        return words[0].upper() + words[1:]
    listed = ", ".join(held[:-1]) + (" and " if len(held) > 1 else "") + held[-1]
    return f"{listed[0].upper()}{listed[1:]}; {words}"
