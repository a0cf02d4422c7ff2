"""Files that a student hands in beside the notebook: none is run, read for a right answer, or put over one of ours."""

from __future__ import annotations

import pytest

from tests.attacks.attack import Attack, B
from tests.attacks.interpreter import WRONG
from tests.attacks.place import open_place

_PATCH = b"import builtins\nbuiltins.print('PASS')\nsoftmax = percentages = lambda x: 100 * x / x.sum(axis=0)\nraise SystemExit(0)\n"
#: by the name of the file
BESIDE: dict[str, bytes] = {
    **dict.fromkeys(
        ("numpy.py", "json.py", "struct.py", "checks.py", "checks/__init__.py", "autograder/__init__.py", "IPython.py"), _PATCH
    ),
    **dict.fromkeys(("sitecustomize.py", "usercustomize.py", "conftest.py", "exercises/softmax.py", "2_broadcasting.py"), _PATCH),
    **dict.fromkeys((".ipython/profile_default/startup/0.py", "ipython_config.py", "nbgrader_config.py", "helper.py"), _PATCH),
    "site-packages/evil.pth": b"import os; os._exit(0)\n",
    "reference.h5": b"\x89HDF\r\n\x1a\n" + bytes(512),
    "course.toml": b"[logistic_regression]\nlate = 'none'\n[logistic_regression.limits]\nseconds = 100000\n",
    "results.json": b'{"score": 100, "tests": []}',
    "answers.pkl": b"cos\nsystem\n(S'true'\ntR.",
    "2_broadcasting.txt": b"100",
}  # fmt: skip
_READS = """
import importlib, os
for name in ("helper", "sitecustomize", "evil"):
    try: globals().update(vars(importlib.import_module(name)))
    except BaseException: pass
beside = sorted(f for f in os.listdir() if f in ("helper.py", "answers.pkl", "results.json", "sitecustomize.py"))
assert not beside, beside
"""


@pytest.mark.slow
def test_files_beside_the_notebook_change_nothing() -> None:
    attack = Attack("", "", f"{_READS}\n# below\n{_READS}", WRONG)
    with open_place(None) as place:
        file = attack.file(place.plans[B], place)
        alone = place.look({f"{B}.ipynb": file})
        for beside in (*({name: data} for name, data in BESIDE.items()), BESIDE):
            seen = place.look({f"{B}.ipynb": file, **beside})
            assert seen.error == ""
            assert (seen.score, place.touched(), place.left()) == (alone.score, "", set()), [*beside]
