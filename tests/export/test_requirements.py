"""The locked packages that a machine without any needs: all that judging imports, none that only tests do."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.export.requirements import PROJECT, blocks, needs, requirements

WHOLE = (PROJECT / "requirements.lock").read_text(encoding="utf-8")


def test_what_judging_imports_is_there_and_what_tests_import_is_not() -> None:
    names = {name for name, _ in blocks(requirements())}

    assert {"numpy", "h5py", "matplotlib", "pillow", "ipython", "click", "rich", "landlockpy", "pyseccomp"} <= names
    assert {"pytest", "ruff", "mypy", "playwright", "distributed", "psycopg"}.isdisjoint(names)


def test_lines_are_the_lock_files_own() -> None:
    found = requirements()

    assert all(line in WHOLE for line in found.splitlines())
    assert re.search(r"^numpy==[^\n]+\\\n    --hash=sha256:", found, flags=re.M)


def test_every_needed_package_is_locked() -> None:
    locked = {name for name, _ in blocks(WHOLE)}
    asked = needs(["nbgrader", "matplotlib"])

    assert {"nbgrader", "matplotlib", "kiwisolver", "jupyter-client"} <= asked
    assert {"nbgrader", "matplotlib", "kiwisolver", "jupyter-client"} <= locked


def test_what_only_other_systems_or_older_pythons_need_is_not_there() -> None:
    asked = [
        "numpy; sys_platform == 'win32'",
        "click; python_version < '3.11'",
        "rich; sys_platform == 'linux' and python_version >= '3.12'",
        "jinja2; extra == 'pages'",
    ]

    found = needs(asked)

    assert "rich" in found
    assert {"numpy", "click", "jinja2"}.isdisjoint(found)


def test_an_extra_that_is_asked_for_brings_what_it_needs() -> None:
    assert "tinycss2" in needs(["bleach[css]"])
    assert "tinycss2" not in needs(["bleach"])
    assert "tinycss2" in {name for name, _ in blocks(requirements())}


def test_without_a_lock_file_the_versions_are_those_here(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["jinja2>=3"]\n')
    found = requirements(tmp_path).splitlines()

    assert [line.partition("==")[0] for line in found] == ["jinja2", "markupsafe"]
