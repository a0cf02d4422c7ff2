"""Facts about loops: each holds of its example, and of none that is written as it should be."""

from __future__ import annotations

import pytest

from autograder.checks import code_facts
from autograder.exercises.specs import make_spec
from tests.week import VECTORIZATION, exercise

SPEC = make_spec(exercise(VECTORIZATION, "dot_loop"))
HEAD = "def dot_loop(u, v):\n"
LOOP = "    for i in range(len(u)):\n"


def found(body: str) -> dict[str, int]:
    return {hint.id: line for hint, line in code_facts.facts(SPEC, HEAD + body)}


@pytest.mark.parametrize(
    ("id", "body", "line"),
    [
        ("begun-in-the-loop", LOOP + "        t = 0\n        t += u[i] * v[i]\n    return t\n", 3),
        ("begun-in-the-loop", LOOP + "        t = []\n        t.append(u[i])\n    return t\n", 3),
        ("overwritten-in-the-loop", "    t = 0\n" + LOOP + "        t = u[i] * v[i]\n    return t\n", 4),
        ("overwritten-in-the-loop", "    t = 0\n" + LOOP + "        p = u[i]\n        t = p * v[i]\n    return t\n", 5),
        (
            "counter-of-another-axis",
            "    n, m = u.shape\n    t = 0\n    for i in range(m):\n        t += u[i, :] @ v\n    return t\n",
            5,
        ),
        (
            "counter-of-another-axis",
            "    m = u.shape[0]\n    t = 0\n    for i in range(m):\n        t += u[:, i] @ v\n    return t\n",
            5,
        ),
        ("one-place-for-all", "    n = 0\n" + LOOP + "        u[n] = v[i]\n    return u\n", 4),
        ("turns-alike", "    t = 0\n" + LOOP + "        t += u * v\n    return t\n", 3),
        ("return-in-the-loop", "    t = 0\n" + LOOP + "        t += u[i]\n        return t\n", 5),
    ],
)
def test_a_fact_is_found_in_its_line(id: str, body: str, line: int) -> None:
    assert found(body)[id] == line


@pytest.mark.parametrize(
    "body",
    [
        "    t = 0\n" + LOOP + "        t += u[i] * v[i]\n    return t\n",
        "    for i in range(len(u)):\n        u[i] += 3\n    return u\n",
        "    t = 0\n"
        + LOOP
        + "        z = 0\n        for x in v:\n            z += x * u[i]\n        t += z\n    return t\n",
        "    n = 0\n" + LOOP + "        u[n] = v[i]\n        n += 1\n    return u\n",
        "    n = 0\n" + LOOP + "        u[n] = u[n] + v[i]\n    return u\n",
        "    n, t = 0, 0\n" + LOOP + "        t += v[i]\n        u[n] = t\n    return u\n",
        LOOP + '        d = {}\n        d["w"] = v[i]\n    return d\n',
        "    t = 0\n" + LOOP + "        u = u - v\n        t += u.sum()\n    return t\n",
    ],
)
def test_loops_that_do_their_work_have_none(body: str) -> None:
    assert not {"begun-in-the-loop", "one-place-for-all", "turns-alike", "return-in-the-loop"} & found(body).keys()


@pytest.mark.parametrize(
    "body",
    [
        "    t = 0\n" + LOOP + "        t = t + u[i] * v[i]\n    return t\n",
        "    t = 0\n" + LOOP + "        t = u @ v\n    return t\n",  # nothing of a turn is in it
        LOOP + "        t = u[i]\n    return t\n",  # no sum begins above
        "    n, m = u.shape\n    t = 0\n    for i in range(m):\n        t += u[:, i] @ v\n    return t\n",
        "    t = 0\n    for i in range(u.shape[0]):\n        t += u[i, :] @ v\n    return t\n",
    ],
)
def test_what_is_summed_and_counted_rightly_is_neither_fact(body: str) -> None:
    assert not {"overwritten-in-the-loop", "counter-of-another-axis"} & found(body).keys()
