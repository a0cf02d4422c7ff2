"""The accessibility rules of axe-core, run inside a page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

#: ends what fades or moves: a page's rest is judged, not the half second in which a fold that was opened fades in
RESTING = """() => document.getAnimations().forEach(moving => {
    if (moving.effect.getComputedTiming().endTime !== Infinity) moving.finish();
})"""


def violations(page) -> list[str]:
    """What breaks a rule once the page has come to rest, one line for each place."""
    if not SCRIPT.is_file() and not os.environ.get("CI"):
        pytest.skip("needs axe-core: npm install --prefix tests/browser")
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(RESTING)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
