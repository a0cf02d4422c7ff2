"""Every link of ours leads somewhere: to a file that is there, and to a heading that it has."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
PAGES = [name for name in TRACKED if name.endswith((".md", ".ipynb")) and not name.startswith("release/")]


def prose(path):
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
    else:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)


def anchors(path):
    """Headings as GitHub (lower case) and JupyterLab (as they stand) address them."""
    heads = re.findall(r"^#+ +(.+?) *#*$", prose(path), flags=re.M)
    plain = [re.sub(r"[^\w\- ]", "", head).strip().replace(" ", "-") for head in heads]
    return {*plain, *(head.lower() for head in plain), *(head.replace(" ", "-") for head in heads)}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page) -> None:
    path = ROOT / page
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", prose(path)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        place, _, anchor = target.partition("#")
        there = (path.parent / place).resolve() if place else path
        if there.is_relative_to(ROOT / "docs/site/lessons"):  # which `make site` makes of these
            there = ROOT / "notebooks" / there.name
        assert there.exists(), f"{page}: {target}"
        if anchor and there.suffix in (".md", ".ipynb"):
            assert anchor in anchors(there), f"{page}: {target}"


def test_pages_were_found() -> None:
    assert "README.md" in PAGES
    assert len(PAGES) > 8


def test_no_registry_host_and_no_machine_path_is_written_anywhere() -> None:
    marks = re.compile(rb"/work/main|/root/|files\.pythonhosted|registry\.npmjs|/opt/pypi")
    for name in filter(None, TRACKED):
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".h5") and name != "tests/docs/test_links.py":
            assert not marks.search(path.read_bytes()), name
