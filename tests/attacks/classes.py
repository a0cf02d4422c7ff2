"""Attacks that want to stop the class: text, names and files on which the grader itself might stumble."""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import BELOW, Attack, Notebook, Seen, cell, dedent, earned

TERMINAL = "\x1b]0;owned\x07\x1b[2J\u202e"


def _tidy(place: Any, seen: Seen) -> str:
    for bad in ("\x1b", "\u202e", "\x00"):
        if bad in seen.text:
            return f"{bad!r} is shown"
    if "<script" in seen.page:
        return "the page runs a script"
    if any(0xD800 <= ord(c) < 0xE000 for c in seen.text):
        return "half a character is kept"
    if len(seen.text) > 500_000:
        return f"{len(seen.text)} characters are kept"
    return earned(place, seen)


def says(name: str, tries: str, body: str) -> Attack:
    """Functions that raise or warn something."""
    every = ["percentages", "standardize", "normalize_rows", "softmax", "as_column", "residuals"]
    code = (
        BELOW
        + "bad = chr(27) + ']0;owned' + chr(7) + chr(27) + '[2J' + chr(0x202e) + chr(0xd800) + chr(0)\n"
        + f"bad += '<script>alert(1)</script>'\n{dedent(body)}\n"
    )
    return Attack(name, tries, code + "".join(f"{n} = hostile\n" for n in every), harm=_tidy)


def _metadata(made: Notebook) -> None:
    made["metadata"] = {"kernelspec": TERMINAL, "celltoolbar": [[[]]] * 100, "nbgrader": 7}
    for one in made["cells"]:
        one["metadata"] = {
            "nbgrader": {"grade_id": one["id"], "points": "NaN", "schema_version": -1, "x": TERMINAL},
            "tags": 5,
        }


def _ids(made: Notebook) -> None:
    for i, one in enumerate(made["cells"]):
        one["id"] = (TERMINAL, "../../x", "a" * 100_000, "'; drop table grade; --", "\ud800")[i % 5]
        one["metadata"] = {"nbgrader": {"grade_id": one["id"]}}


def _sources(made: Notebook) -> None:
    deep = "(" * 5000 + ")" * 5000
    texts = [
        deep,
        "-" * 100_000 + "1",
        "x = " + "+".join(["1"] * 20_000),
        "\ud800",
        "\x00",
        f"# {TERMINAL}\nimport os\nos._exit(1)",
        """
            %%bash
            rm -rf /
        """,
        "?" * 1000,
    ]
    like = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    made["cells"] += [{**like, "id": f"own-{i}", "source": text} for i, text in enumerate(texts)]
    cell(made, "write-percentages")["source"] = f"def percentages(table):\n    return {deep}\n# {TERMINAL}"


def _outputs(made: Notebook) -> None:
    for one in made["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": {"text/html": "<script>alert(1)</script>", "text/plain": 7},
                    "metadata": 3,
                },
                "x",
                None,
                {"output_type": [], "text": {"a": 1}},
            ]


CLASS = [
    says(
        "hostile words",
        "raises an error whose text is for a terminal, a page and a database",
        """
            def hostile(*a):
                raise ValueError(bad)
        """,
    ),
    says(
        "many words",
        "raises an error with 50 MB of text",
        """
            def hostile(*a):
                raise ValueError('x y\\n' * 10_000_000)
        """,
    ),
    says(
        "a hostile type",
        "raises a type with a hostile name",
        """
            def hostile(*a):
                name = 'percentages   PASS   ' + bad.replace(chr(0xd800), '').replace(chr(0), '')
                raise type(name + 'x' * 100_000, (Exception,), {})('x')
        """,
    ),
    says(
        "an error that raises",
        "raises an error whose text raises",
        """
            class Bad(Exception):
                def __str__(self): raise SystemExit(bad)
                __repr__ = __str__
            def hostile(*a):
                raise Bad
        """,
    ),
    says(
        "errors within errors",
        "raises a group and a circle of causes",
        """
            def hostile(*a):
                e = ValueError(bad); e.__cause__ = e; e.__context__ = e
                raise ExceptionGroup(bad, [e, KeyError(bad)])
        """,
    ),
    says(
        "no ordinary error",
        "raises what is no Exception",
        """
            class Base(BaseException): pass
            def hostile(*a):
                raise (Base, KeyboardInterrupt, SystemExit, GeneratorExit)[id(a) // 16 % 4](bad)
        """,
    ),
    says(
        "a verdict for a message",
        "raises a text that looks like a passed check",
        """
            def hostile(*a):
                raise ValueError('x\\npercentages   PASS   4 visible and 3 fresh checks passed.\\n\\n20 of 20 points')
        """,
    ),
    says(
        "a warning",
        "warns with hostile words",
        """
            import warnings
            def hostile(*a):
                warnings.warn(bad)
                return bad
        """,
    ),
    says(
        "a forged line",
        "forges the place and text of its own line",
        """
            import linecache
            name = bad.encode('utf8', 'replace').decode().replace(chr(0), '')
            exec(compile('def hostile(*a):\\n' + '\\n' * 9000 + '    raise ValueError', name, 'exec'), globals())
            linecache.getline = lambda *a: bad * 1000
        """,
    ),
    says(
        "a lying signature",
        "has a signature that raises, and takes anything",
        """
            class Call:
                @property
                def __signature__(self): raise SystemExit
                def __getattr__(self, name): raise RecursionError(bad)
                def __call__(self, *a, **k): return bad
            hostile = Call()
        """,
    ),
    Attack("hostile metadata", "has metadata of every wrong type", spoil=_metadata, harm=_tidy),
    Attack("hostile ids", "has ids for a terminal, a path and a database", spoil=_ids, harm=_tidy),
    Attack("hostile sources", "has cells on which parsers stumble", spoil=_sources, harm=_tidy),
    Attack("hostile outputs", "has saved outputs with scripts and of wrong types", spoil=_outputs, harm=_tidy),
]
