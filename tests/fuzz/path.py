"""The whole path of a submission without its code: bytes, record, pages, report, the judged notebook.

A case is what a fuzzer changes:

    <u4 length of a file> <a byte for its name> the file, then the bytes that `child.Told` reads
"""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import math
import pickle
import struct
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import nbformat
import numpy as np
from rich.console import Console

from autograder import console
from autograder.checks.result import Status
from autograder.course.plan import Plan, read_plan
from autograder.exercises.specs import make_spec
from autograder.export.results import results
from autograder.feedback.code import code_of
from autograder.feedback.page import page, sections
from autograder.feedback.receipt import receipt_text
from autograder.gradebook.autograded import templates
from autograder.judge import cpu_time, judge, notebook
from autograder.judge.judge import Judge
from autograder.records.record import Record, from_json, to_json
from autograder.records.store import Records
from autograder.report.changes import compare
from autograder.report.mistakes import words_of
from autograder.report.page import report_page
from autograder.report.write import table
from autograder.similar.pieces import pieces
from autograder.submissions.matching import Files, MatchedFiles, assign
from autograder.submissions.receipt import receipt
from autograder.workers.process import MAX_MESSAGE
from autograder.workers.task import Started, Task
from autograder.workers.unfinished import Unfinished
from tests.fuzz.child import FuzzedSandbox, Told
from tests.week import BROADCASTING, copy_source

SECONDS = 5.0  # of CPU time, for each step
MOST_PAGE = 400_000  # characters
NAMES = (
    f"{BROADCASTING}.ipynb",
    "ordinary.ipynb",
    "x.json",
    "work.zip",
    "\ud800\x1b.ipynb",
    f"{BROADCASTING}.ipynb.txt",
)
#: asks what a function gives for all that a test may ask of an object
OBJECTS = """import numpy as np
found = total([3])
for ask in (
    *(len, list, str, bool, hash, np.asarray, type, sum, dir, vars, iter, float, abs, sorted, np.sum, set, callable),
    *(lambda o: o.shape, lambda o: o.size, lambda o: o == 3, lambda o: o < o, lambda o: o['s'], lambda o: o + 3),
    *(lambda o: o.startswith('n'), lambda o: isinstance(o, dict), lambda o: {o: 1}, lambda o: setattr(o, 'x', 3)),
    *(lambda o: o(3), lambda o: total(o), lambda o: total([o]), lambda o: np.allclose(o, 3)),
):
    try:
        ask(found)
    except Exception:
        pass
assert found == 3"""
ORDINARY = (
    ("total", "def total(values):\n    ### BEGIN SOLUTION\n    return sum(values)\n    ### END SOLUTION", True),
    ("test-total", "assert total([1, 2]) == 3\nassert total([]) == 0, total([0.5])", False),
    ("test-objects", OBJECTS, False),
    ("shape", "### BEGIN SOLUTION\nshape = (2, 3)\n### END SOLUTION", True),
    (
        "test-shape",
        "import numpy as np\nassert np.ones(shape).size == 6\nassert {**{'s': shape}}['s'][0] < 3\nlen(shape)",
        False,
    ),
)


class FindingError(Exception):
    """Something happened that no submission may cause."""


def course(folder: Path) -> Plan:
    """The assignment that is fuzzed: one notebook with exercises, one with ordinary tests."""
    source = copy_source(folder / "week", BROADCASTING)
    cells = []
    for id, code, solution in ORDINARY:
        marks = {"grade_id": id, "solution": solution, "grade": not solution, "locked": not solution, "points": 2}
        cells.append(nbformat.v4.new_code_cell(code, id=id, metadata={"nbgrader": {"schema_version": 3, **marks}}))
    made = nbformat.v4.new_notebook(cells=cells)
    (source / "ordinary.ipynb").write_text(nbformat.writes(made), encoding="utf-8")
    return read_plan(source)


def packed(name: int, file: bytes, told: bytes = b"") -> bytes:
    """The case of a file with the name of that number."""
    return struct.pack("<IB", len(file), name) + file + told


def unpacked(case: bytes) -> tuple[int, bytes, bytes]:
    """The number of the name, the file and what is told, of any bytes."""
    size, name = struct.unpack("<IB", case[:5].ljust(5, b"\0"))
    size %= len(case[5:]) + 1
    return name, case[5 : 5 + size], case[5 + size :]


def files_of(name: int, data: bytes) -> Files:
    """The submission: the file, in an archive where the number says so."""
    called = NAMES[name % len(NAMES)]
    if name & 0x80 and called == "work.zip":
        held = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as archive:
            warnings.simplefilter("ignore")  # a name twice is meant
            for inside in (NAMES[0], NAMES[1], NAMES[0])[: name & 3]:
                archive.writestr(inside, data)
        data = held.getvalue()
    return {called: data} if name & 0x40 or called == "work.zip" else {called: data, f"b/{called}": data[:-1]}


