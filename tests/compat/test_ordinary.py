"""Ordinary nbgrader assignments through the judge: the solutions earn all, the release and cheats nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.errors import JudgeError, SubmissionNotJudgedError
from autograder.judge.judge import Judge
from autograder.judge.session import Patience
from autograder.records.record import CheckRecord, Record
from autograder.sandbox import Sandbox, SandboxError
from tests.compat.cells import cell
from tests.compat.conftest import ASSIGNMENTS

CHEATS = {
    "equal to everything": """
class Same:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __hash__(self): return 1
    def __len__(self): return 3
    def __iter__(self): return iter([Same()] * 3)
    def __getattr__(self, name): return Same()
    def __call__(self, *a, **k): return Same()
    def __getitem__(self, key): return Same()
    def __float__(self): return 1.0
squares = sum_of_squares = count = mean = longest = total = center = noise = sort_in_place = norm = Same()
curve = pick = best = W = names = rows = ages = oldest = Same()
""",
    "asserts that never fail": """
import builtins, sys
builtins.AssertionError = type("Quiet", (Exception,), {})
builtins.all = builtins.any = builtins.isinstance = lambda *a: True
sys.excepthook = lambda *a: None
__builtins__.abs = lambda x: 0
""",
    "patched libraries": """
import math, random, unittest, numpy as np
math.isclose = lambda *a, **k: True
np.allclose = np.testing.assert_allclose = lambda *a, **k: True
np.testing.assert_array_equal = np.testing.assert_equal = lambda *a, **k: True
unittest.TestCase.assertRaises = unittest.TestCase.assertRaisesRegex = lambda *a, **k: None
""",
    "another helper": """
def close(*a, **k): return True
def squares(n): return []
sum_of_squares = squares
TOLERANCE = 1e300
LIMIT = 1
DATA = expected = found = []
score = 100
seen = 3
curve = lambda n, f=None: squares(n)
""",
    "leaves": "import os, atexit\natexit.register(print)\nos._exit(0)",
    "looks for the tests": """
import gc, glob, sys
found = [o for o in gc.get_objects() if isinstance(o, str) and "assert" in o and "squares(11)" in o]
texts = [open(p).read() for p in glob.glob("/**/*.ipynb", recursive=True)][:3]
for frame in [sys._getframe(i) for i in range(3)]:
    frame.f_globals.update(score=3, result=1)
""",
}


def checks(record: Record) -> dict[str, CheckRecord]:
    return {check.id: check for notebook in record.notebooks for check in notebook.checks}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_solutions_earn_every_point(assignment: str, course: Path, sandbox: Sandbox) -> None:
    folder = course / "source" / assignment
    record = Judge(read_plan(folder), sandbox, b"x").judge(
        "s", {p.name: p.read_bytes() for p in folder.glob("*.ipynb")}
    )

    assert {c.id: c.message for c in checks(record).values() if c.status != "passed"} == {}
    assert record.score == record.max_score > 0


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_release_earns_nothing(assignment: str, course: Path, sandbox: Sandbox) -> None:
    files = {p.name: p.read_bytes() for p in (course / "release" / assignment).glob("*.ipynb")}
    record = Judge(read_plan(course / "source" / assignment), sandbox, b"x").judge("s", files)

    assert record.score == 0
    assert {c.status for c in checks(record).values()} <= {"untouched", "missing", "failed"}


@pytest.mark.parametrize("cheat", CHEATS)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_cheat_earns_nothing(assignment: str, cheat: str, course: Path, sandbox: Sandbox) -> None:
    files = {}
    for path in (course / "release" / assignment).glob("*.ipynb"):
        notebook = json.loads(path.read_text())
        for one in notebook["cells"]:
            marks = one["metadata"].get("nbgrader", {})
            if marks.get("solution"):
                one["source"] = ""
            elif marks.get("grade"):
                one["source"], marks["points"] = "100", 100
        notebook["cells"] = [cell(CHEATS[cheat]), *notebook["cells"], cell(CHEATS[cheat])]
        files[path.name] = json.dumps(notebook).encode()
    record = Judge(read_plan(course / "source" / assignment), sandbox, b"x", Patience(5.0, 2.0)).judge("s", files)

    assert {c.id: c.points for c in checks(record).values() if c.points} == {}


TWO = """
#%% write f
def f(x):
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION

