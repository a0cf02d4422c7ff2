"""The questions of the lessons for a class: pages to vote on, exit tickets, and a deck of cards."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from notebooks.recall import Question, Questions, marked

VOTE = (
    "Show a question, let everybody choose alone, vote. If fewer than four in five are right, let neighbours convince "
    "each other, vote again, and only then open the fold."
)
UNCLEAR = "What is least clear to you after today? One sentence."


def vote_pages(questions: Questions, titles: dict[str, str]) -> dict[str, str]:
    """File name -> a page in Markdown with the questions of a lesson to vote on. `titles`: lesson -> its title."""
    pages = {}
    for lesson, title in titles.items():
        parts = [f"# Vote {lesson}: {title}", VOTE]
        for number, question in enumerate(to_vote_on(questions, lesson), 1):
            parts += [f"## {number}. {question.text}", _choices(question), _fold("What each answer shows", [question])]
        pages[f"vote_{lesson}.md"] = "\n\n".join(parts) + "\n"
    return pages


def to_vote_on(questions: Questions, lesson: str) -> list[Question]:
    """The questions of a lesson that are meant for a class."""
    return [question for question in questions.by_id.values() if question.lesson == lesson and question.vote]


def tickets(questions: Questions) -> str:
    """The page of exit tickets in Markdown: each day two questions, a sentence to write, and a fold with the key."""
    parts = [
        "# Exit tickets",
        "Five minutes at the end of a day, on paper, without a name. Read them before the next day.",
    ]
    for day, ids in questions.ticket.items():
        asked = [questions.by_id[id] for id in ids]
        parts.append(f"## Day {day}")
        for number, question in enumerate(asked, 1):
            parts += [f"**{number}.** {question.text}", _choices(question)]
        parts += [f"**{len(asked) + 1}.** {UNCLEAR}", _fold("For the teacher", asked)]
    return "\n\n".join(parts) + "\n"


def _choices(question: Question) -> str:
    return "\n".join(f"- **{letter}**  {answer.text}" for letter, answer in question.lettered())


def _fold(title: str, questions: list[Question]) -> str:
    lists = [
        "".join(
            f"<li><strong>{letter}{', right.' if answer.right else '.'}</strong> {marked(answer.because)}</li>\n"
            for letter, answer in question.lettered()
        )
        for question in questions
    ]
    return f"<details><summary>{title}</summary>\n{''.join(f'<ul>{items}</ul>' for items in lists)}</details>"


def cards(questions: Iterable[Question]) -> str:
    """A deck as tab-separated text with the first lines that Anki reads: front, back, tags."""
    text = io.StringIO()
    text.write("#separator:tab\n#html:true\n#tags column:3\n")
    rows = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    for question in questions:
        choices = "<br>".join(f"{letter} · {marked(answer.text)}" for letter, answer in question.lettered())
        right = question.right
        back = f"<b>{marked(right.text)}</b><br>{marked(right.because)}"
        tags = f"lesson_{question.lesson} {question.concept.replace(' ', '_')}"
        rows.writerow([f"{marked(question.text)}<br><br>{choices}", back, tags])
    return text.getvalue()
