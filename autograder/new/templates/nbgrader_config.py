"""nbgrader's settings for this course. Its commands, its formgrader and its JupyterLab buttons read them from here."""

from pathlib import Path

from autograder.hooks import install

c = get_config()  # noqa: F821  (nbgrader puts it here)
c.CourseDirectory.course_id = "COURSE"
# where students submit to from JupyterLab; without one, the formgrader's warning about an exchange means nothing
# c.Exchange.root = "/srv/nbgrader/exchange"
# last: nbgrader's own commands and buttons release, judge and give feedback as `autograder` does
install(c, Path(__file__).parent)
