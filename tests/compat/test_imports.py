"""What an answer imports is the student's to import; a module beside the notebook has the state that it has there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.records.record import Record

SOURCE = """
#%% given
from math import floor
#%% write tools
### BEGIN SOLUTION
import numpy as np
import statistics
from fractions import Fraction
### END SOLUTION
#%% test tools-test 1
assert statistics.mean([1, 3]) == 2 and Fraction(1, 2) * 2 == 1
assert np.sum([1, 2]) == 3
#%% write half
import math
### BEGIN SOLUTION
def half(x):
    return Fraction(x, 2)
### END SOLUTION
#%% test half-test 1
assert half(3) == Fraction(3, 2) and math.floor(half(3)) == floor(1.5)
#%% test many-test 1
assert np.allclose([float(half(n)) for n in (1, 2)], [0.5, 1])
"""
BESIDE = """
#%% write load
### BEGIN SOLUTION
from shelf import count, put
### END SOLUTION
#%% test load-test 1
put("a")
assert count() == 1
#%% write fill
### BEGIN SOLUTION
put("b")
put("c")
### END SOLUTION
#%% test fill-test 1
assert count() == 3
"""
SHELF = "_things = []\n\n\ndef put(thing):\n    _things.append(thing)\n\n\ndef count():\n    return len(_things)\n"


def points(record: Record) -> dict[str, float]:
    return {check.id: check.points for check in record.notebooks[0].checks}


def without(source: str, *lines: str) -> str:
    for line in lines:
        source = source.replace(f"{line}\n", "")
    return source


def test_what_an_answer_imports_is_there_if_the_student_has_imported_it(judged: Callable[..., Record]) -> None:
    assert points(judged(SOURCE)) == {"tools-test": 1, "half-test": 1, "many-test": 1}

    none = without(SOURCE, "import numpy as np", "import statistics", "from fractions import Fraction")
    record = judged(SOURCE, none)
    assert points(record) == {"tools-test": 0, "half-test": 0, "many-test": 0}
    assert "must define" in record.notebooks[0].checks[0].message

    some = without(SOURCE, "import numpy as np")
    assert points(judged(SOURCE, some)) == {"tools-test": 0, "half-test": 1, "many-test": 0}
    later = some.replace("import math\n", "import math\nimport numpy as np\n")
    assert points(judged(SOURCE, later)) == {"tools-test": 0, "half-test": 1, "many-test": 1}


def test_a_library_under_its_usual_name_is_the_tests_own(judged: Callable[..., Record]) -> None:
    agreeing = "class np:\n    allclose = sum = staticmethod(lambda *_: True)\nimport statistics"
    forged = SOURCE.replace("import numpy as np\nimport statistics", agreeing).replace(
        "Fraction(x, 2)", "Fraction(x, 3)"
    )

    assert points(judged(SOURCE, forged)) == {"tools-test": 1, "half-test": 0, "many-test": 0}


@pytest.fixture
def shelf(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "shelf.py").write_text(SHELF)


def test_a_module_beside_the_notebook_has_the_state_that_the_student_gave_it(
    shelf: None, judged_beside: Callable[..., Record]
) -> None:
    assert points(judged_beside(BESIDE)) == {"load-test": 1, "fill-test": 1}
    assert points(judged_beside(BESIDE, without(BESIDE, 'put("c")'))) == {"load-test": 1, "fill-test": 0}

    none = without(BESIDE, "from shelf import count, put")
    assert points(judged_beside(BESIDE, none)) == {"load-test": 0, "fill-test": 0}
