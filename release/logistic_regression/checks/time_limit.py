"""Interrupts a call in the student's own kernel that does not come to an end, and says which loop it was in."""

from __future__ import annotations

import _thread
import ast
import contextlib
import sys
import threading
from collections.abc import Mapping
from types import CodeType
from typing import Any

from .observe import Caller, CallLostError, Observation
from .syntax import parsed

SECONDS = 10.0  # a visible test takes milliseconds
AGAIN = 0.5  # seconds until the next interrupt, for code that catches the first


def limited(call: Caller, code: CodeType | None, source: str, seconds: float = SECONDS) -> Caller:
    """`call`, interrupted after `seconds` with a CallLostError that names the loop.

    code   : the function's, to find the line that it is at
    source : its text, with the line numbers of `code`
    """

    def limited_call(arguments: tuple[Any, ...], keywords: Mapping[str, Any], **wanted: Any) -> Observation:
        watch = _Watch(seconds, code)
        try:
            with watch:
                return call(arguments, keywords, **wanted)
        except KeyboardInterrupt:
            watch.over.set()  # the interrupt may have come while `with` was being left
            if not watch.interrupted:
                raise  # the student's own: Kernel > Interrupt
        raise CallLostError("timeout", _sentence(source, watch.line, seconds)) from None

    return limited_call


class _Watch:
    """While it is entered, raises KeyboardInterrupt in this thread after some seconds, and again until it is left."""

    def __init__(self, seconds: float, code: CodeType | None) -> None:
        self.seconds, self.code = seconds, code
        self.thread, self.over, self.turn = threading.get_ident(), threading.Event(), threading.Lock()
        self.interrupted, self.line = False, 0

    def __enter__(self) -> None:
        # Python in a browser has no threads; there is its own Stop button
        with contextlib.suppress(RuntimeError):
            threading.Thread(target=self._wait, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        with self.turn:  # no interrupt comes after this
            self.over.set()

    def _wait(self) -> None:
        delay = self.seconds
        while not self.over.wait(delay):
            with self.turn:
                if self.over.is_set():
                    return
                self.line = self.line or _line(self.thread, self.code)
                self.interrupted = True
                _thread.interrupt_main()
            delay = AGAIN


def _line(thread: int, code: CodeType | None) -> int:
    """The line that the function is at in a thread; 0 if it is not found there."""
    frame = sys._current_frames().get(thread)
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame.f_lineno if frame is not None and frame.f_lineno else 0


def _sentence(source: str, line: int, seconds: float) -> str:
    """What happened, with the innermost loop around the line."""
    words = f"It was stopped after {seconds:g} seconds."
    nodes = ast.walk(tree) if (tree := parsed(source)) else ()
    around = [
        n for n in nodes if isinstance(n, (ast.While, ast.For)) and n.lineno <= line <= (n.end_lineno or n.lineno)
    ]
    if not around:
        return words
    loop = max(around, key=lambda n: n.lineno)
    text = source.splitlines()[loop.lineno - 1].strip()
    return f"{words} It was in the loop of line {loop.lineno}: `{text}`"
