"""Cases to begin with: notebooks as they are handed in, each with a function for every exercise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.course.plan import stub
from tests.fuzz.path import Whole, packed

ONE_FILE = 0x40  # the case's submission is this file alone


def seeds(whole: Whole) -> Iterator[bytes]:
    """The solution, the release, old formats, archives; every named mistake of every exercise."""
    right, blank, ordinary = (_file(whole, *about) for about in ((0, False), (0, True), (1, False)))
    count = len(whole.exercises)
    all_right = bytes([1] * count)
    yield packed(ONE_FILE, right, all_right)
    yield packed(ONE_FILE, blank)
    yield packed(0, right, all_right)
    yield packed(0x80 + 3 + 2, b"x", all_right)
    yield packed(0x83, right, all_right)
    yield packed(ONE_FILE + 1, ordinary, bytes(count))
    old = {"worksheets": [{"cells": [{**c, "input": c["source"]} for c in json.loads(right)["cells"]]}]}
    yield packed(ONE_FILE + 2, json.dumps(old).encode(), all_right)
    for at, exercise in enumerate(whole.exercises):
        for number in range(len(exercise.mistakes) + 3):
            alone = bytearray(count)  # the functions that are not there take no time
            alone[at] = 1 + number
            yield packed(ONE_FILE, right, bytes(alone))
        beside = bytearray(all_right)
        beside[at] = 2
        yield packed(ONE_FILE, right, bytes(beside))
        alone[at] = 1
        yield packed(ONE_FILE, right, bytes(alone) + bytes([0] * 5 + [201, 1, 2 * at] * 30))


def _file(whole: Whole, notebook: int, blank: bool) -> bytes:
    """A notebook of the plan without its long texts, as a student hands it in."""
    cells = []
    for cell in whole.plan.notebooks[notebook].cells:
        if cell.role in ("write", "check"):
            source = stub(cell.source) if blank and cell.role == "write" else cell.source
            marks: dict[str, Any] = {"nbgrader": {"grade_id": cell.id}}
            made = {"cell_type": cell.kind, "id": cell.id, "metadata": marks, "source": source, "outputs": []}
            cells.append({**made, "execution_count": None})
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
