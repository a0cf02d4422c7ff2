"""`optimize`: gradient descent, step after step."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, aside, call

from .problems import FIVE, FLAT, FOUR, THREE, flat, problem, sizes


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two problems of other sizes, one example, one feature, flat ground; one prints. The first keeps a second cost."""
    long, short = int(rng.integers(102, 110)), rng.integers(3, 12, 5).tolist()
    rates = rng.uniform(0.05, 0.3, 6).tolist()
    first, second = (problem(rng, n_x, m) for n_x, m in sizes(rng, 2))
    return [
        call(*first, long, rates[0]),
        call(*second[:3], second[3].astype(float), num_iterations=short[0], learning_rate=rates[1]),
        call(*problem(rng, 4, 1), short[1], rates[2]),
        call(*problem(rng, 1, 5), short[2], rates[3]),
        call(*flat(rng, 3), short[4], rates[5]),
        aside(*problem(rng, 2, 5), short[3], rates[4], print_cost=True),
    ]


OPTIMIZE = Exercise(
    name="optimize",
    notebook="4_logistic_regression",
    parts={"w": 2, "b": 1, "dw": 1, "db": 0.5, "costs": 1.5},
    rungs={"unchanged": 1},
    returns=("params", "grads", "costs"),
    visible=(
        call(*FOUR, 205, 0.1),
        call(*FIVE, 7, 0.5),
        call(*THREE, num_iterations=101, learning_rate=0.02),
        call(*FLAT, 6, 0.2),
        aside(*FIVE, 3, 0.1, print_cost=True),
    ),
    hidden=fresh,
    evaluation_order=("costs", "dw", "db", "w", "b"),
    uses=("propagate",),
    passed="the costs fall. Would they with a learning rate a hundred times as large?",
)

propagate = OPTIMIZE.sibling("propagate")

W_STEP = 'w - learning_rate * grads["dw"]'
B_STEP = 'b - learning_rate * grads["db"]'


def steps(form):
    """The solution with another step in w alone, in b alone, and in both; `p` stands for either, `dp` for its slope."""
    w = {W_STEP: form.format(p="w", dp='grads["dw"]')}
    b = {B_STEP: form.format(p="b", dp='grads["db"]')}
    return [w, b, w | b]


# ---- the arguments: rate, number of steps, start


@OPTIMIZE.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({W_STEP: 'w - 0.009 * grads["dw"]', B_STEP: 'b - 0.009 * grads["db"]'})
def rate_hard_coded():
    """The steps have length 0.009 whatever learning rate is passed in: the argument is never used.

    >>> print(optimize(w, b, X, Y, 7, 0.5)[0], optimize(w, b, X, Y, 7, 0.1)[0])
    Two learning rates: the parameters should differ.
    """


OPTIMIZE.more("rate-hard-coded", *steps("{p} - 0.009 * {dp}")[:2])
for rate in (0.01, 0.005, 0.5, 0.001, 0.1):
    OPTIMIZE.more("rate-hard-coded", *steps(f"{{p}} - {rate} * {{dp}}"))


@OPTIMIZE.mistake("value", keeps=0.5, read="04 Walk downhill")
@OPTIMIZE.slip({W_STEP: 'w - grads["dw"]', B_STEP: 'b - grads["db"]'})
def rate_left_out():
    """The whole gradient is subtracted: the learning rate does not enter the step.

    >>> print(optimize(w, b, X, Y, 7, 0.5)[0], optimize(w, b, X, Y, 7, 0.1)[0])
    Two learning rates: the parameters should differ.
    """


OPTIMIZE.more("rate-left-out", {W_STEP: 'w - grads["dw"]'})


@OPTIMIZE.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({B_STEP: 'b - grads["db"]'})
def rate_left_out_of_b():
    """The learning rate scales the step of w and not the step of b.

    >>> print(b, optimize(w, b, X, Y, 1, 0.0)[0]["b"])
    With the learning rate 0, nothing may move.
    """


