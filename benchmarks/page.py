"""Writes what was measured: a Markdown page with the tables and the bars, and a plot."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
matplotlib.rcParams["svg.hashsalt"] = "benchmarks"
from matplotlib import pyplot as plt  # noqa: E402

from benchmarks.contender import Taken  # noqa: E402
from benchmarks.measure import Timed  # noqa: E402

FASTER, OVER_FLOOR, TWO_JOBS, MEGABYTES, EVEN = 50.0, 3.0, 1.8, 400.0, 0.10


@dataclass(frozen=True)
class BenchmarkResults:
    """Everything that one run of the benchmark has found; None or empty: not measured."""

    command: str
    timed: dict[str, Timed]  # nbgrader, otter, one, two, floor, bare
    scaled: list[Taken]
    scaled_jobs: int
    megabytes: float | None
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One promise and what became of it."""

    what: str
    must: str
    got: str
    held: bool


def bars(found: BenchmarkResults) -> list[Bar]:
    """The bars that could be measured."""
    timed, made = found.timed, list[Bar]()
    one = timed["one"].each()
    for what, name in (("wall", "wall time"), ("cpu", "CPU time")):
        ours = timed["one"].each(what)
        if "nbgrader" in timed:
            ratio = timed["nbgrader"].each(what) / ours
            made.append(Bar(f"{name}, nbgrader over one job", "at least 50", f"{ratio:.0f}", ratio >= FASTER))
        over = ours / timed["floor"].each(what)
        made.append(Bar(f"{name}, one job over the floor", "at most 3", f"{over:.1f}", over <= OVER_FLOOR))
    gain = one / timed["two"].each()
    made.append(Bar("wall time, one job over two", "at least 1.8", f"{gain:.2f}", gain >= TWO_JOBS))
    if found.megabytes is not None:
        held = found.megabytes < MEGABYTES
        made.append(Bar("memory of a worker", "under 400 MB", f"{found.megabytes:.0f} MB", held))
    if len(found.scaled) > 2:
        for what in ("wall", "cpu"):
            each = slopes(found, what)
            apart = max(each) / min(each) - 1
            sizes = f"{found.scaled[0].students} to {found.scaled[-1].students}"
            name = "wall time" if what == "wall" else "CPU time"
            made.append(Bar(f"{name} per submission, {sizes}", "within 10 %", f"{apart:.0%}", apart <= EVEN))
    return made


def slopes(found: BenchmarkResults, what: str) -> list[float]:
    """Seconds for each further submission, from each size of class to the next: start-up cancels out."""
    return [
        (getattr(more, what) - getattr(less, what)) / (more.students - less.students)
        for less, more in pairwise(found.scaled)
    ]


def write(found: BenchmarkResults, folder: Path) -> Path:
    """Write `results.md` and `results.svg`; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    _plot(found, folder / "results.svg")
    page = folder / "results.md"
    page.write_text("\n".join(_lines(found)) + "\n", encoding="utf-8")
    return page


def _lines(found: BenchmarkResults) -> list[str]:
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    lines = [
        "# Benchmark",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{found.command}`,",
        f"on {_machine()}, Python {platform.python_version()};",
        f"load averages at the end of the run: {busy}.",
        "",
        "Times are seconds of one submission of four notebooks: the slope between N and 2N submissions, medians of",
        "interleaved rounds. Start-up is the intercept: what is paid once for a class.",
        "",
        "| | wall, each | CPU, each | start-up, wall | start-up, CPU | N | wall, one job = 1 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for one in found.timed.values():
        numbers = [one.each(), one.each("cpu"), one.start(), one.start("cpu")]
        ratio = one.each() / found.timed["one"].each()
        cells = [one.contender.name, *(f"{n:.2f}" for n in numbers), str(one.students), f"{ratio:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *(f"- {line}" for line in found.skipped), ""]
    lines += ["| bar | must be | got | |", "|---|---|--:|---|"]
    lines += [f"| {b.what} | {b.must} | {b.got} | {'held' if b.held else '**missed**'} |" for b in bars(found)]
    if found.scaled:
        jobs = f"{found.scaled_jobs} job{'s' if found.scaled_jobs > 1 else ''}"
        lines += ["", f"Classes, {jobs}; *each further* is the slope from the size above:", ""]
        lines += ["| submissions | wall in all | wall, each further | CPU, each further |", "|--:|--:|--:|--:|"]
        both = zip(slopes(found, "wall"), slopes(found, "cpu"), strict=True)
        further = [("", ""), *((f"{wall:.3f}", f"{cpu:.3f}") for wall, cpu in both)]
        for run, (wall, cpu) in zip(found.scaled, further, strict=True):
            lines.append(f"| {run.students} | {run.wall:.0f} | {wall} | {cpu} |")
    lines += ["", f"![{_alt(found)}](results.svg)", "", _alt(found)]
    return lines


def _alt(found: BenchmarkResults) -> str:
    told = ", ".join(f"{one.contender.name} {one.each():.2f}" for one in found.timed.values())
    return f"Seconds of wall time per submission, on a logarithmic scale: {told}."


def _plot(found: BenchmarkResults, path: Path) -> None:
    figure, axes = plt.subplots(figsize=(7, 2.6), layout="constrained")
    names = [one.contender.name for one in found.timed.values()]
    values = [max(one.each(), 1e-3) for one in found.timed.values()]
    drawn = axes.barh(names, values, color="#2f6f9f")
    axes.bar_label(drawn, [f"{v:.2f} s" for v in values], padding=4)
    axes.set(xscale="log", xlabel="seconds per submission (logarithmic)")
    axes.margins(x=0.2)
    axes.invert_yaxis()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _machine() -> str:
    name = ""
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{f' ({name})' if name else ''}"
