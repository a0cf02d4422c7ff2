"""What all subcommands share: exit codes, how errors are printed, the examples at the end of `--help`."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from autograder import atomic, console
from autograder.errors import AutograderError
from autograder.sandbox import Level

FAILED, BAD_USE = 1, 2  # a gate, a bar or the machine failed; something that the caller can fix
STOPPED = 130  # by Ctrl-C, as shells have it
JOBS = click.IntRange(1, 256)
DB = click.option("--db", "db_url", help="URL of nbgrader's gradebook (default: gradebook.db in the course's folder).")
MATCH = click.option("--match", metavar="COLUMN", help="The roster's column that holds the students' ids.")
LEVELS = sorted(Level, reverse=True)
LEVEL = click.option("--level", type=click.Choice(LEVELS), help="Isolation to use.")


class Verbs(click.Group):
    """A click group that prints each AutograderError as its sentence and exits with its code (`autograder.errors`)."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AutograderError as error:
            console.err.print(f"autograder: {error}")
            sys.exit(error.exit_code)
        except OSError as error:
            sentence = atomic.explain_os_error(error)
            if sentence is None:
                raise
            console.err.print(f"autograder: {sentence}")
            sys.exit(FAILED if atomic.is_full(error) else BAD_USE)
        except KeyboardInterrupt:
            console.err.print("autograder: Stopped. Nothing is half written: the same command goes on from there.")
            sys.exit(STOPPED)


def examples(*lines: str) -> str:
    """The end of a `--help` text."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def fail(sentence: str) -> NoReturn:
    """End with exit code 1: a gate or a bar failed."""
    console.err.print(f"autograder: {sentence}")
    sys.exit(FAILED)
