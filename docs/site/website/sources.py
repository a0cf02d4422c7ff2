"""Writes what Sphinx reads into docs/site/lessons/: the lessons' pages and pictures, the glossary and the notation, the
start page's list, what the sheet includes, and the questions for a class. Slides and cards go straight to the site."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util.logging import getLogger

from notebooks.recall import Questions, read_questions

from . import causes, questions, slides
from .execution import execute
from .page import page

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from sphinx.application import Sphinx

_log = getLogger(__name__)
_TITLE = re.compile(r"# (?P<title>.+)\n\n\*Lesson (?P<number>\d\d) · about (?P<minutes>\d+) minutes.*\*\n")
TO_RUN = """<p>Write them here, with nothing to install. To hand in, save there (the disk above the notebook), come back
to this page, and download what you saved:</p>"""
DOWNLOADED = """<p id="downloaded" role="status"></p>
<script type="module" src="_static/hand_in.js"></script>
"""
_WHAT = re.compile(r"^\*\*What you will do\.\*\* (?P<what>.+)$", re.M)


def write(app: Sphinx) -> None:
    """Executes the lessons that changed since the last build. Raises ExtensionError if one does not run."""
    notebooks, pages = Path(app.config.lessons_from), Path(app.srcdir) / "lessons"
    lessons = sorted(notebooks.glob("*.ipynb"))
    if not lessons:
        raise ConfigError(f"lessons_from must name the folder of the lessons. Got {notebooks}: no notebook in it.")
    pages.mkdir(exist_ok=True)
    for gone in {path.stem for path in pages.glob("*.ipynb")} - {path.stem for path in lessons}:
        (pages / f"{gone}.ipynb").unlink()
    shutil.copytree(notebooks / "images", pages / "images", dirs_exist_ok=True)
    for path in sorted(notebooks.glob("*.md")):
        shutil.copyfile(path, pages / path.name)
    asked = read_questions(notebooks / "questions.toml")
    graded = graded_in(Path(app.outdir) / "lite" / "files", notebooks.name)
    for name, text in {**_texts(lessons, asked), "graded.txt": to_run(graded)}.items():
        (pages / name).write_text(text, encoding="utf-8")
    _execute(lessons, notebooks, pages)
    _write_for_class(Path(app.outdir), [pages / path.name for path in lessons], asked)
    # beside the doctrees: by itself MyST-NB makes a folder beside the site
    mystnb = app.env.mystnb_config  # type: ignore[attr-defined]
    app.env.mystnb_config = mystnb.copy(output_folder=str(app.doctreedir / "outputs"))  # type: ignore[attr-defined]


def graded_in(drive: Path, lessons: str) -> list[str]:
    """The notebooks of JupyterLite's drive but for the lessons, as folder/name; none where there is no JupyterLite."""
    found = (path.relative_to(drive) for path in sorted(drive.glob("*/*.ipynb")))
    return [path.with_suffix("").as_posix() for path in found if path.parent.name != lessons]


def to_run(notebooks: list[str]) -> str:
    """A list that opens each of these notebooks in JupyterLite, in JupyterLab or on a phone alone, and hands it in."""
    if not notebooks:
        return ""
    rows = []
    for path in (f"{notebook}.ipynb" for notebook in notebooks):
        name = Path(path).stem
        links = (
            f'<a class="run {kind}" href="lite/{interface}/index.html?path={path}">{name}</a>'
            for kind, interface in (("wide", "lab"), ("narrow", "notebooks"))
        )
        button = f'<button type="button" data-saved="{path}" aria-label="Download {name}">Download</button>'
        rows.append(f"<li>{''.join(links)} {button}</li>")
    return "\n".join([TO_RUN, '<ul class="here">', *rows, "</ul>", DOWNLOADED])


