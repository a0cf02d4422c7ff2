"""What can be wrong with cells: their ids, marks, order, types, and how many there are of each."""

from __future__ import annotations

import copy
import json

from tests.judge.broken.kind import HALF, SOFTMAX, WHOLE, Notebook, at, code_cell, find, notebook_kind, text

WRONG = "def softmax(x):\n    return None\n"


@notebook_kind(WHOLE, None)
def no_ids(notebook: Notebook) -> None:
    """Saved as format 4.4, which has no ids of cells."""
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]


@notebook_kind(WHOLE, None)
def no_marks(notebook: Notebook) -> None:
    """All metadata gone."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}


@notebook_kind(WHOLE, None)
def neither_ids_nor_marks(notebook: Notebook) -> None:
    """Nothing left but the text of the cells."""
    notebook["cells"] = [{"cell_type": c["cell_type"], "source": c["source"]} for c in notebook["cells"]]


@notebook_kind(WHOLE, None)
def from_colab(notebook: Notebook) -> None:
    """Saved by Colab: ids inside metadata, outputs, its own header."""
    notebook["nbformat_minor"] = 0
    notebook["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for cell in notebook["cells"]:
        colab = {"base_uri": "https://localhost:8080/"}
        cell["metadata"] = {"id": cell.pop("id"), "colab": colab, "outputId": "5f3c2a"}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["done\n"]}]


@notebook_kind(WHOLE, None)
def from_vs_code(notebook: Notebook) -> None:
    """Saved by VS Code: other ids, a language on each cell, an orphaned interpreter."""
    notebook["metadata"] = {"orig_nbformat": 4, "kernelspec": {"name": ".venv", "display_name": ".venv"}}
    for index, cell in enumerate(notebook["cells"]):
        cell["id"] = f"{index:08x}"
        cell["metadata"]["vscode"] = {"languageId": "python"}


@notebook_kind(WHOLE, None)
def other_ids(notebook: Notebook) -> None:
    """Every id and grade id replaced by a random one."""
    for index, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{index * 7919:x}"
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] = f"cell-{index * 7919:x}"


@notebook_kind(WHOLE, "The check cell 'softmax' had been changed")
def one_id_for_all(notebook: Notebook) -> None:
    """Every cell has the id of one check."""
    for cell in notebook["cells"]:
        cell["id"] = "softmax"
        cell["metadata"] = {"nbgrader": {"grade_id": "softmax"}}


@notebook_kind(WHOLE, "The cell 'write-percentages' had an id of another notebook")
def ids_of_another_notebook(notebook: Notebook) -> None:
    """Marks of cells of notebook 1 on the cells of notebook 2."""
    for cell, id in zip((c for c in notebook["cells"] if "nbgrader" in c["metadata"]), _OTHERS, strict=False):
        cell["metadata"]["nbgrader"]["grade_id"] = id
        cell["id"] = f"n-{id}"


_OTHERS = ("write-image2vector", "image2vector", "write-flatten_images", "flatten_images", "write-dot_loop", "dot_loop")


@notebook_kind(WHOLE, None)
def swapped_ids(notebook: Notebook) -> None:
    """Two functions have each other's ids."""
    one, other = find(notebook, "write-softmax"), find(notebook, "write-percentages")
    one["source"], other["source"] = other["source"], one["source"]


@notebook_kind(HALF, None, base="half")
def edited_points(notebook: Notebook) -> None:
    """Every check worth a thousand points."""
    for cell in notebook["cells"]:
        if "points" in cell["metadata"].get("nbgrader", {}):
            cell["metadata"]["nbgrader"]["points"] = 1000


@notebook_kind(HALF, None, base="half")
def negative_points(notebook: Notebook) -> None:
    """Points below zero, and points that are no number."""
    marked = [c for c in notebook["cells"] if "points" in c["metadata"].get("nbgrader", {})]
    for index, cell in enumerate(marked):
        cell["metadata"]["nbgrader"]["points"] = [-5, "many", None, float("nan"), [3], 1e308][index % 6]


@notebook_kind(HALF, None, base="half")
def edited_locks(notebook: Notebook) -> None:
    """Locks, flags and checksums turned round."""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        for key in ("grade", "locked", "solution", "task"):
            marks[key] = not marks.get(key, False)
        marks["checksum"] = "0" * 32


