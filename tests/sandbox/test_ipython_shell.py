"""A cell that only defines functions leaves what IPython would leave, and everything else goes IPython's way."""

from __future__ import annotations

import pytest

from autograder.sandbox import ChildClient

PLAIN = '''def half(x: float, by: int = 2) -> float:
    """Half of x."""
    print("called")
    return x / by

def none(x):
    return x / 0
'''

TRANSFORMER = """
import ast
class Other(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.parse('x = 3')
get_ipython().ast_transformers.append(Other())
"""


def test_functions_are_there_with_their_lines(child: ChildClient) -> None:
    outcome = child.run_cell(PLAIN, name="half")

    assert (outcome.ok, outcome.is_function) == (True, True)
    assert child.call("half", (3.0,)).value == 1.5
    raised = child.call("none", (1,)).raised
    assert raised is not None
    assert (raised.type_name, raised.line, raised.text) == ("ZeroDivisionError", 7, "return x / 0")
    assert child.run_cell("import inspect\nsame = inspect.getsource(half).startswith('def half')").ok
    assert child.get("same") is True


def test_a_default_that_is_not_defined_is_raised(child: ChildClient) -> None:
    outcome = child.run_cell("def f(x=nobody):\n    return x\n", name="f")

    assert not outcome.is_function
    assert outcome.raised is not None
    assert (outcome.raised.type_name, outcome.raised.line) == ("NameError", 1)


@pytest.mark.parametrize(
    "cell",
    [
        "def f(x):\n    return x\n1 + 1\n",
        "def f(x=print('made')):\n    return x\n",
        "@staticmethod\ndef f(x):\n    return x\n",
        "%time\ndef f(x):\n    return x\n",
        "async def f(x):\n    return x\n",
    ],
)
def test_other_cells_go_through_ipython(child: ChildClient, cell: str) -> None:
    child.run_cell("seen = []\nget_ipython().run_cell = lambda *_, **__: seen.append(1)")
    child.run_cell(cell)

    assert child.get("seen") == [1]


@pytest.mark.parametrize(
    "hook",
    [
        "get_ipython().input_transformers_post.append(lambda lines: ['x = 3\\n'])",
        "get_ipython().events.register('pre_run_cell', lambda *_: globals().update(x=3))",
        TRANSFORMER,
    ],
)
def test_what_a_notebook_hooks_into_ipython_is_called(child: ChildClient, hook: str) -> None:
    child.run_cell(hook)
    child.run_cell(PLAIN)

    assert child.get("x") == 3
