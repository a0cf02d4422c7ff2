"""What the theme and MyST-NB write in a way that assistive technology reads wrongly is mended in each finished page."""

from __future__ import annotations

from typing import Any

#: what stands in a page's body, and what must stand there
MENDED = {
    # a fold is named by its own visible words
    ' aria-label="Toggle hidden content"': "",
    # an empty corner of a table is no heading of anything
    '<th class="head"><p></p></th>': '<td class="head"></td>',
}


def mend(_app: object, _name: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Changes the page's body, if it has one, just before it is put into its template."""
    for wrong, right in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(wrong, right)
