"""Takes what students handed in out of a learning platform's zip files, into nbgrader's `submitted/`."""
