"""Compiles the modules beside the notebooks once for all children, each of which would otherwise compile them.

A child's folder holds nothing that Python could read compiled code from, and it must not be able to write there.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any


def compile_once(files: Iterable[str]) -> None:
    """Let an import of any file with the same bytes as one of these modules take code that is compiled now."""
    known: dict[bytes, CodeType] = {}
    for path in (Path(file) for file in files if file.endswith(".py")):
        try:
            data = path.read_bytes()
            known[data] = compile(data, path, "exec", dont_inherit=True)
        except (OSError, ValueError, SyntaxError):
            continue  # whoever imports it is told
    compiled = SourceFileLoader.source_to_code

    def source_to_code(self: Any, data: Any, path: Any, **more: Any) -> CodeType:
        code = known.get(data) if type(data) is bytes else None
        return _at(code, str(path)) if code else compiled(self, data, path, **more)

    SourceFileLoader.source_to_code = source_to_code  # type: ignore[method-assign]


def _at(code: CodeType, path: str) -> CodeType:
    """The code as that of the file `path`, where tracebacks look for its lines."""
    inner = tuple(_at(one, path) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=path, co_consts=inner)
