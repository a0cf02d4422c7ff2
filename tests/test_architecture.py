"""The engine's rooms stand one above the other, and none of them names this course."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.week import NOTEBOOKS, RELEASE, ROOT, lessons

PACKAGE = ROOT / "autograder"
#: from the ground up; a room may know those before it (docs/architecture.md)
ROOMS = (
    *("errors", "atomic", "json_files", "toml_files", "text"),
    *("checks", "sandbox"),
    *("course", "csv_tables", "exercises", "submissions", "records"),
    *("judge", "gradebook", "release"),
    *("feedback", "report", "workers", "grade"),
    *("new", "collect", "export", "similar", "audit", "hooks", "course_doctor"),
    *("console", "watch", "cli", "__main__"),
)


def modules() -> dict[str, Path]:
    """Every module of the engine, by its name."""
    paths = (p for p in PACKAGE.rglob("*.py") if "templates" not in p.parts)
    return {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in paths}


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The engine's modules that one imports, inside functions too."""
    home = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            parts = home[: len(home) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            names = {f"{base}.{alias.name}" for alias in node.names}
            yield from (names & known.keys()) or ({base} & known.keys())


def edges() -> dict[str, set[str]]:
    known = modules()
    found = {name: set(imports(name, path, known)) - {name} for name, path in known.items()}
    del found["autograder"]  # the documented face: it imports each name when it is first used
    return {name: targets - {"autograder"} for name, targets in found.items()}


def room(module: str) -> str:
    return module.split(".")[1]


def test_no_arrow_leads_upwards() -> None:
    place = {name: at for at, name in enumerate(ROOMS)}

    upwards = [
        f"{module} → {target}"
        for module, targets in edges().items()
        for target in targets
        if place[room(target)] > place[room(module)]
    ]

    assert upwards == []


def test_no_module_leads_back_to_itself() -> None:
    found, done = edges(), set[str]()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join((*way[way.index(module) :], module))
        if module not in done:
            for target in found.get(module, ()):
                walk(target, (*way, module))
            done.add(module)

    for module in found:
        walk(module, ())


def test_the_engine_names_no_course() -> None:
    cells = [cell for n in NOTEBOOKS for cell in json.loads((RELEASE / f"{n}.ipynb").read_text("utf-8"))["cells"]]
    marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    functions = {mark["grade_id"] for mark in marks if mark.get("grade")}
    # `model`, `predict`, `dot` and the like are words of every course
    telling = sorted(name for name in functions if "_" in name or name in ("softmax", "propagate", "percentages"))
    names = re.compile("|".join(map(re.escape, (RELEASE.name, *NOTEBOOKS, *lessons(), *telling))))

    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix in (".py", ".toml", ".html", ".md", ".ipynb", ".sh", "")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if names.search(line)
    ]

    assert len(telling) > 10
    assert found == []


#: modules that read JSON by themselves: copied to where `json_files` is not, or with a reader of their own
OWN_JSON = re.compile(r"autograder\.(checks|sandbox)\.|autograder\.submissions\.notebook_file$")
#: reads what nbformat has just written
FRESH_JSON = ("autograder.gradebook.autograded",)


def test_json_that_may_be_damaged_is_read_in_one_place() -> None:
    """The `json` module raises RecursionError where a file is nested deeply, of which nobody thinks twice."""
    found = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("json.load", "json.loads")
    }

    assert {name for name in found if not OWN_JSON.match(name)} == {"autograder.json_files", *FRESH_JSON}


#: reads its own release's files in the student's kernel; reads the project's own settings
OWN_TOML = ("autograder.checks.prediction", "autograder.export.requirements")


def test_toml_that_may_be_damaged_is_read_in_one_place() -> None:
    found = {name for name, path in modules().items() if "tomllib" in path.read_text(encoding="utf-8")}

    assert found == {"autograder.toml_files", *OWN_TOML}
