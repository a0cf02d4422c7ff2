"""Checks a student runs in the notebook; stands alone, and is copied into the release."""
