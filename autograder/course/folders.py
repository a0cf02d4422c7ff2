"""Where a course keeps its folders: nbgrader's names, below one root."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InstructorError


class CourseError(InstructorError):
    """Something the instructor named does not exist or cannot be used; one sentence says what to do."""


def real(path: Path) -> Path:
    """The absolute path without links; as far as it goes where links lead round in a circle."""
    return Path(os.path.realpath(path))  # Path.resolve raises a RuntimeError there, until Python 3.13


@dataclass(frozen=True)
class Course:
    """A course folder: `source release submitted autograded feedback`, and what this program adds beside them."""

    root: Path

    @property
    def assignments(self) -> tuple[str, ...]:
        """The names of the assignments in `source/`, sorted."""
        return tuple(sorted({path.parent.name for path in (self.root / "source").glob("*/*.ipynb")}))

    @property
    def only_assignment(self) -> str:
        """The name of the course's only assignment. Raises CourseError if it has none or several."""
        if len(self.assignments) == 1:
            return self.assignments[0]
        known = ", ".join(self.assignments) or "none"
        raise CourseError(f"--assignment must name one of those in {self.root / 'source'}. There is: {known}.")

    def source(self, assignment: str) -> Path:
        """The instructor's folder of an assignment, `source/<assignment>`. Raises CourseError if it does not exist."""
        folder = self.root / "source" / assignment
        if not any(folder.glob("*.ipynb")):
            if assignment and folder.is_dir():
                raise CourseError(
                    f"{folder} must hold the assignment's notebooks (*.ipynb). It has none: put them there."
                )
            known = ", ".join(self.assignments)
            must = f"The assignment must be a folder of notebooks in {self.root / 'source'}. Got {assignment!r}; "
            raise CourseError(
                f"{must}there is: {known}. Name one that is there."
                if known
                else f"{must}there is: none. Run the command in the course's folder, or name the folder with --course."
            )
        return folder

    def release(self, assignment: str) -> Path:
        return self.root / "release" / assignment

    def autograded(self, student: str, assignment: str) -> Path:
        return self.root / "autograded" / student / assignment

    @property
    def feedback(self) -> Path:
        return self.root / "feedback"

    @property
    def lessons(self) -> Path:
        return self.root / LESSONS

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def state(self) -> Path:
        """The folder `.autograder/`, which holds what must outlive a run: the secret and the records."""
        return self.root / ".autograder"

    @property
    def db_url(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"


#: in the folder of an assignment: what only the instructor has; the checks' code; what the checks know of the exercises
EXERCISES, CHECKS, REFERENCE = "exercises", "checks", "reference.h5"
BEYOND = "beyond.txt"  # among the exercises: a sentence a line for those who have every point
LESSONS = "notebooks"  # of a course: what is read and tried, and not graded
LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints")  # by Python and Jupyter


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder in a fixed order, links followed, without what Python and Jupyter leave behind."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name not in LEFT_BEHIND)
        yield from (Path(place) / name for name in sorted(names))


def assignment_files(folder: Path) -> Iterator[Path]:
    """Every file of an assignment that is not generated: notebooks, exercises, helper modules, data."""
    return (path for path in files_in(folder) if path.relative_to(folder).parts[0] not in (CHECKS, REFERENCE))


def student_files(folder: Path) -> tuple[Path, ...]:
    """The files and folders that lie beside a student's notebooks, as the source has them."""
    ours = (EXERCISES, CHECKS, REFERENCE, *LEFT_BEHIND)
    return tuple(p for p in sorted(folder.iterdir()) if p.suffix != ".ipynb" and p.name not in ours)
