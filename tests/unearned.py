"""What may not pay: code that answers without solving the exercise."""

from __future__ import annotations

import base64
import inspect
import pickle
import textwrap
from collections.abc import Iterator

from autograder.checks.named_functions import NAMED_FUNCTIONS
from autograder.checks.plain import NamedFunction
from autograder.checks.spec import TestCase
from autograder.exercises import Exercise
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION

#: bodies that compute nothing and return what has the right kinds, keys and shapes; `fill` makes an array
SHAPED = {
    (VECTORIZATION, "image2vector"): "return fill((image.size, 1))",
    (VECTORIZATION, "flatten_images"): "return fill((images[0].size, images.shape[0]))",
    (VECTORIZATION, "dot_loop"): "return fill(())",
    (VECTORIZATION, "dot"): "return fill(())",
    (VECTORIZATION, "sigmoid"): "return fill(np.shape(z))",
    (VECTORIZATION, "sigmoid_derivative"): "return fill(np.shape(z))",
    (VECTORIZATION, "L1"): "return fill(())",
    (VECTORIZATION, "L2"): "return fill(())",
    (VECTORIZATION, "linear"): "return fill((1, X.shape[1]))",
    (BROADCASTING, "percentages"): "return fill(table.shape)",
    (BROADCASTING, "standardize"): "return fill(X.shape)",
    (BROADCASTING, "normalize_rows"): "return fill(x.shape)",
    (BROADCASTING, "softmax"): "return fill(x.shape)",
    (BROADCASTING, "as_column"): "return fill((np.size(v), 1))",
    (BROADCASTING, "residuals"): "return fill(np.shape(A))",
    (COMPUTATION_GRAPH, "forward_graph"): "return fill(()), fill(()), fill(())",
    (COMPUTATION_GRAPH, "backward_graph"): "return {k: fill(()) for k in ('dv', 'da', 'du', 'db', 'dc')}",
    (COMPUTATION_GRAPH, "numerical_gradient"): "return fill(np.shape(x))",
    (COMPUTATION_GRAPH, "logistic_example"): "return fill(()), fill(()), fill(())",
    (COMPUTATION_GRAPH, "logistic_example_gradients"): "return {k: fill(()) for k in 'da dz dw1 dw2 db'.split()}",
    (COMPUTATION_GRAPH, "gradients_loop"): "return {'dw': fill(w.shape), 'db': fill(())}, fill(())",
    (COMPUTATION_GRAPH, "backpropagate"): "return {k: fill(()) for k in [*values, *(n[0] for n in graph)]}",
    (LOGISTIC_REGRESSION, "sigmoid"): "return fill(np.shape(z))",
    (LOGISTIC_REGRESSION, "propagate"): "return {'dw': fill(w.shape), 'db': fill(())}, fill(())",
    (LOGISTIC_REGRESSION, "optimize"): (
        "return {'w': w, 'b': b}, {'dw': fill(w.shape), 'db': fill(())}, [fill(()) for _ in range(0, args[0], 100)]"
    ),
    (LOGISTIC_REGRESSION, "predict"): "return fill((1, X.shape[1]))",
    (LOGISTIC_REGRESSION, "model"): (
        "return {'costs': [fill(()) for _ in range(0, args[0], 100)], 'Y_prediction_test': fill(Y_test.shape),\n"
        "        'Y_prediction_train': fill(Y_train.shape), 'w': fill((len(X_train), 1)), 'b': fill(()),\n"
        "        'learning_rate': args[1], 'num_iterations': args[0]}"
    ),
    (LOGISTIC_REGRESSION, "log_likelihood"): "return fill(())",
}
FILLS = {
    "zeros": "np.zeros(shape)",
    "ones": "np.ones(shape)",
    "halves": "np.full(shape, 0.5)",
    "random numbers": "np.random.default_rng(5).normal(size=shape)",
    "random labels": "np.random.default_rng(5).integers(0, 2, shape)",
}
#: bodies that look at no exercise; `arguments` are the call's
ANYWHERE = {
    "nothing": "return None",
    "zero": "return 0.0",
    "one half": "return 0.5",
    "an empty dict": "return {}",
    "the first argument": "return arguments[0]",
    "the last argument": "return arguments[-1]",
    "all arguments": "return arguments",
    "zeros like the first argument": "return np.zeros_like(arguments[0])",
    "ones like the last argument": "return np.ones_like(arguments[-1])",
    "an exception": "raise ValueError",
}
_KEY = """
def _key(value):
    if callable(value):
        return repr(float(value(0.3)))
    if isinstance(value, (list, tuple)):
        return repr([_key(each) for each in value])
    if isinstance(value, dict):
        return repr([(each, _key(value[each])) for each in value])
    return repr((np.shape(value), np.asarray(value).tolist()))
"""


def shaped(exercise: Exercise, fill: str) -> str:
    """A stub that returns numbers made by `fill`, in the right shapes."""
    parameters = list(inspect.signature(exercise.solution).parameters.values())
    head = [p.name for p in parameters if p.default is p.empty]
    settings = [f"{p.name}={p.default}" for p in parameters if p.default is not p.empty]
    settled = f"args = ({', '.join(p.name for p in parameters if p.default is not p.empty)},)" if settings else ""
    body = SHAPED[exercise.notebook, exercise.name]
    code = f"import numpy as np\nfill = lambda shape: {fill}\n{settled}\n{body}"
    return f"def {exercise.name}({', '.join([*head, *settings])}):\n{textwrap.indent(code, '    ')}\n"


def anywhere(exercise: Exercise, body: str) -> str:
    """A stub that fits any exercise."""
    return (
        f"def {exercise.name}(*arguments, **keywords):\n    import numpy as np\n"
        f"    arguments = (*arguments, *keywords.values())\n    {body}\n"
    )


def by_heart(exercise: Exercise) -> str:
    """A function that knows every answer of `reference.h5` and computes none."""
    space: dict[str, object] = {}
    exec(f"import numpy as np\n{_KEY}", space)
    rows = [(*_called(test), test.expected.value, bool(test.expected.raised)) for test in _released(exercise)]
    known = {space["_key"]([arguments, keywords]): answer for arguments, keywords, *answer in rows}  # type: ignore[operator]
    text = base64.b85encode(pickle.dumps(known)).decode()
    return (
        f"import base64, pickle\nimport numpy as np\n{_KEY}\n"
        f"known = pickle.loads(base64.b85decode({text!r}))\n"
        f"def {exercise.name}(*arguments, **keywords):\n"
        "    value, refused = known[_key([arguments, keywords])]\n"
        "    if refused:\n        raise ValueError\n"
        "    return value\n"
    )


def _released(exercise: Exercise) -> Iterator[TestCase]:
    spec = make_spec(exercise)
    yield from (*spec.visible, *spec.stable, *spec.scaling)


def _called(test: TestCase) -> tuple[object, object]:
    arguments = tuple(NAMED_FUNCTIONS[a.name] if isinstance(a, NamedFunction) else a for a in test.arguments)
    return arguments, dict(test.keywords)
