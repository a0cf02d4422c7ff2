"""A module beside the notebooks is compiled once, and is in each child what its file says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from autograder.sandbox import Sandbox, compiled_modules
from autograder.sandbox.limits import Level

MODULE = "WORDS = 'beside'\n\n\ndef fails():\n    return (lambda: 1 / 0)()\n"


@pytest.fixture(autouse=True)
def own_loader() -> Iterator[None]:
    """Imports as they were before, after each test."""
    before = SourceFileLoader.source_to_code
    yield
    SourceFileLoader.source_to_code = before  # type: ignore[method-assign]


def loaded(path: Path) -> ModuleType:
    """The module of a file, from its source alone."""
    module = ModuleType(path.stem)
    exec(SourceFileLoader(path.stem, str(path)).source_to_code(path.read_bytes(), str(path)), module.__dict__)
    return module


def test_a_file_with_the_same_bytes_takes_the_code_and_keeps_its_own_name(tmp_path: Path, monkeypatch) -> None:
    beside, copy = tmp_path / "beside.py", tmp_path / "copy.py"
    for path in (beside, copy):
        path.write_text(MODULE)

    compiled_modules.compile_once([str(beside)])
    monkeypatch.setattr("builtins.compile", lambda *_, **__: pytest.fail("compiled again"))
    module = loaded(copy)

    assert module.WORDS == "beside"
    with pytest.raises(ZeroDivisionError) as caught:
        module.fails()
    assert {frame.path for frame in caught.traceback[1:]} == {copy}


def test_another_text_is_compiled_as_it_stands(tmp_path: Path) -> None:
    beside = tmp_path / "beside.py"
    beside.write_text(MODULE)
    compiled_modules.compile_once([str(beside), str(tmp_path / "gone.py"), str(tmp_path)])
    beside.write_text("WORDS = 'changed'\n")

    assert loaded(beside).WORDS == "changed"


def test_what_python_cannot_read_is_told_at_its_import(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("def :\n")
    compiled_modules.compile_once([str(broken)])

    with pytest.raises(SyntaxError):
        loaded(broken)


def test_a_child_imports_what_lies_beside_its_notebook(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "beside.py").write_text(MODULE)
    with Sandbox(files=[tmp_path / "beside.py"]) as sandbox, sandbox.child() as child:
        assert sandbox.level >= Level.supervised
        outcome = child.run_cell("import beside, os\nfound = beside.fails.__code__.co_filename == beside.__file__")
        assert outcome.ok, outcome.raised
        assert child.get("found") is True
        assert "beside" not in sys.modules
