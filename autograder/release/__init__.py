"""Makes the student's version of an assignment, and refuses to when a gate fails."""

from autograder.release.build import build
from autograder.release.failure import Failure
from autograder.release.gate import gate
from autograder.release.replace import release

__all__ = ["Failure", "build", "gate", "release"]
