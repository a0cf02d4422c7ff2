"""The pages to vote on and the deck of cards hold the questions of the lessons, and nothing else."""

from __future__ import annotations

import csv
import re

from docs.site.website.questions import UNCLEAR, cards, tickets, vote_pages
from docs.site.website.sources import titles
from notebooks.recall import read_questions
from tests.week import LESSONS, lessons

ALL = read_questions()
PATHS = [LESSONS / f"{name}.ipynb" for name in lessons()]
PAGES = vote_pages(ALL, titles(PATHS))


def test_each_lesson_has_a_page_with_its_three_questions_and_what_each_answer_shows() -> None:
    assert list(PAGES) == [f"vote_{path.name[:2]}.md" for path in PATHS]
    for name, page in PAGES.items():
        chosen = [one for one in ALL.by_id.values() if one.vote and one.lesson == name[5:7]]

        assert re.findall(r"^## \d\. (.+)$", page, flags=re.M) == [one.text for one in chosen]
        assert page.count("<details>") == page.count(", right.") == 3
        assert page.count("<li>") == sum(len(one.answers) for one in chosen)


def test_the_title_of_a_page_is_that_of_its_lesson() -> None:
    assert PAGES["vote_03.md"].startswith("# Vote 03: Price a wrong answer\n")


def test_each_day_has_a_ticket_with_its_two_questions_a_sentence_to_write_and_a_key() -> None:
    days = tickets(ALL).split("\n## Day ")[1:]

    assert [day[0] for day in days] == list(ALL.ticket)
    for day, ids in zip(days, ALL.ticket.values(), strict=True):
        assert [ALL.by_id[id].text for id in ids] == re.findall(r"^\*\*[12]\.\*\* (.+)$", day, flags=re.M)
        assert UNCLEAR in day
        assert day.count(", right.") == 2


def test_every_question_is_a_card_with_its_choices_its_answer_and_its_tags() -> None:
    head, *rows = cards(ALL.by_id.values()).split("#tags column:3\n")
    read = list(csv.reader(rows[0].splitlines(), dialect="excel-tab"))

    assert head == "#separator:tab\n#html:true\n"
    assert len(read) == len(ALL.by_id)
    for (front, back, tags), question in zip(read, ALL.by_id.values(), strict=True):
        assert front.count("<br>") == len(question.answers) + 1
        assert back.startswith("<b>")
        assert tags.split() == [f"lesson_{question.lesson}", question.concept.replace(" ", "_")]
