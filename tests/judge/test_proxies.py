"""What a check cell holds of a student's: functions can be called, values are plain, everything else is refused."""

from __future__ import annotations

import copy
import operator
import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType, SimpleNamespace
from typing import Any
from unittest import TestCase
from unittest.mock import Mock

import numpy as np
import pytest

from autograder.checks.observe import observe
from autograder.checks.plain import Opaque
from autograder.course.classes import Classes
from autograder.judge.proxies import (
    CannotCrossError,
    FunctionProxy,
    ObjectProxy,
    StudentError,
    as_exception,
    received,
    type_of,
)
from autograder.judge.student_objects import StudentObjects
from autograder.sandbox.kept_objects import NAME, KeptObjects


class StudentNamespace:
    """The student's side without a sandbox."""

    def __init__(self, **functions) -> None:
        self.objects, self.kept = StudentObjects(self, Classes()), KeptObjects(functions, self.ask)
        self.answers = {}

    def offer(self, name, answer):
        self.answers[name] = answer

    def ask(self, name, arguments, keywords):
        return self.answers[name](name, arguments, keywords)

    def call(self, name, arguments, keywords):
        assert name == NAME
        return observe(self.kept, arguments, keywords)

    def exceptions(self):
        return {"Ours": type("Ours", (ValueError,), {})}


def stand_in(function):
    return FunctionProxy(StudentNamespace(f=function), "f")


def test_a_call_brings_plain_values_back() -> None:
    assert stand_in(lambda x, y=1: [x + y])(2, y=3) == [5]
    assert stand_in(lambda: Counter("aa"))() == {"a": 2}
    assert stand_in(lambda: {1, 2})() == {1, 2}


def test_a_numpy_scalar_is_one_again() -> None:
    value = stand_in(lambda: np.float64(2.5))()

    assert isinstance(value, float)
    assert round(value) == 2


@pytest.mark.parametrize("before", [[3, 1, 2], np.array([3.0, 1.0, 2.0])], ids=["list", "array"])
def test_a_changed_argument_is_seen_by_the_caller(before) -> None:
    stand_in(lambda items: items.sort())(before)

    assert list(before) == [1, 2, 3]


def test_a_changed_dict_is_seen_by_the_caller() -> None:
    mine = {"a": 1}
    stand_in(lambda d: d.clear())(mine)

    assert mine == {}


def test_an_exception_has_its_own_type() -> None:
    with pytest.raises(ZeroDivisionError):
        stand_in(lambda: 1 / 0)()
    with pytest.raises(np.linalg.LinAlgError):
        stand_in(lambda: np.linalg.inv(np.zeros((2, 2))))()


def test_an_exception_of_the_sources_has_its_type_and_another_none() -> None:
    assert isinstance(as_exception("Ours", "text", StudentNamespace().exceptions()), ValueError)
    assert isinstance(as_exception("Theirs", "text", {}), StudentError)
    assert isinstance(as_exception("UnicodeDecodeError", "text", {}), StudentError)
    assert isinstance(as_exception("Stop", "text", {"Stop": type("Stop", (StopIteration,), {})}), StudentError)
    assert isinstance(as_exception("SystemExit", "text", {}), StudentError)


@pytest.mark.parametrize(
    "argument", [SimpleNamespace(), [SimpleNamespace()], {"f": object()}, np.array([object()]), partial(np.load)]
)
def test_what_cannot_cross_is_refused_with_what_to_do(argument) -> None:
    with pytest.raises(CannotCrossError, match="Pass numbers"):
        stand_in(lambda x: x)(argument)


def of_the_test(x: list[int]) -> int:
    return len(x)


of_the_test.__module__ = "__main__"  # as a test cell's


@pytest.mark.parametrize("function", [len, np.size, of_the_test, Mock(return_value=1)])
def test_a_function_of_the_tests_is_called(function) -> None:
    assert stand_in(lambda f: f([3]))(function) == 1
    assert stand_in(lambda both: both[1](both[0]))([[3], function]) == 1


USES: dict[str, Callable[[Any], Any]] = {
    "attribute": lambda o: o.balance,
    "set": lambda o: setattr(o, "balance", 1),
    "length": len,
    "loop": list,
    "item": lambda o: o[0],
    "compare": lambda o: o == 1,
    "order": lambda o: o < 1,
    "truth": bool,
    "number": float,
    "sum": lambda o: sum([o]),
    "isinstance": lambda o: isinstance(1, o),
    "issubclass": lambda o: issubclass(int, o),
    "array": np.asarray,
    "docs": lambda o: o.__doc__,
    "call": lambda o: o(),
    "with": lambda o: o.__enter__(),
    "type": lambda o: type_of(type, o),
    "isinstance of it": lambda o: isinstance(o, int),
    "isinstance of an abstract class": lambda o: isinstance(o, Mapping),
    "assertIsInstance": lambda o: TestCase().assertIsInstance(o, list),  # noqa: PT009
    "class": lambda o: o.__class__,
    "dir": dir,
    "vars": vars,
    "hasattr": lambda o: hasattr(o, "balance"),
    "hasattr of what a class has": lambda o: hasattr(o, "__len__"),
    "what it is called here": lambda o: o.what,
    "delete": lambda o: delattr(o, "balance"),
    "set of them": lambda o: {o},
    "format": lambda o: f"{o:.2f}",
    "copy": copy.copy,
    "pickle": pickle.dumps,
    "remainder": lambda o: divmod(o, 2),
}


@pytest.mark.parametrize("use", USES)
def test_an_object_of_the_students_is_refused(use) -> None:
    with pytest.raises(CannotCrossError, match="stays in the student's process"):
        USES[use](received(Opaque("Account")))


@pytest.mark.parametrize("use", [operator.eq, operator.ne, lambda t, other: t in (other, dict)])
def test_a_type_that_was_asked_for_behind_our_back_is_not_compared(use) -> None:
    (kind,) = map(type, received([Opaque("Account")]))

    with pytest.raises(CannotCrossError, match="compares the type"):
        use(kind, int)


def test_an_object_goes_back_to_no_function() -> None:
    with pytest.raises(CannotCrossError, match="passes an object"):
        stand_in(lambda x: x)(received(Opaque("Account")))


@pytest.mark.parametrize(
    "argument",
    [type("Ours", (Counter,), {})("a"), np.zeros(2, "i4,i4"), 1 << 2_000_000, {*range(1_001)}],
    ids=["Counter", "records", "int", "set"],
)
def test_what_would_arrive_as_something_else_is_refused(argument) -> None:
    with pytest.raises(CannotCrossError, match="argument that cannot cross"):
        stand_in(lambda x: x)(argument)


def test_a_function_says_that_it_is_one() -> None:
    function: Any = stand_in(len)

    assert not isinstance(function, list)
    assert isinstance(function, FunctionType)
    assert isinstance(function, Callable)  # type: ignore[arg-type]
    assert type_of(type, function) is FunctionType
    assert {function: 1}[function] == 1


def test_two_objects_of_one_type_are_not_equal() -> None:
    one, other = received([Opaque("Account"), Opaque("Account")])

    with pytest.raises(CannotCrossError):
        assert one == other
    assert one is not other
    assert one != None  # noqa: E711


def test_a_function_has_its_name_and_is_true() -> None:
    function = stand_in(len)

    assert function
    assert callable(function)
    assert function.__name__ == "f"
    assert repr(function) == "<the function f of the student's>"
    assert isinstance(function, ObjectProxy)
