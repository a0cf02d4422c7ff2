"""Fills the gradebook during a run of `grade`: in batches, each retried if the database was away for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from autograder.gradebook.database import retry_while_unavailable
from autograder.gradebook.gradebook import Book, Judged
from autograder.gradebook.standing import Standing
from autograder.records.record import Record

BATCH = 20  # submissions between two commits
AT_FIRST, LATER = 10.0, 60.0  # seconds to wait for a database that is away: when the run begins, and after that


class Ledger:
    """Writes records into a gradebook that is opened by `open`. Use it with `with`; what is left is written at its end.

    written : called with each record after the commit that made it permanent, with what counts of it

    Nothing is locked between two batches. A batch is written whole or not at all, and again from its records when the
    connection was lost. Raises GradebookError.
    """

    def __init__(
        self,
        open: Callable[[], Book],
        url: str,
        written: Callable[[Record, Standing], None] = lambda *_: None,
    ) -> None:
        self.open, self.url, self.written = open, url, written
        self.batch: list[tuple[Record, datetime | None, Judged]] = []
        self._book: Book | None = None

    def __enter__(self) -> Ledger:
        retry_while_unavailable(self._write, self.url, AT_FIRST)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self._close()

    def write(self, record: Record, handed_in: datetime | None, judged: Judged) -> None:
        """Add a record; it is in the gradebook after the next commit."""
        self.batch.append((record, handed_in, judged))
        if len(self.batch) >= BATCH:
            self.commit()

    def commit(self) -> None:
        """Write the records that were added since the last commit."""
        for record, standing in retry_while_unavailable(self._write, self.url, LATER):
            self.written(record, standing)

    def _write(self) -> list[tuple[Record, Standing]]:
        with self._opened() as book:
            found = [(record, book.write(record, handed_in, judged)) for record, handed_in, judged in self.batch]
            book.commit()
        self.batch.clear()
        return found

    @contextmanager
    def _opened(self) -> Iterator[Book]:
        """The gradebook, opened if it is not; closed if the block fails."""
        try:
            self._book = self._book or self.open()
            yield self._book
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        if self._book is not None:
            self._book.close()
            self._book = None
