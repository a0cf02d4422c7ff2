"""Feeds mutated frames to the decoder of the wire, guided by coverage, until an exception other than NotPlainDataError.

python -m venv fuzz && fuzz/bin/pip install --no-deps --requirement requirements.lock && fuzz/bin/pip install atheris
mkdir -p fuzz/corpus && fuzz/bin/python -m tests.fuzz.decoder fuzz/corpus -max_total_time=600 -rss_limit_mb=2048

Not part of the tests: atheris has no wheel for every Python, and ten minutes are long.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from tests.fuzz.whole import NO_ATHERIS

try:
    import atheris
except ImportError:
    sys.exit(NO_ATHERIS)

with atheris.instrument_imports():
    from autograder.checks import plain
    from autograder.checks.observe import Observation
    from autograder.sandbox import outcome
    from autograder.sandbox.wire import ProtocolError

SEEDS = (
    None,
    [1, "done", [np.ones((2, 3)), None, (np.arange(3), 1.5), 4, {"Z": b"ab"}, "warned"]],
    {"a": [1 + 2j, float("nan"), True], 3: ("x", plain.NamedFunction("product"), plain.Opaque("object"))},
    [[("a", "b", ("c",)), ("d", "e", ("f", "g"))] * 10, {str(key): key / 2 for key in range(20)}, [[], [1]] * 10],
    [1 << 5_000, -(1 << 4_096), {2}, frozenset("ab")],
)


def one(data: bytes) -> None:
    """A frame that decodes must encode to a frame that decodes to the same; as a reply it is read or ProtocolError."""
    try:
        value = plain.decode(data)
    except plain.NotPlainDataError:
        return
    again = plain.encode(value)
    if sorted(plain.encode(plain.decode(again))) != sorted(again):  # a set may come in another order
        raise AssertionError("decode and encode must be each other's inverse.")
    for read in (outcome.read_observation, outcome.read_raised, lambda reply: outcome.read_cell(reply, 100)):
        try:
            found = read(value)
        except ProtocolError:
            continue
        if isinstance(found, Observation):
            plain.encode([found.value, found.arguments])


def main() -> None:
    """Never returns."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    for at, seed in enumerate(SEEDS):
        frame = plain.encode(seed)
        one(frame)
        for folder in folders:
            (folder / f"seed{at}").write_bytes(frame)
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
