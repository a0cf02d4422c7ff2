"""The trusted side: runs check cells, sends probes to the student's child, and compares on its own side."""