def _texts(lessons: list[Path], asked: Questions) -> dict[str, str]:
    """File name -> what is made for pages that are written by hand to include, and pages that are made as a whole."""
    places = causes.read_places(lessons[0].parent / "exercises" / "causes.toml")
    names = titles(lessons)
    links = (f'<p><a href="slides/{path.stem}.html">{path.name[:2]} {names[path.name[:2]]}</a></p>' for path in lessons)
    return {
        "list.txt": listed(lessons),
        "causes.txt": causes.tables(places, {path.name[:2]: path.name for path in lessons}),
        "slides.txt": "\n".join(links) + "\n",
        "tickets.md": questions.tickets(asked),
        **questions.vote_pages(asked, names),
    }


def _write_for_class(out: Path, executed: list[Path], asked: Questions) -> None:
    """The slides of each executed lesson and the deck of cards, straight into the site: Sphinx has no part in them."""
    (out / "slides").mkdir(parents=True, exist_ok=True)
    for path in executed:
        shown = slides.slides(path, questions.to_vote_on(asked, path.name[:2]))
        (out / "slides" / f"{path.stem}.html").write_text(shown, encoding="utf-8")
    (out / "cards.tsv").write_text(questions.cards(asked.by_id.values()), encoding="utf-8")


def titles(lessons: list[Path]) -> dict[str, str]:
    """Each lesson's title, by its number. Raises ExtensionError."""
    return {path.name[:2]: _head(path)[0]["title"] for path in lessons}


def listed(lessons: list[Path]) -> str:
    """The start page's list, made from each lesson's own title, minutes and first sentence. Raises ExtensionError."""
    rows = []
    for path in lessons:
        title, what = _head(path)
        rows.append(f"{int(title['number'])}. [{title['title']}](lessons/{path.name})")
        rows.append(f"\n   {what['what']}\n\n   *{title['minutes']} minutes*\n")
    pages = "\n".join(f"lessons/{path.stem}" for path in lessons)
    return "{.lessons}\n" + "\n".join(rows) + f"\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"


def _head(path: Path) -> tuple[re.Match[str], re.Match[str]]:
    head = nbformat.read(path, as_version=4).cells[0].source
    title, what = _TITLE.match(head), _WHAT.search(head)
    if title is None or what is None:
        raise ExtensionError(
            f"The first cell of {path.name} must begin with '# Title', '*Lesson NN · about N minutes' "
            "and have a line '**What you will do.** …'."
        )
    return title, what


def _execute(lessons: list[Path], notebooks: Path, pages: Path) -> None:
    around = _digest(*(path for path in sorted(notebooks.rglob("*")) if path.is_file() and path not in lessons))
    marks = {path: _digest(path) + around for path in lessons}
    stale = [path for path in lessons if _mark(pages / path.name) != marks[path]]
    ready = len(lessons) - len(stale)

    def done(path: Path, notebook: NotebookNode) -> None:
        nonlocal ready
        ready += 1
        nbformat.write(page(notebook), pages / path.name)
        (pages / path.name).with_suffix(".sha256").write_text(marks[path], encoding="ascii")
        _log.info("executed lesson %s of %s: %s", ready, len(lessons), path.stem)

    # a copy, so that a lesson's run leaves nothing among the notebooks
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "notebooks"
        shutil.copytree(notebooks, place, ignore=shutil.ignore_patterns("*.ipynb", "__pycache__"))
        execute(stale, place, done)


def _mark(page: Path) -> str:
    mark = page.with_suffix(".sha256")
    return mark.read_text(encoding="ascii") if page.is_file() and mark.is_file() else ""


def _digest(*paths: Path) -> str:
    """One number for what decides a page: these files, the code of this folder, and the libraries that draw."""
    found = hashlib.sha256("".join(map(version, ("numpy", "matplotlib"))).encode())
    for path in (*paths, *sorted(Path(__file__).parent.glob("*.py"))):
        if path.suffix != ".pyc":
            found.update(path.read_bytes())
    return found.hexdigest()
