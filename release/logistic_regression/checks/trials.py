"""Calls of a student's function with changes, one after the other, as long as the bounds allow."""

from __future__ import annotations

import ast
import copy
import dataclasses
import functools
import time
from collections.abc import Iterator, Sequence

from . import place
from .cell_text import CellText
from .compare import differs, part, parts
from .edits import BRACKETS, CAUSES, EXCHANGED, GUARDS, LAYOUT, NAMES, ORDER, REPEATED, SIGNS, Edit, edits, loses
from .flow import function_in
from .node_changes import COMPLEMENTS, MISSING
from .numeric_relations import is_finite
from .observe import Caller, CallLostError, Observation, Raised
from .problems import first_wrong_variable, has_form, is_right, problems, wrong_parts
from .spec import CheckSpec, Rung, TestCase

Tried = tuple[Edit, Observation]  # and what the first test gave with it


class Budget:
    """How many calls and Python events are left to a search, and until when it may go on."""

    def __init__(self, calls: int, steps: int, seconds: float) -> None:
        self._whole = calls, steps, seconds
        self.renew()

    def renew(self) -> None:
        """Begin to count anew, for a second search."""
        self.calls, self.steps, seconds = self._whole
        self._until = time.process_time() + seconds

    @property
    def is_spent(self) -> bool:
        return self.calls <= 0 or self.steps <= 0 or time.process_time() > self._until


def stories(right: Sequence[Edit]) -> tuple[list[int], list[str]]:
    """The lines and the causes of changes that mend a function, without those after which a variable has no use.

    A change in several lines counts where no change of one line mends it; and where moving a line or leaving it out is
    enough, no change within a line counts. Where there are two of both, several stories fit, and none can be told.
    """
    useful = [edit for edit in right if not edit.idles]
    if useful and all(edit.renames for edit in useful):  # nobody writes u = c: the line that reads u is at fault
        useful = [edit for edit in right if edit.idles and edit.kind == "name"] or useful
    useful = [edit for edit in useful if not edit.also] or useful
    useful = [edit for edit in useful if edit.kind in LAYOUT] or useful
    useful = [edit for edit in useful if not edit.halfway] or useful
    return sorted({edit.line for edit in useful}), list(dict.fromkeys(CAUSES[edit.kind] for edit in useful))


_STOP = "StopAsyncIteration"  # that no student raises


def _with_a_stop(spec: CheckSpec, source: str, line: int) -> str:
    """The text in which a line of a branch raises an exception; empty where it is in none, and so surely runs."""
    function = function_in(source, spec.name)
    branches = [node for node in ast.walk(function) if isinstance(node, ast.If)] if function else []
    inside = [one for branch in branches for one in (*branch.body, *branch.orelse) if one.lineno == line]
    return CellText(source).with_(inside[-1], ast.Raise(ast.Name(_STOP, ast.Load()), None)) or "" if inside else ""


