"""Changes notebooks as a fuzzer must to get past the JSON parser: cells, types, nesting, texts, keys, file ends."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Callable
from typing import Any

HOSTILE_TEXTS = (
    *(
        "",
        "\0",
        "\ud800",
        "\udfff\ud800",
        "\ufeff",
        "\u202e",
        "\x1b]0;x\x07",
        "\r",
        "\r\n\r",
        "\u2028",
        "é",
        "e\u0301",
        "𝒙",
    ),
    *(
        "<script>alert(1)</script>",
        "`",
        "[a](javascript:x)",
        "{{x}}",
        "%s{}",
        "'\"",
        "\\",
        "../../x",
        "a" * 9_000,
        "\n" * 3_000,
    ),
    *(
        "def softmax(x):\n    return x",
        "def softmax(",
        "    return 1",
        "check('softmax', softmax)",
        "check = 1",
        "def check",
        "### END SOLUTION",
    ),
    *(
        "### BEGIN HIDDEN TESTS",
        "import x",
        "%%bash\nls",
        "!ls",
        "?x",
        "(" * 300,
        "-" * 300 + "1",
        "'''",
        "\tx = 1\n        y",
        "shape = 3",
    ),
    *(
        "write-softmax",
        "softmax",
        "test-total",
        "total",
        "markdown",
        "code",
        "raw",
        "heading",
        "NaN",
        "1e999",
        "percentages",
    ),
)
HOSTILE: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        float("nan"),
        float("inf"),
        10**400,
        [],
        {},
        [[]],
        {"": {}},
        [None],
        "1",
        ["a", 1, None],
    ),
    *(
        {"a": {"b": [{}] * 9}},
        [["x"]],
        {"cells": []},
        {"text/plain": ["a", 2], "image/png": "====", "text/html": "<b>"},
    ),
    *(
        {"output_type": "stream", "text": ["a\r", "\ud800"]},
        {"output_type": "error", "traceback": 5},
        {"nbgrader": {"grade_id": "softmax"}},
    ),
    *(
        {"cell_type": "code", "source": "def softmax(x):\n    return x", "metadata": {}},
        {"output_type": "display_data", "data": {"image/png": 4}},
    ),
)
KEYS = (
    *(
        "cells",
        "cell_type",
        "source",
        "metadata",
        "outputs",
        "id",
        "execution_count",
        "nbformat",
        "nbformat_minor",
        "nbgrader",
    ),
    *(
        "grade_id",
        "attachments",
        "worksheets",
        "input",
        "level",
        "data",
        "text",
        "output_type",
        "points",
        "solution",
        "grade",
        "locked",
        "",
    ),
)
_SCALAR = re.compile(r'(?<=[:\[,])\s*(?:"(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)(?=\s*[,\]}])')


def changed(data: bytes, rng: random.Random, raw: Callable[[bytes], bytes]) -> bytes:
    """A notebook file, changed in one to a few places. raw : changes bytes without knowing what they are"""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return raw(data)
    if rng.random() < 0.1:
        return raw(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        tree = _tree(tree, rng)
    try:
        text = json.dumps(tree, ensure_ascii=rng.random() < 0.5)
    except RecursionError:
        return raw(data)
    if rng.random() < 0.15:
        text = _text(text, rng)
    coding = rng.choice(("utf-8",) * 30 + ("utf-16", "utf-8-sig", "utf-32", "utf-16-be"))
    return text.encode(coding, "surrogatepass")


def _tree(tree: Any, rng: random.Random) -> Any:
    """The tree with one node changed; where cells lie, mostly the cells."""
    cells = tree.get("cells") if isinstance(tree, dict) else None
    if isinstance(cells, list) and cells and rng.random() < 0.3:
        return {**tree, "cells": _cells(list(cells), rng)}
    return _node(tree, rng, 0)


def _cells(cells: list[Any], rng: random.Random) -> list[Any]:
    at, other = rng.randrange(len(cells)), rng.randrange(len(cells))
    match rng.randrange(8):
        case 0:
            del cells[at]
        case 1:
            cells.insert(other, cells[at])
        case 2:
            cells[at], cells[other] = cells[other], cells[at]
        case 3:
            cells = cells * rng.choice((2, 3, 40))
        case 4:
            cells[at:at] = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": rng.choice(HOSTILE_TEXTS)}]
        case 5 if isinstance(cells[at], dict) and isinstance(cells[at].get("source"), str):
            source = cells[at]["source"]
            half = rng.randrange(len(source) + 1)
            cells[at : at + 1] = [{**cells[at], "source": source[:half]}, {**cells[at], "source": source[half:]}]
        case 6:
            cells[at] = rng.choice(HOSTILE)
        case _ if isinstance(cells[at], dict):
            cells[at] = {**cells[at], "outputs": [rng.choice(HOSTILE) for _ in range(rng.randrange(4))]}
    return cells[:400]


def _node(node: Any, rng: random.Random, depth: int) -> Any:
    """The tree with one node below this one changed, or this one."""
    if isinstance(node, dict) and node and depth < 60 and rng.random() < 0.85:
        key = rng.choice(list(node))
        match rng.randrange(12):
            case 0:
                return {k: v for k, v in node.items() if k != key}
            case 1:
                return {**node, rng.choice(KEYS): rng.choice(HOSTILE)}
            case 2:
                return {(rng.choice((*KEYS, *HOSTILE_TEXTS)) if k == key else k): v for k, v in node.items()}
        return {**node, key: _node(node[key], rng, depth + 1)}
    if isinstance(node, list) and node and depth < 60 and rng.random() < 0.85:
        at = rng.randrange(len(node))
        return [*node[:at], _node(node[at], rng, depth + 1), *node[at + 1 :]]
    return _leaf(node, rng)


def _leaf(node: Any, rng: random.Random) -> Any:
    match rng.randrange(9):
        case 0:
            return rng.choice(HOSTILE_TEXTS)
        case 1:
            return [node] * rng.choice((1, 2, 30))
        case 2:
            return {rng.choice(KEYS): node}
        case 3 if isinstance(node, str):
            at = rng.randrange(len(node) + 1)
            return node[:at] + rng.choice(HOSTILE_TEXTS) + node[at:]
        case 4 if isinstance(node, str):
            return node.splitlines(keepends=rng.random() < 0.7)
        case 5 if isinstance(node, str) and node:
            at, end = sorted(rng.randrange(len(node)) for _ in range(2))
            return node[:at] + node[end:]
        case 6:
            return str(node)[:5_000]
        case 7:
            deep: Any = node
            for _ in range(rng.choice((3, 50, 900))):
                deep = [deep] if rng.random() < 0.5 else {"a": deep}
            return deep
    return rng.choice(HOSTILE)


def _text(text: str, rng: random.Random) -> str:
    """What no JSON writer makes: keys twice, text behind the end, half a file, numbers of any size."""
    scalars = list(_SCALAR.finditer(text))
    match rng.randrange(6):
        case 0:
            return text[: rng.randrange(len(text) + 1)]
        case 1:
            return text + rng.choice(HOSTILE_TEXTS) + text[:50]
        case 2:
            return text.replace('"cells":', f'"cells": {rng.choice(("5", "[]", "null"))}, "cells":', 1)
        case 3:
            key = rng.choice(KEYS)
            return text.replace("{", f'{{"{key}": {json.dumps(rng.choice(HOSTILE))}, ', rng.choice((1, 5, -1)))
        case 4:
            return rng.choice(("\ufeff", "<<<<<<<\n", "<html>", "\0\0", "// x\n")) + text
    if scalars:
        one = rng.choice(scalars)
        value = rng.choice(
            ("1" * 5_000, "-0", "1e5000", "NaN", "-Infinity", '"\\ud800"', '"\\u0000"', "[" * 2_000, "01", "'x'")
        )
        return text[: one.start()] + value + text[one.end() :]
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
