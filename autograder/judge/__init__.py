"""The trusted side: runs check cells, sends tests to the student's process, and compares the answers here."""
