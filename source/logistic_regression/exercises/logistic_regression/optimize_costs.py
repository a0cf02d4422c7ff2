"""What goes wrong in `optimize` with what it keeps: the costs, the last gradient, and how they come back."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from .optimize import OPTIMIZE

propagate = OPTIMIZE.sibling("propagate")


@OPTIMIZE.mistake(
    "every-cost",
    fails="shape",
    lesson="04",
    heading="A diary of costs",
    why="Every cost was kept. One in a hundred is asked: at iterations 0, 100, 200 and so on.",
    look="print(len(costs))",
)
def every_cost(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "first-and-last-cost",
    fails="shape",
    lesson="04",
    heading="A diary of costs",
    why=(
        "Only the first and the last cost were kept. The ones at 100, 200 and so on are asked, and the last one "
        "only if its turn has come."
    ),
    look="print(len(costs)) after 205 iterations: 0, 100 and 200 make three",
)
def first_and_last_cost(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i == 0 or i == num_iterations - 1:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "only-the-last-cost",
    fails="shape",
    lesson="04",
    heading="A diary of costs",
    why="The costs are appended after the loop has ended, so only the last one is kept.",
    look="print(len(costs)) after 205 iterations: 0, 100 and 200 make three",
)
def only_the_last_cost(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "first-cost-missing",
    fails="shape",
    lesson="04",
    heading="A diary of costs",
    why="The cost at iteration 0 is missing. It is the one that can be known before training, so it is worth keeping.",
    look="print(len(costs)) after 205 iterations: 0, 100 and 200 make three",
)
def first_cost_missing(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i > 0 and i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "costs-counted-from-1",
    fails="shape",
    lesson="04",
    heading="A diary of costs",
    why=(
        "The iterations are counted from 1, so these are the costs at 99, 199 and so on. The first one, at 0, is "
        "not among them."
    ),
    look="print(costs[0], propagate(w, b, X, Y)[1]): these should be equal",
)
def costs_counted_from_1(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(1, num_iterations + 1):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "costs-only-when-printing",
    fails="shape",
    lesson="00",
    heading="One indentation too deep",
    why=(
        "The cost is kept only where it is printed: one indentation too deep. With print_cost=False the list "
        "stays empty."
    ),
    look="print(optimize(w, b, X, Y, 7, 0.5)[2])",
)
def costs_only_when_printing(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            costs.append(cost)
            print("cost at iteration", i, "is", cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "cost-after-the-update",
    fails="value",
    lesson="04",
    heading="A diary of costs",
    why="These costs were computed after the update, so the first one is not the cost at the start.",
    look="print(costs[0], propagate(w, b, X, Y)[1]): these should be equal",
)
def cost_after_the_update(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, _ = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(propagate(w, b, X, Y)[1])
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "one-cost-for-the-list",
    fails="kind",
    lesson="00",
    heading="Computed and thrown away",
    why="A single cost comes back where the list of costs is meant: `cost` for `costs`.",
    look="params, grads, costs = optimize(w, b, X, Y, 7, 0.5); print(costs)",
)
def one_cost_for_the_list(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, cost


@OPTIMIZE.mistake(
    "gradient-after-the-end",
    fails="value",
    lesson="04",
    heading="A diary of costs",
    why="This gradient belongs to the final w and b. The one that the last step used is asked, from before its update.",
    look="count the calls of `propagate` for 7 iterations",
)
def gradient_after_the_end(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    grads, _ = propagate(w, b, X, Y)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "scaled-gradient-kept",
    fails="value",
    lesson="04",
    heading="A diary of costs",
    why=(
        "The gradient that comes back was multiplied by the learning rate. That product is the step; the gradient "
        "is what `propagate` gave."
    ),
    look="print(grads['db'], propagate(w, b, X, Y)[0]['db']) for one iteration",
)
def scaled_gradient_kept(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        grads = {name: learning_rate * slope for name, slope in grads.items()}
        w = w - grads["dw"]
        b = b - grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "start-returned",
    fails="value",
    lesson="00",
    heading="Computed and thrown away",
    why="The w and b of the start come back: what was learned stayed inside the loop under other names.",
    look="print(params['w'], w): did anything move?",
)
def start_returned(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    moved_w, moved_b = w, b
    for i in range(num_iterations):
        grads, cost = propagate(moved_w, moved_b, X, Y)
        moved_w = moved_w - learning_rate * grads["dw"]
        moved_b = moved_b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake(
    "returned-inside-the-loop",
    fails="shape",
    lesson="00",
    heading="One indentation too deep",
    why="The return stands inside the loop: the function ends after its first iteration.",
    look="print(len(optimize(w, b, X, Y, 205, 0.1)[2]))",
)
def returned_inside_the_loop(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
        return {"w": w, "b": b}, grads, costs
    return None


@OPTIMIZE.mistake(
    "four-values",
    fails="kind",
    lesson="00",
    heading="In another order, or in another box",
    why=(
        "Four values come back. w and b travel together, in a dictionary under their names, before the gradient "
        "and the costs."
    ),
    look="print(len(optimize(w, b, X, Y, 7, 0.5)))",
)
def four_values(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return w, b, grads, costs


@OPTIMIZE.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="Everything is trained and then dropped: without a return, a function gives None.",
    look="print(optimize(w, b, X, Y, 7, 0.5))",
)
def nothing_returned(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    for _ in range(num_iterations):
        grads, _cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
