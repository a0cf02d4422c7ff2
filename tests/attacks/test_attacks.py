"""Every attack at the strongest level of this machine; those that layers stop also at `confined` and as a user."""

from __future__ import annotations

import ast
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.statements import parse
from autograder.sandbox import ChildLostError, Level, LevelUnavailableError
from tests.attacks.attack import BELOW, Attack, Claim, dedent
from tests.attacks.claims import CLAIMS
from tests.attacks.place import PROJECT, Place, open_place
from tests.attacks.table import GROUPS

#: the fast subset is for whoever changes a word or a check; here each takes a sandbox, and some all that they may
pytestmark = pytest.mark.slow

ALL = [(f"{group}: {attack.name}", attack) for group, some in GROUPS.items() for attack in some]
ATTACKS = [pytest.param(a, id=id) for id, a in ALL]
LAYERED = [pytest.param(a, id=id) for id, a in ALL if a.layers]
CLAIMED = [pytest.param(one, id=f"{group}: {one.name}") for group, some in CLAIMS.items() for one in some]
#: an interpreter that any user can start, with the packages of the lock file
ORDINARY = os.environ.get("AUTOGRADER_ORDINARY_PYTHON", "/usr/bin/python3")
NOBODY_IN_PARTICULAR = 1000
NEEDED = "import numpy, h5py, matplotlib, IPython, rich, jinja2, pygments, landlockpy, pyseccomp"


def place_at(level: Level | None) -> Iterator[Place]:
    try:
        with open_place(level) as place:
            yield place
    except LevelUnavailableError as error:
        pytest.skip(f"not on this machine: {error}")


@pytest.fixture(scope="module")
def strongest() -> Iterator[Place]:
    yield from place_at(None)


@pytest.fixture(scope="module")
def confined(strongest: Place) -> Iterator[Place]:
    if strongest.sandbox.level <= Level.confined:
        pytest.skip(f"{strongest.sandbox.level.name} is the strongest level here, and was tried")
    yield from place_at(Level.confined)


def judged(attack: Attack, place: Place) -> None:
    seen, harm = place.try_out(attack)

    if not (attack.may_fail and not harm):
        assert bool(harm) == attack.succeeds_at(place.sandbox.level), (harm, seen.record)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_does_no_harm(attack: Attack, strongest: Place) -> None:
    judged(attack, strongest)


@pytest.mark.parametrize("attack", LAYERED)
def test_an_attack_does_no_harm_without_namespaces(attack: Attack, confined: Place) -> None:
    judged(attack, confined)


@pytest.mark.parametrize("claim", CLAIMED)
def test_a_claim_does_no_harm(claim: Claim, tmp_path: Path) -> None:
    if claim.root and os.geteuid() != 0:
        pytest.skip("only root can give a folder away")

    harm = claim.harm(tmp_path)

    assert harm == ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_python(attack: Attack, strongest: Place) -> None:
    """One with a slip in it would be stopped everywhere, and prove nothing."""
    if attack.spoil is None:
        for cell in json.loads(attack.file(strongest.plans[attack.notebook], strongest))["cells"]:
            if cell["cell_type"] == "code":
                parse("".join(cell["source"]), attack.name)


def _unknown(tree: ast.AST) -> Iterator[str]:
    """The names of ours that code uses and that we do not have: an attack that stopped at one would prove nothing."""
    modules: dict[str, object] = {}
    for node in ast.walk(tree):
        for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            inside = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
            if not inside.startswith("autograder."):
                continue
            try:
                modules[alias.asname or alias.name] = pkgutil.resolve_name(inside)
            except (ImportError, AttributeError):
                yield inside
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                if name in modules and not hasattr(modules[name], attribute):
                    yield f"{name}.{attribute}"


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_our_code_uses_names_that_we_have(attack: Attack, strongest: Place) -> None:
    if attack.spoil is None:
        for cell in json.loads(attack.file(strongest.plans[attack.notebook], strongest))["cells"]:
            if cell["cell_type"] == "code" and (code := "".join(cell["source"])) and "autograder" in code:
                assert [*_unknown(parse(code, attack.name))] == []
                assert not re.search(r"_Loop\.(cell|get|has|call|replace) = ", code), "use FIND_LOOP"


#: what shows that an attack looks for our code in its process
OURS = ("autograder", "get_objects", "__main__")
ON_OUR_CODE = [
    pytest.param(a.cells, id=id) for id, a in ALL if isinstance(a.cells, str) and any(word in a.cells for word in OURS)
]
#: what an attack's own cells stop at where they are out of date, and not where something holds
STALE = ("StopIteration", "TypeError", "AttributeError", "NameError", "KeyError", "an error of the loop's own")


@pytest.mark.parametrize("cells", ON_OUR_CODE)
def test_an_attack_on_our_code_finds_what_it_changes(cells: str, strongest: Place) -> None:
    """One that stops before it has changed anything would be stopped everywhere, and prove nothing."""
    above = dedent(cells.partition(BELOW)[0])
    stopped = ""
    with strongest.sandbox.child() as child:
        try:
            raised = child.run_cell(above, seconds=3.0).raised
            stopped = raised.type_name if raised else ""
        except ChildLostError as lost:
            stopped = "an error of the loop's own" if "exit status 1" in lost.detail else ""
    assert stopped not in STALE


def test_an_innocent_submission_is_judged_as_ever_after_all_attacks(strongest: Place) -> None:
    right = Attack(
        "", "", answers={"percentages": "def percentages(table):\n    return 100 * table / table.sum(axis=0)\n"}
    )

    seen, _ = strongest.try_out(right)

    assert seen.check("percentages").status == "passed"
    assert strongest.left() == set()
    assert not strongest.touched()


def test_a_function_sees_its_fresh_arguments_and_they_are_fresh_for_each_student_and_notebook(strongest: Place) -> None:
    tells = """
        seen = []
        def percentages(table):
            seen.append(float(table.ravel()[0]))
            return 100 * table / table.sum(axis=0)
    """
    raises = "def standardize(X):\n    raise ValueError(repr(seen[4:7]))\n"
    plan = strongest.plans["2_broadcasting"]

    def met(student: str, more: str = "") -> str:
        file = Attack("", "", answers={"percentages": more + tells, "standardize": raises}).file(plan, strongest)
        return strongest.look({"2_broadcasting.ipynb": file}, student=student).check("standardize").message

    assert met("ada") == met("ada")
    assert len({met("ada"), met("ben"), met("ada", "# once more\n")}) == 3


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_holds_attacks_as_well(tmp_path: Path) -> None:
    if subprocess.run([ORDINARY, "-c", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip(f"{ORDINARY} must import what notebooks need; name another in AUTOGRADER_ORDINARY_PYTHON")
    copy = tmp_path / "copy"
    for part in ("autograder", "source", "tests", "data"):
        shutil.copytree(PROJECT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (tmp_path, *tmp_path.parents):
        if path != Path("/") and path.owner() == "root" and path != Path("/tmp"):
            path.chmod(path.stat().st_mode | 0o055)

    found = subprocess.run(
        [ORDINARY, "-m", "tests.attacks", "--level", "isolated", "--layers"],
        cwd=copy,
        user=NOBODY_IN_PARTICULAR,
        group=NOBODY_IN_PARTICULAR,
        extra_groups=[],
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 0, found.stdout + found.stderr
