"""Attacks on who reads: text that a page or a terminal would obey, in every place where a student's words are shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

from autograder.checks import render
from autograder.checks.result import Result, Status
from autograder.checks.spec import Rung
from autograder.course.folders import Course
from autograder.grade.single import judge_files
from autograder.similar.compare import Pair, Shared
from autograder.similar.groups import Group
from autograder.similar.page import similar_page
from autograder.similar.pieces import Piece, Place
from autograder.similar.tokens import tokens
from autograder.watch.waiting import waiting_page
from tests.attacks.attack import Attack, Claim, Seen, adds_to
from tests.attacks.attack import Place as Attacked

MARK = "pwned"
TEXTS = {
    "a script": f"<script>{MARK}()</script>",
    "a picture with a script": f"<img src=x onerror={MARK}()>",
    "the end of an attribute": f'" onmouseover="{MARK}()" x="',
    "the end of an attribute in other quotes": f"' onmouseover='{MARK}()' x='",
    "the end of the block": f"</pre></details></table><script>{MARK}()</script>",
    "the end of a script": f"</script><script>{MARK}()</script>",
    "the end of a style": f"</style><script>{MARK}()</script>",
    "the end of a comment": f"--><script>{MARK}()</script><!--",
    "the end of character data": f"]]><script>{MARK}()</script>",
    "a drawing": f"<svg/onload={MARK}()>",
    "a frame": f"<iframe srcdoc='&lt;script&gt;{MARK}()&lt;/script&gt;'></iframe>",
    "a form": f"<form action='https://evil.example/{MARK}'><button>Submit again</button></form>",
    "another page": f"<meta http-equiv=refresh content='0;url=https://evil.example/{MARK}'>",
    "a base": f"<base href='https://evil.example/{MARK}/'>",
    "a link with a script": f"[look](javascript:{MARK}())",
    "a link with data": f"<a href='data:text/html,{MARK}'>look</a>",
    "entities": f"&lt;script&gt;{MARK}()&lt;/script&gt;",
    "a template": "{{ '" + MARK + "'|upper }}{% raw %}",
    "a mathematical link": f"$\\href{{javascript:{MARK}()}}{{x}}$",
    "a half tag": f"<script {MARK}",
    "a tag with a null": f"<scr\0ipt>{MARK}()</scr\0ipt>",
    "a clear screen": f"\x1b[2J\x1b[H{MARK}",
    "a terminal's link": f"\x1b]8;;https://evil.example/\x07{MARK}\x1b]8;;\x07",
    "a terminal's title": f"\x1b]0;{MARK}\x07",
    "an eight-bit sequence": f"\x9b31m{MARK}",
    "a line over another": f"99 of 99 points\r{MARK}",
    "letters taken back": f"{MARK}\b\b\b\b\b99",
    "a turned text": f"\u202e{MARK}\u2066",
    "brackets of a terminal library": f"[link=https://evil.example/]{MARK}[/link][bold]",
}
_WORDS = ("title", "alt", "aria-label", "id")  # attributes that are only read
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # which the terminal's library writes itself


class _Reader(HTMLParser):
    """Finds the mark where a browser would do more with it than show it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "style") else ""
        for name, value in attrs:
            ours = name in _WORDS or (name == "href" and (value or "").startswith("../"))  # a place in our own pages
            if MARK in f"{tag} {name}" or (MARK in (value or "") and not ours):
                self.found = self.found or f"<{tag} {name}={value!r}>"

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and MARK in data:
            self.found = self.found or f"in <{self.inside}>: {data[:80]}"

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found = self.found or f"in a comment: {data[:80]}"


def live(page: str) -> str:
    """What of a page a browser would run, follow or turn round; empty if it only shows it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.found:
        return f"live in a page: {reader.found}"
    if MARK.upper() in page:
        return "a template was filled in"
    obeyed = _OBEYED.search(page)
    return f"in a page: {obeyed[0]!r}" if obeyed else ""


def shown(place: Attacked, seen: Seen) -> str:
    """Whether what is shown of a submission is more than text."""
    if MARK not in seen.text:
        return "the text is not shown, and the attack proves nothing"
    obeyed = _OBEYED.search(_COLOUR.sub("", seen.text))
    return live(seen.page) or (f"on the terminal: {obeyed[0]!r}" if obeyed else "")


def _attack(name: str, text: str) -> Attack:
    answers = {
        "softmax": f"def softmax(x):\n    raise type({text!r}.replace(chr(0), ' '), (Exception,), {{}})({text!r})",
        "percentages": f"import warnings\ndef percentages(table):\n    warnings.warn({text!r})\n    return {text!r}",
        "standardize": f'def standardize(X):\n    """{MARK}"""\n    return {{{text!r}: X}}  # {_line(text)}',
    }
    cells = f"import sys\nprint({text!r})\n# below\nraise ValueError({text!r})  # {_line(text)}"
    return Attack(f"shows {name}", "writes it wherever a page has a student's words", cells, answers, harm=shown)


def _line(text: str) -> str:
    """The text as a comment can hold it."""
    return "".join(sign for sign in text if sign not in "\0\r\n")


PAGES = [_attack(name, text) for name, text in TEXTS.items()]
SHOWING: list[Claim] = []
claim = adds_to(SHOWING)


@claim("a check's card", "writes it into what the card below a check says")
def _(folder: Path) -> str:
    for text in TEXTS.values():
        notes, line = (text,), (3, text)
        result = Result(text, 0.0, 1.0, Status.FAILED, Rung.VALUE, tried=text, line=line, notes=notes, repair=text)
        # in the student's own browser and terminal: what runs in the page would run in whoever opens the notebook
        if harm := live(_OBEYED.sub("", render.page(result, text, {text: text}))):
            return f"{text!r}: {harm}"
    return ""


@claim("the page of similar work", "writes it into a function, and is called so")
def _(folder: Path) -> str:
    for text in TEXTS.values():
        code = f"def f(x):\n    y = [{_line(text)!r}, x + 17 * x - 4, x ** 3 / 5]\n    # {_line(text)}\n    return y"
        piece = Piece(code, tokens(code, frozenset(range(9)), frozenset()))
        place = Place("n", text)
        pair = Pair(text, "ada", 1.0, 99.0, (Shared(place, 1.0, 99.0, 0),))
        page = similar_page([Group([text, "ada"], [pair])], {text: {place: piece}, "ada": {place: piece}}, "week")
        if MARK not in page:
            return "the text is not shown, and the claim proves nothing"
        if harm := live(page):
            return f"{text!r}: {harm}"
    return ""


@claim("the page of those who wait", "hands in under it too often")
def _(folder: Path) -> str:
    found = ((text, live(waiting_page(text, "week", 3, datetime.now(UTC)))) for text in TEXTS.values())
    return next((f"{text!r}: {harm}" for text, harm in found if harm), "")


@claim("a folder's name on the terminal", "is judged alone, in a folder whose name a terminal obeys")
def _(folder: Path) -> str:
    home = folder / "submitted" / f"\x1b]0;{MARK}\x07" / "week"
    home.mkdir(parents=True)
    (home / "n.ipynb").write_bytes(b"{}")
    with mock.patch("autograder.grade.single.worker_setup"), mock.patch("autograder.grade.single.WorkerPool") as pool:
        judge_files(Course(folder), home, assignment="week")
    student = pool.return_value.__enter__.return_value.judge.call_args.args[0].student
    return "" if student.isprintable() else f"judged as {student!r}"
