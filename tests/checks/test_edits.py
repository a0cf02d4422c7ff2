"""Changes of a student's cell: which are tried, and what stays as it was."""

from __future__ import annotations

from autograder.checks.edits import LAYOUT, NAMES, SIGNS, Edit, edits, without_asserts
from autograder.checks.node_changes import MISSING
from autograder.checks.spec import CheckSpec
from autograder.exercises.specs import make_spec
from tests.week import VECTORIZATION, exercise

DOT = """\
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        total += u[0] * v[i]
    print("total", total)
    return total
"""


def spec() -> CheckSpec:
    return make_spec(exercise(VECTORIZATION, "dot_loop"))


def tried(code: str, *lines: int, group: frozenset[str] = SIGNS | NAMES) -> list[Edit]:
    return list(edits(spec(), code, lines, group))


def lines(kind: str, found: list[Edit]) -> list[str]:
    return [one.source.splitlines()[one.line - 1].strip() for one in found if one.kind == kind]


def test_only_the_lines_that_are_asked_for_change_in_their_order() -> None:
    found = tried(DOT, 4, 3)

    assert [one.line for one in found] == sorted((one.line for one in found), reverse=True)
    assert {one.line for one in found} == {3, 4}


def test_an_index_may_be_what_a_loop_counts_with() -> None:
    assert "total += (u[i]) * v[i]" in lines("count", tried(DOT, 4))


def test_every_change_can_be_compiled() -> None:
    for one in (*tried(DOT, 2, 3, 4, 6), *tried(DOT, 4, group=MISSING)):
        compile(one.source, "a change", "exec")


def test_what_is_missing_is_only_tried_when_it_is_asked_for() -> None:
    dropped = DOT.replace("u[0] * v[i]", "v[i]")

    assert lines("missing", tried(dropped, 4)) == []
    assert "total += (v[i] * u)" in lines("missing", tried(dropped, 4, group=MISSING))


def test_what_is_printed_is_left_alone() -> None:
    assert tried(DOT, 5) == []


def test_a_function_that_may_not_end_is_left_alone() -> None:
    caught = DOT.replace("    return", "    try:\n        total += 0\n    except:\n        pass\n    return")
    assert tried(caught, 2, 3, 4) == []
    assert tried("no Python(", 1) == []


def test_without_its_asserts_a_function_keeps_its_lines() -> None:
    code = "def dot_loop(u, v):\n    assert (\n        len(u) == 3\n    )\n    return 1\n"

    bare = without_asserts(code, "dot_loop")

    assert "assert" not in bare
    assert bare.splitlines()[4] == "    return 1"
    compile(bare, "without", "exec")


def test_nothing_is_added_to_itself() -> None:
    collects = DOT.replace("total = 0", "total = []").replace("total += u[0] * v[i]", "total.append(u[0] * v[i])")
    texts = [one.source.splitlines()[3] for one in tried(collects, 4, group=SIGNS | NAMES | MISSING)]

    assert texts
    assert not any("total" in text.split(".append", 1)[-1] for text in texts if ".append" in text)


def test_a_line_that_adds_something_may_be_one_too_many() -> None:
    assert "pass" in lines("term", tried(DOT, 4))


def test_a_size_that_is_picked_or_laid_out_is_told_as_a_size() -> None:
    code = "def dot_loop(u, v):\n    m = u.shape[1]\n    return u.reshape(v.shape[0], 1)\n"
    found = tried(code, 2, 3, group=SIGNS)

    assert {"m = (u.shape[0])", "m = u.shape[(0)]", "return (u.reshape(-v.shape[0], 1))"} <= set(lines("size", found))
    assert not lines("off-by-one", found)
    assert set(lines("sign", found)) == {"m = -u.shape[1]", "return -u.reshape(v.shape[0], 1)"}


def test_a_minus_before_a_shape_is_told_as_a_sign() -> None:
    found = tried("def dot_loop(u, v):\n    return -u.reshape(-1, 1)\n", 2, group=SIGNS)

    assert "return (u.reshape(-1, 1))" in lines("sign", found)
    assert "return (u.reshape(-1, 1))" not in lines("size", found)


def test_a_line_that_is_moved_where_nothing_reads_it_goes_round_a_mistake() -> None:
    code = "def dot_loop(u, v):\n    u = u[::-1]\n    w = u * v\n    w = w + 1\n    return sum(w)\n"

    found = {edit.line: edit.idles for edit in tried(code, 2, 3, group=LAYOUT) if edit.kind == "lines"}

    assert found == {2: True}
