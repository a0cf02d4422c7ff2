"""`check("mean", mean)`, as it runs in the student's own kernel."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.display import display

from . import code_facts, ladder, lessons, render, store
from .observe import calling
from .result import Result, Status
from .spec import CheckSpec

#: what the last check of each function said in this kernel, to tell which function to repair first
_last: dict[tuple[str, str], Status] = {}


class CheckFailedError(AssertionError):
    """A check failed. Its text is the whole message, so that Validate and nbgrader's pages show it too."""

    def _render_traceback_(self) -> list[str]:
        """The lines that IPython shows as the traceback: the first of the message; under Validate the whole message."""
        lines = str(self).splitlines()
        return lines if "NBGRADER_EXECUTION" in os.environ else lines[:1]


def for_notebook(notebook: str) -> Callable[[str, object], float | None]:
    """The function `check` for a notebook, by the notebook's file name without .ipynb."""
    return functools.partial(check, notebook=notebook)


def for_lesson(notebook: str) -> Callable[[str, object], None]:
    """The function `check` of a lesson: it says what is wrong and lets the notebook go on."""

    def check_in_lesson(name: str, function: object) -> None:
        with contextlib.suppress(CheckFailedError):
            check(name, function, notebook)

    return check_in_lesson


def check(name: str, function: object, notebook: str) -> float | None:
    """Check a function against the release's visible tests and say what is wrong, in words.

    Shows the answer, then raises CheckFailedError if it is not right. Under `nbgrader autograde` it returns the points
    instead, which nbgrader reads as partial credit; there the fresh tests count as passed with the visible ones.
    """
    spec = _spec(notebook, name)
    result = _run_rungs(spec, function)
    _last[spec.notebook, name] = result.status
    result = dataclasses.replace(result, repair=_repair_first(spec, result, function))
    display(_Answer(result, spec.passed))
    if result.status == Status.PASSED:
        return None
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return float(result.points)
    raise CheckFailedError(render.text(result))


@functools.cache
def _spec(notebook: str, name: str) -> CheckSpec:
    return store.read(_folder() / "reference.h5", notebook, name)


def _folder() -> Path:
    """Where the notebook and its specs lie."""
    # not resolved: in source/ these files are links, and the specs lie beside the links
    return Path(os.path.abspath(__file__)).parent.parent


def _run_rungs(spec: CheckSpec, function: object) -> Result:
    if not callable(function):
        return ladder.missing(spec, handed=function is not None)
    return ladder.run_checks(spec, calling(function), _source(function))


def _source(function: Callable[..., Any]) -> str:
    """The function's source, below one empty line for each line above it in its cell: line numbers match Jupyter's."""
    try:
        lines, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        return ""
    return "\n" * (first - 1) + "".join(lines)


def _repair_first(spec: CheckSpec, result: Result, function: object) -> str:
    """A function that this one calls and whose own check failed last; "" if there is none or this check passed."""
    if result.status == Status.PASSED or not callable(function):
        return ""
    called = code_facts.called(spec, _source(function))
    wrong = (n for n in spec.uses if _last.get((spec.notebook, n), Status.PASSED) != Status.PASSED)
    return next((name for name in wrong if name in called), "")


class _Answer:
    """What a check displays: HTML in a notebook, text in a terminal."""

    def __init__(self, result: Result, passed: str) -> None:
        links = {hint.read: lessons.link(_folder(), hint.lesson, hint.heading) for hint in result.hints if hint.lesson}
        self._text, self._page = render.text(result, passed), render.page(result, passed, links)

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._page
