"""Attacks by the archive: what a student hands in makes the platform's zip, or the student's own, a trap for its reader.

Nobody else may lose work by it, and none of the course's folders may be written elsewhere.
"""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from autograder.collect.accounts import AccountNames
from autograder.collect.collect import collect
from autograder.course.folders import Course, CourseError
from autograder.submissions.archive import MAX_TOTAL, opened
from tests.attacks.attack import Claim, adds_to
from tests.attacks.owners import ADAS, MALLORYS, WEEK, taken_over

ARCHIVES: list[Claim] = []
claim = adds_to(ARCHIVES)

MOODLE = "Mal_99_assignsubmission_file_/"
HERS = "Ada Lovelace_7_assignsubmission_file_/w.ipynb"
SLOWEST = 30.0  # CPU seconds that one student's files may add


def _member(name: str, mode: int = 0, create: int = 3) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("x")
    made.filename, made.create_system, made.external_attr = name, create, mode << 16
    return made


def _collected(
    folder: Path, members: list[tuple[zipfile.ZipInfo, bytes]], change: Callable[[bytes], bytes] = lambda data: data
) -> str:
    """Collect Ada's work beside these members; what was lost by them, or lies where nothing of theirs may lie."""
    course = Course(folder / "course")
    (course.root / "source" / WEEK).mkdir(parents=True)
    with zipfile.ZipFile(folder / "in.zip", "w") as made:
        for info, data in [*members, (_member(HERS), ADAS)]:
            made.writestr(info, data, zipfile.ZIP_DEFLATED)
    (folder / "in.zip").write_bytes(change((folder / "in.zip").read_bytes()))
    before = time.process_time()
    try:
        collect(course, WEEK, folder / "in.zip", lambda platform: AccountNames(platform, None, None))
    except CourseError as error:
        return f"the whole zip is refused: {error}"
    took = time.process_time() - before
    home = course.root / "submitted"
    found = {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*.ipynb") if p.is_file()}
    odd = [p for p in home.rglob("*") if not stat.S_ISREG(p.lstat().st_mode) and not stat.S_ISDIR(p.lstat().st_mode)]
    outside = {p.name for p in folder.iterdir()} - {"course", "in.zip"}
    slow = f"it took {took:.0f} s" if took > SLOWEST else ""
    return taken_over(found, "Ada_Lovelace") or (f"made {odd or outside}" if odd or outside else slow)


#: what becomes of a name that is said to be UTF-8, once before its file and once in the table of contents
RENAMED: dict[str, Callable[[bytes], bytes]] = {
    "a name that is no text": lambda data: data.replace("\u20ac".encode(), b"\xff\xfe\xff"),
    "a name that is no text before its file": lambda data: data.replace("\u20ac".encode(), b"\xff\xfe\xff", 1),
    "a name that is no text in the table alone": lambda data: b"\xff\xfe\xff".join(data.rsplit("\u20ac".encode(), 1)),
}
for called, change in RENAMED.items():
    claim(f"collect: {called}", "has a file by whose name the reading of all ends")(
        lambda folder, change=change: _collected(folder, [(_member(f"{MOODLE}\u20ac.ipynb"), MALLORYS)], change)  # type: ignore[misc]
    )

#: (what, name behind the student's folder, mode of the file)
MEMBERS = (
    ("a pipe", "w.ipynb", stat.S_IFIFO | 0o777),
    ("a device", "w.ipynb", stat.S_IFCHR | 0o777),
    ("a socket", "w.ipynb", stat.S_IFSOCK | 0o777),
    ("a program with others' rights", "w.ipynb", stat.S_IFREG | 0o6777),
    ("a folder that is a file", "w.ipynb", stat.S_IFDIR | 0o777),
    ("a name of control characters", "".join(map(chr, range(1, 32))).replace("/", "") + ".ipynb", 0),
    ("a name that a shell runs", "$(touch pwned)`touch pwned`;touch pwned|&.ipynb", 0),
    ("a name of another's disk", "C:w.ipynb", 0),
    ("a name with a stream", "w.ipynb::$DATA.ipynb", 0),
    ("a name of dots", "../../.././..ipynb", 0),
    ("a name of an absolute path", "//etc/w.ipynb", 0),
    ("a name that is never the same", "w\u0301\u0323\u200b.ipynb", 0),
    ("a name of the longest kind", "a" * 60_000 + ".ipynb", 0),
    ("a name of digits", "w-" + "9" * 60_000 + ".ipynb", 0),
    ("a name of many folders", "d/" * 20_000 + "w.ipynb", 0),
)
for called, name, mode in MEMBERS:

    @claim(f"collect: {called}", "hands in a file with it")
    def _(folder: Path, name: str = name, mode: int = mode) -> str:
        return _collected(folder, [(_member(MOODLE + name, mode), MALLORYS)])


#: (what, the name of a folder that a platform might have made): each is long where a pattern could try in many ways
FOLDERS = (
    ("a student of marks", "x" + "_1_assignsubmission_file" * 2_500 + "_"),
    ("a student of digits", "x_" + "1" * 60_000 + "_assignsubmission_file_"),
    ("a student of underscores", "_" * 30_000 + "1_assignsubmission_file_"),
    ("a student of numbers", "_1" * 30_000 + "_assignsubmission_file_"),
    ("a student of kinds", "x_1_assignsubmission_" + "a" * 60_000),
)
for called, inside in FOLDERS:

    @claim(f"collect: {called}", "has a name that takes long to read")
    def _(folder: Path, inside: str = inside) -> str:
        return _collected(folder, [(_member(f"{inside}/w.ipynb"), MALLORYS)])


@claim("collect: names that differ in capitals", "hands in files whose names a disk may take for one")
def _(folder: Path) -> str:
    names = ("w.ipynb", "W.ipynb", "w.IPYNB", "\uff37.ipynb", "w.ipynb.", "w.ipynb ")
    return _collected(folder, [(_member(MOODLE + name), MALLORYS) for name in names])


@claim("collect: a file and a folder of one name", "hands in a file where another file needs a folder")
def _(folder: Path) -> str:
    return _collected(folder, [(_member(MOODLE + name), MALLORYS) for name in ("w.ipynb", "w.ipynb/w.ipynb")])


@claim("collect: ten thousand files", "hands in ten thousand small files")
def _(folder: Path) -> str:
    return _collected(folder, [(_member(f"{MOODLE}{at}.ipynb"), b"{}") for at in range(10_000)])


@claim("collect: zeros of sixty megabytes", "hands in files that are a thousand times larger than their archive")
def _(folder: Path) -> str:
    return _collected(folder, [(_member(f"{MOODLE}{at}.ipynb"), bytes(60 << 20)) for at in range(4)])


@claim("Canvas: a number of digits without end", "gives a file a name that begins with a number that cannot be read")
def _(folder: Path) -> str:
    long = _member(f"anon_ab12C_{'9' * 5_000}_w.ipynb")
    course = Course(folder / "course")
    (course.root / "source" / WEEK).mkdir(parents=True)
    with zipfile.ZipFile(folder / "in.zip", "w") as made:
        made.writestr(long, MALLORYS)
        made.writestr("lovelaceada_7_9_w.ipynb", ADAS)
    done = collect(course, WEEK, folder / "in.zip", lambda platform: AccountNames(platform, None, None), "canvas")
    return "" if "lovelaceada" in [one.student for one in done.taken] else "what Ada wrote was not taken"


def _overlapping(count: int) -> bytes:
    """An archive whose table names the same packed bytes again and again, each time 60 MB of zeros."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("w.ipynb", bytes(60 << 20))
        made.filelist *= count
    return held.getvalue()


def _zeros(count: int) -> bytes:
    """An archive of so many files, each 60 MB of zeros."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for at in range(count):
            made.writestr(f"{at}.ipynb", bytes(60 << 20))
    return held.getvalue()


def _unpacked(data: bytes) -> str:
    before = time.process_time()
    handed = opened({"w.zip": data}, {})
    took, size = time.process_time() - before, sum(map(len, handed.files.values()))
    return f"{size >> 20} MB in {took:.0f} s" if size > MAX_TOTAL or took > SLOWEST else ""


@claim("an archive whose files are one", "names the same packed bytes ten thousand times, 600 GB of them")
def _(folder: Path) -> str:
    return _unpacked(_overlapping(10_000))


@claim("an archive of zeros", "packs 900 MB into a file of 1 MB")
def _(folder: Path) -> str:
    return _unpacked(_zeros(15))


@claim("a table of sixty thousand files", "packs an archive whose table of contents is all of it")
def _(folder: Path) -> str:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for at in range(60_000):
            made.writestr(_member(f"{at}.txt"), b"")
    return _unpacked(held.getvalue())


@claim("collect: into a link", "made a link of the student's own folder before the course collects")
def _(folder: Path) -> str:
    target = folder / "elsewhere"
    target.mkdir()
    home = folder / "course" / "submitted" / "Mal"
    home.mkdir(parents=True)
    os.symlink(target, home / WEEK)
    harm = _collected(folder, [(_member(f"{MOODLE}w.ipynb"), MALLORYS)])
    return "" if harm == "made {'elsewhere'}" or not any(target.iterdir()) else "written through the link"
