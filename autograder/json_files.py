"""Reads JSON that a disk may have damaged, or that somebody else may have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_json(path: Path) -> Any:
    """What the file says. Raises OSError, and ValueError where it is not JSON or cannot be held."""
    return parse_json(path.read_bytes())


def parse_json(data: bytes) -> Any:
    """What the bytes say. Raises ValueError where they are not JSON or cannot be held.

    Python's own reader raises RecursionError for what is nested too deeply, and MemoryError for what is too large.
    Whoever expects a damaged file thinks of neither.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("JSON that is nested too deeply") from None
    except MemoryError:
        raise ValueError("JSON that is too large") from None
