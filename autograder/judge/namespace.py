"""The names that check cells see: their own and the source's, and stand-ins for the student's.

A check cell is trusted code of the source. A name that is the student's comes as plain data, or as a stand-in that
calls into the sandbox; one that is ours never comes from there. Names live from cell to cell, as in a kernel.

What a cell asks of the names as a whole, such as `dir()`, is refused: only the student's process could list them.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import random
import sys
from collections import ChainMap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import numpy as np

from autograder.checks import plain
from autograder.checks.observe import Observation
from autograder.checks.plain import NotPlainDataError, Opaque, encode, stray
from autograder.course.classes import Classes, classes
from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.provenance import Provenance, name_origins
from autograder.course.statements import hidden_lines
from autograder.judge.cell_code import TYPE_OF
from autograder.judge.drawing import PYPLOT, Drawing
from autograder.judge.proxies import FUNCTIONS, CannotCrossError, FunctionProxy, ObjectProxy, received, type_of
from autograder.judge.session import Answer, Session
from autograder.judge.student_objects import StudentObjects
from autograder.sandbox import NameMissingError, kept_objects
from autograder.sandbox.kept_objects import to_node

#: the usual names of modules, which a test may use where the source does not import them
MODULES = {"np": "numpy", "numpy": "numpy", "plt": "matplotlib.pyplot"} | {n: n for n in sys.stdlib_module_names}
_INPUT = builtins.input
MOST_LENT = 1 << 20  # bytes of a value that a check binds for the student's code


class CheckNamespace(dict[str, Any]):
    """Globals of a notebook's check cells, and of the source's statements that they need.

    plan    : its source says what tests lend to the student's process, and what they may ask of objects
    by_name : whether all that cannot cross is called by its name, as the check of an exercise does
    """

    def __init__(
        self, session: Session, own: dict[str, Any], plan: NotebookPlan | None = None, by_name: bool = False
    ) -> None:
        super().__init__(__builtins__=builtins, __name__="__main__", get_ipython=_Magics, **{TYPE_OF: type_of}, **own)
        self.session = session
        self.side = Provenance()
        self.objects = StudentObjects(self, classes(plan) if plan else Classes())
        #: names that the student's code reads once a check has bound them
        self.lent: frozenset[str] = name_origins(plan).lent if plan else frozenset()
        self._by_name = by_name
        self._bound: set[str] = set()  # of these, those that were bound since they were last lent
        self._fetched: dict[str, Any] = {}
        self._hidden: set[str] = set()
        self._folder = plan.folder if plan else None
        self._secret = hidden_lines(plan) if plan else {}
        self._away: dict[str, Any] = {}  # what an answer imports, and the student has not
        self.test: PlanCell | None = None  # that runs; None while the source's other statements do
        self.is_seeded = False  # by a test: the student's process gets our random state before its next call

    def draws(self) -> Any:
        """The state of the random numbers in the student's process. Raises what the student's process does."""
        return self.objects.ask("draws", None)

    def enter(self, side: Provenance, test: PlanCell) -> None:
        """Switch to the names of one check cell: those of the student's are then fetched from the student's process.

        A value of ours that the student's code changes in place comes from there at once, if it can cross. Raises
        CallLostError.
        """
        self.side, self.test = side, test
        self.objects.objection = None
        self.forget()
        self._borrow()
        if any(module.startswith("matplotlib") for module in self.objects.classes.imported):
            self.session.quietly("")  # what the test before has drawn is closed at the end of its cell
        for name in side.students:
            self.pop(name, None)
        for name in side.changed:
            with contextlib.suppress(NameError):
                if not isinstance(value := self.objects.named(name), ObjectProxy):
                    super().__setitem__(name, value)

    def _borrow(self) -> None:
        """Leave out what an answer imports and the student has not, and what lies beside the notebook."""
        super().update(self._away)
        names = [name for name in self.side.borrowed if dict.__contains__(self, name)]
        self._away = {n: self.pop(n) for n in names if self._is_beside(self[n]) or not self.session.has(n)}

    def _is_beside(self, value: Any) -> bool:
        """Whether a module, or what one defines, lies in the notebook's folder."""
        module = value if type(value) is ModuleType else sys.modules.get(getattr(value, "__module__", None) or "")
        file = getattr(module, "__file__", None)
        return bool(self._folder and file and Path(file).is_relative_to(self._folder))

    def forget(self) -> None:
        """Drop the fetched values of the student's, because they may have changed."""
        self._fetched.clear()

    def seeded(self) -> None:
        """Note that a check set the seed."""
        self.is_seeded = True

    def lend(self) -> None:
        """Give the student's process a copy of what checks have bound for it, if it can cross. Raises CallLostError."""
        bound, self._bound = sorted(self._bound), set()
        for name in bound:
            if dict.__contains__(self, name) and (source := _binding(name, dict.__getitem__(self, name))):
                self.session.bind(name, source)

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Observation:
        """Call the student's function and return the observation. Raises CallLostError, NameError."""
        self.forget()
        self.lend()
        if answer := self._input():
            self.session.offer("input", lambda _, *given: self.objects.answer(answer, *given))
        if self.is_seeded:
            self.is_seeded = False
            self.session.quietly(_same_random_numbers())
        try:
            return self.session.call(name, arguments, keywords)
        except NameMissingError:
            raise NameError(f"name {name!r} is not defined") from None

    def offer(self, name: str, answer: Answer) -> None:
        """Let the student's code call a function that is answered here. Raises CallLostError."""
        self.session.offer(name, answer)

    def exceptions(self) -> dict[str, type[Exception]]:
        """Exception types that the source's cells define."""
        bound = dict.items(self)
        return self.objects.exceptions | {
            name: value for name, value in bound if issubclass(type(value), type) and issubclass(value, Exception)
        }

    def __missing__(self, name: str) -> Any:
        if name in self._hidden or name in self.side.ours:
            raise KeyError(name)
        if hasattr(builtins, name) and name not in self.side.students:
            raise KeyError(name)
        if name not in self._fetched:
            self._fetched[name] = self._fetch(name)
        return self._fetched[name]

    def __contains__(self, name: object) -> bool:  # `"x" in globals()`
        return isinstance(name, str) and (super().__contains__(name) or self._is_students(name))

    def get(self, name: str, default: Any = None) -> Any:
        """As `dict.get`, with the student's names included."""
        try:
            return self[name]
        except KeyError:
            return default

    def _listed(self) -> NoReturn:
        raise CannotCrossError("The test lists the notebook's names.", "Ask for one name: 'x' in globals().")

    __iter__ = keys = values = items = _listed  # `dir()` asks for the keys

    def copy(self) -> ChainMap[str, Any]:  # type: ignore[override]
        """What finds each name when it is asked for, as pandas does in `table.query("n > 1")`; it lists none."""
        return ChainMap({}, self)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self._hidden and isinstance(value, FunctionProxy) and value.__name__ == name:
            self._hidden.discard(name)
            self.session.quietly(_GIVE_BACK.format(name=name))
        else:
            super().__setitem__(name, self._drawing(value) if type(value) is ModuleType else value)
            if name in self.lent:
                self._bound.add(name)

    def __delitem__(self, name: str) -> None:
        if dict.__contains__(self, name):
            super().__delitem__(name)
        elif self._is_students(name):
            self._hidden.add(name)
            self.session.quietly(_TAKE_AWAY.format(name=name))
        else:
            raise KeyError(name)

    def _is_students(self, name: str) -> bool:
        return name not in self._hidden and name not in self.side.ours and self.session.has(name)

    def _input(self) -> Callable[..., Any] | None:
        """The function that a test has put where `input` was, for the student's code to call; None where it has not."""
        found = dict.get(self, "input", builtins.input)
        return None if found is _INPUT else found

    def _drawing(self, module: ModuleType) -> ModuleType:
        if module.__name__ != PYPLOT:
            return module
        return Drawing(module, self._is_open, self.objects.call)

    def _is_open(self) -> bool:
        """Whether a test runs, and no line of it that students cannot read is on the way to here."""
        if self.test is None:
            return False
        frame = sys._getframe(1) if any(self._secret.values()) else None
        while frame is not None:
            if frame.f_lineno in self._secret.get(frame.f_code.co_filename, ()):
                return False
            frame = frame.f_back
        return True

    def _fetch(self, name: str) -> Any:
        try:
            value = self.session.get(name)
        except NameMissingError:
            if hasattr(builtins, name):
                return getattr(builtins, name)
            raise KeyError(name) from None
        if type(value) is Opaque:
            if value.type_name == "module" and name in MODULES:
                return self._drawing(importlib.import_module(MODULES[name]))
            kind = FUNCTIONS.get(value.type_name)
            if kind or self._by_name:
                return FunctionProxy(self, name, kind or object)
        # what has come as another type than it is there, as a Counter does as a dict, is asked for once more
        again = not self._by_name and type(value) not in plain.UNCHANGING
        return self.objects.named(name) if again or stray(value) else received(value)


