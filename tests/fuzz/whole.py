"""Fuzzes the whole path of a submission, guided by coverage, for minutes of CPU time; what it finds lies in a folder.

python -m venv fuzz && fuzz/bin/pip install --no-deps --requirement requirements.lock && fuzz/bin/pip install atheris
fuzz/bin/python -m tests.fuzz.whole --minutes 30 --folder found

It goes on after a finding, and from the corpus in the folder when it is started again. Not part of the tests: atheris
has no wheel for every Python. `test_whole.py` replays what is worth keeping, in `tests/fuzz/corpus`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "corpus"
CASES = re.compile(r"stat::number_of_executed_units:\s*(\d+)")  # as libFuzzer counts them at its end
NO_ATHERIS = "Fuzzing needs the package atheris, which no extra installs: CONTRIBUTING.md says how to get it."
LONGEST, HANG, MEMORY = 120_000, 120, 3_000  # bytes of a case, seconds of one, MB of the fuzzer


def main() -> int:
    """Run fuzzers, one after another where one ends before its time; 1 if there was a finding."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.whole")
    parser.add_argument("--minutes", type=float, default=30, help="of CPU time, which a busy machine does not shorten")
    parser.add_argument("--folder", type=Path, default=Path("fuzzed"), help="the corpus and what was found")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit(NO_ATHERIS)
    corpus, found = given.folder / "corpus", given.folder / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    if given.one:
        fuzz(corpus, found, int(60 * given.minutes))
        return 0
    cases = 0
    while (left := given.minutes - _minutes()) > 0.1:
        command = [sys.executable, "-m", "tests.fuzz.whole", "--one", "--folder", str(given.folder)]
        command += ["--minutes", str(left)]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as one:
            for line in one.stderr or ():
                print(line, end="", file=sys.stderr)
                cases += int(counted[1]) if (counted := CASES.match(line)) else 0
    names = sorted(path.name for path in found.iterdir())
    print(f"{cases:,} cases in {_minutes():.1f} minutes of CPU time")
    print(f"{len(names)} findings in {found}: {', '.join(names)}" if names else "nothing was found")
    return int(bool(names))


def _minutes() -> float:
    """Minutes of CPU time that the fuzzers have had."""
    had = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (had.ru_utime + had.ru_stime) / 60


def fuzz(corpus: Path, found: Path, seconds: int) -> None:
    """Fuzz in this process for seconds of CPU time; it ends with that."""
    import atheris

    with atheris.instrument_imports(include=["autograder"]):
        from tests.fuzz.path import NAMES, Whole, packed, unpacked
        from tests.fuzz.seeds import seeds
    from autograder.workers.worker import limit_memory
    from tests.fuzz.notebooks import changed

    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    whole = Whole(folder)
    for at, seed in enumerate(seeds(whole)):
        (corpus / f"seed{at}").write_bytes(seed)
    limit_memory(1 << 30)

    def one(case: bytes) -> None:
        if time.process_time() > seconds:
            os.kill(os.getpid(), signal.SIGINT)  # libFuzzer ends with its figures; its own limit is one of wall time
        try:
            whole.take(case)
        except Exception as error:
            keep(found, case, error)

    def mutate(case: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        name, file, told = unpacked(case)
        if (way := rng.random()) < 0.45:
            file = changed(file, rng, lambda data: atheris.Mutate(data, most))
        elif way < 0.95:
            told = _told(told, rng)
        else:
            name = rng.choice((rng.randrange(256), 0x40 + rng.randrange(len(NAMES))))
        return packed(name, file, told)[:most]

    options = [f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}"]
    options += ["-len_control=0", f"-artifact_prefix={found}/", "-print_final_stats=1", "-reload=0"]
    options.append(f"-report_slow_units={HANG}")
    atheris.Setup([sys.argv[0], *options, str(corpus), str(KEPT)], one, custom_mutator=mutate)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    atheris.Fuzz()


def keep(found: Path, case: bytes, error: Exception) -> None:
    """Write down a case that leads to an error, the smallest for each place where one arises."""
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    frames = [f for f in traceback.extract_tb(cause.__traceback__) if f"{os.sep}autograder{os.sep}" in f.filename]
    place = (
        f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}"
        if frames
        else hashlib.sha256(str(error).encode()).hexdigest()[:8]
    )
    target = found / f"{type(cause).__name__}-{place}"
    if not target.exists() or target.stat().st_size > len(case):
        target.write_bytes(case)
        target.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8", errors="replace")
        print(f"found: {target.name}: {error!s:.300}", flush=True)


def _told(told: bytes, rng: random.Random) -> bytes:
    """Other bytes for `child.Told`: those above 200 change a reply, those above 250 lose it."""
    data = bytearray(told or bytes(40))
    for _ in range(rng.choice((1, 2, 4, 12))):
        at = rng.randrange(len(data))
        match rng.randrange(5):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                data[at] = 201 + rng.randrange(4)
            case 2:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 2, 6))))
            case 3 if len(data) > 1:
                del data[at]
            case _:
                data += bytes(rng.randrange(9))
    return bytes(data[:4_000])


if __name__ == "__main__":
    sys.exit(main())
