"""What can be wrong with code: syntax, magics, names, and cells that end or empty the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.judge.broken.kind import KINDS, SOFTMAX, WHOLE, Kind, Notebook, at, code_cell, find, notebook_kind, text

__all__ = ["KINDS", "Kind"]


def own_cell(name: str, story: str, source: str, note: str | None = None, place: str = "write-softmax") -> None:
    """A kind: a cell of the student's own, before a cell of the notebook."""

    def make(notebook: Notebook) -> None:
        notebook["cells"].insert(at(notebook, place), code_cell(source))

    make.__name__, make.__doc__ = name, story
    notebook_kind(WHOLE, note)(make)


def softmax_is(name: str, story: str, change: Callable[[str], Any], points: float = WHOLE - SOFTMAX) -> None:
    """A kind: the code of one function, changed."""

    def make(notebook: Notebook) -> None:
        cell = find(notebook, "write-softmax")
        cell["source"] = change(text(cell))

    make.__name__, make.__doc__ = name, story
    notebook_kind(points, None)(make)


own_cell("pip_install", "A shell line that installs a package.", "!pip install numpy")
own_cell("bash_cell", "A cell in another language.", "%%bash\nls -l /\necho $HOME")
own_cell("timing", "A line that times something.", "%timeit -n 2 -r 1 sum(range(10))")
own_cell("timed_cell", "A cell that is timed as a whole.", "%%timeit -n 2 -r 1\nsum(range(10))")
own_cell("unknown_magic", "A magic that does not exist here.", "%load_ext autotime\n%%nonsense")
own_cell("widget_backend", "Another backend for figures.", "%matplotlib widget\nimport matplotlib.pyplot as plt")
own_cell("colab_drive", "Colab's own module.", "from google.colab import drive\ndrive.mount('/content/drive')")
own_cell("clear_names", "All names removed after the last check.", "%reset -f", place="on-your-own")
own_cell("delete_function", "A function deleted after its check.", "del softmax", place="on-your-own")
own_cell("numpy_gone", "The name np used for something else, at the end.", "np = 3", place="on-your-own")
own_cell("leave", "The notebook is left by exit().", "exit()")
own_cell("quit_now", "The notebook is left by quit.", "quit")
own_cell("system_exit", "The process is asked to end.", "import sys\nsys.exit(3)")
own_cell("process_ends", "The process ends.", "import os\nos._exit(0)", note="was left out: import os")
own_cell("asks", "A cell waits for something to be typed.", "name = input('Your name? ')")
own_cell("stops", "A cell raises what stops a kernel.", "raise KeyboardInterrupt")
own_cell("much_text", "A cell prints twenty thousand lines.", "for i in range(20_000):\n    print(i)")
own_cell("needs_await", "A cell waits for a coroutine.", "import asyncio\nawait asyncio.sleep(0)")
own_cell("writes_file", "A cell writes a file with a magic.", "%%writefile ../escaped.py\nx = 1")
own_cell("changes_folder", "A cell leaves its folder.", "%cd /\nopen('escaped.txt', 'w').write('x')")
own_cell("star_import", "Names of another module over those of Python.", "from math import *\nfrom numpy import *")
own_cell(
    "own_check",
    "The name check used for something else.",
    "def check(*anything):\n    return 100",
    note="A cell gave the name check another meaning",
)
own_cell("prose", "Prose in a code cell.", "I think that softmax is a kind of mean.")
own_cell("other_script", "Names and text in other scripts.", "größe = '🙂 שלום'\nπ = 3.14")

softmax_is("syntax_error", "One function has a syntax error.", lambda source: source.replace("return", "return ="))
softmax_is(
    "only_comments", "A function's cell holds comments only.", lambda source: f"# {source}".replace("\n", "\n# ")
)
softmax_is("only_name", "A function's cell holds one line of its head.", lambda source: source.split("\n")[0])
softmax_is("tabs", "Indented by tabs.", lambda source: source.replace("    ", "\t"), WHOLE)
softmax_is("mixed_tabs", "Tabs and spaces in one body.", lambda source: source + "\n\treturn x\n        return x")
softmax_is("cell_magic", "A function's cell is timed.", lambda source: f"%%time\n{source}", WHOLE)
softmax_is("blank_lines", "Blank lines with white space.", lambda source: f"\n  \n{source}\n   \n\n", WHOLE)
softmax_is(
    "type_hints", "With annotations.", lambda source: source.replace("(x)", "(x: 'np.ndarray') -> object"), WHOLE
)
softmax_is("nested_expression", "An expression that no parser can hold.", lambda s: f"{s}\ny = {'-' * 100_000}1")
softmax_is(
    "deep_inside", "The same in a right function's return.", lambda s: s.replace("return", f"return {'- -' * 30_000}")
)
softmax_is("endless_recursion", "It calls itself.", lambda source: "def softmax(x):\n    return softmax(x)")
softmax_is("not_a_function", "A number under the function's name.", lambda source: "softmax = 3")
softmax_is("coroutine", "A function that must be awaited.", lambda source: f"async {source}")
softmax_is("in_class", "Inside a class.", lambda s: "class Answers:\n    " + s.replace("\n", "\n    "))
softmax_is("behind_return", "Code before it leaves the cell.", lambda source: f"raise SystemExit\n{source}")
