"""Makes a course folder to start from: one assignment that can be released and graded as it is."""
