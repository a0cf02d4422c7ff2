"""`backward_graph`: the graph of J = 3(a + bc), walked from J back to the inputs."""

from __future__ import annotations

from autograder.exercises import Exercise

from . import forward_graph as forward

BACKWARD_GRAPH = Exercise(
    name="backward_graph",
    notebook="3_computation_graph",
    # dv, da and du are 3 for every a, b and c: they pay within the whole, not alone
    parts={"db": 1.5, "dc": 1.5, "gradients": 1},
    returns=("gradients",),
    visible=forward.VISIBLE,
    hidden=forward.fresh,
    evaluation_order=("dv", "da", "du", "db", "dc"),
    uses=("forward_graph",),
    passed="At a = 5, b = 3, c = 2 a nudge of b moves J six times as far: 3 along the graph, times c = 2.",
)

forward_graph = BACKWARD_GRAPH.sibling("forward_graph")


@BACKWARD_GRAPH.mistake("value", keeps=0.5, read="05 Multiply along the path")
def wrong_parent(a, b, c):
    """db carries b and dc carries c. If b moves by a little, u = bc moves by c times as much.

    >>> print(forward_graph(5, 3, 2)[0], forward_graph(5, 3.001, 2)[0])
    """
    dv = 3
    da = dv
    du = dv
    return {"dv": dv, "da": da, "du": du, "db": du * b, "dc": du * c}


@BACKWARD_GRAPH.mistake("value", keeps=0.5, read="05 Multiply along the path")
def product_not_chained(a, b, c):
    """db and dc are slopes of u, not of J: what lies between u and J is left out of the product.

    >>> print(forward_graph(5, 3, 2)[2], forward_graph(5, 3.001, 2)[2])
    """
    dv = 3
    da = dv
    du = dv
    return {"dv": dv, "da": da, "du": du, "db": c, "dc": b}


@BACKWARD_GRAPH.mistake("value", keeps=0.5, read="05 Multiply along the path")
def sum_not_chained(a, b, c):
    """da and du are the slopes of v, which are 1. J moves three times as far as v, and that factor is missing.

    >>> print(forward_graph(5, 3, 2)[2], forward_graph(5.001, 3, 2)[2])
    """
    dv = 3
    da = 1
    du = 1
    return {"dv": dv, "da": da, "du": du, "db": du * c, "dc": du * b}


@BACKWARD_GRAPH.mistake("value", keeps=0.3, read="04 Nudge and look")
def value_for_slope(a, b, c):
    """dv is J itself, a value. A slope says how far J moves when v moves by a little; it does not ask where J stands.

    >>> print(3 * 11, 3 * 11.001)
    """
    _, _, J = forward_graph(a, b, c)
    dv = J
    da = dv
    du = dv
    return {"dv": dv, "da": da, "du": du, "db": du * c, "dc": du * b}


@BACKWARD_GRAPH.mistake("value", keeps=0.5, read="05 Multiply along the path")
def factor_at_every_node(a, b, c):
    """The factor 3 is counted again on the way through the sum. It stands on one arrow only, the one from v to J.

    >>> print(forward_graph(5, 3, 2)[2], forward_graph(5.001, 3, 2)[2])
    """
    dv = 3
    da = 3 * dv
    du = 3 * dv
    return {"dv": dv, "da": da, "du": du, "db": du * c, "dc": du * b}


@BACKWARD_GRAPH.mistake("value", keeps=0.3, read="04 Read slopes off formulas")
def product_kept_whole(a, b, c):
    """db and dc keep the whole product bc. The slope of bc with respect to b has no b left in it.

    >>> print(3 * 2, 3.001 * 2, 3.002 * 2)
    """
    dv = 3
    da = dv
    du = dv
    return {"dv": dv, "da": da, "du": du, "db": du * b * c, "dc": du * b * c}


@BACKWARD_GRAPH.mistake("value", keeps=0.3, read="04 Nudge and look")
def change_for_slope(a, b, c):
    """These are the changes of J for a nudge of 0.001. A slope is that change divided by the nudge.

    >>> print(forward_graph(5.001, 3, 2)[2] - forward_graph(5, 3, 2)[2])
    """
    nudge = 0.001
    return {"dv": 3 * nudge, "da": 3 * nudge, "du": 3 * nudge, "db": 3 * c * nudge, "dc": 3 * b * nudge}


@BACKWARD_GRAPH.mistake("value", read="05 Multiply along the path")
def lecture_slopes(a, b, c):
    """db and dc are 6 and 9 for every input. A product's slope depends on where you stand: b and c decide it.

    >>> print(backward_graph(5, 3, 2), backward_graph(5, 1, 1))
    """
    return {"dv": 3, "da": 3, "du": 3, "db": 6, "dc": 9}


@BACKWARD_GRAPH.mistake("kind", keeps=0.7, read="05 Nudge a wire")
def keys_without_d(a, b, c):
    """The slopes stand under "v", "a", "u", "b", "c". Those names belong to the values; the slopes are "dv", "da", …

    >>> print(backward_graph(5, 3, 2).keys())
    """
    return {"v": 3, "a": 3, "u": 3, "b": 3 * c, "c": 3 * b}
