"""The warm process sees a fixed list of files, and imports nothing else of ours."""

from __future__ import annotations

import ast
import os
import tempfile
from pathlib import Path

import pytest

import autograder
from autograder.sandbox import ChildClient, bundle, cleanup


def test_the_bundle_holds_exactly_its_list() -> None:
    folder = bundle.make(None)
    try:
        top = folder / "bundle"
        found = {str(path.relative_to(top)) for path in top.rglob("*") if path.is_file()}
    finally:
        cleanup.remove(str(folder))

    assert found == bundle.files()


def test_what_a_killed_supervisor_left_is_removed_and_what_is_in_use_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, used, fresh = (bundle.make(None) for _ in range(3))
    bundle.BundleLock(left).close()
    held = bundle.BundleLock(used)
    bundle.BundleLock(fresh).close()
    for folder in (left, used):
        os.utime(folder, (0, 0))
    bundle.remove_stale()
    held.close()

    assert sorted(tmp_path.iterdir()) == sorted([used, fresh])


def modules() -> set[str]:
    """The names under which the bundle's files are imported."""
    paths = {name.removesuffix(".py").removesuffix("/__init__") for name in bundle.COPIED}
    return {f"autograder.{path.replace('/', '.')}" for path in paths}


def test_no_bundled_file_imports_what_is_not_bundled() -> None:
    package = Path(autograder.__file__).parent
    bundled = modules()
    for name in (*bundle.COPIED, "sandbox/checks_stub.py"):
        tree = ast.parse((package / name).read_text())
        only_for_types = {
            node
            for block in ast.walk(tree)
            if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
            for node in ast.walk(block)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or node in only_for_types:
                continue
            above = ["autograder", *name.split("/")[:-1]] if node.level == 1 else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            if module.startswith("autograder"):
                names = {f"{module}.{alias.name}" for alias in node.names}

                assert module in bundled or names <= bundled, (name, module)


def test_a_childs_memory_holds_no_module_outside_the_bundle(child: ChildClient) -> None:
    source = """
import gc, sys, types
modules = [m for m in gc.get_objects() if isinstance(m, types.ModuleType)] + list(sys.modules.values())
ours = sorted({m.__name__ for m in modules if m.__name__.split('.')[0] in ('autograder', 'checks')})
"""
    assert child.run_cell(source).ok
    allowed = modules() | {"autograder", "autograder.checks", "autograder.sandbox", "checks"}
    ours = child.get("ours")

    assert "autograder.sandbox.child_main" in ours
    assert set(ours) <= allowed


def test_nothing_else_of_ours_can_be_imported_or_found(child: ChildClient) -> None:
    for module in ("autograder.exercises", "autograder.judge", "autograder.sandbox.child_client", "autograder.cli"):
        outcome = child.run_cell(f"import {module}")

        assert outcome.raised is not None
        assert outcome.raised.type_name == "ModuleNotFoundError"
