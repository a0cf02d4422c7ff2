"""nbgrader's settings for the course's server and the watcher: the course's own, and where the exchange is."""

import os

c = get_config()  # noqa: F821  (nbgrader puts it here)
load_subconfig(os.path.join(os.environ["WEEK"], "course", "nbgrader_config.py"))  # noqa: F821  (the same)
c.Exchange.root = os.path.join(os.environ["WEEK"], "exchange")