#%% test visible 2
assert f(1) == 2, 'one more'
### BEGIN HIDDEN TESTS
assert f(10) == 11, 'ten is the secret'
### END HIDDEN TESTS
"""


def test_a_failed_visible_assert_says_its_line_and_words(judged: Callable[..., Record]) -> None:
    one = checks(judged(TWO, TWO.replace("x + 1", "x")))["visible"]

    assert one.status == "failed"
    assert "one more" in one.message
    assert "assert f(1) == 2" in one.message


@pytest.mark.parametrize(
    "body", ["2", "x + 1 if x == 1 else open(str(x))", "x + 1 if x == 1 else 1 / 0", "x + 1 if x == 1 else [][x]"]
)
def test_a_failed_hidden_test_shows_no_word_of_it(body: str, judged: Callable[..., Record]) -> None:
    one = checks(judged(TWO, TWO.replace("x + 1", body)))["visible"]

    assert one.points == 0
    assert "hidden test" in one.message
    assert "secret" not in one.message
    assert "10" not in one.message
    assert "11" not in one.message


def test_the_instructor_reads_what_failed(judged: Callable[..., Record]) -> None:
    one = checks(judged(TWO, TWO.replace("x + 1", "2"), reveal=True))["visible"]

    assert "ten is the secret" in one.message


@pytest.mark.parametrize(
    ("last", "points"),
    [
        ("1", 1.0),
        ("0.5", 0.5),
        ("f(0)", 1.0),
        ("f(10**9)", 2.0),
        ("-f(3)", 0.0),
        ("float('nan')", 0.0),
        ("f(0) == 1", 2.0),
        ("'0'", 2.0),
        ("0;", 2.0),
        ("None", 2.0),
        ("x = 0", 2.0),
        ("f('no number')", 0.0),
    ],
)
def test_the_last_expression_is_the_score(last: str, points: float, judged: Callable[..., Record]) -> None:
    source = TWO.split("assert")[0] + last

    assert checks(judged(source))["visible"].points == points


def test_a_number_of_the_students_is_no_score(judged: Callable[..., Record]) -> None:
    source = TWO.split("assert")[0] + "score = 0\nif f(1) == 2:\n    score += 1\nscore"
    work = source.replace("return x + 1", "global score\n    score = 2\n    return 7").replace("#%% test", "#%% open")

    assert checks(judged(source))["visible"].points == 1
    assert checks(judged(source, work))["visible"].points == 0


@pytest.mark.slow
def test_an_endless_call_costs_its_test_only(judged: Callable[..., Record]) -> None:
    source = TWO + "\n#%% test other 1\nassert f(2) == 3\n"
    found = checks(judged(source, source.replace("return x + 1", "while x == 1: pass\n    return x + 1")))

    assert found["visible"].status == "timeout"
    assert found["other"].status == "passed"


def test_a_given_cell_that_the_student_changed_counts_as_it_was(judged: Callable[..., Record]) -> None:
    source = "#%% open\nRIGHT = 2\ndef near(a):\n    return a == RIGHT\n" + TWO.replace("f(1) == 2", "near(f(1))")
    work = source.replace("RIGHT = 2", "RIGHT = 7").replace("a == RIGHT", "True").replace("x + 1", "7")

    assert checks(judged(source))["visible"].points == 2
    assert checks(judged(source, work))["visible"].points == 0


def test_a_given_cell_that_the_student_stops_gives_nothing_away(judged: Callable[..., Record]) -> None:
    source = (
        TWO.split("#%% test")[0]
        + "\n#%% given g\ny = f(1)\nLIMIT = 2\n\n#%% test t 1\nassert 2 <= LIMIT\nassert y == LIMIT\n"
    )
    work = source.replace("return x + 1", "global LIMIT, y\n    LIMIT = y = 9\n    raise ValueError")

    assert checks(judged(source))["t"].status == "passed"
    one = checks(judged(source, work))["t"]
    assert one.points == 0
    assert "ValueError" in one.message


def test_a_module_that_only_the_student_imports_is_there(judged: Callable[..., Record]) -> None:
    imports = "import numpy as np\nimport math\n"
    source = f"#%% write w\n{imports}X = np.ones(3)\n\n#%% test t 1\nassert np.sum(X) == math.sqrt(9)\n"

    assert checks(judged(source))["t"].status == "passed"
    assert checks(judged(source.replace(imports, ""), source))["t"].status == "passed"


def test_a_test_that_a_students_value_keeps_busy_ends(
    judged: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.judge.test_cells.SECONDS", 6.0)
    source = TWO + "\n#%% test slow 1\nn = f(0)\nwhile n > 1: pass\n\n#%% test other 1\nassert f(2) != 2\n"
    found = checks(judged(source, source.replace("x + 1", "99")))

    assert found["slow"].status == "timeout"
    assert found["other"].status == "passed"
    assert checks(judged(source))["slow"].status == "passed"


def test_what_a_test_prints_goes_nowhere(judged: Callable[..., Record], capsys: pytest.CaptureFixture[str]) -> None:
    judged(TWO.replace("assert f(1)", "print('all good')\nassert f(1)"))

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("fault", "reported"), [(SandboxError, SandboxError), (JudgeError, SubmissionNotJudgedError)])
def test_a_fault_of_ours_in_a_test_cell_is_nobodys_points(
    judged: Callable[..., Record],
    monkeypatch: pytest.MonkeyPatch,
    fault: type[Exception],
    reported: type[Exception],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault("no process can be had")

    monkeypatch.setattr("autograder.judge.session.Session.call", fail)

    with pytest.raises(reported, match="no process can be had"):
        judged(TWO)
