"""Times the same submissions through nbgrader, through this autograder, and through a bare interpreter."""
