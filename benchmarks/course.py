"""Makes throw-away courses: the source with its links followed, and a class of right submissions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.course.plan import read_plan
from examples.people import SubmissionFactory, files

ASSIGNMENT = "logistic_regression"


def make(root: Path, students: int, release: Path | None = None) -> Path:
    """A course in `root` with `students` submissions; with `release` it also has our released version."""
    source = root / "source" / ASSIGNMENT
    if not source.exists():
        shutil.copytree(Path("source") / ASSIGNMENT, source)
    if release is not None and not (root / "release").exists():
        shutil.copytree(release, root / "release" / ASSIGNMENT)
    shutil.rmtree(root / "submitted", ignore_errors=True)
    for name, handed_in in class_of(students):
        folder = root / "submitted" / name / ASSIGNMENT
        folder.mkdir(parents=True)
        for file, data in handed_in.items():
            (folder / file).write_bytes(data)
    return root


def forget(root: Path, kept: Collection[str]) -> None:
    """Remove what grading wrote, so that the next run does all the work again."""
    for path in root.iterdir():
        if path.name in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def class_of(students: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Right answers, no two alike: each student has left a line of their own in every function."""
    factory = SubmissionFactory(read_plan(Path("source") / ASSIGNMENT), Path("release") / ASSIGNMENT)
    for number in range(students):
        name = f"student{number:04}"
        notebooks = factory.solved()
        for notebook in notebooks.values():
            for cell in notebook["cells"]:
                if cell["id"].startswith("write-"):
                    lines = "".join(cell["source"]).rstrip("\n")
                    cell["source"] = f"{lines}\n# written by {name}".splitlines(keepends=True)
        yield name, {file: json.dumps(json.loads(data), indent=1).encode() for file, data in files(notebooks).items()}
