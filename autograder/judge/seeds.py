"""Fresh hidden probes: seeded by the course's secret, the student, the attempt and the notebook's bytes.

No two students meet the same ones, and a regrade meets the same again. A function sees its own arguments and can bring
them out through a message; in the notebook that makes use of them they are others.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import numpy as np


def course_secret(folder: Path) -> bytes:
    """The course's secret, made on first use and kept in `folder`, readable by its owner alone."""
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()


def generator(secret: bytes, *parts: str) -> np.random.Generator:
    """A random generator that follows from the secret and the parts: student, attempt, file, notebook, exercise."""
    digest = hmac.digest(secret, "\0".join(parts).encode("utf-8", "surrogatepass"), hashlib.sha256)
    return np.random.default_rng(int.from_bytes(digest, "big"))
