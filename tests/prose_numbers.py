"""Numbers that the prose of a notebook states and that its code can compute.

A clock's seconds are not here: they belong to a machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.week import LESSONS, NOTEBOOKS, SOURCE

#: notebook, cell: words that stand there, and an expression for their numbers in the names of the executed notebook;
#: words without a place for a number stand there if the expression is true
SAID = {
    "00_tour_jupyter_and_read_a_traceback": {
        "order-deleted": [("with a total of {}", "run_in_order('ABCBC')[0]['total']")],
    },
    "01_turn_an_image_into_a_column": {
        "question-words": [
            ("64 · 64 · 3 = {:,}", "pictures.train_x[0].size"),
            ("{} to learn from (and {} to test on)", "m, len(pictures.test_x)"),
        ],
        "slider-says": [("64 · 3 = {} steps", "np.ravel_multi_index((1, 0, 0), (64, 64, 3))")],
        "wrong-size-says": [("{:,} numbers", "pictures.test_x.size"), ("would be {:,}", "12288 * m")],
    },
    "02_squash_a_score_into_a_probability": {
        "line-says": [("the line says about {:.1f}", "slope * 14 + height")],
        "decide-says": [("a probability of {:.2f}", "sigmoid(0.5)")],
        "curves-squashed": [("between {:.1f} and {:.2f}", "sigmoid(0), sigmoid(1)")],
    },
    "03_price_a_wrong_answer": {
        "before-says": [("**log 2 ≈ {:.4f}**", "cost_of_constant(0.5)")],
    },
    "04_walk_downhill_and_read_slopes": {
        "nudge-says": [("| {:.3f} |", "square(2.001) - square(2)")],
        "in-practice": [("{:,} calls", "2 * (12288 + 1)")],
    },
    "05_follow_the_arrows_back": {
        "step-why": [("The neuron says {:.3f}", "before['a']")],
    },
    "06_learn_from_m_examples_first_by_loops": {
        "wrong-says": [("log 2 = {:.4f}", "np.log(2)")],
        "bug-picture-says": [("to {:,} weights", "len(push)")],
    },
    "07_throw_the_loops_away": {
        "star-says": [("The dot product, {},", "candidates['u @ v']"), ("all nine, {}.", "np.sum(table)")],
        "memory-says": [("all {:.1f} million products", "X_train.size / 1e6")],
        "bug-why": [("{:,} × {} numbers", "X_train.shape")],
    },
    "08_let_shapes_stretch_and_not_surprise_you": {
        "table-says": [
            ("a table of {:,} numbers", "len(pictures.train_x) ** 2"),
            ("more than three times as large", "((A - Y) ** 2).mean() > 3 * (wanted**2).mean()"),
        ],
    },
    "09_ask_why_this_cost": {
        "not-why": [("is only {:.3f}", "likelihood[top]"), ("{:,} such lists", "2**10")],
        "not-says": [("{:.2f} times", "0.5**10 / (0.7**7 * 0.3**3)")],
        "in-practice": [("dozens of zeros", "1e-99 < np.exp(heights[-1]) < 1e-24")],
    },
    "1_vectorization": {
        "dot_loop-means": [
            ("{:.1f} million", "pictures.train_x.size / 1e6"),
            ("= {:.0f}.", "dot_loop([1, 2, 3], [4, -5, 6])"),
        ],
        "dot-proof-means": [("0 or about 10⁻¹⁴", "max(gaps) < 1e-13")],
        "sigmoid-stable-why": [("{} digits", "int(1000 / np.log(10)) + 1")],
        "L1-means": [("both get {:.1f}", "L1(anna, labels)"), ("both get", "L1(anna, labels) == L1(ben, labels)")],
    },
    "2_broadcasting": {
        "percentages-means": [("({:.0f} % and {:.0f} %)", "percentages(table)[1, 1:3]")],
        "normalize-rows-means": [("have −{:.2f}", "-(N @ N.T)[0, 2]")],
        "softmax-differences": [("{:.4f}, {:.4f}, {:.4f}, {:.4f}", "softmax(np.array([[10.0, 11.0, 12.0, 13.0]]))[0]")],
        "softmax-shapes": [("{:.2f} and {:.2f}", "softmax(np.array([[1000.0, 1001.0]]))[0]")],
        "residuals-table-says": [("{:,} numbers", "len(pictures.train_x) ** 2")],
        "residuals-mean-says": [("more than twice as large", "(made**2).mean() > 2 * (right_four**2).mean()")],
    },
    "3_computation_graph": {
        "numerical-means": [("{:,} calls", "2 * 12288")],
        "numerical-epsilon-words": [("about ten right digits", "central[14] < 5e-10")],
        "example-means": [("log 2 = {:.4f}", "logistic_example(0, 0, 0, 2, 3, 1)[2]")],
        "backprop-warm-worked": [("= {:g}, the bicycle {:g}", "32 * 0.5 + 4 * 0.1, 2 * 16.4 + 80 + 10 * 0.1")],
    },
    "4_logistic_regression": {
        "counts-means": [("{:,} numbers", "n_x"), ("{:,} **parameters**", "n_x + 1")],
        "propagate-why": [("ends near {:.2f}", "float(np.squeeze(trained['costs'][-1]))")],
        "propagate-known-means": [("Remember {:.4f}", "np.log(2)")],
        "model-means": [
            ("about seven of ten", "65 <= test_accuracy <= 75"),
            ("some {:.0f} points", "100 * np.sqrt(0.7 * 0.3 / m_test)"),
        ],
        "baseline-why": [("Is about {:.0f} % good", "test_accuracy // 10 * 10")],
    },
}

#: what another notebook quotes: the notebook that computes it, the one that says it, cell
QUOTED = {
    ("01_turn_an_image_into_a_column", "1_vectorization", "flatten_images-scrambled-answer"): [
        ("right for {:.1f} %, the other for {:.1f} %", "known, accuracy(w, b, columns(pictures.train_x), Y)"),
        ("it was {:.1f} % against {:.1f} %", "new, accuracy(w, b, columns(pictures.test_x), pictures.test_y)"),
    ],
}


def to_prove(notebook: str) -> Iterator[tuple[str, str, str]]:
    """The prose of a cell, words that it must have, and the expression that the notebook has to evaluate for them."""
    for cell, pairs in SAID.get(notebook, {}).items():
        yield from ((_prose(notebook, cell), words, expression) for words, expression in pairs)
    for (computed, said, cell), pairs in QUOTED.items():
        if computed == notebook:
            yield from ((_prose(said, cell), words, expression) for words, expression in pairs)


def _prose(notebook: str, cell: str) -> str:
    path = (SOURCE if notebook in NOTEBOOKS else LESSONS) / f"{notebook}.ipynb"
    (found,) = (one for one in json.loads(path.read_text(encoding="utf-8"))["cells"] if one["id"] == cell)
    return "".join(found["source"])
