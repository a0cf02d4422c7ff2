"""`pytest -p tests.cpu_seconds` says at the end which tests cost most CPU time, also on a busy machine.

A test pays for its worker and all processes below that: kernels, servers, browsers. What several tests share is paid by
the first of them, and what ends later than its test by a later one. A process that leaves its parent is not counted.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

SHOWN = 25
NAME = "CPU seconds"
TICKS = os.sysconf("SC_CLK_TCK")
_BEFORE = pytest.StashKey[float]()


def spent() -> float:
    """CPU seconds of this process and of all that it has started, living or waited for by their parents."""
    below: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        below[int(fields[1])].append(int(folder.name))
        ticks[int(folder.name)] = sum(map(int, fields[11:15]))  # its own and its ended children's: user, system
    found, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        found += ticks.get(process, 0)
        waiting += below[process]
    return found / TICKS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    item.stash[_BEFORE] = spent()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    until_now = spent()
    try:
        return (yield)
    finally:
        more = max(0.0, spent() - until_now)  # less where a page of the browser has ended, for which nobody waits
        item.user_properties.append((NAME, until_now - item.stash[_BEFORE] + more))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for some in terminalreporter.stats.values() for one in some]
    ended = [one for one in reports if getattr(one, "when", "") == "teardown"]
    found = [(dict(one.user_properties).get(NAME, 0.0), one.nodeid) for one in ended]
    terminalreporter.section(f"{NAME}: {sum(cost for cost, _ in found):.0f} in {len(found)} tests")
    for cost, test in sorted(found, reverse=True)[:SHOWN]:
        terminalreporter.write_line(f"{cost:8.1f}  {test}")
