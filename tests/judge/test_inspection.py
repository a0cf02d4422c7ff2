"""A test cell reads the text and the parameters of a student's function from the submission, and nothing of it runs."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.judge.inspection import inspected
from autograder.judge.proxies import CannotCrossError, FunctionProxy
from autograder.judge.session import Session

F = """%matplotlib inline
n = 2
@cached
def f(x, y=(1, -2), *rest, key: 'int' = None, **more) -> int:
    return x
"""
BOX = """class Box:
    def __init__(self, side):
        self.side = side

def g(x=print('run')): pass"""
CELLS = [("a", "def f(x):\n    return 1\n"), ("b", F), ("c", "def ("), ("d", BOX), ("e", "h = lambda x: x")]


@pytest.fixture
def asked() -> Iterator[Any]:
    session = Session.__new__(Session)  # a session is asked for no more than the cells that ran
    session.ran = CELLS
    with inspected(session):
        yield lambda name: FunctionProxy(None, name)  # type: ignore[arg-type]


def test_the_text_is_that_of_the_last_definition(asked: Any) -> None:
    assert inspect.getsource(asked("f")) == "".join(F.splitlines(keepends=True)[2:])
    assert inspect.getsourcelines(asked("f"))[1] == 3
    assert "self.side = side" in inspect.getsource(asked("Box"))


def test_the_parameters_are_those_of_the_def_line(asked: Any) -> None:
    assert str(inspect.signature(asked("f"))) == "(x, y=(1, -2), *rest, key=None, **more)"
    assert inspect.getfullargspec(asked("f")).args == ["x", "y"]


@pytest.mark.parametrize(
    ("question", "name"),
    [("getsource", "h"), ("getsource", "nobody"), ("signature", "g"), ("signature", "Box"), ("getsourcelines", "h")],
)
def test_what_the_text_does_not_say_is_told(question: str, name: str, asked: Any, capsys: Any) -> None:
    with pytest.raises(CannotCrossError, match=name):
        getattr(inspect, question)(asked(name))
    assert capsys.readouterr().out == ""


def test_our_own_functions_are_answered_as_ever(asked: Any) -> None:
    assert inspect.getsource(inspected).startswith("@contextlib.contextmanager")
    assert list(inspect.signature(inspected).parameters) == ["session"]


def test_inspect_is_as_it_was_afterwards() -> None:
    usual = inspect.getsource, inspect.signature
    with inspected(Session.__new__(Session)):
        assert inspect.getsource is not usual[0]
    assert (inspect.getsource, inspect.signature) == usual
