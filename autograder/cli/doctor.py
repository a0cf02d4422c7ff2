"""Says what holds student code here."""

from __future__ import annotations

import click

from autograder import console
from autograder.cli.group import LEVELS, examples, fail, level_named


@click.command(epilog=examples("autograder doctor", "autograder doctor --level confined"))
@click.option("--level", type=LEVELS, help="Isolation to examine.")
def doctor(level: str | None) -> None:
    """Say what holds student code on this machine, found by real attacks on harmless canaries."""
    from autograder.sandbox.doctor import FindingState, examine

    found = examine(level_named(level))
    console.findings(found)
    if any(one.state == FindingState.POSSIBLE for one in found):
        fail("an attack got through at this level; see above for what to install.")
