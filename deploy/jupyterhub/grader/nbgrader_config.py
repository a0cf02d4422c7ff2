"""What the course's own nbgrader_config.py does not know: where the exchange is on this machine."""

import os

c = get_config()  # noqa: F821  (nbgrader puts it here)
c.Exchange.root = os.environ["WEEK_EXCHANGE"]
c.HTMLExporter.sanitize_html = True  # a student's page must not run as a program in the instructor's browser
