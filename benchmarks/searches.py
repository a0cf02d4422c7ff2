"""What the search for a change that mends a wrong function costs in processor time: nothing else of a check can cost as much.

python -m benchmarks.searches --sample 40
"""

from __future__ import annotations

import random
import time
from typing import Any
from unittest import mock

import click

from autograder.checks import causes, repair_search
from benchmarks.diagnosis.__main__ import tasks
from benchmarks.diagnosis.judge import said
from benchmarks.diagnosis.versions import Group


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--sample", default=40, show_default=True, help="Mutants and pairs of mistakes that are checked.")
@click.option("--seed", default=0, show_default=True, help="Of the sample.")
def main(sample: int, seed: int) -> None:
    """Check wrong functions that no named mistake need explain and say what their searches cost, in this process."""
    wrong = [task for task in tasks() if task[0].group is not Group.MISTAKE]
    spent: list[float] = []
    search = repair_search.mended

    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return search(*arguments)
        finally:
            spent.append(time.process_time() - start)

    start = time.process_time()
    with mock.patch.object(causes, "mended", timed):
        for version, style in random.Random(seed).sample(wrong, sample):
            said(version, style)
    whole = time.process_time() - start
    click.echo(
        f"{sample} checks of wrong functions: {whole:.1f} s of processor time, {len(spent)} searches {sum(spent):.1f} s"
    )
    click.echo(
        f"a search: {1000 * sum(spent) / max(1, len(spent)):.0f} ms on average, {1000 * max(spent, default=0):.0f} ms at most"
    )


if __name__ == "__main__":
    main()
