"""The table of attacks at each level of isolation, for `docs/security.md`.

python -m tests.attacks                       every attack at the strongest level, those that layers stop at all levels
python -m tests.attacks --level confined      at one level
python -m tests.attacks --only "the gradebook" --level isolated
python -m tests.attacks --group unearned      every attack of a group, at every level
python -m tests.attacks --count               how many attacks there are
python -m tests.attacks --bombs --level limited     a class with a bomb of each kind among honest students
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.sandbox import Level, LevelUnavailableError
from tests.attacks.attack import Attack
from tests.attacks.cost import BOMBS
from tests.attacks.damaged import DAMAGED
from tests.attacks.notebooks import NOTEBOOKS
from tests.attacks.place import open_place
from tests.attacks.table import GROUPS

Groups = Mapping[str, Sequence[Attack]]


def attempts(level: Level, best: bool, only: str | None, groups: Groups) -> dict[tuple[str, str], str]:
    """(group, name) -> harm in words, at one level; below the best, of the attacks that layers may stop."""
    found: dict[tuple[str, str], str] = {}
    with open_place(level) as place:
        print(f"{level.name}: {', '.join(place.sandbox.layers)}", file=sys.stderr)
        for group, attacks in groups.items():
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


def claims(only: str | None, group: str | None) -> dict[tuple[str, str], str]:
    """(group, name) -> harm in words, of the attacks that run no code; only root can try some of them."""
    from tests.attacks.claims import CLAIMS

    found: dict[tuple[str, str], str] = {}
    for name, some in CLAIMS.items():
        for one in some if group in (None, name) else ():
            if (only and one.name != only) or (one.root and os.geteuid() != 0):
                continue
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                found[name, one.name] = harm = one.harm(Path(folder))
            print(f"{'HARM ' if harm else 'ok   '} {name}: {one.name}  {harm}", file=sys.stderr)
    return found


def count() -> int:
    """Print how many attacks there are, by group."""
    from tests.attacks.claims import CLAIMS

    tables: tuple[Mapping[str, Sequence[object]], ...] = (
        GROUPS,
        CLAIMS,
        {"cost": BOMBS, "damaged": DAMAGED, "notebooks": NOTEBOOKS},
    )
    numbers = {group: len(some) for table in tables for group, some in table.items()}
    print(f"{sum(numbers.values())} attacks: " + ", ".join(f"{n} {group}" for group, n in numbers.items()))
    return 0


def bombs(level: Level | None, jobs: int) -> int:
    """Print what a class with bombs costs; 1 if an honest score is another than alone, or the class takes too long."""
    from autograder.workers.task import Bounds
    from tests.attacks.bombed import bombed_class
    from tests.faults import scene

    bounds = Bounds()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = bombed_class(scene.build(Path(folder) / "course"), bounds, jobs, level)
    print(f"{', '.join(found.layers)}; {jobs} jobs; as {_who()}")
    for name, seconds in sorted(found.bombs.items(), key=lambda one: -one[1]):
        print(f"{seconds:6.1f} s  {name}")
    most = found.quiet + len(found.bombs) * bounds.seconds / jobs
    same = found.alone == found.among
    print(f"the class: {found.quiet:.1f} s without bombs, {found.seconds:.1f} s with them, {most:.0f} s allowed")
    print(f"honest scores as alone: {'yes' if same else f'NO: {found.why}'}")
    return int(not same or found.seconds > most)


def _who() -> str:
    return "root" if os.geteuid() == 0 else "an ordinary user"


def main() -> int:
    """Print the table; 1 if an attack does harm at the strongest level that is not known to stay."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks")
    parser.add_argument("--level", choices=[level.name for level in Level])
    parser.add_argument("--only", help="one attack, by its name")
    parser.add_argument("--layers", action="store_true", help="only those that layers stop, at every level")
    parser.add_argument("--group", help="all attacks of one group, at every level")
    parser.add_argument("--count", action="store_true", help="only say how many attacks there are")
    parser.add_argument("--bombs", action="store_true", help="only judge a class of bombs")
    parser.add_argument("--jobs", type=int, default=2, help="for --bombs")
    given = parser.parse_args()
    if given.count:
        return count()
    if given.bombs:
        return bombs(Level[given.level] if given.level else None, given.jobs)
    groups = {name: some for name, some in GROUPS.items() if given.group in (None, name)}
    levels = [] if not groups else [Level[given.level]] if given.level else sorted(Level, reverse=True)
    all_of_them = given.group is not None
    tables: dict[Level, dict[tuple[str, str], str]] = {}
    for level in levels:
        try:
            tables[level] = attempts(level, all_of_them or not (tables or given.layers), given.only, groups)
        except LevelUnavailableError as error:
            print(f"{level.name}: not on this machine: {error}", file=sys.stderr)
    print(f"\nas {_who()}\n")
    print("| attack | " + " | ".join(level.name for level in tables) + " |")
    print("|---|" + "---|" * len(tables))
    stopped = dict.fromkeys(groups, 0)
    claimed = {} if given.layers else claims(given.only, given.group)
    for (group, _), harm in claimed.items():
        stopped[group] = stopped.get(group, 0) + (not harm)
    for group, attacks in groups.items():
        for attack in attacks:
            row = [table.get((group, attack.name)) for table in tables.values()]
            if any(row):
                print(f"| {group}: {attack.name} | " + " | ".join(map(_cell, row)) + " |")
            stopped[group] += not any(row) and any(cell is not None for cell in row)
    print("\nStopped wherever they were tried: " + ", ".join(f"{n} of {group}" for group, n in stopped.items()) + ".")
    best = next(iter(tables), None)
    if best is None:
        return int(any(claimed.values())) if claimed else 2
    known = {(g, a.name) for g, attacks in GROUPS.items() for a in attacks if a.succeeds_at(best)}
    return int(any(claimed.values()) or any(harm and key not in known for key, harm in tables[best].items()))


def _cell(harm: str | None) -> str:
    return "–" if harm is None else "**HARM**" if harm else "stopped"


if __name__ == "__main__":
    sys.exit(main())
