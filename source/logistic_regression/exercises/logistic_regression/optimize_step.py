"""What goes wrong in a step of `optimize`: its direction, its place, and what moves."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from .optimize import OPTIMIZE

propagate = OPTIMIZE.sibling("propagate")


@OPTIMIZE.mistake(
    "ascent",
    fails="value",
    lesson="04",
    heading="Uphill",
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
    heading="Looked once, or stepped from the same place again",
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
    "b-never-moves",
    fails="value",
    lesson="04",
    heading="One of the two stays behind, or moves by the other's slope",
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
    heading="One of the two stays behind, or moves by the other's slope",
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
    heading="One of the two stays behind, or moves by the other's slope",
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
    heading="First look, then step",
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
    heading="Looked once, or stepped from the same place again",
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
    "w-in-place",
    fails="unchanged",
    lesson="04",
    heading="The caller's own array",
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
