"""Where a course keeps its folders: nbgrader's names, below one root."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InstructorError


class CourseError(InstructorError):
    """Something the instructor named is not there or cannot be used; one sentence says what to do."""


@dataclass(frozen=True)
class Course:
    """A course folder: `source release submitted autograded feedback`, and what this program adds beside them."""

    root: Path

    def source(self, assignment: str) -> Path:
        folder = self.root / "source" / assignment
        if not any(folder.glob("*.ipynb")):
            known = ", ".join(sorted(p.name for p in (self.root / "source").glob("*") if p.is_dir())) or "none"
            raise CourseError(
                f"The assignment must be a folder of notebooks in {self.root / 'source'}. Got {assignment!r}; "
                f"there is: {known}. Run the command in the course's folder."
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
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def state(self) -> Path:
        """What must outlive a run and belongs to nobody else: the secret and the records."""
        return self.root / ".autograder"

    @property
    def db_url(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder in a fixed order, without what Python and Jupyter leave behind."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
            yield path
