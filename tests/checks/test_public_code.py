"""What was said falsely of functions that others had published: each rule on code that shows what it is for."""

from __future__ import annotations

from autograder.checks.result import Status
from tests.checks.test_causes import OPTIMIZE, PROPAGATE, checked, line, told
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION

CHAIN = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    slope = (1 - Y) / (1 - A) - Y / A
    back = slope * A
    return {"dw": X @ back.T / m, "db": np.sum(back) / m}, cost
"""
PENALTY = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    strength = 3
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m + strength * np.sum(w**2) / (2 * m)
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, cost
"""
TWO_FEATURES = """
def gradients_loop(w, b, X, Y):
    m = X.shape[1]
    first = X[0]
    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
    for i in range(m):
        z = b + w[0, 0] * first[i]
        a = 1 / (1 + np.exp(-z))
        cost -= Y[i] * np.log(a)
        db += a - Y[i]
    return {"dw": dw / m, "db": db / m}, cost / m
"""
BY_CHANCE = """
def logistic_example_gradients(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    miss = y - a
    slope = miss * a * (1 - a)
    return {"da": miss, "dz": slope, "dw1": x1 * slope, "dw2": x2 * slope, "db": slope}
"""


CHANGED_OVER = """
def backward_graph(a, b, c):
    slope_dv = 3
    slope_db = slope_dv * b
    slope_dc = slope_dv * c
    return {"dv": slope_dv, "da": slope_dv, "du": slope_dv, "db": slope_db, "dc": slope_dc}
"""


def test_the_line_that_hands_a_name_on_under_its_own_name_is_not_the_one_at_fault() -> None:
    assert line(checked(COMPUTATION_GRAPH, "backward_graph", CHANGED_OVER)).strip() == "slope_db = slope_dv * b"


def test_where_a_line_and_one_that_uses_it_could_be_mended_both_are_told_and_none_is_shown() -> None:
    result = checked(LOGISTIC_REGRESSION, "propagate", CHAIN)

    assert told(result) == ["piece-missing-in-the-line"]
    assert "line 5 or line 6" in result.hints[0].why
    assert result.line is None


def test_a_number_that_is_written_down_is_not_shown_for_the_line_that_uses_it() -> None:
    assert line(checked(LOGISTIC_REGRESSION, "propagate", PENALTY)).strip().startswith("cost =")


def test_of_an_index_the_line_is_shown_that_takes_the_entry() -> None:
    result = checked(COMPUTATION_GRAPH, "gradients_loop", TWO_FEATURES)

    assert told(result) == ["no-such-index"]
    assert "Y[i]" in line(result)


def test_a_value_that_is_right_in_one_test_by_chance_is_not_right() -> None:
    first = BY_CHANCE.strip().splitlines().index("    miss = y - a") + 1

    assert f"line {first} or" in checked(COMPUTATION_GRAPH, "logistic_example_gradients", BY_CHANCE).hints[0].why


def test_an_exception_in_the_line_of_another_variable_is_another_mistake() -> None:
    code = PROPAGATE.replace("np.dot(X, (A - Y).T) / m", "np.dot((A - Y).T, X) / m")
    result = checked(LOGISTIC_REGRESSION, "propagate", code)

    assert "w has one column" not in result.hints[0].why
    assert line(result).strip().startswith("dw =")


def test_the_order_of_parameters_is_no_cause_where_it_makes_no_difference() -> None:
    code = "def L2(y, guess):\n    return np.sum((y - guess) ** 2) / 2\n"

    assert "parameters-in-another-order" not in told(checked(VECTORIZATION, "L2", code))


def test_a_size_that_is_typed_into_reshape_is_no_line_too_many() -> None:
    code = "def image2vector(image):\n    image = np.array(image)\n    image = image.reshape(50, 1)\n    return image\n"
    result = checked(VECTORIZATION, "image2vector", code)

    assert "line-too-many" not in told(result)
    assert "reshape(50, 1)" in line(result)


def test_no_line_is_shown_for_the_number_of_costs_that_does_not_make_them() -> None:
    unkept = OPTIMIZE.replace("costs.append(cost)", "costs + [cost]")

    assert checked(LOGISTIC_REGRESSION, "optimize", unkept).line is None


def test_a_right_function_is_told_of_another_default() -> None:
    result = checked(LOGISTIC_REGRESSION, "optimize", OPTIMIZE.replace("num_iterations=100", "num_iterations=2000"))

    assert result.status == Status.PASSED
    assert "num_iterations" in result.notes[-1]


