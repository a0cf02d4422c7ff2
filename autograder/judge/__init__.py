"""The trusted side: runs check cells, sends tests to the student's child, and compares on its own side."""
