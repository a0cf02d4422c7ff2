"""What the pages say about where lessons are and how to start is what `make lab`, `make lite` and the links do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.lessons import PLACES
from docs.lite.__main__ import FOLDERS, lay_out
from examples.lab import ASSIGNMENT, LESSONS

ROOT = Path(__file__).parents[2]
LEARNING = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")


def test_links_of_messages_look_where_the_lab_and_the_lite_site_put_the_lessons() -> None:
    assert f"../{LESSONS}" in PLACES
    assert set(FOLDERS) == {ASSIGNMENT, LESSONS}


@pytest.mark.parametrize("name", ["docs/learning.md", "docs/site/index.md", "deploy/README.md"])
def test_a_page_names_the_folders_as_they_are(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.search(rf"`{ASSIGNMENT}/?`", text)
    assert re.search(rf"`{LESSONS}/?`", text)
    assert "folder lessons" not in text


def test_pages_that_name_the_lab_say_that_it_opens_the_browser() -> None:
    for name in ("README.md", "docs/learning.md", "docs/site/index.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        told = re.search(r"`make lab`.{0,200}", text, flags=re.S)

        assert told is not None
        assert "browser" in told[0], name


def test_the_first_cell_for_colab_goes_to_a_folder_that_the_site_has_and_does_nothing_elsewhere() -> None:
    cell = re.search(
        r'^```python\n(import sys\n\nif "google.colab" in sys.modules:\n(?:    .+\n)+)```$', LEARNING, re.M
    )
    assert cell is not None
    folder = re.search(r"%cd week/(\w+)$", cell[1], flags=re.M)

    assert folder is not None
    assert folder[1] in FOLDERS
    assert (FOLDERS[folder[1]] / "reference.h5").is_file()


#: what Colab is to a notebook: a kernel in a folder that has nothing of ours, which can be asked for by its name
COLAB = """
import sys, types
from IPython.core.interactiveshell import InteractiveShell

if {there}:
    sys.modules["google"] = types.ModuleType("google")
    sys.modules["google.colab"] = types.ModuleType("google.colab")
shell = InteractiveShell.instance()
for cell in {cells!r}:
    shell.run_cell(cell).raise_error()
"""


def on_colab(folder: Path, cells: list[str], there: bool = True) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    clean = {**os.environ, "IPYTHONDIR": str(folder / "ipython"), "PYTHONPATH": ""}
    command = [sys.executable, "-c", COLAB.format(there=there, cells=cells)]
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["2_broadcasting", "08_let_shapes_stretch_and_not_surprise_you"])
def test_the_first_cell_for_colab_brings_what_a_notebook_needs(tmp_path, name) -> None:
    lay_out(tmp_path / "students")
    git = ["git", "-C", str(tmp_path / "students"), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "The week"]):
        subprocess.run([*git, *words], check=True)
    (path,) = (tmp_path / "students").glob(f"*/{name}.ipynb")
    found = re.search(r"^```python\n(import sys\n.+?)```$", LEARNING, re.M | re.S)
    assert found is not None
    bootstrap = found[1].replace("REPOSITORY", (tmp_path / "students").as_uri())
    bootstrap = bootstrap.replace(f"week/{ASSIGNMENT}", f"week/{path.parent.name}")
    code = [one for one in json.loads(path.read_text(encoding="utf-8"))["cells"] if one["cell_type"] == "code"]
    first = ["".join(one["source"]) for one in code[:2]]

    assert on_colab(tmp_path / "without", first).returncode != 0
    done = on_colab(tmp_path / "with", [bootstrap, *first])
    assert done.returncode == 0, done.stdout + done.stderr
    elsewhere = on_colab(tmp_path / "elsewhere", [bootstrap], there=False)
    assert elsewhere.returncode == 0
    assert not (tmp_path / "elsewhere" / "week").exists()


def test_the_development_container_is_made_by_verbs_that_exist() -> None:
    said = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))

    assert said["image"].startswith("python:3.")
    assert "make .venv/ready" in said["postCreateCommand"]
    assert "\n.venv/ready:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "libseccomp2" in said["postCreateCommand"]
