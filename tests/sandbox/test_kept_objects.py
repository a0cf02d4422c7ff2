"""Objects are kept by number where they are, and told of as nodes of plain data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plain import NotPlainDataError, decode, encode
from autograder.sandbox.kept_objects import KeptObjects, from_node, to_node


class Box:
    def __init__(self, size: int) -> None:
        self.size = size

    def __add__(self, other: Any) -> Any:
        return Box(self.size + other.size) if isinstance(other, Box) else NotImplemented


Box.__module__ = "__main__"  # as a class of a notebook


class Measured(np.ndarray[Any, Any]):
    """As a library's."""


@pytest.mark.parametrize("value", [3, [1, (2, {"a": [None]})], {"k": (1,)}, "text"])
def test_plain_data_is_itself(value: object) -> None:
    node = to_node(value, lambda _: pytest.fail("nothing stays behind"))

    assert from_node(decode(encode(node)), lambda plain: plain[1]) == value


def test_an_object_has_one_number_wherever_it_stands() -> None:
    box = Box(3)
    kept = KeptObjects({"box": box, "boxes": [box, Box(4)]}, print)
    _, number, type_name, is_class, _ = kept("value", ["global", "box"])

    assert (type_name, is_class) == ("Box", False)
    assert kept("value", ["global", "boxes"])[1][0] == ["object", number, "Box", False, "__main__"]
    assert kept("read", ["object", number], ["plain", "size"]) == ["plain", 3]
    assert kept("items", ["global", "boxes"])[1][1][1] != number


def test_an_operator_says_when_it_does_not_apply() -> None:
    kept = KeptObjects({"box": Box(3)}, print)

    assert kept("operate", ["global", "box"], ["plain", "__add__"], ["plain", 1])[2] == "NotImplementedType"
    with pytest.raises(TypeError, match="type Box has no __len__"):
        kept("operate", ["global", "box"], ["plain", "__len__"])


def test_what_a_librarys_class_makes_crosses_as_the_data_that_it_is() -> None:
    word, value = KeptObjects({"m": np.ones(2).view(Measured)}, print)("value", ["global", "m"])

    assert word == "plain"
    assert value.tolist() == [1.0, 1.0]


def test_what_a_call_changed_among_its_arguments_goes_back() -> None:
    box = Box(3)
    kept = KeptObjects({"box": box, "add": lambda boxes: boxes.append(4)}, print)
    number = kept("value", ["global", "box"])[1]
    arguments = ["list", [["list", [["object", number]]]]]
    kept("call", ["global", "add"], arguments, ["plain", {}])

    assert arguments == ["list", [["list", [["object", number, "Box", False, "__main__"], ["plain", 4]]]]]


def test_what_a_test_goes_through_once_is_gone_through_once() -> None:
    kept = KeptObjects({"sums": lambda items: [sum(items), sum(items)]}, print)

    assert kept("call", ["global", "sums"], ["list", [["iterator", ["plain", [1, 2]]]]], ["plain", {}]) == [
        "plain",
        [3, 0],
    ]


@pytest.mark.parametrize("word", ["set", "dict", "typed"])
def test_no_more_keys_that_are_no_texts_than_those_that_cannot_cost_much(word: str) -> None:
    members = [["plain", n] for n in range(2_000)]
    parts = [[member, member] for member in members] if word == "dict" else members
    node = [word, parts] if word != "typed" else [word, "builtins.dict_keys", ["list", [["list", members]]]]

    with pytest.raises(NotPlainDataError, match="keys"):
        from_node(node, lambda plain: plain[1])


def test_a_name_is_the_notebooks_or_pythons() -> None:
    kept = KeptObjects({}, print)

    assert kept("issubclass", ["global", "KeyError"], ["global", "LookupError"]) == ["plain", True]
    with pytest.raises(NameError, match="'box' is not defined"):
        kept("value", ["global", "box"])
    with pytest.raises(LookupError, match="has ended"):
        kept("value", ["object", 0])


@pytest.mark.parametrize("node", [None, 3, [], ["list"], ["list", 3], ["dict", [1]], ["dict", [[["plain", []]] * 2]]])
def test_what_is_no_node_is_refused(node: object) -> None:
    with pytest.raises(NotPlainDataError):
        from_node(node, lambda plain: plain[1])