@notebook_kind(HALF, None, base="half")
def other_schema(notebook: Notebook) -> None:
    """Marks of a schema that nbgrader refuses."""
    for index, cell in enumerate(notebook["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = [1, 99, "three", None][index % 4]


@notebook_kind(WHOLE, None)
def other_kernel(notebook: Notebook) -> None:
    """The kernel of another language."""
    notebook["metadata"] = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}


@notebook_kind(WHOLE, "was there more than once")
def everything_twice(notebook: Notebook) -> None:
    """Every cell there twice, with the same id."""
    notebook["cells"] = [copy.deepcopy(cell) for cell in notebook["cells"] for _ in range(2)]


@notebook_kind(WHOLE, "The check cell 'softmax' was there more than once")
def check_twice(notebook: Notebook) -> None:
    """A check copied to the top, before its function."""
    notebook["cells"].insert(0, copy.deepcopy(find(notebook, "softmax")))


@notebook_kind(WHOLE, "The check cell 'softmax' was there more than once")
def answer_in_copied_check(notebook: Notebook) -> None:
    """The function stands in a copy of its check; the cell for it is as it was released."""
    check = find(notebook, "softmax")
    copied = {**copy.deepcopy(check), "source": text(find(notebook, "write-softmax")) + "\n\n" + text(check)}
    find(notebook, "write-softmax")["source"] = "def softmax(x):\n    raise NotImplementedError"
    notebook["cells"].insert(at(notebook, "softmax") + 1, copied)


@notebook_kind(WHOLE, "The cell 'write-softmax' was there more than once")
def first_copy_wrong(notebook: Notebook) -> None:
    """A solution there twice with one id; the second, which runs last, is right."""
    cell = find(notebook, "write-softmax")
    notebook["cells"].insert(at(notebook, "write-softmax"), {**copy.deepcopy(cell), "source": WRONG})


@notebook_kind(WHOLE - SOFTMAX, "The cell 'write-softmax' was there more than once")
def last_copy_wrong(notebook: Notebook) -> None:
    """A solution there twice before its check; the second, which counts in Python too, is wrong."""
    cell = find(notebook, "write-softmax")
    notebook["cells"].insert(at(notebook, "softmax"), {**copy.deepcopy(cell), "source": WRONG})


@notebook_kind(WHOLE, "The cell 'write-softmax' was there more than once")
def blank_copy_before(notebook: Notebook) -> None:
    """A blank cell with the id of a solution stands before it."""
    cell = find(notebook, "write-softmax")
    notebook["cells"].insert(at(notebook, "write-softmax"), {**copy.deepcopy(cell), "source": ""})


@notebook_kind(WHOLE, "The cell 'write-softmax' was there more than once")
def id_of_a_solution_on_another_cell(notebook: Notebook) -> None:
    """A cell of the student's own has the id of a solution."""
    cell = find(notebook, "write-softmax")
    notebook["cells"].insert(at(notebook, "softmax"), {**copy.deepcopy(cell), "source": "print(softmax)"})


@notebook_kind(WHOLE, "other cells than their own and were run there: write-softmax")
def solutions_in_one_cell(notebook: Notebook) -> None:
    """Two functions stand in the cell of the first."""
    _merge(notebook, "write-percentages", "write-softmax")


@notebook_kind(WHOLE, "The check cell 'softmax' was no code cell any more")
def check_is_raw(notebook: Notebook) -> None:
    """A check cell became a raw cell."""
    find(notebook, "softmax")["cell_type"] = "raw"


@notebook_kind(WHOLE, None)
def wrong_again_below(notebook: Notebook) -> None:
    """The function is defined again, wrongly, after its check: the better one stands."""
    notebook["cells"].append(code_cell(WRONG))


@notebook_kind(WHOLE, None)
def code_after_check(notebook: Notebook) -> None:
    """The function stands below its check, in a cell of the student's own."""
    source = text(find(notebook, "write-softmax"))
    find(notebook, "write-softmax")["source"] = "def softmax(x):\n    raise NotImplementedError"
    notebook["cells"].insert(at(notebook, "softmax") + 1, code_cell(source))


@notebook_kind(WHOLE, None)
def answer_in_new_cell(notebook: Notebook) -> None:
    """The function stands in a new cell; the one that waits for it is empty."""
    source = text(find(notebook, "write-softmax"))
    find(notebook, "write-softmax")["source"] = ""
    notebook["cells"].insert(at(notebook, "softmax"), code_cell(source))


@notebook_kind(WHOLE, "'write-softmax' had been split")
def split(notebook: Notebook) -> None:
    """The function's body moved into a second cell by a slip of the keyboard."""
    cell = find(notebook, "write-softmax")
    lines = text(cell).split("\n")
    half = len(lines) - 1
    assert lines[half].startswith("    return")
    cell["source"] = "\n".join(lines[:half])
    notebook["cells"].insert(at(notebook, "softmax"), code_cell("\n".join(lines[half:])))


@notebook_kind(WHOLE, "Check cells were missing and were run at the end: softmax")
def merged_with_check(notebook: Notebook) -> None:
    """A function and its check merged into one cell."""
    _merge(notebook, "write-softmax", "softmax")


@notebook_kind(WHOLE, "The check cell 'standardize' had been changed")
def merged_check_and_next(notebook: Notebook) -> None:
    """A check merged with the next function, under the id of the check."""
    _merge(notebook, "standardize", "write-normalize_rows")


@notebook_kind(WHOLE, "The given cell 'setup' had been changed")
def merged_all(notebook: Notebook) -> None:
    """All the code in one cell, under the id of the first."""
    wanted = [c["id"] for c in notebook["cells"] if "nbgrader" in c["metadata"]]
    _merge(notebook, *wanted)


def _merge(notebook: Notebook, first: str, *others: str) -> None:
    cell = find(notebook, first)
    cell["source"] = "\n\n".join([text(cell), *(text(find(notebook, id)) for id in others)])
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in others]


