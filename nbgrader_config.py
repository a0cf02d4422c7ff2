"""nbgrader's settings for this course. Its commands, its formgrader and its JupyterLab buttons read them from here."""

from pathlib import Path

from autograder.hooks import install

c = get_config()  # noqa: F821  (nbgrader puts it here)
c.CourseDirectory.course_id = "logistic-regression-week"
# students get the picture sets, and not the program that draws them
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "drawing",
    "DATASHEET.md",
    "*_sheet.png",
]
install(c, Path(__file__).parent)
