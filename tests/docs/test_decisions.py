"""docs/decisions/README.md lists every decision, in one group, under the title of its page."""

import re
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def test_the_table_lists_every_decision_once_under_its_own_title() -> None:
    pages = {path.name: path.read_text(encoding="utf-8").split("\n")[0] for path in FOLDER.glob("[0-9]*.md")}
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+\.md)\) \| .+ \|$", (FOLDER / "README.md").read_text("utf-8"), re.M)

    assert Counter((file, f"# {number}. {title}") for number, title, file in rows) == Counter(pages.items())
