"""What most likely made an answer wrong: a named mistake, a fact about the code, or a general cause."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence
from typing import Any

from . import code_facts, exceptions, operations, place, relations
from .binding import Rebound, rebound
from .compare import identical, parts
from .condition_facts import OF_REFUSALS
from .diagnose import but_for_a_form, by_step, named
from .edits import without_asserts
from .kinds.kind import alike
from .observe import Caller, Observation
from .plain import Opaque
from .problems import has_form, problems, wrong_parts
from .relation_hints import general, in_common, of_form
from .repair_search import Mended, mended, out_of_order
from .spec import CheckSpec, Hint, TestCase
from .turned_arguments import rows_for_columns

#: facts that leave no other cause open; the rest are looked for where no named mistake gives the same answers
_ORDER = "parameters-in-another-order"
_OF_REFUSALS = tuple(fact.id for fact in OF_REFUSALS)
_SURE = (
    *(_ORDER, "list-in-itself", "comparison-for-a-value", "two-names-of-one", "changed-in-place"),
    *_OF_REFUSALS,
    "appended-to-a-copy",
    *("begun-in-the-loop", "one-place-for-all", "turns-alike", "never-filled"),
)

#: facts that come to no exception: what is not read or not taken brings up none
_SILENT = ("argument-ignored", "argument-not-taken", "default-changed", "number-in-the-call")
#: words that say of something that it is not there
_ABSENT = re.compile(r"does not enter|is missing|left out|never|forgotten|not applied|no \w+ was")
_FIRST = ("placeholder-left", "function-not-called")  # exceptions that say what they are of


@dataclasses.dataclass(frozen=True)
class Likely:
    """The hints of a message, and the line that one of them is about: 0 none, None the one that was found."""

    hints: tuple[Hint, ...]
    line: int | None = None


def likely(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int) -> Likely:
    """The likeliest causes of a wrong answer to the visible tests, with code to run where an answer can be printed.

    line : that of the first wrong value; 0 if it is not known
    """
    pairs = [(p, o) for p, o in zip(spec.visible, visible, strict=True) if not p.aside]
    if any(problems(spec, p, o) for p, o in pairs):  # what goes wrong on the side alone is another story
        spec, visible = dataclasses.replace(spec, visible=tuple(p for p, _ in pairs)), [o for _, o in pairs]
    found = _likely(code_facts.in_words_that_fit(spec, source), call, source, visible, line)
    own = {hint.id for hint in spec.hints.values()}
    if not found.hints or found.hints[0].id in own or any(seen.raised for seen in visible):
        return found
    first, *rest = found.hints
    return dataclasses.replace(found, hints=(dataclasses.replace(first, run=to_run(spec)), *rest))


def to_run(spec: CheckSpec) -> str:
    """Code for a new cell that prints what the function gives for the arguments that were tried.

    It gives no name a value: `X_train` may be the notebook's own.
    """
    star = "*" if any(len(test.arguments) > 1 for test in spec.visible) else ""
    return f'print({spec.name}({star}checks.tried("{spec.name}")))'


def _likely(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int) -> Likely:
    """The likeliest causes, the surest kind of evidence first."""
    facts = _facts(spec, call, source, visible)
    for hint, at in facts:
        if hint.id in _SURE:
            return Likely((hint,), at)
    if all(o.raised is None and o.value is None for o in visible) and code_facts.returns_a_value(spec, source):
        return Likely((relations.hint("placeholder-left", spec.causes),))
    written, (source, seen) = source, _past_asserts(spec, call, source, visible)
    if source != written and not any(problems(spec, p, o) for p, o in zip(spec.visible, seen, strict=True)):
        line = next(o.raised.line for o in visible if o.raised)  # of the assert: nothing else is wrong
        return Likely((exceptions.hint("own-assertion", spec.causes),), line)
    behind = behind_right(spec, source, visible)
    facts = _of_wrong_parts(spec, call, visible, facts, behind.alone)
    early = [(hint, at) for hint, at in facts if hint.id == "return-in-the-loop"]
    found = named(spec, spec.visible, visible)
    if not found and (other := _of_another_exception(spec, visible)):
        return Likely(other)
    if found := found or named(spec, spec.visible, seen):
        return _of_named(spec, call, source, seen, found, facts, line)
    raised = next(
        (o.raised for p, o in zip(spec.visible, visible, strict=True) if o.raised and not p.expected.raised), None
    )
    refused = raised is not None and raised.operation == operations.RAISE
    story = exceptions.explain(spec, raised, code_facts.names(spec, source)) if raised and not refused else ()
    if raised is not None and (raised.type_name == "NameError" or any(hint.id in _FIRST for hint in story)):
        return Likely(story)  # whatever else the code shows: this line is the first to be mended
    if form := of_form(spec, spec.visible, visible):
        return Likely((*form, *(dataclasses.replace(hint, beside=True) for hint, _ in early)))
    if not identical(visible[0].value, call(spec.visible[0].arguments, spec.visible[0].keywords).value):
        return Likely((relations.hint("random", spec.causes),))
    beside = _silent(facts, story)
    if facts and not refused and not beside:
        hint, at = facts[0]
        return Likely((hint,), at)
    common = in_common(spec, spec.visible, visible)
    whole = [hint.id for hint in common] == ["right-until-whole"]  # a change elsewhere would only go round it
    if not whole and all(hint.id in exceptions.VAGUE for hint in story):
        slip = mended(spec, call, source, seen, line)
        if other := slip.hints or rows_for_columns(spec, call):
            return Likely(other, 0 if slip.open else slip.line or None)
    if common:
        return Likely(_exactly_cut(spec, visible) or common)
    if raised is not None:
        return Likely((exceptions.hint("own-refusal", spec.causes),) if refused else (*story, *beside))
    return Likely(_of_values(spec, call, visible, behind.names))


def _of_values(
    spec: CheckSpec, call: Caller, visible: Sequence[Observation], right: Collection[str]
) -> tuple[Hint, ...]:
    """What the intermediate values or the answers show.

    right : the names of what makes nothing but right parts
    """
    observed = [call(p.arguments, p.keywords, variables=True) for p in spec.visible]
    steps = by_step(spec, spec.visible, observed, right) or but_for_a_form(spec, spec.visible, visible)
    return steps or general(spec, spec.visible, observed, right)


def _silent(facts: Sequence[tuple[Hint, int]], story: Sequence[Hint]) -> tuple[Hint, ...]:
    """The first fact as something beside the story of an exception, where it cannot have to do with it."""
    return tuple(dataclasses.replace(hint, beside=True) for hint, _ in facts[:1] if story and hint.id in _SILENT)


def _facts(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation]) -> list[tuple[Hint, int]]:
    """The facts about the code, each with its line, but for those that make no difference to what is wrong."""
    facts = list(code_facts.facts(spec, source))
    if not all(p.expected.raised for p, o in zip(spec.visible, visible, strict=True) if problems(spec, p, o)):
        facts = [(hint, at) for hint, at in facts if hint.id not in _OF_REFUSALS]
    if any(hint.id == _ORDER for hint, _ in facts) and not _by_the_order(spec, call, source, visible):
        return [(hint, at) for hint, at in facts if hint.id != _ORDER]
    return facts


def _by_the_order(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation]) -> bool:
    """Whether a wrong call goes another way where each argument comes to the parameter that has its name."""
    if isinstance(call, Rebound):
        return False
    other = rebound(spec, call, source)
    wrong = [(p, o) for p, o in zip(spec.visible, visible, strict=True) if problems(spec, p, o)]
    return other is None or any(
        bool(o.raised) != bool((seen := other(p.arguments, p.keywords)).raised) or not alike(o.value, seen.value)
        for p, o in wrong
    )


def _of_wrong_parts(
    spec: CheckSpec,
    call: Caller,
    visible: Sequence[Observation],
    facts: Sequence[tuple[Hint, int]],
    alone: Collection[int],
) -> list[tuple[Hint, int]]:
    """The facts that may have to do with what is wrong.

    alone : the lines that make nothing but right parts
    """
    facts = [(hint, at) for hint, at in facts if at not in alone]
    if any(hint.id == "default-changed" for hint, _ in facts) and not _by_a_default(spec, call, visible):
        return [(hint, at) for hint, at in facts if hint.id != "default-changed"]
    return facts


def _by_a_default(spec: CheckSpec, call: Caller, visible: Sequence[Observation]) -> bool:
    """Whether the wrong calls go on, or give another answer, where no default is left to the def line."""
    wrong = [(p, o) for p, o in zip(spec.visible, visible, strict=True) if problems(spec, p, o)]
    seen = [call(p.arguments, {**_left_out(spec, p), **p.keywords}) for p, _ in wrong]
    if any(o.raised and one.raised for (_, o), one in zip(wrong, seen, strict=True)):
        return False
    return any(not identical(o.value, one.value) for (_, o), one in zip(wrong, seen, strict=True))


def _left_out(spec: CheckSpec, test: TestCase) -> dict[str, Any]:
    """The values that the text gives to parameters which a call leaves out."""
    return {name: spec.defaults[name] for name in spec.parameters[len(test.arguments) :] if name in spec.defaults}


def behind_right(spec: CheckSpec, source: str, visible: Sequence[Observation]) -> place.Behind:
    """What the parts are made by that are right in every visible test; nothing where a call gives no whole answer."""
    pairs = [(p, o) for p, o in zip(spec.visible, visible, strict=True) if not p.aside]
    if not pairs or not all(o.raised is None and has_form(spec, p, o) for p, o in pairs):
        return place.Behind()
    wrong = set[str]().union(*(wrong_parts(spec, p, o) for p, o in pairs))
    right = set(parts(pairs[0][0].expected.value, spec.returns)) - wrong
    return place.behind_right(spec, source, wrong, right) if wrong and right else place.Behind()


def _exactly_cut(spec: CheckSpec, visible: Sequence[Observation]) -> tuple[Hint, ...]:
    """The hint on a fraction that was cut off, where the numbers show it."""
    exact = general(spec, spec.visible, visible)
    return exact if [hint.id for hint in exact] == ["cut-to-whole"] else ()


def _may_be_right(spec: CheckSpec, source: str, visible: Sequence[Observation], line: int) -> bool:
    """Whether the line of the first value that the reference does not have may be right, as on another way."""
    seen = next((o for p, o in zip(spec.visible, visible, strict=True) if problems(spec, p, o)), visible[0])
    return line > 0 and not seen.raised and not place.makes_the_answer(spec, spec.visible[0], source, line)


def _of_named(
    spec: CheckSpec,
    call: Caller,
    source: str,
    seen: Sequence[Observation],
    found: tuple[Hint, ...],
    facts: Sequence[tuple[Hint, int]],
    line: int,
) -> Likely:
    """What is told where named mistakes give the student's answers, and the line to show with them.

    Other mistakes may end in the same answers: what the code shows, a return that ends a loop or a result without a
    name, is told.
    """
    early = [(hint, at) for hint, at in facts if hint.id == "return-in-the-loop"]
    if not early and any(_ABSENT.search(hint.why) for hint in found):
        lost = [one for one in facts if one[0].id == "result-thrown-away"]
        if lost:
            return Likely((lost[0][0], *(dataclasses.replace(hint, beside=True) for hint in found[:1])), lost[0][1])
        order = out_of_order(spec, call, source, seen)
        if order.hints:  # it is there, and comes too late
            return Likely(order.hints, order.line)
    doubtful = _may_be_right(spec, source, seen, line)
    slip = mended(spec, call, source, seen, line) if len(found) > 1 or doubtful else Mended()
    if len(found) > 1 and slip.hints and not slip.pair:  # one slip is likelier than two mistakes
        return Likely(slip.hints, slip.line or None)
    told = any("return" in hint.why for hint in found)
    at = early[0][1] if early else slip.line if doubtful else None
    return Likely(found if told or not early else (early[0][0],), at)


def _past_asserts(
    spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation]
) -> tuple[str, Sequence[Observation]]:
    """The cell and its observations without the function's own asserts, where one of these hides the answer."""
    pairs = zip(spec.visible, visible, strict=True)
    if not any(o.raised and o.raised.type_name == "AssertionError" and not p.expected.raised for p, o in pairs):
        return source, visible
    bare = without_asserts(source, spec.name)
    return bare, [call(p.arguments, p.keywords, instead=bare) for p in spec.visible]


def _of_another_exception(spec: CheckSpec, visible: Sequence[Observation]) -> tuple[Hint, ...]:
    """The hint where everything is right but the exception that is asked for: another one comes, or it is returned."""
    wrong = [(p, o) for p, o in zip(spec.visible, visible, strict=True) if problems(spec, p, o)]
    if not wrong or not all(p.expected.raised for p, _ in wrong):
        return ()
    if any(isinstance(o.value, Opaque) and o.value.type_name.endswith(("Error", "Exception")) for _, o in wrong):
        return (exceptions.hint("exception-returned", spec.causes),)
    return (exceptions.hint("another-exception", spec.causes),) if wrong[0][1].raised else ()
