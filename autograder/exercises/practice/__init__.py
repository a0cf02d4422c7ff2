"""Small ungraded exercises inside the lessons, one module each. Their answers are folded in the lesson itself."""
