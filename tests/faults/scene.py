"""A small class to grade, every cell of its gradebook, and what a run leaves behind."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine, select

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.records.fingerprint import digest, rules
from autograder.records.record import from_json
from autograder.release.build import released
from examples.fill import dump, fill
from examples.people import SubmissionFactory
from tests.week import copy_source, exercise

ASSIGNMENT, NOTEBOOK = "logistic_regression", "2_broadcasting"
FILE = f"{NOTEBOOK}.ipynb"
#: how long judging took, on the pages, and when the report was written
MOMENTS = re.compile(rb"[0-9.]+\xc2?\xa0?\s?s\b|As of <time.*?</time>")
CRASH = "def softmax(x):\n    import ctypes\n    ctypes.string_at(0)\n    return x\n"


def build(root: Path) -> Course:
    """A course of one notebook with eight submissions and a secret; nothing graded yet."""
    source, release = root / "source" / ASSIGNMENT, root / "release" / ASSIGNMENT
    for folder in (release, root / ".autograder"):
        folder.mkdir(parents=True)
    copy_source(source, NOTEBOOK)
    (release / FILE).write_text(released(source / FILE), encoding="utf-8")
    (root / ".autograder" / "secret").write_bytes(b"secret")
    for student, data in _class(SubmissionFactory(read_plan(source), release)).items():
        folder = root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / FILE).write_bytes(data)
        (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    return Course(root)


def _class(factory: SubmissionFactory) -> dict[str, bytes]:
    answers = factory.solutions[NOTEBOOK]
    found = exercise(NOTEBOOK, "softmax")
    variants = {f"mistake-{m.id}": {"softmax": m.code("softmax")} for m in found.mistakes[:2]}
    variants |= {"crash": {"softmax": CRASH}, **{f"right-{n}": {} for n in range(3)}}
    blank = factory.released[NOTEBOOK]
    files = {name: dump(fill(blank, {**answers, **changes})) for name, changes in variants.items()}
    return {**files, "blank": dump(blank), "empty": b""}


def cells(url: str) -> dict[str, list[Any]]:
    """Every cell of every table, with what a row points to instead of its random id."""
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = {name: [dict(r._mapping) for r in connection.execute(select(t))] for name, t in tables.tables.items()}
    engine.dispose()
    by_id = {name: {row.get("id"): row for row in found} for name, found in rows.items()}

    def natural(name: str, row: dict[str, Any]) -> dict[str, Any]:
        pointers = {key.parent.name: key.column.table.name for key in tables.tables[name].foreign_keys}
        told = {}
        for column, value in row.items():
            if column in pointers:
                there = pointers[column]
                told[column] = natural(there, by_id[there][value]) if value in by_id[there] else value
            elif column != "id" or name in ("student", "course"):
                told[column] = value
        return told

    return {name: sorted(json.dumps(natural(name, r), default=str) for r in found) for name, found in rows.items()}


def files(course: Course) -> dict[str, str]:
    """The sha256 of every file that a run writes, but for the records and the gradebook."""
    found = {}
    for path in sorted(course.root.rglob("*")):
        name = path.relative_to(course.root).as_posix()
        written = path.is_file() and path.suffix != ".pyc"
        if written and not name.startswith((".autograder/records/", "gradebook.db")):
            text = MOMENTS.sub(b"", path.read_bytes())
            found[name] = hashlib.sha256(text).hexdigest()
    return found


def wrong(course: Course, url: str, good: tuple[Any, Any]) -> list[str]:
    """What is not as after a run without faults, a sentence each."""
    rows, pages = cells(url), files(course)
    found = [
        f"the table {table} must hold the same cells. Got {rows.get(table)}"
        for table in good[0].keys() | rows.keys()
        if rows.get(table) != good[0].get(table)
    ]
    found += [
        f"{name} must be the same. {'It differs' if name in pages else 'It is not there'}."
        for name in good[1].keys() | pages.keys()
        if pages.get(name) != good[1].get(name)
    ]
    plan = read_plan(course.source(ASSIGNMENT))
    records = sorted((course.state / "records").rglob("*"))
    kept = {}
    for path in (p for p in records if p.is_file()):
        record = from_json(json.loads(path.read_text()))
        kept[record.student] = record
        data = (course.root / "submitted" / record.student / ASSIGNMENT / FILE).read_bytes()
        if (record.submission, record.judged_with) != (digest({FILE: data}), rules(plan)):
            found.append(f"{path} must be a current record.")
    students = sorted(os.listdir(course.root / "submitted"))
    if sorted(kept) != students or len([p for p in records if p.is_file()]) != len(students):
        found.append(f"each of {students} must have one record. Got {[str(p) for p in records]}")
    if (course.root / "gradebook.db-journal").exists():
        found.append("no journal must be left.")
    return found
