"""Makes the student's version of an assignment, and refuses to when a gate fails."""
