"""Grades a class: finds submissions, judges them in parallel, and writes what nbgrader reads."""

import sys

# jsonschema would import it on the way to nbformat: 1.5 s of grammars, for addresses that no notebook's schema has
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