class Whole:
    """Takes cases along the path; raises FindingError, or whatever leaves it."""

    def __init__(self, folder: Path) -> None:
        self.plan = course(folder)
        self.judge = Judge(self.plan, FuzzedSandbox((), Told(b"")), b"fuzz")  # type: ignore[arg-type]
        self.records, self.templates = Records(folder / "records"), templates(self.plan)
        self.words = words_of(self.judge.exercises)
        self.exercises = self.judge.exercises.of(BROADCASTING)
        # the same tests for every case, made once, and few examples: they would take nearly all the time
        cpu_time.MANY = 500
        made = functools.cache(lambda exercise: make_spec(exercise, np.random.default_rng(0)))
        for module, name, function in (
            (judge, "generator", lambda *_: np.random.default_rng(0)),
            (notebook, "make_spec", lambda exercise, _: made(exercise)),
        ):
            setattr(module, name, function)
        right = self._judged(assign(self.plan, {}), Told(b""))
        self.class_ = [dataclasses.replace(right, student=student) for student in ("ada", "ben")]

    def matched(self, files: Files) -> MatchedFiles:
        """The files as a worker reads them."""
        return assign(self.plan, files)

    def judged(self, files: Files, told: bytes) -> Record:
        """The record of a submission whose child answers as told."""
        return self._judged(self.matched(files), Told(told))

    def take(self, case: bytes) -> None:
        """Take one case along the path."""
        name, data, told = unpacked(case)
        task = Task("mallory", files_of(name, data))
        with _step("reading"):
            handed, found = assign(self.plan, task.files), receipt(task.files)
        with _step("judging"):
            record = self._judged(handed, Told(told))
        with _step("the message of a worker"):
            size = len(pickle.dumps((handed, record), pickle.HIGHEST_PROTOCOL))
        _demand(size <= MAX_MESSAGE, f"a message of {size} bytes")
        with _step("keeping the record"):
            self._kept(record)
        with _step("pages"):
            self._pages(record, handed, receipt_text(found, record, None))
        with _step("the report"):
            self._report(record)
        with _step("the judged notebooks"):
            self._notebooks(record, handed)
        with _step("comparing with others"):
            pieces(self.plan, handed.works)
        with _step("an end half way"):
            self._ended(task, handed, record)

    def _judged(self, handed: MatchedFiles, told: Told) -> Record:
        self.judge.sandbox = FuzzedSandbox(self.exercises if hasattr(self, "exercises") else (), told)  # type: ignore[assignment]
        return self.judge.judge_matched("mallory", handed, "0" * 64)

    def _kept(self, record: Record) -> None:
        for one in record.notebooks:
            for check in one.checks:
                fits = math.isfinite(check.points) and 0 <= check.points <= check.max_points
                _demand(fits, f"{check.points} points of {check.max_points}")
        json.dumps(to_json(record), allow_nan=False)
        _demand(from_json(json.loads(json.dumps(to_json(record)))) == record, "a record that is not read as written")
        record = self.records.add(record)
        read = self.records.find(record.student, record.submission, record.judged_with)
        _demand(read == record, "a record that is not read as kept")
        json.dumps(results(record), allow_nan=False).encode()
        with mock.patch.object(console, "out", Console(file=io.StringIO(), soft_wrap=True, markup=False)):
            console.record(record)

    def _pages(self, record: Record, handed: MatchedFiles, told: str) -> None:
        shown = page(record, sections(record, code_of(handed.works)), receipt=told)
        shown.encode()
        _demand(len(shown) <= MOST_PAGE, f"a page of {len(shown)} characters")
        _demand(not any(c in shown for c in "\x00\x1b\u202e") and "<script" not in shown, "a page that is live")

    def _report(self, record: Record) -> None:
        rows = table([record, *self.class_])
        _demand(rows.count("\n") == 1 + sum(len(n.checks) for n in record.notebooks) * 3, "a row in several lines")
        report_page([record, *self.class_], self.plan.assignment, self.words).encode()
        compare(self.class_[0], record, {(n.name, c.id): () for n in record.notebooks for c in n.checks})

    def _notebooks(self, record: Record, handed: MatchedFiles) -> None:
        for one in record.notebooks:
            filled = self.templates[one.name].fill(handed.works.get(one.name), one)
            text = json.dumps(filled, sort_keys=True, ensure_ascii=True, allow_nan=False)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # ids that a student gave twice
                nbformat.validate(json.loads(text))

    def _ended(self, task: Task, handed: MatchedFiles, record: Record) -> None:
        progress = Unfinished(task, started=time.monotonic(), isolation=Started().isolation, handed=handed)
        progress.checks = {(n.name, c.id): c for n in record.notebooks for c in n.checks[::2]}
        ended = progress.judged(self.plan, Status.TIMEOUT, "It took too long.")
        page(ended.record, ended.sections)


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Run a step; raises FindingError if it takes too long."""
    start = time.process_time()
    try:
        yield
    except MemoryError:
        raise FindingError(f"{name}: too much memory") from None
    took = time.process_time() - start
    _demand(took <= SECONDS, f"{name}: over {SECONDS:g} s")


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise FindingError(otherwise)
