"""Names of check cells: the student's from the sandbox, ours from the source, as in one kernel."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.course.provenance import Provenance
from autograder.judge.namespace import CheckNamespace, value_of
from autograder.judge.proxies import CannotCrossError
from autograder.judge.session import Session
from autograder.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def names(sandbox: Sandbox) -> Iterator[CheckNamespace]:
    with Session(sandbox) as session:
        yield CheckNamespace(session, {})


def value(names: CheckNamespace, source: str) -> object:
    return value_of(source, "<t>", names)


def test_the_students_names_come_and_ours_stay(names: CheckNamespace) -> None:
    names.session.run("w", "x = 1\ndef f(): return x")

    assert value(names, "y = x + f()\ny") == 2
    assert value(names, "y") == 2


def test_a_name_of_ours_never_comes_from_the_student(names: CheckNamespace) -> None:
    names.session.run("w", "limit = 9")
    names.enter(Provenance(ours=frozenset(["limit"])))

    with pytest.raises(NameError):
        value(names, "limit")


def test_a_function_of_pythons_is_the_students_where_he_is_to_write_it(names: CheckNamespace) -> None:
    names.session.run("w", "def max(items): return 'mine'")

    assert value(names, "max([1])") == 1
    names.enter(Provenance(students=frozenset(["max"])))
    assert value(names, "max([1])") == "mine"


def test_globals_knows_the_students_names(names: CheckNamespace) -> None:
    names.session.run("w", "x = 1")

    assert value(names, "('x' in globals(), 'y' in globals(), globals().get('x'), globals().get('y', 5))") == (
        True,
        False,
        1,
        5,
    )


def test_a_deleted_name_is_gone_in_the_students_code_until_it_is_put_back(names: CheckNamespace) -> None:
    names.session.run("w", "def g(): return 1\ndef f(): return g()")
    source = (
        "kept = g\ndel g\ntry:\n    f()\n    gone = False\nexcept NameError:\n    gone = True\ng = kept\n(gone, f())"
    )

    assert value(names, source) == (True, 1)


def test_the_students_random_numbers_follow_our_seed(names: CheckNamespace) -> None:
    names.session.run("w", "import numpy as np, random\ndef f(): return np.random.rand(), random.random()")
    import random

    np.random.seed(4)
    random.seed(4)
    expected = np.random.rand(), random.random()
    np.random.seed(4)
    random.seed(4)
    names.seeded()

    assert value(names, "f()") == expected


def test_magics_that_set_up_the_display_mean_nothing(names: CheckNamespace) -> None:
    assert value(names, "%matplotlib inline\n1") == 1
    with pytest.raises(CannotCrossError, match="plain Python"):
        value(names, "%timeit 1")


@pytest.mark.parametrize(("source", "last"), [("1;", None), ("x = 1", None), ("1\n2", 2), ("", None), ("1 # two", 1)])
def test_the_value_is_that_of_the_last_expression(source: str, last: object, names: CheckNamespace) -> None:
    assert value(names, source) == last
