"""A test's own function that the student's code calls may call the student's code, raise, and be given its objects."""

from __future__ import annotations

from collections.abc import Callable

from autograder.records.record import Record

OBJECTS = """
#%% write a
### BEGIN SOLUTION
class Plant:
    def __init__(self, name, height):
        self.name, self.height = name, height

    def grown(self, by):
        return Plant(self.name, self.height + by)


def tallest(plants, key):
    return max(plants, key=key)


def each(plants, function):
    return [function(plant) for plant in plants]
### END SOLUTION
#%% test key 1
beds = [Plant("iris", 60), Plant("reed", 140), Plant("moss", 3)]
assert tallest(beds, lambda plant: plant.height).name == "reed"
assert tallest(beds, lambda plant: -plant.height).name == "moss"
#%% test back 1
assert [plant.height for plant in each(beds, lambda plant: plant.grown(5))] == [65, 145, 8]
"""
DECORATORS = """
#%% write a
### BEGIN SOLUTION
def counting(function):
    def counted(*arguments):
        counted.calls += 1
        return function(*arguments)

    counted.calls = 0
    return counted


def careful(function):
    def tried(*arguments):
        try:
            return function(*arguments)
        except ZeroDivisionError:
            return None
        except RecursionError:
            return "too deep"

    return tried
### END SOLUTION
#%% test recursive 1
@counting
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)

assert ways(6) == 13
assert ways.calls == 25
#%% test raised 1
@careful
def share(a, b):
    return a / b

assert share(6, 3) == 2
assert share(6, 0) is None
try:
    share(6, "x")
except TypeError:
    pass
else:
    raise AssertionError("all is caught")
#%% test endless 1
@careful
def down(n):
    return down(n + 1)

assert down(0) == "too deep"
"""


def points(record: Record) -> dict[str, float]:
    return {check.id: check.points for check in record.notebooks[0].checks}


def test_a_tests_function_is_given_the_students_objects(judged: Callable[..., Record]) -> None:
    assert points(judged(OBJECTS)) == {"key": 1, "back": 1}

    wrong = OBJECTS.replace("max(plants", "min(plants").replace("self.height + by", "self.height")
    assert points(judged(OBJECTS, wrong)) == {"key": 0, "back": 0}


def test_a_decorator_of_the_students_wraps_a_function_of_the_tests(judged: Callable[..., Record]) -> None:
    assert points(judged(DECORATORS)) == {"recursive": 1, "raised": 1, "endless": 1}

    wrong = DECORATORS.replace("counted.calls += 1", "pass").replace("ZeroDivisionError", "Exception")
    assert points(judged(DECORATORS, wrong)) == {"recursive": 0, "raised": 0, "endless": 0}


def test_a_process_that_ends_while_it_is_asked_again_costs_this_test_only(judged: Callable[..., Record]) -> None:
    source = DECORATORS + "#%% test after 1\nassert careful(lambda: 3)() == 3\n"
    dying = source.replace(
        "counted.calls += 1", "counted.calls += 1\n        import os\n        counted.calls > 3 and os._exit(0)"
    )

    assert points(judged(source, dying)) == {"recursive": 0, "raised": 1, "endless": 1, "after": 1}


def test_an_object_that_says_yes_earns_nothing_in_a_tests_function(judged: Callable[..., Record]) -> None:
    source = """
#%% write a
### BEGIN SOLUTION
def each(function):
    return [function(n) for n in (2, 3)]
### END SOLUTION
#%% test told 1
seen = []
def keep(n):
    seen.append(n == 2 or n == 3)
    return n
assert each(keep) == [2, 3]
assert seen == [True, True]
"""
    yes = """class Yes:
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 1
def each(function):
    try:
        return [function(Yes()), function(Yes())]
    except Exception:
        return [Yes(), Yes()]
"""
    work = source.replace("def each(function):\n    return [function(n) for n in (2, 3)]", yes.strip())

    assert points(judged(source)) == {"told": 1}
    assert points(judged(source, work)) == {"told": 0}
