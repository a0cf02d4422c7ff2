"""Reads a page as a browser and a screen reader would, as far as our tests ask."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "wbr", "line", "rect", "path", "polyline", "circle"}


class Outline(HTMLParser):
    """The page's elements, its headings, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            return
        self.text += data
        if any(tag in ("h1", "h2", "h3") for tag in self.open):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [name for _, a in self.elements if (name := a.get("id"))]


def faults(page: str) -> list[str]:
    """What a reader without sight, network or script would stumble over."""
    outline = Outline(page)
    found = [f"unbalanced {tag}" for tag in outline.unbalanced + outline.open]
    levels = [level for level, _ in outline.headings]
    found += [f"{levels.count(1)} h1"] if levels.count(1) != 1 else []
    found += [f"h{a} to h{b}" for a, b in itertools.pairwise(levels) if b > a + 1]
    found += [f"id {i} twice" for i in set(outline.ids) if outline.ids.count(i) > 1]
    if outline.all("html")[0].get("lang") != "en":
        found.append("no lang")
    for tag, attributes in outline.elements:
        if tag == "th" and attributes.get("scope") not in ("row", "col"):
            found.append("th without scope")
        if tag == "svg" and (attributes.get("role") != "img" or not attributes.get("aria-labelledby")):
            found.append("svg without a name")
        if tag == "meter" and not attributes.get("aria-label"):
            found.append("meter without a name")
        if tag == "table" and not (attributes.get("aria-labelledby") or attributes.get("aria-label")):
            found.append("table without a name")
        if tag in ("link", "img", "iframe", "object", "embed", "base"):
            found.append(f"<{tag}>")
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in ("src", "srcset", "style")]
        for name in ("aria-labelledby", "aria-describedby"):
            found += [f"{name} {i}" for i in (attributes.get(name) or "").split() if i not in outline.ids]
        href = attributes.get("href") or ""
        if href.startswith("#") and href[1:] not in outline.ids:
            found.append(f"link to nowhere: {href}")
        if ":" in href or href.startswith("//"):
            found.append(f"link to the outside: {href}")
    return found
