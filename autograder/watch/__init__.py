"""Follows nbgrader's exchange: each submission is judged as it comes, and its feedback is ready seconds later."""
