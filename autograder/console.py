"""Everything the commands print: progress, tables, errors. The rest of the package returns results and is silent."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.text import listed, number, visible

if TYPE_CHECKING:  # `--help` prints as well, and needs none of what the others print
    from rich.progress import Progress

    from autograder.collect.collect import Collected
    from autograder.export.roster import ExportedSheet
    from autograder.gradebook.standing import Standing
    from autograder.records.record import CheckRecord, Record
    from autograder.release import Failure
    from autograder.sandbox.doctor import Finding

#: without rich's markup: brackets in what students and courses wrote are text
out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


#: more students than this, and the table names one check of each, so that a student is a line or two
SCREEN = 40


def can_ask() -> bool:
    """Whether somebody can answer a question: the standard input is a terminal."""
    return sys.stdin.isatty()


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[str], None]]:
    """A callback to report each of `total` steps by a word: a progress bar on a terminal, elsewhere a line for each."""
    if not err.is_terminal:
        done = 0

        def line(words: str) -> None:
            nonlocal done
            done += 1
            err.print(f"{what} {done}/{total}  {words}")

        yield line
        return
    with _progress(last=True) as progress:
        task = progress.add_task(what, total=total, last="")
        yield lambda words: progress.update(task, advance=1, last=words)


@contextmanager
def counter(what: str) -> Iterator[Callable[[int, int], None]]:
    """A callback for progress, called with (done, total): a bar on a terminal, elsewhere a line for each tenth."""
    with _progress(last=False) as progress:
        task = progress.add_task(what, total=None)

        def tick(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)
            if not err.is_terminal and total and done * 10 // total != (done - 1) * 10 // total:
                err.print(f"{what} {done}/{total}")

        yield tick


def _progress(last: bool) -> Progress:
    """A bar on a terminal. last : with a word on the last step"""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    said = [TextColumn("{task.fields[last]}", markup=False)] if last else []
    return Progress(*columns, *said, console=err, disable=not err.is_terminal)


def findings(found: Iterable[Finding]) -> None:
    """Print what `doctor` found, a line each, with what to do below each layer that is missing."""
    for finding in found:
        out.print(f"{finding.state:<9}{finding.name}")
        if not finding.good and finding.message:
            out.print(f"         {finding.message}")


def step(words: str) -> None:
    """Print one line about what is being done now."""
    err.print(f"… {words}")


def failures(found: Iterable[Failure]) -> None:
    """Print what the gates found, gate by gate."""
    for failure in found:
        err.print(f"FAILED  {failure.gate}\n        {failure.where}")
        for line in failure.why.splitlines():
            err.print(f"        {line}")


def record(judged: Record) -> None:
    """Print a judged submission, notebook by notebook."""
    out.print(f"{judged.student}   {number(judged.score)} of {number(judged.max_score)} points")
    said: set[str] = set()  # what is true of a whole notebook stands at each of its checks, and in a note
    for notebook in judged.notebooks:
        out.print(f"\n{notebook.name}   {number(notebook.score)} of {number(notebook.max_score)}")
        for check in notebook.checks:
            message = check.message or f"{check.id}   {check.status}"
            if message not in said:
                out.print(message)
            said.add(message)
        _notes(notebook.notes, said)
    _notes(judged.notes, said)
    out.print(f"\nisolation: {', '.join(judged.isolation)}; {judged.seconds:.2f} s")


def _notes(notes: Iterable[str], said: set[str]) -> None:
    for note in notes:
        if note not in said:
            out.print(f"note: {note}")
        said.add(note)


def class_table(
    records: Sequence[Record], standings: Mapping[str, Standing] | None = None, stories: Mapping[str, str] | None = None
) -> None:
    """Print a line for each student.

    standings : by student, what counts; without one the record's points count
    stories   : by student, what each example student did
    """
    from rich.table import Table

    from autograder.checks.result import Status
    from autograder.gradebook.standing import by_checks

    counted = {record.student: by_checks(record) for record in records} | dict(standings or {})
    explained = any(standing.how or standing.waits for standing in counted.values())
    table = Table(box=None, pad_edge=False)
    table.add_column("student")
    table.add_column("score", justify="right", no_wrap=True)
    if stories:
        table.add_column("who")
    if explained:
        table.add_column("how")
    table.add_column("not passed")
    for record in records:
        standing = counted[record.student]
        failed = [c for n in record.notebooks for c in n.checks if c.status != Status.PASSED]
        cells = [record.student, f"{number(standing.score)} / {number(standing.max_score)}"]
        told = [stories.get(record.student, "")] if stories else []
        how = ["; ".join(filter(None, [standing.how, standing.open]))] if explained else []
        table.add_row(*cells, *told, *how, _short(failed, 3 if len(records) <= SCREEN else 1))
    out.print(table)


def filled(sheet: ExportedSheet, path: str, roster: bool) -> None:
    """Print who is missing in the scores or in the roster; what was exported comes last, where it is seen."""
    if sheet.strangers:
        where = "Not in the roster" if roster else "Without what the file goes by"
        _names(f"{where}, and so not in the file", sheet.strangers)
    if sheet.empty:
        _names("In the roster, without a score here; left as they were" if roster else "No submission", sheet.empty)
    for note in sheet.notes:
        out.print(note)
    out.print(f"{path}\n{sheet.count} scores.")


#: by `CollectedState`
STATES: dict[str, str] = {
    "new": "new",
    "replaced": "in place of an earlier one",
    "same": "was there already",
    "kept": "left out: what is there was handed in later",
}


def collected(done: Collected, path: str) -> None:
    """Print what was taken out of a zip, and what was not and why."""
    from rich.table import Table

    out.print(f"{path}, from {done.platform.capitalize()}")
    if done.taken:
        table = Table(box=None, pad_edge=False)
        for head in ("student", "files", "handed in (UTC)", ""):
            table.add_column(head, justify="right" if head == "files" else "left")
        for submission in done.taken:
            when = f"{submission.when:%Y-%m-%d %H:%M}" if submission.when else "late" if submission.late else ""
            table.add_row(visible(submission.student), str(submission.files), when, STATES[submission.state])
        out.print(table)
    if done.left:
        out.print(f"Not taken ({len(done.left)}):")
        for file in done.left:
            out.print(f"  {visible(file.name, 200)}   {visible(file.why)}")


def unread(why: Mapping[str, str]) -> None:
    """Print which students' work could not be read, and so was not compared."""
    if why:
        out.print(f"Not compared ({len(why)}):")
        for student, words in why.items():
            out.print(f"  {visible(student)}   {words}")


def _names(what: str, names: Iterable[str]) -> None:
    every = list(names)
    out.print(f"{what} ({len(every)}):")
    for name in every:
        out.print(f"  {visible(name)}")


def _short(failed: list[CheckRecord], most: int) -> str:
    named = [f"{c.id}: {c.mistakes[0] if c.mistakes else c.status}" for c in failed]
    return listed(named, most)
