"""Attacks on whose a file is: names in the zips of platforms, in rosters and in tables. None runs any code."""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.collect.accounts import AccountNames
from autograder.collect.collect import collect
from autograder.course.folders import Course, CourseError
from autograder.csv_tables import parse_sheet
from autograder.export import canvas, moodle
from autograder.export.scores import Part, Score
from autograder.export.table import table
from autograder.submissions.folder import submissions
from autograder.text import folder_name
from tests.attacks.attack import Claim, adds_to

WEEK = "week"
ADAS, MALLORYS = b'"what Ada wrote"', b'"what Mallory wrote"'
GRADES = "Student,ID,SIS Login ID,Section,HW (1)\nPoints Possible,,,,100\n"


OWNERS: list[Claim] = []
claim = adds_to(OWNERS)


# ---------------------------------------------------------------------------------------------- zips of platforms


def collected(
    folder: Path, files: Mapping[str, bytes] | list[tuple[str, bytes]], roster: str = "", match: str | None = None
) -> dict[str, bytes]:
    """Everything in `submitted/` after a zip was collected, by path; empty where the zip was refused."""
    course = Course(folder / "course")
    (course.root / "source" / WEEK).mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "in.zip", "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice is meant
        for name, data in files.items() if isinstance(files, Mapping) else files:
            made.writestr(name, data)
    sheet = parse_sheet(roster) if roster else None
    try:
        collect(course, WEEK, folder / "in.zip", lambda platform: AccountNames(platform, sheet, match))
    except CourseError:
        return {}
    home = course.root / "submitted"
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*.ipynb")}


def taken_over(found: Mapping[str, bytes], ada: str, whole: bool = True) -> str:
    """What is wrong with what lies under Ada's name, and with hers where it must have been taken."""
    theirs = {path: data for path, data in found.items() if path.split("/")[0] == ada}
    if MALLORYS in theirs.values():
        return "what Mallory wrote counts as Ada's"
    if ADAS in [data for path, data in found.items() if path.split("/")[0] != ada]:
        return "what Ada wrote counts as another's"
    return "what Ada wrote was not taken" if whole and ADAS not in theirs.values() else ""


def metadata(**owners: str) -> bytes:
    said = [f"{key}:\n  :submitters:\n  - :name: X\n    :sid: {who}\n" for key, who in owners.items()]
    return "".join(said).encode()


TRUE = metadata(submission_100="mallory", submission_200="ada")
FORGED = metadata(submission_100="ada", submission_200="mallory")
SCOPE = {
    "assignment_1_export/submission_100/w.ipynb": MALLORYS,
    "assignment_1_export/submission_200/w.ipynb": ADAS,
    "assignment_1_export/submission_metadata.yml": TRUE,
}


@claim("Gradescope: own metadata", "hands in a file that says whose everything is")
def _(folder: Path) -> str:
    forged = {"assignment_1_export/submission_100/submission_metadata.yml": FORGED}
    return taken_over(collected(folder, {**forged, **SCOPE}), "ada")