@notebook_kind(WHOLE, None)
def last_first(notebook: Notebook) -> None:
    """The cells in reverse order."""
    notebook["cells"].reverse()


@notebook_kind(WHOLE, None)
def checks_first(notebook: Notebook) -> None:
    """Every check above every function."""
    notebook["cells"].sort(key=lambda c: not c["metadata"].get("nbgrader", {}).get("grade", False))


@notebook_kind(WHOLE, "'write-softmax' was no longer a code cell")
def function_as_text(notebook: Notebook) -> None:
    """A function's cell became a text cell."""
    find(notebook, "write-softmax")["cell_type"] = "markdown"


@notebook_kind(WHOLE, "'write-softmax' was no longer a code cell")
def function_as_raw(notebook: Notebook) -> None:
    """A function's cell became a raw cell, and lost its ids."""
    cell = find(notebook, "write-softmax")
    cell |= {"cell_type": "raw", "metadata": {}, "id": "x"}


@notebook_kind(WHOLE, "The check cell 'softmax' was no code cell any more")
def checks_as_text(notebook: Notebook) -> None:
    """The checks and the set-up became text cells."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["cell_type"] = "markdown"


@notebook_kind(WHOLE, None)
def unknown_types(notebook: Notebook) -> None:
    """Types of cells that nobody knows, or none."""
    for index, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["cell_type"] = ["Code", "sql", None, 5][index % 4]


@notebook_kind(WHOLE, None)
def text_as_code(notebook: Notebook) -> None:
    """Text cells became code cells; each is a syntax error."""
    for cell in notebook["cells"]:
        cell["cell_type"] = "code"


@notebook_kind(WHOLE - SOFTMAX, "Cells to write in were missing: write-softmax")
def deleted_function(notebook: Notebook) -> None:
    """A function's cell is gone."""
    del notebook["cells"][at(notebook, "write-softmax")]


@notebook_kind(WHOLE, "Check cells were missing and were run at the end: percentages, standardize")
def deleted_checks(notebook: Notebook) -> None:
    """Every check is gone."""
    notebook["cells"] = [c for c in notebook["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")]


@notebook_kind(WHOLE, "Given cells were missing and were put back: setup")
def deleted_setup(notebook: Notebook) -> None:
    """The cell that imports numpy is gone."""
    del notebook["cells"][at(notebook, "setup")]


@notebook_kind(WHOLE, "Given cells were missing and were put back: setup")
def only_functions(notebook: Notebook) -> None:
    """Nothing left but the functions."""
    notebook["cells"] = [c for c in notebook["cells"] if c["id"].startswith("write-")]


