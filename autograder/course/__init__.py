"""What a course is: its folders, the plan of an assignment, its policy for a term, what being late costs."""