@claim("Gradescope: own metadata, deeper", "hands in such a file in a folder that looks like an export")
def _(folder: Path) -> str:
    inside = "assignment_1_export/submission_100/assignment_1_export/"
    forged = {f"{inside}submission_metadata.yml": FORGED, f"{inside}submission_200/w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**forged, **SCOPE}), "ada")


@claim("Gradescope: own metadata alone", "hands in such a file where the export has none")
def _(folder: Path) -> str:
    files = {"submission_100/submission_metadata.yml": FORGED, "submission_100/w.ipynb": MALLORYS}
    return taken_over(collected(folder, files), "ada", whole=False)


@claim("Gradescope: metadata twice", "has a second file of owners beside the first")
def _(folder: Path) -> str:
    twice = [("assignment_1_export/submission_metadata.yml", FORGED), *SCOPE.items()]
    return taken_over(collected(folder, twice), "ada", whole=False)


@claim("Gradescope: a submission in a submission", "hands in a folder with the name of Ada's")
def _(folder: Path) -> str:
    inside = {"assignment_1_export/submission_100/submission_200/v.ipynb": MALLORYS}
    return taken_over(collected(folder, {**inside, **SCOPE}), "ada")


HERS = {"Ada Lovelace_7_assignsubmission_file_/w.ipynb": ADAS}
LOOSE = {"Ada Lovelace_7_assignsubmission_file_w.ipynb": ADAS}


@claim("Moodle: a name like a folder", "calls himself as Ada's folder is called")
def _(folder: Path) -> str:
    named = {"Ada Lovelace_7_assignsubmission_file_99_assignsubmission_file_/w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **HERS}), "Ada_Lovelace")


@claim("Moodle: a name like a folder, with a worksheet", "does so where the worksheet says who is who")
def _(folder: Path) -> str:
    named = {"Ada Lovelace_7_assignsubmission_file_99_assignsubmission_file_/w.ipynb": MALLORYS}
    sheet = "Identifier,Username\nParticipant 7,ada\nParticipant 99,mallory\n"
    return taken_over(collected(folder, {**named, **HERS}, sheet), "ada")


@claim("Moodle: a name like a loose file", "calls himself so where files lie loose")
def _(folder: Path) -> str:
    named = {"Ada Lovelace_7_assignsubmission_file_99_assignsubmission_file_w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **LOOSE}), "Ada_Lovelace")


@claim("Moodle: a file's name with a mark", "gives a loose file a name that ends like Ada's")
def _(folder: Path) -> str:
    named = {"Mal_99_assignsubmission_file_Ada Lovelace_7_assignsubmission_file_w.ipynb": MALLORYS}
    sheet = "Identifier,Username\nParticipant 7,ada\nParticipant 99,mallory\n"
    return taken_over(collected(folder, {**named, **LOOSE}, sheet), "ada")


@claim("Moodle: a folder's name with a mark", "hands in a folder with such a name where files lie loose")
def _(folder: Path) -> str:
    named = {"Mal_99_assignsubmission_file_Ada Lovelace_7_assignsubmission_file_/w.ipynb": MALLORYS}
    sheet = "Identifier,Username\nParticipant 7,ada\nParticipant 99,mallory\n"
    return taken_over(collected(folder, {**named, **LOOSE}, sheet), "ada")


@claim("Moodle: a folder in a folder", "hands in a folder with the name of Ada's")
def _(folder: Path) -> str:
    inside = {"Mal_99_assignsubmission_file_/Ada Lovelace_7_assignsubmission_file_/w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**inside, **HERS}), "Ada_Lovelace")


@claim("Moodle: a name in another zip", "calls himself as Ada, and is in another section's zip")
def _(folder: Path) -> str:
    collected(folder, HERS)
    return taken_over(collected(folder, {"Ada Lovelace_99_assignsubmission_file_/w.ipynb": MALLORYS}), "Ada_Lovelace")


@claim("Gradescope: a name in another zip", "has Ada's name, and is in another section's zip")
def _(folder: Path) -> str:
    root = "assignment_1_export"
    for number, mail, data in (("1", "a@x", ADAS), ("2", "m@x", MALLORYS)):
        said = f"submission_{number}:\n  :submitters:\n  - :name: Ada\n    :email: {mail}\n".encode()
        files = {f"{root}/submission_{number}/w.ipynb": data, f"{root}/submission_metadata.yml": said}
        found = collected(folder, files, match="name")
    return taken_over(found, "Ada")


ADDRESSES = "Username,Email,SID\nada,ada.k.strasse@x,7\nben,ben@x,ada@y\n"


def _by_address(folder: Path, mallory: str, adas: bool = True) -> dict[str, bytes]:
    files = {}
    for number, mail, data in (("100", mallory, MALLORYS), ("200", "ada.k.strasse@x", ADAS))[: 1 + adas]:
        files[f"assignment_1_export/submission_{number}/w.ipynb"] = data
        said = files.get("assignment_1_export/submission_metadata.yml", b"").decode()
        said += f"submission_{number}:\n  :submitters:\n  - :name: X\n    :email: {mail}\n"
        files["assignment_1_export/submission_metadata.yml"] = said.encode()
    return collected(folder, files, ADDRESSES)


@claim("Gradescope: an address in other letters", "has an address whose letters fold into those of Ada's")
def _(folder: Path) -> str:
    return taken_over(_by_address(folder, "ada.\u212a.stra\u00dfe@x"), "ada")


@claim("Gradescope: an address in other letters, alone", "does so where Ada has handed in nothing")
def _(folder: Path) -> str:
    return taken_over(_by_address(folder, "ada_k.stra\u00dfe@x".replace("_", "."), adas=False), "ada", whole=False)


@claim("Gradescope: an address that is another's number", "has an address that the roster has as another's SID")
def _(folder: Path) -> str:
    return taken_over(_by_address(folder, "ada@y", adas=False), "ben", whole=False)


@claim("Moodle: taken for Gradescope's", "hands in a file of owners, so that the zip counts as another platform's")
def _(folder: Path) -> str:
    forged = {"Mal_99_assignsubmission_file_/submission_metadata.yml": FORGED}
    return taken_over(collected(folder, {**forged, **HERS}), "Ada_Lovelace")


@claim("Moodle: taken for Gradescope's, alone", "does so where the zip has his work alone")
def _(folder: Path) -> str:
    home = "Mal_99_assignsubmission_file_/"
    files = {f"{home}submission_metadata.yml": FORGED, f"{home}submission_100/w.ipynb": MALLORYS}
    return taken_over(collected(folder, files), "ada", whole=False)


PEOPLE = 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",101,ada,S\n"X_101",42,mallory,S\n'
POSTED = {"lovelaceada_101_8001_1_w.ipynb": ADAS}


@claim("Canvas: a name with a number", "calls himself so that his name ends in Ada's number")
def _(folder: Path) -> str:
    return taken_over(collected(folder, {"x_101_42_9001_w.ipynb": MALLORYS, **POSTED}, PEOPLE), "ada")


@claim("Canvas: Ada's name and number", "calls himself as Ada, and her number")
def _(folder: Path) -> str:
    people = PEOPLE.replace("X_101", "lovelaceada_101")
    return taken_over(collected(folder, {"lovelaceada_101_42_9001_w.ipynb": MALLORYS, **POSTED}, people), "ada")


@claim("Canvas: a name taken after the roster", "calls himself so once the roster was exported with his old name")
def _(folder: Path) -> str:
    people = PEOPLE.replace("X_101", "Mallory")
    return taken_over(collected(folder, {"lovelaceada_101_42_9001_w.ipynb": MALLORYS, **POSTED}, people), "ada")


@claim("Canvas: a file's name with numbers", "gives a file a name that begins with Ada's number")
def _(folder: Path) -> str:
    named = {"x_42_9001_lovelaceada_101_9002_w.ipynb": MALLORYS, "x_42_9003_101_7_v.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **POSTED}, PEOPLE), "ada")


@claim("Canvas: late for another", "gives a file a name with the mark of late work and Ada's number")
def _(folder: Path) -> str:
    named = {"x_42_9001_LATE_101_9002_w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **POSTED}, PEOPLE), "ada")


@claim("Canvas: a folder in a name", "hands in a folder with a file that is named as Ada's")
def _(folder: Path) -> str:
    inside = {"x_42_9001_a/lovelaceada_101_9002_w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**inside, **POSTED}, PEOPLE), "ada", whole=False)


@claim("Canvas: taken for Moodle's", "gives a file a name that makes the zip another platform's")
def _(folder: Path) -> str:
    named = {"x_42_9001_y_7_assignsubmission_file_w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **POSTED}, PEOPLE), "ada")


@claim("Canvas: anonymous in a named zip", "calls a file as that of an anonymous student")
def _(folder: Path) -> str:
    named = {"x_42_9001_anon_ab12C_9002_w.ipynb": MALLORYS}
    return taken_over(collected(folder, {**named, **POSTED}, PEOPLE), "ada")


#: names of files that a student may give; none may cost anybody else's work
FILES = {
    "longer than disks take": "\U0001f600" * 120 + ".ipynb",
    "longer than disks take, in letters": "\u00e9" * 250 + ".ipynb",
    "with an end that is too long": "w." + "\U0001f600" * 90 + ".json",
    "of another system's device": "CON.ipynb",
    "that ends before it ends": "w.ipynb\0.txt",
    "out of its folder": "..\\..\\ada\\week\\w.ipynb",
    "out of its folder, spelt out": "%2e%2e%2fada%2fweek%2fw.ipynb",
    "that is an option": "-rf.ipynb",
    "that is a home": "~root.ipynb",
    "that is turned": "w.\u202ebnypi.ipynb",
    "of the time": "timestamp.txt.ipynb",
    "of the file being written": ".new.ipynb",
    "without a stem": " .ipynb",
}
for called, name in FILES.items():

    @claim(f"Canvas: a name {called}", "gives a file a name that a disk, a shell or a program takes for another")
    def _(folder: Path, name: str = name) -> str:
        return taken_over(collected(folder, {f"x_42_9001_{name}": MALLORYS, **POSTED}, PEOPLE), "ada")

    @claim(f"Moodle: a name {called}", "does so in a folder of his")
    def _(folder: Path, name: str = name) -> str:
        home = "Mal_99_assignsubmission_file_"
        return taken_over(collected(folder, {f"{home}/{name}": MALLORYS, **HERS}), "Ada_Lovelace")


#: what a student may be called on a platform; none may be taken for Ada, or cost her work
CALLED = {
    "longer than disks take": "\U0001f600" * 60,
    "in wide letters": "\uff21da \uff2covelace",
    "in mathematical letters": "\U0001d400da Lovelace",
    "with a space that nobody sees": "Ada\u200bLovelace",
    "with an end that nobody sees": "Ada Lovelace\u2060",
    "turned": "\u202eecalevoL adA",
    "of a folder above": "..",
    "of the watcher's folder": ".watch",
    "of the notebook's folder": "week",
    "that is an option": "-rf",
    "that is a template": "{{ 7 * 7 }}%s${HOME}`id`",
}
for called, name in CALLED.items():

    @claim(f"Moodle: a student called a name {called}", "calls himself so, where there is no worksheet")
    def _(folder: Path, name: str = name) -> str:
        named = {f"{name}_99_assignsubmission_file_/w.ipynb": MALLORYS}
        return taken_over(collected(folder, {**named, **HERS}), "Ada_Lovelace")


@claim("an id with a backslash", "has an id that gets another name here, so that it misses the roster's row")
def _(folder: Path) -> str:
    name = "UNIV\\ada"
    (folder / "submitted" / name / WEEK).mkdir(parents=True)
    (one,) = submissions(folder / "submitted", WEEK)
    made = canvas.fill([Score(one.student, 98.0, 100.0)], "HW", parse_sheet(f"{GRADES}A,1,{name},S,\n"))
    return "" if cell_of(made.text, "A") == "98" and folder_name(name) == name else "the score is not in Ada's row"


# ---------------------------------------------------------------------------------------------- rosters and tables


def cell_of(text: str, name: str, column: int = -1) -> str:
    """A cell of the row that begins with a name."""
    return next(row[column] for row in csv.reader(io.StringIO(text)) if row[0] == name)


CLASS = [Score("Ada", 0.0, 100.0), Score("ada", 100.0, 100.0), Score("ben", 70.0, 100.0)]


@claim("export: a name in capitals, Canvas", "hands in as Ada, so that two fit ada's row")
def _(folder: Path) -> str:
    made = canvas.fill(CLASS, "HW", parse_sheet(f"{GRADES}A,1,ada,S,\nB,2,Ben,S,\n"))
    got = cell_of(made.text, "A"), cell_of(made.text, "B"), made.strangers
    return "" if got == ("100", "70", ("Ada",)) else f"ada has {got[0] or 'no score'}, not matched: {made.strangers}"


@claim("export: a name in capitals, Moodle", "hands in as Ada, so that two fit ada's row")
def _(folder: Path) -> str:
    sheet = "Identifier,Username,Grade,Last modified (grade)\nParticipant 7,ada,,-\n"
    made = moodle.fill(CLASS, "HW", parse_sheet(sheet))
    got = cell_of(made.text, "Participant 7", 2)
    return "" if (got, "Ada" in made.strangers) == ("100", True) else f"ada has {got or 'no score'}"


@claim("export: an address in capitals", "hands in under the address of another in other letters")
def _(folder: Path) -> str:
    scores = [Score("Ada@Example.org", 0.0, 100.0), Score("ada@example.org", 100.0, 100.0)]
    made = canvas.fill(scores, "HW", parse_sheet(f"{GRADES}A,1,ada@example.org,S,\n"))
    return "" if cell_of(made.text, "A") == "100" else "ada has no score"


@claim("export: a name in decomposed letters", "hands in under Ada's name, its letters and accents apart")
def _(folder: Path) -> str:
    whole, apart = (unicodedata.normalize(form, "Zoë") for form in ("NFC", "NFD"))
    scores = [Score(apart, 0.0, 100.0), Score(whole, 100.0, 100.0)]
    among = cell_of(canvas.fill(scores, "HW", parse_sheet(f"{GRADES}A,1,{whole},S,\n")).text, "A")
    alone = cell_of(canvas.fill(scores[:1], "HW", parse_sheet(f"{GRADES}A,1,{whole},S,\n")).text, "A")
    return "" if (among, alone) == ("100", "0") else f"{among or 'no score'} instead of 100; alone {alone or 'none'}"


@claim("export: called Points Possible", "calls himself as the row of the maximum")
def _(folder: Path) -> str:
    scores = [Score("mallory", 3.0, 100.0)]
    made = canvas.fill(scores, "HW", parse_sheet(f"{GRADES}Points Possible Mallory,9,mallory,S,\n"))
    got = cell_of(made.text, "Points Possible Mallory")
    return "" if got == "3" else f"{got} points instead of 3"


FORMULAS = (
    "x;=1+1;y",
    'x";=1+1;"y',
    "x,=1+1,y",
    'x",=1+1,"y',
    "x;\t=1+1",
    "x;@SUM(A1);y",
    "x\n=1+1",
    "=1+1",
    "x; +1+1",
)


def live(text: str) -> str:
    """A cell that is a formula wherever a spreadsheet splits the lines, whether it knows of quotes or not."""
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        found = next((one for one in row if one.strip()[:1] in ("=", "+", "@")), None)
        if found is not None:
            return f"a formula where cells end at semicolons: {found!r}"
    pieces = [piece for line in text.splitlines() for part in line.split(";") for piece in part.split(",")]
    found = next((one for one in pieces if one.strip(' \t"')[:1] in ("=", "+", "@")), None)
    return f"a formula where quotes are not known: {found!r}" if found else ""


@claim("export: a formula behind a semicolon", "has a name that is a formula where cells end at semicolons")
def _(folder: Path) -> str:
    scores = [Score(name, 5.0, 9.0, last_name=name, email=name, parts=(Part("n", 5.0, 9.0),)) for name in FORMULAS]
    return live(table(scores)) or live(moodle.fill(scores, "HW", None).text)


@claim("export: a formula in a worksheet", "types a formula into Moodle, whose worksheet brings it along")
def _(folder: Path) -> str:
    sheet = 'Identifier,Username,Grade,Last modified (grade),Online text\nParticipant 7,ada,,-,"=1+1"\n'
    return live(moodle.fill(CLASS, "HW", parse_sheet(sheet)).text)
