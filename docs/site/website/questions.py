"""The questions of the lessons for a class: a page to vote on for each lesson, and a deck of cards."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from notebooks.recall import Question, Questions, marked

HOW = (
    "Show a question, let everybody choose alone, vote. If fewer than four in five are right, let neighbours convince "
    "each other, vote again, and only then open the fold."
)


def vote_pages(questions: Questions, titles: dict[str, str]) -> dict[str, str]:
    """File name -> a page in Markdown with the questions of a lesson to vote on. `titles`: lesson -> its title."""
    pages = {}
    for lesson, title in titles.items():
        chosen = [question for question in questions.by_id.values() if question.lesson == lesson and question.vote]
        parts = [f"# Vote {lesson}: {title}", HOW, *(_to_vote(i, one) for i, one in enumerate(chosen, 1))]
        pages[f"vote_{lesson}.md"] = "\n\n".join(parts) + "\n"
    return pages


def _to_vote(number: int, question: Question) -> str:
    choices = "\n".join(f"- **{letter}**  {answer.text}" for letter, answer in question.lettered())
    shows = "\n".join(
        f"<li><strong>{letter}{', right.' if answer.right else '.'}</strong> {marked(answer.because)}</li>"
        for letter, answer in question.lettered()
    )
    fold = f"<details><summary>What each answer shows</summary><ul>\n{shows}\n</ul></details>"
    return f"## {number}. {question.text}\n\n{choices}\n\n{fold}"


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
