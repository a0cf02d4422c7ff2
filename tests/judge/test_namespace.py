"""Names of check cells: the student's from the sandbox, ours from the source, as in one kernel."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.course.plan import PlanCell
from autograder.course.provenance import Provenance
from autograder.course.roles import Role
from autograder.judge.cell_code import value_of
from autograder.judge.namespace import CheckNamespace
from autograder.judge.proxies import CannotCrossError
from autograder.judge.session import Session
from autograder.sandbox import Sandbox

TEST = PlanCell("t", Role.CHECK, "")


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
    names.enter(Provenance(ours=frozenset(["limit"])), TEST)

    with pytest.raises(NameError):
        value(names, "limit")


def test_a_function_of_pythons_is_the_students_where_he_is_to_write_it(names: CheckNamespace) -> None:
    names.session.run("w", "def max(items): return 'mine'")

    assert value(names, "max([1])") == 1
    names.enter(Provenance(students=frozenset(["max"])), TEST)
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


OBJECTS = "class Account: pass\ndef f(): return Account()\naccount = Account()"


@pytest.mark.parametrize(
    "source",
    [
        "type(f())",
        "type(account) == Account",
        "type(f()) is list",
        "type(f()).__name__",
        "f'{type(f())}'",
        "[type(each) for each in [f()]]",
        "(lambda x: type(x))(f())",
        "isinstance(f(), int)",
    ],
)
def test_the_type_of_a_students_object_is_not_told(source: str, names: CheckNamespace) -> None:
    names.session.run("w", OBJECTS)

    with pytest.raises(CannotCrossError, match="stays in the student's process"):
        value(names, source)


@pytest.mark.parametrize(
    "source",
    [
        "type(1) is int",
        "isinstance(int, type) and type(int) is type and type(type) is type",
        "type('Made', (), {'x': 1}).x == 1",
        "class Meta(type): pass\nclass Made(metaclass=Meta): pass\ntype(Made) is Meta and isinstance(Made, type)",
        "def call(type): return type(3)\ncall(str) == '3'",
        "type(f) == type(lambda: 0) and callable(f) and isinstance(Account, type)",
        "[*map(type, [1, 'x'])] == [int, str]",
        "match 3:\n    case int(): found = True\nfound",
        "'f' in globals() and 'g' not in vars() and locals()['f']() is not None",
    ],
)
def test_type_is_pythons_own_for_all_else(source: str, names: CheckNamespace) -> None:
    names.session.run("w", OBJECTS)

    assert value(names, source) is True


@pytest.mark.parametrize("source", ["dir()", "'f' in dir()", "list(globals())", "{**globals()}", "vars().items()"])
def test_the_notebooks_names_are_not_listed(source: str, names: CheckNamespace) -> None:
    with pytest.raises(CannotCrossError, match="in globals"):
        value(names, source)


def test_an_object_of_the_students_is_no_value(names: CheckNamespace) -> None:
    names.session.run("w", OBJECTS)

    assert value(names, "account") is None
    assert value(names, "f()") is None
