"""nbgrader's settings for this course. Its commands, its formgrader and its JupyterLab buttons read them from here."""

from pathlib import Path

from autograder.hooks import install

c = get_config()  # noqa: F821  (nbgrader puts it here)
c.CourseDirectory.course_id = "logistic-regression-week"
install(c, Path(__file__).parent)