TWO_SUMS = """
def log_likelihood(A, Y):
    ones = np.sum(Y * np.log(A))
    others = np.sum((1 - Y) * (2 - np.log(1 - A)))
    return ones + others
"""
SPREAD = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = A - Y
    dw, db = X @ (A - Y).T / m, np.sum(A - Y) / m
    cost = np.squeeze(cost)
    return {"dw": dw, "db": db}, cost
"""
HALF_SQUARES = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = np.sum((A - Y) ** 2) / (2 * m)
    dZ = (A - Y) * A * (1 - A)
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cost
"""


def test_a_line_that_may_be_right_is_told_as_the_one_to_begin_at_and_not_shown() -> None:
    result = checked(LOGISTIC_REGRESSION, "log_likelihood", TWO_SUMS)

    assert result.line is None
    assert "in line 2 or further down" in result.hints[0].why


def test_the_smallest_of_a_shape_is_no_comparison_of_arrays() -> None:
    code = "def as_column(v):\n    if min(v.shape) > 1:\n        return 'no'\n    return v.reshape(-1, 1)\n"

    assert "builtin-for-numpy" not in told(checked(BROADCASTING, "as_column", code))


def test_a_line_that_only_forms_a_value_is_not_shown_for_the_number_of_its_entries() -> None:
    assert checked(LOGISTIC_REGRESSION, "propagate", SPREAD).line is None


def test_the_line_is_that_of_the_part_which_the_first_words_are_about() -> None:
    result = checked(LOGISTIC_REGRESSION, "propagate", HALF_SQUARES)

    assert "half the mean squared difference" in result.hints[0].why
    assert line(result).strip().startswith("cost =")


def test_a_step_behind_the_loop_is_not_the_fault_of_the_return() -> None:
    behind = OPTIMIZE.replace("        w = w -", "    w = w -").replace("        b = b -", "    b = b -")
    behind = behind.replace("        if i % 100 == 0:\n            costs.append(cost)\n", "")
    behind = behind.replace("    w = w", "        if i % 100 == 0:\n            costs.append(cost)\n    w = w")
    result = checked(LOGISTIC_REGRESSION, "optimize", behind)

    assert "behind the loop" in result.hints[0].why
    assert not line(result).strip().startswith("return")


def test_of_a_name_that_gets_its_value_further_down_it_is_not_said_that_the_line_is_missing() -> None:
    code = PROPAGATE.replace("    A = sig", "    miss = A - Y\n    A = sig")

    assert "stands further down" in checked(LOGISTIC_REGRESSION, "propagate", code).hints[0].why


LOST = """
def linear(w, b, X):
    Z = np.dot(w.T, X)
    Z + b
    return Z
"""
WHOLE_NUMBERS = """
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1), dtype=int)
    b = 0
    assert w.shape == (dim, 1)
    return w, b
"""
PLACES = """
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.where(A > 0.5)
    return Y_prediction
"""
UPRIGHT = """
def percentages(table):
    totals = np.sum(table, axis=0)
    shares = 100 * table / totals.reshape(-1, 1)
    return shares
"""
NO_ROOM = """
def gradients_loop(w, b, X, Y):
    m = X.shape[1]
    J, db, dw = 0, 0, np.zeros(w.shape)
    for i in range(m):
        a = 1 / (1 + np.exp(-(np.dot(w[:, 0], X[:, i]) + b)))
        J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dw += X[:, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, J / m
"""
ADDED_LATER = """
def logistic_example(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2
    a = 1 / (1 + np.exp(-(z + b)))
    loss = -y * np.log(a) - (1 - y) * np.log(1 - a)
    return z, a, loss
"""


def test_a_result_without_a_name_is_told_before_what_it_leaves_out() -> None:
    result = checked(VECTORIZATION, "linear", LOST)

    assert told(result) == ["result-thrown-away", "bias-left-out"]
    assert line(result).strip() == "Z + b"


def test_a_return_that_only_hands_on_is_not_shown_for_what_another_line_makes() -> None:
    assert "dtype=int" in line(checked(LOGISTIC_REGRESSION, "initialize_with_zeros", WHOLE_NUMBERS))
    assert "np.where" in line(checked(LOGISTIC_REGRESSION, "predict", PLACES))
    assert "piece-missing-in-the-line" not in told(checked(COMPUTATION_GRAPH, "logistic_example", ADDED_LATER))


def test_where_the_line_that_raises_lays_a_value_out_anew_the_line_that_makes_it_is_right() -> None:
    assert "reshape" in line(checked(BROADCASTING, "percentages", UPRIGHT))


def test_an_array_that_has_no_room_for_what_is_added_to_it_has_a_story() -> None:
    assert told(checked(COMPUTATION_GRAPH, "gradients_loop", NO_ROOM)) == ["no-room-in-place"]
