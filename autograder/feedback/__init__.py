"""One page per student and assignment, made from the records: what passed, what failed and why, and what to read."""
