"""matplotlib.pyplot as a test has it: drawings are the student's, so what a test draws or asks of them is done there.

Outside a test it is the library itself: a given cell that draws has drawn in the student's process as well.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

PYPLOT = "matplotlib.pyplot"


class Drawing(ModuleType):
    """The module, whose functions are called in the student's process while a test runs."""

    def __init__(self, pyplot: ModuleType, in_a_test: Callable[[], bool], call: Callable[..., Any]) -> None:
        """call : calls a function of the library in the student's process, with arguments and keywords"""
        super().__init__(PYPLOT)
        self.__dict__.update(_pyplot=pyplot, _in_a_test=in_a_test, _call=call)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pyplot, name)
        if type(found) is FunctionType and self._in_a_test():
            return functools.wraps(found)(lambda *arguments, **keywords: self._call(found, arguments, keywords))
        return found
