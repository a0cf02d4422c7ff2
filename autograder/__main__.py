"""`python -m autograder` is the command `autograder`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the present folder: in a submission's, a student's numpy.py would be imported

from autograder.cli import command

command()
