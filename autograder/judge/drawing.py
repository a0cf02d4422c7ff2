"""matplotlib.pyplot as a test has it: drawings are the student's, so what a test draws or asks of them is done there.

Outside a test it is the library itself: a given cell that draws has drawn in the student's process as well. So it is
in a hidden test, which may draw the values that it expects: student code could replace the function, and see them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

PYPLOT = "matplotlib.pyplot"


class Drawing(ModuleType):
    """The module, whose functions are called in the student's process while a test runs."""

    def __init__(self, pyplot: ModuleType, is_open: Callable[[], bool], call: Callable[..., Any]) -> None:
        """is_open : whether what runs now is a test that students can read

        call : calls a function of the library in the student's process, with arguments and keywords
        """
        super().__init__(PYPLOT)
        self.__dict__.update(_pyplot=pyplot, _is_open=is_open, _call=call)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pyplot, name)
        if type(found) is not FunctionType:
            return found

        @functools.wraps(found)
        def draw(*arguments: Any, **keywords: Any) -> Any:
            return self._call(found, arguments, keywords) if self._is_open() else found(*arguments, **keywords)

        return draw