class Trials:
    """The changes that one text of a student's cell may have, tried on the visible tests."""

    def __init__(
        self, spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int, budget: Budget
    ) -> None:
        """visible : what the visible tests give with this text. line : that of the first wrong value; 0: not known."""
        self.spec, self.call, self.source, self.line, self.budget = spec, call, source, line, budget
        pairs = list(zip(spec.visible, visible, strict=True))
        self.tests = sorted(pairs, key=lambda one: (not problems(spec, *one), one[0].aside))  # the wrong ones first
        wrong = [one for one in self.tests if problems(spec, *one)]
        if len(wrong) > 1:  # of a wrong form; else that of which most is wrong, and of several the shortest
            self.tests[: len(wrong)] = sorted(wrong, key=self._order)

    def _order(self, one: tuple[TestCase, Observation]) -> tuple[bool, bool, int, int]:
        test, seen = one
        wrong = problems(self.spec, test, seen)
        formed = all(each.rung == Rung.VALUE for each in wrong)
        return test.aside, formed, -len(wrong), self._one(test, self.source).steps

    def led_by_the_least(self) -> Trials | None:
        """The same, with the wrong test first that comes to fewest lines: of two slips it may have one alone.

        None where no wrong test comes to fewer lines than the one that is first.
        """
        wrong = [one for one in self.tests if not one[0].aside and not is_right(self.spec, *one)]
        lines = {id(test): self._making([test]) for test, _ in wrong}
        least = min(wrong, key=lambda one: len(lines[id(one[0])]), default=None)
        if least is None or not lines[id(least[0])] < lines.get(id(self.test), set()):
            return None
        led = copy.copy(self)
        for name in ("wrong_before", "_right_on_the_way"):
            led.__dict__.pop(name, None)
        led.tests = [least, *(one for one in self.tests if one is not least)]
        led.line = led.first_wrong_line(self.source)
        return led

    @property
    def test(self) -> TestCase:
        """The first wrong test."""
        return self.tests[0][0]

    @property
    def before(self) -> Observation:
        """What the first wrong test gives without a change."""
        return self.tests[0][1]

    @functools.cached_property
    def wrong_before(self) -> set[str]:
        """The parts of the answer that are wrong without a change."""
        return self.wrong(self.before)

    def wrong(self, seen: Observation) -> set[str]:
        """The parts of an answer to the first wrong test that are wrong."""
        return wrong_parts(self.spec, self.test, seen)

    def has_form(self, seen: Observation) -> bool:
        """Whether an answer to the first wrong test has the kind and shape that is asked for."""
        return has_form(self.spec, self.test, seen)

    def run(self, after: int = 0) -> tuple[list[Edit], list[Tried]]:
        """The changes that make every test right, up to those in `line`; and those that change the answer.

        after : only simple changes of lines behind this one are tried; 0: all
        """
        right: list[Edit] = []
        others: list[Tried] = []
        met: set[str] = set()
        found = False  # one in `line`: the other changes of this line are tried yet
        for edit in self._edits(after):
            several = not found and all(len(one) > 1 for one in stories(right))
            placed = edit.kind not in LAYOUT and any(one.kind in LAYOUT and not one.idles for one in right)
            if self.budget.is_spent or several or placed:
                break
            if found and (edit.line != self.line or (edit.kind in COMPLEMENTS | MISSING and not right[-1].halfway)):
                break
            if edit.source in met or (edit.kind == "line" and self._raises(edit.line)):
                continue  # without the line that raises it no exception comes, whatever the line is for
            met.add(edit.source)
            seen = self._one(self.test, edit.source)
            if not is_right(self.spec, self.test, seen):
                if not seen.raised and (self.before.raised or differs(self.spec, self.before.value, seen.value)):
                    others.append((edit, seen))
            elif not all(is_right(self.spec, one, self._one(one, edit.source)) for one, _ in self.tests[1:]):
                others.append((edit, seen))
            else:
                idles = edit.idles or loses(self.spec, self.source, edit.source) or self._goes_round(edit)
                finite = self._finite_with(edit.source)
                idles = idles or self._spoils_the_extremes(finite)
                idles = idles or (edit.kind in ORDER and self._right_without(edit.line))
                edit = dataclasses.replace(edit, idles=idles, halfway=not all(finite))
                right.append(edit)
                # an exception comes where it is noticed, not made
                found = found or (edit.line == self.line and not self.before.raised and not edit.idles)
        return [edit for edit in right if edit.line == self.line] if found else right, others

    def _right_without(self, line: int) -> bool:
        """Whether every test is right where a line does nothing: then its place is no story."""
        return all(is_right(self.spec, test, self.without(line, test)) for test, _ in self.tests)

    def _raises(self, line: int) -> bool:
        return self.before.raised is not None and self.before.raised.line == line

    @property
    def lines(self) -> list[int]:
        """All the lines of the function."""
        _, every = place.suspects(self.spec, self.source, (), ())
        return every

    def mending(self, group: frozenset[str], lines: Sequence[int]) -> list[Edit]:
        """The changes of a group of kinds, in some lines, that make every test right."""
        tried = edits(self.spec, self.source, lines, group)
        return [one for one in tried if not self.budget.is_spent and self._mends(one)]

    def _mends(self, edit: Edit) -> bool:
        return all(is_right(self.spec, test, self._one(test, edit.source)) for test, _ in self.tests)

    def _goes_round(self, edit: Edit) -> bool:
        """Whether a change makes a value on the way wrong that was right without it."""
        return not self._right_on_the_way <= self._right_steps(edit.source)

    def _spoils_the_extremes(self, finite: Sequence[bool]) -> bool:
        """Whether a change brings a nan, an infinity or an overflow in at the extremes: it takes away what guards."""
        return any(before and not now for before, now in zip(self._finite, finite, strict=True))

    @functools.cached_property
    def _finite(self) -> list[bool]:
        return self._finite_with(self.source)

    def _finite_with(self, source: str) -> list[bool]:
        """Whether each answer at the extremes is made of finite numbers, then whether nothing overflowed on the way."""
        seen = [self._one(test, source) for test in self.spec.stable]
        finite = [is_finite(part(self.spec, one.value, label)[1]) for one in seen for label in self.spec.parts]
        return finite + ["overflow" not in one.warned for one in seen]

    @functools.cached_property
    def _right_on_the_way(self) -> set[str]:
        return self._right_steps(self.source)

    def _right_steps(self, source: str) -> set[str]:
        """The names of the values on the way to the first test's answer that are right."""
        right, _ = first_wrong_variable(self.spec, self.test, self._one(self.test, source, variables=True))
        return set(right)

    def _edits(self, after: int) -> Iterator[Edit]:
        """The likeliest first: in the line of the first wrong value, or in those that only wrong parts are made by.

        Where neither is known, in the lines that do something in the wrong tests and in none that is right.
        """
        if after:
            yield from edits(self.spec, self.source, [one for one in self.lines if one > after], SIGNS)
            return
        wrong = self.wrong_before
        labels = set(parts(self.test.expected.value, self.spec.returns))
        known = wrong if not self.before.raised and wrong <= labels else set[str]()
        only, also = place.suspects(self.spec, self.source, known, labels - wrong)
        alone, every = ([self.line], set[int]()) if self.line else self._spectrum()
        first = alone or only
        rest = sorted(
            (one for one in (*only, *also) if one not in first),
            key=lambda one: (one not in every, one > self.line > 0, abs(one - self.line)),
        )
        formed = self.has_form(self.before)
        few, many = ([(first, group)] if formed else [] for group in (COMPLEMENTS, MISSING))
        every_line = [*first, *rest]
        distant = [(rest, SIGNS), (every_line, REPEATED), (rest, NAMES)]
        if self.line:
            each = [(first, SIGNS | NAMES), *few, *many, (first, BRACKETS), *distant]
        else:
            each = [(first, SIGNS), (first, NAMES), *few, *distant, *many, (first, BRACKETS)]
        for lines, group in [*((every_line, few) for few in (LAYOUT, GUARDS, EXCHANGED)), *each, (rest, BRACKETS)]:
            yield from edits(self.spec, self.source, lines, group)

    def _spectrum(self) -> tuple[list[int], set[int]]:
        """The lines that only wrong tests come to, and those that every wrong test comes to, as to that of one slip.

        Of the first kind those that are of the second as well; where none is, two slips may spoil tests of their own:
        then those of the first wrong test. None of either where all tests are wrong.
        """
        right = [is_right(self.spec, *one) for one in self.tests]
        if not any(right) or self.before.raised:
            return [], set()
        others = self._making([test for (test, _), fine in zip(self.tests, right, strict=True) if fine])
        each = [self._making([test]) for (test, _), fine in zip(self.tests, right, strict=True) if not fine]
        every = set[int].intersection(*each)
        return sorted(every - others or each[0] - others), every

    def _making(self, tests: Sequence[TestCase]) -> set[int]:
        return {line for test in tests for line, _, _ in self._one(test, self.source, variables=True).made}

    def runs(self, line: int) -> bool:
        """Whether the first wrong test gets to a line: what does not run cannot be what is wrong with it."""
        text = _with_a_stop(self.spec, self.source, line)
        raised = self._one(self.test, text).raised if text else None
        return not text or (raised is not None and raised.type_name == _STOP)

    def after(self, tried: Tried) -> Trials:
        """The trials of the text with a change, of which the first test was seen."""
        edit, seen = tried
        mine = {id(self.test): seen}
        visible = [mine[id(test)] if id(test) in mine else self._one(test, edit.source) for test in self.spec.visible]
        new = Trials(self.spec, self.call, edit.source, visible, 0, self.budget)
        new.line = new.first_wrong_line(edit.source)
        return new

    def first_wrong_line(self, source: str) -> int:
        """The line of a text that makes the first wrong value of the first test; 0 if it is not known."""
        seen = self._one(self.test, source, variables=True)
        wrong = problems(self.spec, self.test, seen)
        line = place.line(self.spec, self.test, seen, source, wrong[0]) if wrong else None
        return line[0] if line else 0

    def without(self, line: int, test: TestCase | None = None) -> Observation:
        """What a test, the first one if none is named, gives where a line of the cell does nothing."""
        lines = self.source.splitlines()
        was = lines[line - 1]
        lines[line - 1] = was[: len(was) - len(was.lstrip())] + "pass"
        return self._one(test or self.test, "\n".join(lines))

    def _one(self, test: TestCase, source: str, variables: bool = False) -> Observation:
        try:
            seen = self.call(test.arguments, test.keywords, variables=variables, steps=True, instead=source)
        except CallLostError as lost:  # the change is ours, and so is the loss; it costs time, so it is the last one
            self.budget.calls = 0
            return Observation(raised=Raised(type(lost).__name__, str(lost)))
        self.budget.calls -= 1
        self.budget.steps -= seen.steps
        return seen
