"""Right answers to the exercises of lesson 00, in other styles than the folded ones."""


def total_and_largest_by_builtins(numbers):
    return sum(numbers), max(numbers)


def total_and_largest_by_sorting(numbers):
    total = 0
    for number in numbers:
        total += number
    return [total, sorted(numbers)[-1]]


def running_totals_by_slices(numbers):
    return [sum(numbers[: i + 1]) for i in range(len(numbers))]


def running_totals_as_a_tuple(numbers):
    totals = [numbers[0]]
    for number in numbers[1:]:
        totals.append(totals[-1] + number)
    return tuple(totals)


def share_after_the_refusal(part, whole):
    if not whole > 0:
        raise ValueError
    return part / whole


def share_by_name(part, whole):
    if whole <= 0:
        raise ValueError(f"no share of {whole}")
    return float(part) / float(whole)


def average_by_a_loop(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers)


def average_by_parts(numbers):
    return sum(number / len(numbers) for number in numbers)


RIGHT = {
    "total_and_largest": [total_and_largest_by_builtins, total_and_largest_by_sorting],
    "running_totals": [running_totals_by_slices, running_totals_as_a_tuple],
    "share": [share_after_the_refusal, share_by_name],
    "average": [average_by_a_loop, average_by_parts],
}
