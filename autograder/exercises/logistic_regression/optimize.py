"""`optimize`: gradient descent, step after step, and the mistakes in the steps.

Mistakes in what is kept and returned stand in `optimize_costs`.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises.model import Call, Exercise, call
from autograder.exercises.reference import LOGISTIC_REGRESSION, sibling

from .problems import FIVE, FOUR, THREE, problem, sizes

initialize_with_zeros = sibling(LOGISTIC_REGRESSION, "initialize_with_zeros")
propagate = sibling(LOGISTIC_REGRESSION, "propagate")


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three problems of other sizes: two with several costs to keep, one that ends before the second."""
    steps = [int(rng.integers(203, 240)), int(rng.integers(3, 12)), int(rng.integers(102, 140))]
    rates = [float(rate) for rate in rng.uniform(0.05, 0.3, 3)]
    first, second, third = (problem(rng, n_x, m) for n_x, m in sizes(rng, 3))
    return [
        call(*first, steps[0], rates[0]),
        call(*second, num_iterations=steps[1], learning_rate=rates[1]),
        call(*third, steps[2], rates[2], print_cost=True),
    ]


OPTIMIZE = Exercise(
    name="optimize",
    rungs={"kind": 0.5, "shape": 0.5, "value": 3, "hidden": 2, "unchanged": 1},
    returns=("params", "grads", "costs"),
    visible=(
        call(*FOUR, 205, 0.1),
        call(*FIVE, 7, 0.5),
        call(*THREE, num_iterations=101, learning_rate=0.02, print_cost=True),
    ),
    hidden=fresh,
    order=("costs", "dw", "db", "w", "b"),
    uses=("propagate",),
    passed="the costs fall. Would they with a learning rate a hundred times as large?",
)


@OPTIMIZE.mistake(
    "ascent",
    fails="value",
    lesson="04",
    why="The gradient is added. It points uphill, so each step makes the cost larger.",
    look="print(costs): do they fall?",
)
def ascent(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "gradient-once",
    fails="value",
    lesson="04",
    why=(
        "The gradient is computed once, before the loop. Each step then repeats the first one, although the slope "
        "has changed."
    ),
    look="print(grads) in each of the first three iterations",
)
def gradient_once(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    grads, cost = propagate(w, b, X, Y)
    for i in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "rate-hard-coded",
    fails="value",
    lesson="04",
    why="The steps have length 0.009 whatever learning rate is passed in: the argument is never used.",
    look="optimize(w, b, X, Y, 7, 0.5)[0] and optimize(w, b, X, Y, 7, 0.1)[0] should differ",
)
def rate_hard_coded(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - 0.009 * grads["dw"]
        b = b - 0.009 * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "rate-left-out",
    fails="value",
    lesson="04",
    why="The whole gradient is subtracted: the learning rate does not enter the step.",
    look="optimize(w, b, X, Y, 7, 0.5)[0] and optimize(w, b, X, Y, 7, 0.1)[0] should differ",
)
def rate_left_out(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - grads["dw"]
        b = b - grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "rate-left-out-of-b",
    fails="value",
    lesson="04",
    why="The learning rate scales the step of w and not the step of b.",
    look="print(b) after one iteration with learning_rate = 0",
)
def rate_left_out_of_b(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "iterations-hard-coded",
    fails="shape",
    lesson="04",
    why="The loop runs 100 times whatever number of iterations is passed in: the argument is never used.",
    look="print(i) in the last iteration of optimize(w, b, X, Y, 7, 0.5)",
)
def iterations_hard_coded(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(100):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "one-step-too-few",
    fails="shape",
    lesson="04",
    why=(
        "The loop starts at 1 and stops before `num_iterations`: one step is missing, and with it the cost before "
        "training."
    ),
    look="print(list(range(1, 3)), list(range(3)))",
)
def one_step_too_few(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(1, num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "one-step-too-many",
    fails="value",
    lesson="04",
    why="The loop takes one step more than `num_iterations`.",
    look="print(len(range(7 + 1)))",
)
def one_step_too_many(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations + 1):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "b-never-moves",
    fails="value",
    lesson="04",
    why=(
        "w is updated and b is not. Accuracy hardly shows it, because the weights make up for it on the training "
        "pictures."
    ),
    look="print(b) before and after",
)
def b_never_moves(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "w-never-moves",
    fails="value",
    lesson="04",
    why="b is updated and w is not, so no picture can pull on its pixels.",
    look="print(w) before and after",
)
def w_never_moves(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "b-moves-by-dw",
    fails="kind",
    lesson="04",
    why="b moves by dw, the gradient of the weights, and becomes an array with one entry per pixel.",
    look="print(np.shape(b)) after one iteration",
)
def b_moves_by_dw(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["dw"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "b-sees-the-new-w",
    fails="value",
    lesson="04",
    why="The gradient of b is computed after w has moved. Both slopes belong to the same place: first look, then step.",
    look="count the calls of `propagate` in one iteration",
)
def b_sees_the_new_w(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        later, _ = propagate(w, b, X, Y)
        b = b - learning_rate * later["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, {"dw": grads["dw"], "db": later["db"]}, costs


@OPTIMIZE.mistake(
    "always-from-the-start",
    fails="value",
    lesson="04",
    why="Each iteration starts from the same w and b: the step is kept under another name and never fed back.",
    look="print(cost) in each of the first three iterations",
)
def always_from_the_start(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        new_w = w - learning_rate * grads["dw"]
        new_b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": new_w, "b": new_b}, grads, costs


@OPTIMIZE.mistake(
    "start-ignored",
    fails="value",
    lesson="04",
    why="Training starts from zeros, although a w and a b were passed in: those two arguments are never used.",
    look="print(costs[0], propagate(w, b, X, Y)[1]): these should be equal",
)
def start_ignored(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, b = initialize_with_zeros(X.shape[0])
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "averaged-again",
    fails="value",
    lesson="06",
    why="The step is divided by the number of examples once more. `propagate` has already averaged.",
    look="print(grads['dw']) and the change of w in one iteration",
)
def averaged_again(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    m = X.shape[1]
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"] / m
        b = b - learning_rate * grads["db"] / m
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "w-in-place",
    fails="unchanged",
    lesson="04",
    why="The values are right, and the caller's w has moved with them: `-=` writes into the array that was passed in.",
    look="before = w.copy(); optimize(w, b, X, Y, 1, 0.5); print(np.array_equal(before, w))",
)
def w_in_place(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
