"""A course: its folders, the plan of an assignment, its policy for a term, the penalty for being late."""
