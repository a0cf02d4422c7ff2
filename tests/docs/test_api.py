"""Each snippet of docs/api.md runs in the folder of a course, and the page names the whole face."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

import autograder
from autograder.new.starter import start
from tests.week import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.M | re.S)
SNIPPETS += [
    textwrap.dedent("\n".join(line for line in (autograder.__doc__ or "").splitlines() if line[:1] in ("", " ")))
]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new course with one submission: the notebooks as they are released, nothing written."""
    root = tmp_path_factory.mktemp("api") / "stats"
    start(root, "week_1")
    submitted = root / "submitted" / "ada" / "week_1"
    submitted.mkdir(parents=True)
    for path in (root / "source" / "week_1").glob("*.ipynb"):
        (submitted / path.name).write_bytes(path.read_bytes())
    return root


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda text: text.split("import ")[1].split("\n")[0])
def test_a_snippet_runs(
    snippet: str, course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course)

    exec(compile(snippet, "api.md", "exec"), {})

    assert capsys.readouterr().out.strip()


def test_the_page_names_the_face() -> None:
    table = PAGE.split("## All names")[1]

    assert set(re.findall(r"`(\w+)`", table)) >= set(autograder.__all__) - {"__version__"}
    for name in autograder.__all__:
        assert getattr(autograder, name) is not None