#: run in the child; a student who tampers with them changes how the student's own names look, and nothing else
_TAKE_AWAY = "__import__('builtins').__dict__.setdefault('_kept', {{}})[{name!r}] = globals().pop({name!r})"
_GIVE_BACK = "globals().update({{{name!r}: __import__('builtins')._kept.pop({name!r})}})"


def _binding(name: str, value: Any) -> str:
    """The source of a cell that binds a name to a copy of a value; empty where it cannot cross, or is too large."""
    exact = type(value)  # isinstance would ask an object of the student's for its class, and `in` compare types
    if exact is ModuleType or exact is Drawing:
        return f"{name} = __import__('importlib').import_module({value.__name__!r})"
    try:
        frame = encode(to_node(value, _refused))
    except NotPlainDataError:
        return ""
    modules = "__import__('sys').modules"
    node = f"{modules}[{plain.__name__!r}].decode(bytes.fromhex({frame.hex()!r}))"
    decoded = f"{modules}[{kept_objects.__name__!r}].from_node({node}, lambda node: node[1])"
    return f"{name} = {decoded}" if len(frame) <= MOST_LENT else ""


def _refused(value: Any) -> NoReturn:
    raise NotPlainDataError("an object that cannot cross.")


def _same_random_numbers() -> str:
    """The source of a cell that sets the random state of the student's process to ours."""
    kind, key, *rest = np.random.get_state(legacy=True)
    words = f"__import__('numpy').frombuffer(bytes.fromhex('{np.asarray(key).tobytes().hex()}'), 'uint32')"
    state = ", ".join(map(repr, [int(rest[0]), int(rest[1]), float(rest[2])]))
    numpys = f"__import__('numpy').random.set_state(({kind!r}, {words}, {state}))"
    return f"{numpys}\n__import__('random').setstate({random.getstate()!r})"


class _Magics:
    """What `get_ipython()` returns in a check cell: magics that set up the display do nothing here."""

    def run_line_magic(self, name: str, *_: Any, **__: Any) -> None:
        if name not in ("matplotlib", "config", "load_ext", "reload_ext", "autoreload", "precision"):
            self._refuse(f"%{name}")

    def __getattr__(self, name: str) -> Any:
        self._refuse(f"get_ipython().{name}")

    def _refuse(self, what: str) -> Any:
        raise CannotCrossError(
            f"The test uses {what}, and a test runs outside a notebook.", "Write it as plain Python."
        )
