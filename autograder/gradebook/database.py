"""The gradebook's database: creates its tables, retries while it is unavailable, explains its errors in a sentence.

What is written to it can always be written again from the records, so nothing is lost if a write fails.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from autograder.course.folders import CourseError
from autograder.errors import UnfinishedError

LONGEST_PAUSE = 5.0  # seconds between two tries
T = TypeVar("T")


class GradebookError(CourseError):
    """The gradebook cannot be written. The message is one sentence."""


class GradebookAwayError(UnfinishedError, GradebookError):
    """The gradebook's database is locked, or its server is gone: the same command may succeed later."""


class GradebookFullError(UnfinishedError, GradebookError):
    """The disk of the gradebook's database is full."""


def retry_while_unavailable(do: Callable[[], T], url: str, seconds: float) -> T:
    """The result of do(), retried for `seconds` at growing intervals while the database is away. Raises GradebookError.

    `do` must leave nothing half done when it raises.
    """
    end, pause = time.monotonic() + seconds, 0.1
    while True:
        try:
            with _quietly():
                return do()
        except Exception as error:
            found = explain_database_error(error, url)
            if found is None:
                raise
            if not isinstance(found, GradebookAwayError) or time.monotonic() + pause > end:
                raise found from error
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def explain_database_error(error: BaseException, url: str) -> GradebookError | None:
    """The GradebookError that explains an error of the database at `url`; None if the error is about something else.

    nbgrader wraps the database's errors in its own; the one underneath counts.
    """
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return GradebookError(
            "The gradebook's URL must be like sqlite:///gradebook.db or postgresql+psycopg://user@host/name. "
            f"Got {_public(url)}."
        )
    if isinstance(error, ModuleNotFoundError) and error.name in ("psycopg", "psycopg2"):
        return GradebookError(
            "A gradebook on PostgreSQL needs the package psycopg and a URL that begins with postgresql+psycopg://. "
            f"Got {_public(url)}, and no {error.name}: run `pip install 'autograder[postgres]'`."
        )
    if isinstance(error, DBAPIError):
        return _of_database(error, url)
    under = error.__cause__ or error.__context__
    return explain_database_error(under, url) if under is not None else None


#: what databases say, and what that means
WORDS = (
    (("readonly", "read-only", "permission denied"), "The gradebook must be writable", GradebookError),
    (
        ("unable to open",),
        "The gradebook's folder must be there and writable: make it so, or name another gradebook with --db",
        GradebookError,
    ),
    (
        ("authentication failed", "does not exist", "no password supplied", "no pg_hba", "could not translate host"),
        "The gradebook's server must know this user and database",
        GradebookError,
    ),
    (
        ("not a database", "malformed", "no such column", "no such table", "undefinedcolumn"),
        "The file must be a gradebook of this nbgrader: restore a copy, or move it away and grade again",
        GradebookError,
    ),
    (
        ("is full", "disk full", "no space left"),
        "There must be room on the gradebook's disk: free some and run again",
        GradebookFullError,
    ),
    (("value too long",), "A name must fit into the gradebook, 128 characters: shorten the folder's", GradebookError),
)


def _of_database(error: Any, url: str) -> GradebookError | None:
    from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, OperationalError

    said = " ".join(str(error.orig).split())[:300]
    kind = f"{type(error.orig).__name__} {said}".lower()
    for signs, sentence, found in WORDS:
        if any(sign in kind for sign in signs):
            return found(f"{sentence}. Got {said!r} from {_public(url)}.")
    # IntegrityError: another writer was a moment ahead with the same row; the next try finds it
    passing = (OperationalError, InterfaceError, IntegrityError)
    if error.connection_invalidated or (isinstance(error, passing) and not isinstance(error, DataError)):
        return GradebookAwayError(
            f"The gradebook must be free to write. Got {said!r} from {_public(url)}: close what holds it, or start its "
            "server, then run the same command again. What was judged is kept."
        )
    return None


def missing_file(url: str) -> Path | None:
    """The file of a SQLite database that is not there; None if it is, or if the database is on a server."""
    from sqlalchemy.engine import make_url

    place = make_url(url)
    file = Path(place.database or "")
    return file if place.drivername.startswith("sqlite") and not file.is_file() else None


FIRST_RUN = 0x6E62  # PostgreSQL's lock of those who make the tables: two of them at once would be in each other's way


def create_tables(url: str) -> None:
    """Make nbgrader's tables where there are none, all or none of them. nbgrader itself makes them one by one."""
    from sqlalchemy import create_engine, inspect, text

    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if inspect(connection).has_table("alembic_version"):
                return
            connection.rollback()
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # Python would commit each table by itself
            elif engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:us)"), {"us": FIRST_RUN})
            tables = inspect(connection).get_table_names()
            if "alembic_version" in tables:  # another first run made them while this one waited
                return
            # tables without students: nbgrader was killed while it made them, and they are not old ones
            if "student" not in tables or connection.execute(text("SELECT count(*) FROM student")).scalar() == 0:
                from nbgrader.api import Base

                Base.metadata.create_all(connection)
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": _newest()})
            connection.commit()
    finally:
        engine.dispose()


def _newest() -> str:
    """The version of nbgrader's tables, as its own migrations name it."""
    import nbgrader
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head())


def _public(url: str) -> str:
    """The URL without its password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return repr(url.rpartition("@")[2])


@contextmanager
def _quietly() -> Iterator[None]:
    """Silence the traceback that nbgrader logs before it raises: the caller explains the error in a sentence."""
    log = logging.getLogger("tornado.application")

    def keep(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Rolling back session")

    log.addFilter(keep)
    try:
        yield
    finally:
        log.removeFilter(keep)
