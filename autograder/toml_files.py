"""Reads TOML that a person wrote by hand, and may have written in ways that Python's own reader does not expect."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

MAX_DEPTH = 50  # tables and lists in one another
LARGEST = 1 << 63  # TOML's whole numbers have 64 bits


def read_toml(path: Path) -> dict[str, Any]:
    """What the file says. Raises OSError, and ValueError where it is not TOML in UTF-8 or cannot be shown.

    Python's own reader raises RecursionError for lists in lists. It reads a key of a thousand parts (`a.a.a…`) as
    tables, and a number of any length: whoever puts such a value into a sentence would meet the error later.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except MemoryError:
        raise ValueError("TOML that is too large") from None
    _try(said, MAX_DEPTH)
    return said


_TOO_DEEP = f"over {MAX_DEPTH} tables and lists in one another"


def _try(value: object, most: int) -> None:
    """Raise ValueError if tables and lists lie in one another more than `most` deep, or a number is too large."""
    if most < 0:
        raise ValueError(_TOO_DEEP)
    if isinstance(value, int) and not -LARGEST <= value < LARGEST:
        raise ValueError("a whole number of more than 64 bits")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _try(part, most - 1)