@notebook_kind(0, "Cells to write in were missing")
def only_checks(notebook: Notebook) -> None:
    """Nothing left but the checks."""
    notebook["cells"] = [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]


@notebook_kind(WHOLE, None)
def function_renamed_in_place(notebook: Notebook) -> None:
    """A function has another name, and its own as a second one."""
    cell = find(notebook, "write-softmax")
    cell["source"] = text(cell).replace("def softmax(", "def my_softmax(") + "\n\nsoftmax = my_softmax"


@notebook_kind(WHOLE - SOFTMAX, None)
def function_renamed(notebook: Notebook) -> None:
    """A function has another name."""
    cell = find(notebook, "write-softmax")
    cell["source"] = text(cell).replace("def softmax(", "def soft_max(")


@notebook_kind(HALF, "had been changed; the check of the source was run", base="half")
def checks_that_pass(notebook: Notebook) -> None:
    """Every check replaced by full marks."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = "100"


@notebook_kind(WHOLE, "had been changed; the check of the source was run")
def checks_by_keyword(notebook: Notebook) -> None:
    """Checks called in another way."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = f"result = check(name={cell['id']!r}, function={cell['id']})\nprint(result)"


@notebook_kind(WHOLE, "had been changed; the check of the source was run")
def emptied_checks(notebook: Notebook) -> None:
    """The text of every check is gone."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = []


@notebook_kind(WHOLE, None)
def check_inside_function_cell(notebook: Notebook) -> None:
    """A function's cell calls its check itself."""
    cell = find(notebook, "write-softmax")
    cell["source"] = text(cell) + '\n\n\ncheck("softmax", softmax)\n'


@notebook_kind(WHOLE, None)
def check_typed_early(notebook: Notebook) -> None:
    """The call of a check typed into a new cell above the function."""
    notebook["cells"].insert(at(notebook, "write-softmax"), code_cell('check("softmax", softmax)'))


@notebook_kind(WHOLE, "The check cell 'softmax' had been changed")
def answer_in_check(notebook: Notebook) -> None:
    """The function stands in the cell of its check."""
    source = text(find(notebook, "write-softmax"))
    find(notebook, "write-softmax")["source"] = "# see below"
    find(notebook, "softmax")["source"] = f'{source}\n\ncheck("softmax", softmax)'


@notebook_kind(WHOLE, "The given cell 'setup' had been changed")
def import_in_setup(notebook: Notebook) -> None:
    """A function needs a module that the student imported in the locked cell."""
    cell = find(notebook, "setup")
    cell["source"] = text(cell) + "\nimport functools"
    _needs(notebook, "functools.reduce")


@notebook_kind(WHOLE, "The given cell 'setup' had been changed")
def syntax_error_in_setup(notebook: Notebook) -> None:
    """The set-up no longer parses."""
    find(notebook, "setup")["source"] = "import numpy as np as np\nimport ("


@notebook_kind(WHOLE, "The given cell 'setup' had been changed")
def emptied_names_in_setup(notebook: Notebook) -> None:
    """The set-up takes numpy and the checks away."""
    find(notebook, "setup")["source"] = "import math as np\ncheck = None"


@notebook_kind(WHOLE, None)
def helper_in_explore_cell(notebook: Notebook) -> None:
    """A function needs a helper that stands in a cell for trying things out."""
    cell = find(notebook, "softmax-predict")
    cell["source"] = text(cell) + "\n\n\ndef helper(x):\n    return x\n"
    _needs(notebook, "helper")


@notebook_kind(WHOLE, None)
def answer_in_explore_cell(notebook: Notebook) -> None:
    """The function stands in a cell for trying things out."""
    find(notebook, "softmax-predict")["source"] = text(find(notebook, "write-softmax"))
    find(notebook, "write-softmax")["source"] = ""


def _needs(notebook: Notebook, name: str) -> None:
    cell = find(notebook, "write-softmax")
    head, rest = text(cell).split("\n", 1)
    cell["source"] = f"{head}\n    {name}\n{rest}"


@notebook_kind(WHOLE, None)
def round_trip(notebook: Notebook) -> Notebook:
    """Nothing is wrong with it."""
    return json.loads(json.dumps(notebook))
