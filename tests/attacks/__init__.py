"""Submissions that attack the grader. Whether one does harm is seen from outside, never told by the attack."""
