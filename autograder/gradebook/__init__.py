"""nbgrader's gradebook: registering an assignment, writing scores and judged notebooks, reading marks by hand."""
