"""The glossary has each term once, in both languages, with a sentence and its lesson; lessons link to its terms."""

from __future__ import annotations

import json
import re

import pytest

from tests.week import LESSONS, lessons

GLOSSARY = (LESSONS / "glossary.md").read_text(encoding="utf-8")
NOTATION = (LESSONS / "notation.md").read_text(encoding="utf-8")
TERM = re.compile(r"^### (?P<term>.+)\n\n(?P<facts>.+)\n\n(?P<sentence>.+)$", flags=re.M)
TERMS = {found["term"]: found for found in TERM.finditer(GLOSSARY)}
BY_ANCHOR = {term.replace(" ", "-"): found for term, found in TERMS.items()}
LINK = re.compile(r"\[lesson (?P<lesson>\d\d)\]\((?P<file>[^)#]+)#(?P<anchor>[^)]+)\)")


def prose(lesson: str) -> list[str]:
    cells = json.loads((LESSONS / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def sections(lesson: str) -> dict[str, str]:
    """The text below each heading, by the heading's anchor."""
    text = "\n".join(f"\n{cell}\n" for cell in prose(lesson))
    found = re.findall(r"^#+ +(.+?) *\n(.*?)(?=^#|\Z)", text, flags=re.M | re.S)
    return {heading.replace(" ", "-"): body for heading, body in found}


def test_every_heading_of_the_third_depth_is_a_term_with_its_facts_and_a_sentence() -> None:
    assert len(TERMS) == len(re.findall(r"^### ", GLOSSARY, flags=re.M)) > 70


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_its_chinese_name_and_a_plain_sentence(term: str) -> None:
    assert re.search("[\u4e00-\u9fff]", TERMS[term]["facts"].split(" · ")[0])
    assert re.fullmatch(r"[A-Z*].{20,170}\.", TERMS[term]["sentence"])


@pytest.mark.parametrize("page", [GLOSSARY, NOTATION], ids=["glossary", "notation"])
def test_every_link_leads_to_a_heading_of_its_lesson(page: str) -> None:
    found = LINK.findall(page)
    parts = {lesson: sections(lesson) for lesson in lessons()}

    assert len(found) == page.count("[lesson ") > 20
    for number, file, anchor in found:
        assert file[:2] == number
        assert anchor in parts[file.removesuffix(".ipynb")], f"{file}#{anchor}"


def test_what_a_lesson_links_to_is_a_term_and_each_is_linked_once() -> None:
    linked = [anchor for lesson in lessons() for cell in prose(lesson) for anchor in anchors(cell)]

    assert len(linked) == len(set(linked)) > 50
    assert set(linked) <= BY_ANCHOR.keys()


def anchors(cell: str) -> list[str]:
    return re.findall(r"\]\(glossary\.md#([^)]+)\)", cell)


def test_a_lesson_that_links_to_a_term_is_the_one_that_the_glossary_names() -> None:
    for lesson in lessons():
        for anchor in (anchor for cell in prose(lesson) for anchor in anchors(cell)):
            found = LINK.search(BY_ANCHOR[anchor]["facts"])
            assert found is not None
            assert found["lesson"] == lesson[:2], anchor
