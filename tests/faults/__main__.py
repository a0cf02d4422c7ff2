"""`python -m tests.faults --kills 200`: kills processes of runs of `grade` at random moments, and compares."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from autograder.course.folders import Course
from autograder.grade import grade as _  # imported before the clock starts  # noqa: F401
from tests.faults import kills, processes, scene


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=kills.VICTIMS, help="kill nothing else")
    given = parser.parse_args()
    processes.adopt()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        return _run(Path(folder), given.kills, given.seed, [given.only] if given.only else list(kills.VICTIMS))


def _run(folder: Path, count: int, seed: int, victims: list[str]) -> int:
    folder.chmod(0o755)
    scene.build(folder / "template")
    course = Course(folder / "good" / "course")
    shutil.copytree(folder / "template", course.root)
    began = time.monotonic()
    pid = kills.start(course)
    if os.waitpid(pid, 0)[1]:
        print("a run without faults must finish.")
        return 1
    usual = time.monotonic() - began
    good = scene.cells(course.db_url), scene.files(course)
    processes.left()
    print(f"a run without faults: {usual:.1f} s, {sum(map(len, good[0].values()))} rows", flush=True)
    failed, done = 0, Counter[str]()
    for number in range(count):
        victim = victims[number % len(victims)]
        dice = random.Random(f"{seed} {number}")
        found = kills.kill_one(folder / "template", folder / "work", victim, dice, usual, good)
        done[victim] += 1
        failed += bool(found)
        for sentence in found:
            print(f"kill {number} ({victim}): {sentence[:2000]}", flush=True)
        if (number + 1) % 10 == 0:
            print(f"{number + 1} of {count} kills, {failed} with something wrong so far", flush=True)
    print(
        f"{count} kills ({', '.join(f'{n} {v}' for v, n in done.items())}), {failed} with something wrong", flush=True
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
