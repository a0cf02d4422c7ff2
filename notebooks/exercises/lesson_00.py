"""Lesson 00: hand results back, end a loop in the right place, refuse in words, ask the argument and not the kernel."""

from __future__ import annotations

from autograder.exercises import Exercise, call

TOTAL_AND_LARGEST = Exercise(
    name="total_and_largest",
    notebook="00_tour_jupyter_and_read_a_traceback",
    parts={"total": 1, "largest": 1},
    returns=("total", "largest"),
    visible=(call([3, 9, 4]), call([-5, -2, -8]), call([2.5])),
    hidden=lambda rng: [],
    passed="Two values, in the order that was asked for. Whoever calls this can write: total, largest = …",
)


@TOTAL_AND_LARGEST.mistake("kind", read="00 Printed and not returned")
def nothing_returned(numbers):
    """The values are computed and then dropped, or only printed: a function without return gives None.

    >>> print(total_and_largest([3, 9, 4]))
    """
    sum(numbers), max(numbers)


@TOTAL_AND_LARGEST.mistake("value", read="00 In another order, or in another box")
def largest_first(numbers):
    """The largest number comes back first and the total second. Whoever calls this unpacks the total first.

    >>> total, largest = total_and_largest([3, 9, 4]); print(total)
    """
    return max(numbers), sum(numbers)


@TOTAL_AND_LARGEST.mistake("kind", read="00 In another order, or in another box")
def in_a_dictionary(numbers):
    """Both values come back inside a dictionary. Unpacking a dictionary gives its keys, not its values.

    >>> total, largest = {"total": 16, "largest": 9}; print(total)
    """
    return {"total": sum(numbers), "largest": max(numbers)}


@TOTAL_AND_LARGEST.mistake("value", read="00 One indentation too deep")
def returned_inside_the_loop(numbers):
    """The return stands inside the loop, one indentation too deep: the function ends after its first number.

    >>> print(total_and_largest([3, 9, 4]))
    Which of the three numbers has it seen?
    """
    return numbers[0], numbers[0]


@TOTAL_AND_LARGEST.mistake("value", read="00 One indentation too deep")
def largest_from_zero(numbers):
    """The search for the largest number begins at 0, so among negative numbers nothing ever beats the 0.

    >>> print(total_and_largest([-5, -2, -8]))
    """
    return sum(numbers), max(0, *numbers)


RUNNING_TOTALS = Exercise(
    name="running_totals",
    notebook="00_tour_jupyter_and_read_a_traceback",
    parts={"running_totals": 1},
    rungs={"unchanged": 1},
    returns=("running_totals",),
    visible=(call([3, 5, 1]), call([2, -2, 7, 0.5])),
    hidden=lambda rng: [],
    passed="One total for each number, and the return stands after the loop, not in it.",
)


@RUNNING_TOTALS.mistake("shape", read="00 One indentation too deep", id="returned-inside-the-loop")
def totals_returned_inside_the_loop(numbers):
    """The return stands inside the loop: the function ends after its first number, and the rest is never seen.

    >>> print(running_totals([3, 5, 1]))
    How many totals are there?
    """
    return [numbers[0]]


@RUNNING_TOTALS.mistake("shape", read="00 One indentation too deep")
def kept_after_the_loop(numbers):
    """The append stands after the loop, one indentation too far left: only the last total is kept.

    >>> print(running_totals([3, 5, 1]))
    Which total is it?
    """
    return [sum(numbers)]


@RUNNING_TOTALS.mistake("value", read="00 One indentation too deep")
def total_starts_anew(numbers):
    """The total is set to 0 inside the loop, so each turn forgets all the numbers before it.

    >>> print(running_totals([3, 5, 1]))
    Is that any different from the numbers themselves?
    """
    return list(numbers)


@RUNNING_TOTALS.mistake("unchanged", read="07 Leave what you were given", id="in-place")
def totals_in_place(numbers):
    """The totals are written into the caller's own list. After the call its numbers are gone.

    >>> numbers = [3, 5, 1]; running_totals(numbers); print(numbers)
    """
    for i in range(1, len(numbers)):
        numbers[i] += numbers[i - 1]
    return numbers


SHARE = Exercise(
    name="share",
    notebook="00_tour_jupyter_and_read_a_traceback",
    parts={"share": 1},
    raises=("ValueError",),
    returns=("share",),
    visible=(call(3, 12), call(5, 4), call(1, 0), call(2, -4)),
    hidden=lambda rng: [],
    passed="A share where there is one, and a ValueError where there is none.",
)


@SHARE.mistake("value", read="00 Refuse a bad argument with a ValueError, not with assert or None")
def none_for_a_refusal(part, whole):
    """What has no share gives None instead of an error. The caller goes on with None, and fails far from here.

    >>> print(share(1, 0))
    """
    return part / whole if whole > 0 else None


@SHARE.mistake("value", read="00 Refuse a bad argument with a ValueError, not with assert or None")
def assert_for_a_refusal(part, whole):
    """An `assert` raises AssertionError, which says that the program itself is wrong. An unfit argument is a
    ValueError.

    >>> share(1, 0)
    What is the first word of the last line?
    """
    assert whole > 0
    return part / whole


@SHARE.mistake("value", read="00 Refuse a bad argument with a ValueError, not with assert or None")
def no_refusal(part, whole):
    """Nothing is refused: a whole of 0 stops at the division, and a negative one gets an answer that means nothing.

    >>> print(share(2, -4))
    """
    return part / whole


@SHARE.mistake("value", read="00 Refuse a bad argument with a ValueError, not with assert or None")
def negative_let_through(part, whole):
    """Only 0 is refused. A negative whole passes, and its share means nothing.

    >>> print(share(2, -4))
    """
    if whole == 0:
        raise ValueError("whole must be positive. Got 0.")
    return part / whole


AVERAGE = Exercise(
    name="average",
    notebook="00_tour_jupyter_and_read_a_traceback",
    parts={"average": 1},
    returns=("average",),
    visible=(call([2, 4, 9]), call([10.0])),
    hidden=lambda rng: [],
    passed="It asks its argument and nothing else, so it gives the same answer in every kernel.",
)

temperatures = [18, 21, 24]  # what the learner's kernel holds


@AVERAGE.mistake("value", read="00 Names that outlive their cell")
def asks_the_kernel(numbers):
    """The sum is that of `temperatures`, a name that the kernel happens to hold, whatever list is passed in. After a
    restart the same line could also raise NameError.

    >>> print(average([2, 4, 9]))
    Which list was added up?
    """
    return sum(temperatures) / len(numbers)


@AVERAGE.mistake("value", read="00 Names that outlive their cell")
def argument_never_read(numbers):
    """Both the sum and the length are those of `temperatures`: the argument is never read.

    >>> print(average([2, 4, 9]), average([10.0]))
    Can both be the same?
    """
    return sum(temperatures) / len(temperatures)


@AVERAGE.mistake("value", read="00 Names that outlive their cell")
def counted_in_the_kernel(numbers):
    """The right numbers are added up, and divided by the length of `temperatures`.

    >>> print(average([10.0]))
    Is that the average of one number?
    """
    return sum(numbers) / len(temperatures)


@AVERAGE.mistake("kind", read="00 Printed and not returned", id="nothing-returned")
def average_not_returned(numbers):
    """The value is computed and then dropped: without a return, a function gives None.

    >>> print(average([2, 4, 9]))
    """
    sum(numbers) / len(numbers)
