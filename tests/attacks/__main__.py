"""The table of attacks at each level of isolation, for `docs/security.md`.

python -m tests.attacks                       every attack at the strongest level, those that layers stop at all levels
python -m tests.attacks --level confined      at one level
python -m tests.attacks --only "the gradebook" --level isolated
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from autograder.sandbox import Level, LevelUnavailableError
from tests.attacks.place import open_place
from tests.attacks.table import GROUPS


def attempts(level: Level, best: bool, only: str | None) -> dict[tuple[str, str], str]:
    """(group, name) -> harm in words, at one level; below the best, of the attacks that layers may stop."""
    found: dict[tuple[str, str], str] = {}
    with open_place(level) as place:
        print(f"{level.name}: {', '.join(place.sandbox.layers)}", file=sys.stderr)
        for group, attacks in GROUPS.items():
            for attack in attacks:
                if (only and attack.name != only) or not (best or attack.layers):
                    continue
                start = time.monotonic()
                seen, harm = place.try_out(attack)
                found[group, attack.name] = harm
                took = f"{time.monotonic() - start:5.1f} s"
                print(
                    f"{took}  {'HARM ' if harm else 'ok   '} {group}: {attack.name}  {harm}  {seen.grown >> 20} MB",
                    file=sys.stderr,
                )
                if only and seen.record:
                    print("\n".join(c.message for n in seen.record.notebooks for c in n.checks), file=sys.stderr)
    return found


def claims(only: str | None) -> dict[tuple[str, str], str]:
    """(group, name) -> harm in words, of the attacks that run no code; only root can try some of them."""
    from tests.attacks.claims import CLAIMS

    found: dict[tuple[str, str], str] = {}
    for group, some in CLAIMS.items():
        for one in some:
            if (only and one.name != only) or (one.root and os.geteuid() != 0):
                continue
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                found[group, one.name] = harm = one.harm(Path(folder))
            print(f"{'HARM ' if harm else 'ok   '} {group}: {one.name}  {harm}", file=sys.stderr)
    return found


def main() -> int:
    """Print the table; 1 if an attack does harm at the strongest level that is not known to stay."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks")
    parser.add_argument("--level", choices=[level.name for level in Level])
    parser.add_argument("--only", help="one attack, by its name")
    parser.add_argument("--layers", action="store_true", help="only those that layers stop, at every level")
    given = parser.parse_args()
    levels = [Level[given.level]] if given.level else sorted(Level, reverse=True)
    tables: dict[Level, dict[tuple[str, str], str]] = {}
    for level in levels:
        try:
            tables[level] = attempts(level, not tables and not given.layers, given.only)
        except LevelUnavailableError as error:
            print(f"{level.name}: not on this machine: {error}", file=sys.stderr)
    print(f"\nas {'root' if os.geteuid() == 0 else 'an ordinary user'}\n")
    print("| attack | " + " | ".join(level.name for level in tables) + " |")
    print("|---|" + "---|" * len(tables))
    stopped = dict.fromkeys(GROUPS, 0)
    claimed = {} if given.layers else claims(given.only)
    for (group, _), harm in claimed.items():
        stopped[group] = stopped.get(group, 0) + (not harm)
    for group, attacks in GROUPS.items():
        for attack in attacks:
            row = [table.get((group, attack.name)) for table in tables.values()]
            if any(row):
                print(f"| {group}: {attack.name} | " + " | ".join(map(_cell, row)) + " |")
            stopped[group] += not any(row) and any(cell is not None for cell in row)
    print("\nStopped wherever they were tried: " + ", ".join(f"{n} of {group}" for group, n in stopped.items()) + ".")
    best = next(iter(tables), None)
    if best is None:
        return 2
    known = {(g, a.name) for g, attacks in GROUPS.items() for a in attacks if a.succeeds_at(best)}
    return int(any(claimed.values()) or any(harm and key not in known for key, harm in tables[best].items()))


def _cell(harm: str | None) -> str:
    return "–" if harm is None else "**HARM**" if harm else "stopped"


if __name__ == "__main__":
    sys.exit(main())
