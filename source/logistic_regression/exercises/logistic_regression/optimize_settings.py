"""What goes wrong in `optimize` with its arguments: the rate, the number of iterations, the start."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from .optimize import OPTIMIZE

initialize_with_zeros = OPTIMIZE.sibling("initialize_with_zeros")
propagate = OPTIMIZE.sibling("propagate")


@OPTIMIZE.mistake(
    "rate-hard-coded",
    fails="value",
    lesson="04",
    heading="The rate, the number of steps, the start: use what was passed in",
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
    heading="Walk downhill",
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
    heading="The rate, the number of steps, the start: use what was passed in",
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
    heading="The rate, the number of steps, the start: use what was passed in",
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
    heading="The rate, the number of steps, the start: use what was passed in",
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
    heading="The rate, the number of steps, the start: use what was passed in",
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
    "start-ignored",
    fails="value",
    lesson="04",
    heading="The rate, the number of steps, the start: use what was passed in",
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
    heading="Count the columns",
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
