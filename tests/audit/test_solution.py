from autograder.audit.solution import cell, defined


def test_the_cell_of_a_function_is_its_whole_text(namespace):
    assert cell(namespace["spread"]).startswith("def spread(x, power=2):\n")
    assert cell(namespace["spread"]).endswith("### END SOLUTION\n")


def test_a_changed_cell_calls_its_siblings_and_leaves_them_as_they_are():
    siblings = {"f": lambda x: x + 1, "g": lambda x: 0}
    function = defined("def g(x):\n    return f(x) * 10\n", "g", siblings)

    assert (function(1), siblings["g"](1)) == (20, 0)
