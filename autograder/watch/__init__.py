"""Follows nbgrader's exchange: each submission is judged as it comes, its page lies ready seconds later."""
