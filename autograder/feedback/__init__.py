"""One page per student and assignment, made from the records: what passed, what did not and why, and what to read."""