@OPTIMIZE.mistake("shape", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({"range(num_iterations)": "range(100)"})
def iterations_hard_coded():
    """The loop runs 100 times whatever number of iterations is passed in: the argument is never used.

    Print `i` inside the loop during `optimize(w, b, X, Y, 7, 0.5)`: where does it end?
    """


@OPTIMIZE.mistake("shape", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({"range(num_iterations)": "range(1, num_iterations)"})
def one_step_too_few():
    """The loop starts at 1 and stops before `num_iterations`: one step is missing, and with it the cost before
    training.

    >>> print(list(range(1, 3)), list(range(3)))
    """


@OPTIMIZE.mistake("value", keeps=0.6, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({"range(num_iterations)": "range(num_iterations + 1)"})
def one_step_too_many():
    """The loop takes one step more than `num_iterations`.

    >>> print(len(range(7 + 1)))
    """


W_LINE, B_LINE = f"        w = {W_STEP}\n", f"        b = {B_STEP}\n"


def stop_if(condition):
    """The loop that ends before a step, or behind it, where a condition holds; `before` is the last cost."""
    stop = f"        if i and {condition}:\n            break\n        before = cost\n"
    return {W_LINE: stop + W_LINE}, {B_LINE: B_LINE + stop}


@OPTIMIZE.mistake("value", keeps=0.7, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip(stop_if("before - cost < 1e-6")[0])
def stopped_early():
    """The loop ends once the cost or the slope hardly changes, with fewer steps than `num_iterations`. On flat ground
    that is at the start.

    Count the steps that are made: are they as many as were passed in?
    """


OPTIMIZE.more("stopped-early", stop_if("before - cost < 1e-6")[1])
for least in ("1e-3", "1e-4", "1e-5", "1e-7", "1e-8"):
    OPTIMIZE.more("stopped-early", *stop_if(f"abs(before - cost) < {least}"))
for size in ('np.linalg.norm(grads["dw"])', 'np.max(np.abs(grads["dw"]))'):
    OPTIMIZE.more("stopped-early", *stop_if(f"{size} < 1e-3"))
OPTIMIZE.more("stopped-early", {W_LINE: f'        if np.linalg.norm(grads["dw"]) < 1e-3:\n            break\n{W_LINE}'})


@OPTIMIZE.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({"    costs = []": "    w, b = initialize_with_zeros(X.shape[0])\n    costs = []"})
def start_ignored():
    """Training starts from zeros, although a w and a b were passed in: those two arguments are never used.

    >>> costs = optimize(w, b, X, Y, 205, 0.1)[2]; print(costs[0], propagate(w, b, X, Y)[1])
    These should be equal.
    """


@OPTIMIZE.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip({"propagate(w, b, X, Y)": "propagate(w, 0.0, X, Y)"})
def b_not_passed_on():
    """`propagate` is called with 0 instead of b, so the slopes are those of another model.

    >>> propagate(w, b, X, Y)
    """


@OPTIMIZE.mistake("value", keeps=0.5, read="01 Scaled on the way, or scaled twice")
@OPTIMIZE.slip({"propagate(w, b, X, Y)": "propagate(w, b, X / 255, Y)"})
def pictures_scaled():
    """X is divided by 255 in here. It arrives ready, and its numbers need not be pixels.

    Which line is the first to use X?
    """


# ---- the step


@OPTIMIZE.mistake("value", keeps=0.5, read="04 Uphill")
@OPTIMIZE.slip({W_STEP: 'w + learning_rate * grads["dw"]', B_STEP: 'b + learning_rate * grads["db"]'})
def ascent():
    """A gradient is added. It points uphill, so a step along it makes the cost larger.

    >>> costs = optimize(w, b, X, Y, 205, 0.1)[2]; print(costs)
    Do they fall?
    """


OPTIMIZE.more("ascent", *steps("{p} + learning_rate * {dp}")[:2])


@OPTIMIZE.mistake("value", keeps=0.3, read="04 Walk downhill")
@OPTIMIZE.slip({W_STEP: '-learning_rate * grads["dw"]', B_STEP: '-learning_rate * grads["db"]'})
def step_slipped():
    """The new value is the old one minus the learning rate times the slope. Here the old value is lost or turned, or
    the three are joined in another way.

    Compare your line with `w = w - learning_rate * dw`, sign by sign.
    """


OPTIMIZE.more("step-slipped", *steps("-learning_rate * {dp}")[:2])
for form in (
    "learning_rate * {dp}",
    "{p} * learning_rate - {dp}",
    "({p} - {dp}) * learning_rate",
    "{p} - learning_rate / {dp}",
    "learning_rate * {dp} - {p}",
    "{dp} - learning_rate * {p}",
    "{p} - learning_rate - {dp}",
    "{p} - learning_rate**{dp}",
    "{p} - (learning_rate + {dp})",
    "{p} * (1 - learning_rate * {dp})",
):
    OPTIMIZE.more("step-slipped", *steps(form))


@OPTIMIZE.mistake("value", keeps=0.3, read="04 Walk downhill")
@OPTIMIZE.slip({W_STEP: "w - learning_rate * w", B_STEP: "b - learning_rate * b"})
def step_without_its_slope():
    """The step is made from another number than the slope of its own parameter, such as the parameter itself, the cost,
    or the other one's slope.

    w moves by dw, and b by db.
    """


OPTIMIZE.more("step-without-its-slope", *steps("{p} - learning_rate * {p}")[:2])
OPTIMIZE.more("step-without-its-slope", *steps("{p} - learning_rate * cost"))
OPTIMIZE.more(
    "step-without-its-slope",
    {W_STEP: 'w - learning_rate * grads["db"]'},
    {B_STEP: 'b - learning_rate * np.sum(grads["dw"])'},
    {B_STEP: 'b - learning_rate * np.mean(grads["dw"])'},
)


@OPTIMIZE.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@OPTIMIZE.slip(
    {
        W_STEP: 'w - learning_rate * learning_rate * grads["dw"]',
        B_STEP: 'b - learning_rate * learning_rate * grads["db"]',
    }
)
def step_of_changing_length():
    """The learning rate enters twice, or the step grows or shrinks with the number of the iteration. Every step has the
    length learning_rate · slope.

    Print the step at iterations 0, 1 and 2.
    """


OPTIMIZE.more("step-of-changing-length", *steps("{p} - learning_rate * learning_rate * {dp}")[:2])
OPTIMIZE.more("step-of-changing-length", *steps("{p} - learning_rate * {dp} * i"))
OPTIMIZE.more("step-of-changing-length", *steps("{p} - learning_rate * {dp} / (i + 1)"))


@OPTIMIZE.mistake("value", keeps=0.5, read="06 Count the columns")
@OPTIMIZE.slip(
    {W_STEP: 'w - learning_rate * grads["dw"] / X.shape[1]', B_STEP: 'b - learning_rate * grads["db"] / X.shape[1]'}
)
def averaged_again():
    """The step is divided by the number of examples once more. `propagate` has already averaged.

    Print `grads["dw"]` and the change of w in one iteration: by what factor do they differ?
    """


OPTIMIZE.more("averaged-again", *steps("{p} - learning_rate * {dp} / X.shape[1]")[:2])


@OPTIMIZE.mistake("value", keeps=0.3, read="04 Looked once, or stepped from the same place again")
@OPTIMIZE.slip(
    {
        "        grads, cost = propagate(w, b, X, Y)\n": "",
        "    for i": "    grads, cost = propagate(w, b, X, Y)\n    for i",
    }
)
def gradient_once():
    """Each step repeats the first one, although the slope has changed. Usually the gradient is computed once, before
    the loop, or in each turn from the w and b of the start.

    Print `grads` in each of the first three iterations: does it change?
    """


@OPTIMIZE.mistake("value", keeps=0.5, read="04 One of the two stays behind, or moves by the other's slope")
@OPTIMIZE.slip({f"        b = {B_STEP}\n": ""})
def b_never_moves():
    """w is updated and b is not. Accuracy hardly shows it, because the weights make up for it on the training pictures.

    >>> print(b, optimize(w, b, X, Y, 7, 0.5)[0]["b"])
    Before and after: has b moved?
    """


@OPTIMIZE.mistake("value", keeps=0.3, read="04 One of the two stays behind, or moves by the other's slope")
@OPTIMIZE.slip({f"        w = {W_STEP}\n": ""})
def w_never_moves():
    """b is updated and w is not, so no picture can pull on its pixels.

    >>> print(w, optimize(w, b, X, Y, 7, 0.5)[0]["w"])
    Before and after: has w moved?
    """


@OPTIMIZE.mistake("kind", keeps=0.5, read="04 One of the two stays behind, or moves by the other's slope")
@OPTIMIZE.slip({B_STEP: 'b - learning_rate * grads["dw"]'})
def b_becomes_an_array():
    """b becomes an array with one entry per pixel. Usually w or dw is in its step, where the learning rate and db are
    meant.

    >>> print(np.shape(optimize(w, b, X, Y, 1, 0.5)[0]["b"]))
    b is one number.
    """


@OPTIMIZE.mistake("value", keeps=0.5, read="04 First look, then step")
@OPTIMIZE.slip(
    {
        f"b = {B_STEP}": "later, _ = propagate(w, b, X, Y)\n        b = b - learning_rate * later['db']",
        "b}, grads": "b}, {'dw': grads['dw'], 'db': later['db']}",
    }
)
def b_sees_the_new_w():
    """The gradient of b is computed after w has moved. Both slopes belong to the same place: first look, then step.

    Count the calls of `propagate` in one iteration.
    """


OPTIMIZE.more("b-sees-the-new-w", {f"b = {B_STEP}": f"grads, cost = propagate(w, b, X, Y)\n        b = {B_STEP}"})


@OPTIMIZE.mistake("value", keeps=0.3, read="04 Looked once, or stepped from the same place again")
@OPTIMIZE.slip(
    {
        f"w = {W_STEP}": f"new_w = {W_STEP}",
        f"b = {B_STEP}": f"new_b = {B_STEP}",
        '{"w": w, "b": b}': '{"w": new_w, "b": new_b}',
    }
)
def always_from_the_start():
    """Each iteration starts from the same w and b. Usually the step is made behind the loop, or goes into another name.

    Print `cost` in each of the first three iterations: does it fall?
    """


@OPTIMIZE.mistake("value", keeps=0.5, read="04 A diary of costs")
@OPTIMIZE.slip({"range(num_iterations)": "range(0, num_iterations, 100)"})
def every_hundredth_step():
    """The loop jumps by 100: it takes one step for every hundred that are asked. Only the costs are kept so rarely.

    `range(num_iterations)` takes every step; `i % 100 == 0` picks the costs.
    """


@OPTIMIZE.mistake("unchanged", read="04 The caller's own array")
@OPTIMIZE.slip(
    {f"w = {W_STEP}": 'w -= learning_rate * grads["dw"]', f"b = {B_STEP}": 'b -= learning_rate * grads["db"]'}
)
def w_in_place():
    """The values are right, and the caller's w has moved with them: `-=` writes into the array that was passed in.

    >>> before = w.copy(); optimize(w, b, X, Y, 1, 0.5); print(np.array_equal(before, w))
    """


# ---- the costs that are kept


@OPTIMIZE.mistake("shape", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"if i % 100 == 0": "if True"})
def every_cost():
    """Every cost was kept. One in a hundred is asked: at iterations 0, 100, 200 and so on.

    >>> costs = optimize(w, b, X, Y, 205, 0.1)[2]; print(len(costs))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@OPTIMIZE.mistake("shape", read="04 A diary of costs")
@OPTIMIZE.slip({"if i % 100 == 0": "if i == 0 or i == num_iterations - 1"})
def first_and_last_cost():
    """Only the first and the last cost were kept. The ones at 100, 200 and so on are asked, and the last one only if
    its turn has come.

    >>> print(len(optimize(w, b, X, Y, 205, 0.1)[2]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@OPTIMIZE.mistake("shape", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"if i % 100 == 0": "if i % 100 == 0 or i == num_iterations - 1"})
def last_cost_too():
    """The cost of the last iteration is kept as well. Only those at 0, 100, 200 and so on are asked.

    >>> print(len(optimize(w, b, X, Y, 205, 0.1)[2]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@OPTIMIZE.mistake("shape", read="04 A diary of costs")
def only_the_last_cost(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """The costs are appended after the loop has ended, so only the last one is kept.

    >>> print(len(optimize(w, b, X, Y, 205, 0.1)[2]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake("shape", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"if i % 100 == 0": "if i > 0 and i % 100 == 0"})
def first_cost_missing():
    """The cost at iteration 0 is missing. It is the one that can be known before training, so it is worth keeping.

    >>> print(len(optimize(w, b, X, Y, 205, 0.1)[2]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@OPTIMIZE.mistake("shape", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"range(num_iterations)": "range(1, num_iterations + 1)"})
def costs_counted_from_1():
    """The iterations are counted from 1, so these are the costs at 99, 199 and so on. The first one, at 0, is not among
    them.

    >>> costs = optimize(w, b, X, Y, 205, 0.1)[2]; print(costs[0], propagate(w, b, X, Y)[1])
    These should be equal.
    """


OPTIMIZE.more("costs-counted-from-1", {"i % 100 == 0": "i % 100 == 1"})


@OPTIMIZE.mistake("shape", keeps=0.9, read="00 One indentation too deep")
@OPTIMIZE.slip({"if i % 100 == 0": "if print_cost and i % 100 == 0"})
def costs_only_when_printing():
    """With print_cost=False the list of costs stays empty. Usually nothing is put into it, a condition lets nothing in,
    such as one that is meant for printing, or it begins again at the end.

    >>> print(optimize(w, b, X, Y, 7, 0.5)[2])
    """


@OPTIMIZE.mistake("value", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"costs.append(cost)": "costs.append(propagate(w, b, X, Y)[1])"})
def cost_after_the_update():
    """These costs were computed after the update, so the first one is not the cost at the start.

    >>> costs = optimize(w, b, X, Y, 205, 0.1)[2]; print(costs[0], propagate(w, b, X, Y)[1])
    These should be equal.
    """


# ---- what is returned


@OPTIMIZE.mistake("kind", read="00 Computed and thrown away")
@OPTIMIZE.slip({"grads, costs": "grads, cost"})
def one_cost_for_the_list():
    """A single cost comes back where the list of costs is meant: `cost` for `costs`.

    >>> params, grads, costs = optimize(w, b, X, Y, 7, 0.5); print(costs)
    """


@OPTIMIZE.mistake("value", keeps=0.9, read="04 A diary of costs")
@OPTIMIZE.slip({"    return": "    grads, _ = propagate(w, b, X, Y)\n    return"})
def gradient_after_the_end():
    """This gradient belongs to the final w and b. The one that the last step used is asked, from before its update.

    Count the calls of `propagate` for 7 iterations.
    """


@OPTIMIZE.mistake("value", keeps=0.9, read="04 A diary of costs")
def scaled_gradient_kept(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """The gradient that comes back was multiplied by the learning rate. That product is the step; the gradient is what
    `propagate` gave.

    >>> print(optimize(w, b, X, Y, 1, 0.5)[1]["db"], propagate(w, b, X, Y)[0]["db"])
    After one iteration these are the same gradient.
    """
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        grads = {name: learning_rate * slope for name, slope in grads.items()}
        w = w - grads["dw"]
        b = b - grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake("value", keeps=0.7, read="00 Computed and thrown away")
def start_returned(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """The w and b of the start come back: what was learned does not reach what is returned.

    >>> print(optimize(w, b, X, Y, 7, 0.5)[0]["w"], w)
    Did anything move?
    """
    costs = []
    moved_w, moved_b = w, b
    for i in range(num_iterations):
        grads, cost = propagate(moved_w, moved_b, X, Y)
        moved_w = moved_w - learning_rate * grads["dw"]
        moved_b = moved_b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@OPTIMIZE.mistake("shape", keeps=0.3, read="00 One indentation too deep")
@OPTIMIZE.slip({"    return": "        return"})
def returned_inside_the_loop():
    """The return stands inside the loop: the function ends after its first iteration.

    >>> print(len(optimize(w, b, X, Y, 205, 0.1)[2]))
    """


@OPTIMIZE.mistake("kind", keeps=0.7, read="00 In another order, or in another box")
@OPTIMIZE.slip({'{"w": w, "b": b}': "w, b"})
def four_values():
    """Four values come back. w and b travel together, in a dictionary under their names, before the gradient and the
    costs.

    >>> print(len(optimize(w, b, X, Y, 7, 0.5)))
    """


@OPTIMIZE.mistake("kind", read="00 Printed and not returned")
@OPTIMIZE.slip({'    return {"w": w, "b": b}, grads, costs': ""})
def nothing_returned():
    """Everything is trained and then dropped: without a return, a function gives None.

    >>> print(optimize(w, b, X, Y, 7, 0.5))
    """
