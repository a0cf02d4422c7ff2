"""Specs in an HDF5 file: one group per notebook and exercise, arrays as data sets, the rest as JSON text. No code."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from pathlib import Path

import h5py
import numpy as np

from . import plain
from .spec import Causes, CheckSpec, from_plain, to_plain


class SpecsError(Exception):
    """`reference.h5` is missing, damaged, or has no such exercise."""

    def _render_traceback_(self) -> list[str]:
        """The line that IPython shows as the traceback."""
        return [str(self)]


def write(path: Path, specs: Iterable[CheckSpec]) -> None:
    """Write the specs, without hidden tests. The same specs give the same bytes."""
    with h5py.File(path, "w", track_order=False) as file:
        for spec in specs:
            if "causes" not in file:  # the same for all of a course
                said = json.dumps([spec.causes.read, spec.causes.names_of_other_cells])
                file.create_dataset("causes", data=np.frombuffer(said.encode(), np.uint8), compression="gzip")
            tree, blobs = plain.pack(to_plain(spec))
            group = file.create_group(f"{spec.notebook}/{spec.name}")
            group.create_dataset("spec", data=np.frombuffer(json.dumps(tree).encode(), np.uint8), compression="gzip")
            body = np.frombuffer(b"".join(blobs), np.uint8)
            group.create_dataset("arrays", data=body, **({"compression": "gzip"} if body.size else {}))


def exercises(path: Path, notebook: str) -> list[str]:
    """The names of a notebook's exercises. Raises SpecsError with what to do."""
    try:
        with h5py.File(path, "r") as file:
            if notebook in file:
                return sorted(file[notebook])
            there = ", ".join(sorted(name for name in file if name != "causes"))
    except OSError as error:
        raise SpecsError(_broken(path)) from error
    raise SpecsError(f"{notebook!r} must be the name of a notebook with checks, without .ipynb. There are: {there}.")


def read(path: Path, notebook: str, name: str) -> CheckSpec:
    """The spec of one exercise. Raises SpecsError with what to do."""
    try:
        known = exercises(path, notebook)
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f" Did you mean {near[0]!r}?" if near else f" It has: {', '.join(known)}."
            raise SpecsError(f"Notebook {notebook!r} has no check named {name!r}.{meant}")
        with h5py.File(path, "r") as file:
            group = file[notebook][name]
            head, body = group["spec"][()].tobytes(), group["arrays"][()].tobytes()
            causes = file["causes"][()].tobytes()
    except (OSError, KeyError) as error:
        raise SpecsError(_broken(path)) from error
    try:
        read, names = json.loads(causes)
        known_causes = Causes({cause: tuple(place) for cause, place in read.items()}, names)
        return from_plain(plain.unpack(json.loads(head), body), known_causes)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SpecsError(_broken(path)) from error


def _broken(path: Path) -> str:
    if not path.exists():
        return f"{path.name} must lie beside the notebooks, and is not there. Fetch the assignment again."
    return f"{path.name} cannot be read: it is damaged, or not from this release. Fetch the assignment again."
