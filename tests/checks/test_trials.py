"""Changes of a wrong function, tried one after the other within bounds."""

from __future__ import annotations

import linecache

from autograder.checks.observe import CallLostError, calling
from autograder.checks.trials import Budget, Trials
from autograder.exercises.specs import make_spec
from tests.week import COMPUTATION_GRAPH, VECTORIZATION, exercise

LOOP = """\
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        total -= u[i] * v[i]
    return total
"""
BRANCH = """\
def backpropagate(graph, values):
    value = dict(values)
    for name, op, inputs in graph:
        x = [value[i] for i in inputs]
        if op == "add":
            value[name] = x[0] + x[1]
        elif op == "mul":
            value[name] = x[0] * x[1]
        elif op == "exp":
            value[name] = np.exp(x[0])
        elif op == "log":
            value[name] = np.log(x[0])
        elif op == "neg":
            value[name] = -x[0]
        else:
            value[name] = 1 / (1 + np.exp(-x[0]))
    slope = dict.fromkeys(value, 0.0)
    slope[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, g = [value[i] for i in inputs], slope[name]
        if op == "add":
            slope[inputs[0]] += g
            slope[inputs[1]] += g
        elif op == "mul":
            slope[inputs[0]] += g * x[1]
            slope[inputs[1]] += g * x[0]
        elif op == "exp":
            slope[inputs[0]] += g * value[name]
        elif op == "log":
            slope[inputs[0]] += g * x[0]
        elif op == "neg":
            slope[inputs[0]] -= g
        else:
            slope[inputs[0]] += g * value[name] * (1 - value[name])
    return slope
"""


def trials(code: str, notebook: str, name: str, calls: int = 500) -> Trials:
    one = exercise(notebook, name)
    spec, space = make_spec(one), dict(one.sibling_solutions)
    file = f"<{name} of a student>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    exec(compile(code, file, "exec"), space)
    call = calling(space[name])
    seen = [call(test.arguments, test.keywords) for test in spec.visible]
    return Trials(spec, call, code, seen, 0, Budget(calls, 200_000, 60.0))


def test_a_change_that_makes_every_test_right_is_found_with_its_line() -> None:
    right, others = trials(LOOP, VECTORIZATION, "dot_loop").run()

    assert {(edit.kind, edit.line) for edit in right} >= {("sign", 4)}
    assert all(edit.source != LOOP for edit, _ in others)


def test_no_more_calls_are_made_than_the_budget_has() -> None:
    few = trials(LOOP, VECTORIZATION, "dot_loop", calls=3)
    few.run()

    assert few.budget.is_spent
    few.budget.renew()
    assert not few.budget.is_spent


def test_a_slip_in_a_branch_is_looked_for_where_only_the_wrong_tests_come() -> None:
    found = trials(BRANCH, COMPUTATION_GRAPH, "backpropagate")
    line = next(
        at for at, text in enumerate(BRANCH.splitlines(), 1) if text.endswith("g * x[0]") and "inputs[0]" in text
    )

    right, _ = found.run()

    assert {edit.line for edit in right} == {line}


def test_a_line_runs_unless_its_branch_is_not_taken() -> None:
    code = LOOP.replace("    return total", "    if len(u) > 1000:\n        total = 0\n    return total")
    found = trials(code, VECTORIZATION, "dot_loop")

    assert found.runs(4)
    assert not found.runs(6)


def test_a_change_that_costs_a_process_its_life_says_nothing_of_the_function() -> None:
    found = trials(LOOP, VECTORIZATION, "dot_loop")

    def lost(arguments, keywords, **wanted):
        raise CallLostError("killed")

    found.call = lost

    assert found.run() == ([], [])
    assert found.budget.is_spent
