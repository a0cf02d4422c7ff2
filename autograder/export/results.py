"""A record as Gradescope's `results.json`: a test for each check, which says no more than our feedback page.

The fields follow "Autograder Specifications" in Gradescope's documentation for autograders.
"""

from __future__ import annotations

from typing import Any

from autograder.records.record import CheckRecord, Record
from autograder.text import visible


def results(record: Record) -> dict[str, Any]:
    """The JSON values. The program's own output is for the instructor; the words of each test are for the student."""
    tests = [
        _test(f"{at}.{number}", notebook.name, check)
        for at, notebook in enumerate(record.notebooks, 1)
        for number, check in enumerate(notebook.checks, 1)
    ]
    said = [*record.notes, *(f"{n.name}: {note}" for n in record.notebooks for note in n.notes)]
    return {
        "score": record.score,
        "execution_time": round(record.seconds),
        "output": visible("\n".join(dict.fromkeys(said))),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _test(number: str, notebook: str, check: CheckRecord) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"{notebook}: {check.id}",
        "name_format": "text",
        "score": check.points,
        "max_score": check.max_points,
        "status": "passed" if check.points >= check.max_points else "failed",
        "output": visible(check.message),
        "output_format": "text",
        "visibility": "visible",
    }
