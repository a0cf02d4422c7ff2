"""One part of a class, for one job in an array of jobs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from autograder.course.folders import CourseError


@dataclass(frozen=True)
class Shard:
    """One of `of` parts of a class, counted from 1. Who is in it follows from the student's name alone."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """The shard in a text such as "2/8". Raises CourseError."""
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
        number, of = map(int, found.groups()) if found else (0, 0)
        if not 1 <= number <= of:
            raise CourseError(
                f"--shard must be i/n, with i from 1 to n, as in 2/8. Got {text!r}: count the jobs of an array from 1."
            )
        return cls(number, of)

    def holds(self, student: str) -> bool:
        """Whether a student is in this part, whoever else is in the class."""
        digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1
