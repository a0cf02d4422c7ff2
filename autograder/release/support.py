"""What notebooks need beside them: the checks, the specs, the pictures. For the lessons, in `notebooks/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder import checks
from autograder.checks import store
from autograder.exercises.catalogue import exercises, lessons
from autograder.exercises.specs import make_spec

CHECKS = Path(checks.__file__).parent
PICTURES = Path(__file__).parents[2] / "data"


def write_reference(notebooks: list[str], path: Path) -> None:
    """Write the specs of every named notebook that has exercises; no file where none has."""
    specs = [make_spec(exercise) for notebook in notebooks for exercise in exercises(notebook)]
    if specs:
        store.write(path, specs)


def support_lessons(folder: Path) -> None:
    """Put the checks, the lessons' specs and the pictures beside the lessons."""
    for name, pattern, place in (("checks", "*.py", CHECKS), ("data", "*.h5", PICTURES)):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
        for path in sorted(place.glob(pattern)):
            shutil.copyfile(path, folder / name / path.name)
    write_reference(list(lessons()), folder / "reference.h5")
