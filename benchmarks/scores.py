"""`python -m benchmarks.scores`: what every example submission and every named mistake scores, one line each.

Written before a change of the engine and compared after it, the file shows that no score changed. It is the same, byte
by byte, each time: all hidden tests follow from one secret, and no key tells in which module something stands.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import nbgrader
import numpy as np

# What the engine calls its modules and classes stands in these lines and in the functions that yield scores.
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.course.folders import LESSONS, student_files
from autograder.course.plan import read_plan
from autograder.exercises import Exercise, Function
from autograder.exercises.loader import load_exercises
from autograder.exercises.specs import make_spec
from autograder.judge.judge import Judge
from autograder.judge.seeds import generator
from autograder.release.build import build
from autograder.sandbox import open_sandbox
from examples.people import PEOPLE, SubmissionFactory
from tests.compat import story

SECRET = b"scores that can be compared"
ASSIGNMENT = "logistic_regression"
#: what `nbgrader quickstart` copies
QUICKSTART = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source" / "ps1"

Files = Mapping[str, bytes]
Say = Callable[[str], None]


@dataclass(frozen=True, order=True)
class Score:
    """What one check gave."""

    points: str  # "2/8": those earned, and the most there are
    status: str
    rung: str = "-"  # the first that failed
    names: str = "-"  # the named mistakes that fit, the likeliest first


Scores = dict[str, Score]


def judged(source: Path, submissions: Mapping[str, Files], say: Say) -> Iterator[tuple[str, Score]]:
    """Every check of every submission of one assignment, through the whole judge."""
    with open_sandbox(student_files(source)) as sandbox:
        judge = Judge(read_plan(source), sandbox, SECRET)
        for student, files in submissions.items():
            say(student)
            for notebook in judge.judge(student, files).notebooks:
                for c in notebook.checks:
                    found = score(c.points, c.max_points, c.status, c.rung, c.mistakes)
                    yield f"{student}/{notebook.name}/{c.id}", found


def checked(exercise: Exercise) -> Iterator[tuple[str, Score]]:
    """Every named mistake of an exercise and every further variant, through the ladder alone.

    Variants are numbered by what they score: the order in which they are written down says nothing.
    """
    spec = make_spec(exercise, generator(SECRET, exercise.name))

    def one(function: Function) -> Score:
        np.random.seed(0)  # for mistakes that draw
        found = run_checks(spec, calling(function))
        return score(found.points, found.max_points, found.status, found.rung, tuple(h.id for h in found.hints))

    for mistake in exercise.mistakes:
        yield mistake.id, one(mistake.function)
        variants = sorted(one(variant.function) for variant in exercise.variants if variant.id == mistake.id)
        yield from ((f"{mistake.id}#{number}", variant) for number, variant in enumerate(variants, 2))


def the_class(folder: Path, say: Say) -> Iterator[tuple[str, Score]]:
    """The demo's class."""
    source, release = Path("source") / ASSIGNMENT, folder / "release"
    build(source, release)
    factory = SubmissionFactory(read_plan(source), release)
    for key, found in judged(source, {p.name: p.make(factory) for p in PEOPLE}, say):
        yield f"class/{key}", found


def the_mistakes(folder: Path, say: Say) -> Iterator[tuple[str, Score]]:
    """Every named mistake of the graded notebooks and of the lessons."""
    for place in (Path("source") / ASSIGNMENT, Path(LESSONS)):
        for exercise in load_exercises(read_plan(place)):
            say(f"{exercise.notebook} {exercise.name}")
            for key, found in checked(exercise):
                yield f"mistakes/{exercise.notebook}/{exercise.name}/{key}", found


def the_courses(folder: Path, say: Say) -> Iterator[tuple[str, Score]]:
    """The courses of ordinary nbgrader cells: what students made of them, the solutions, and the release as it is."""
    story.prepare(folder, QUICKSTART)
    sources = sorted((folder / "source").iterdir())
    for source in sources:
        build(source, folder / "release" / source.name)
    story.hand_in(folder / "release", folder)
    for source in sources:
        release = folder / "release" / source.name
        work = {"SOLUTIONS": source, "RELEASE": release}
        work |= {p.parent.name: p for p in sorted((folder / "submitted").glob(f"*/{source.name}"))}
        for key, found in judged(source, {who: notebooks(path) for who, path in work.items()}, say):
            yield f"courses/{source.name}/{key}", found


def notebooks(folder: Path) -> Files:
    """The notebooks that lie in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


def score(points: float, most: float, status: str, rung: str | None, names: tuple[str, ...]) -> Score:
    """The score as it is written down."""
    return Score(f"{points:g}/{most:g}", status, rung or "-", ",".join(names) or "-")


def everything(say: Say) -> Scores:
    """Every score there is, judged now."""
    found: Scores = {}
    for part in (the_mistakes, the_class, the_courses):
        with tempfile.TemporaryDirectory() as folder:
            for key, one in part(Path(folder), say):
                if key in found:
                    raise ValueError(f"the key of a score must be its own. Got {key!r} twice.")
                found[key] = one
    return found


def to_text(scores: Scores) -> str:
    """A line for each score, sorted: who and what, points, status, rung, named mistakes."""
    return "".join(f"{key} {s.points} {s.status} {s.rung} {s.names}\n" for key, s in sorted(scores.items()))


def from_text(text: str) -> Scores:
    """The scores that `to_text` wrote."""
    return {key: Score(*rest) for key, *rest in map(str.split, text.splitlines())}


def differences(before: Scores, after: Scores) -> dict[str, list[str]]:
    """A sentence for each difference, by its kind; one that is gone is no score that stayed the same."""
    found: dict[str, list[str]] = {kind: [] for kind in ("points", "gone", "new", "status", "rung", "names")}
    found["gone"] = sorted(before.keys() - after.keys())
    found["new"] = sorted(after.keys() - before.keys())
    for key in sorted(before.keys() & after.keys()):
        for kind in ("points", "status", "rung", "names"):
            was, now = getattr(before[key], kind), getattr(after[key], kind)
            if was != now:
                found[kind].append(f"{key}: {was} → {now}")
    return found


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Write the scores to this file.")
@click.option("--compare", type=click.Path(path_type=Path, exists=True), help="Compare them with those of this file.")
def main(write: Path | None, compare: Path | None) -> None:
    """Judge everything; write the scores down, or list what differs (exit code 1: points differ, or a score is gone)."""
    if not (write or compare):
        raise click.UsageError("Say --write FILE or --compare FILE.")
    before = from_text(compare.read_text(encoding="utf-8")) if compare else None
    after = everything(lambda words: click.echo(f"judge {words}", err=True))
    if write:
        write.write_text(to_text(after), encoding="utf-8")
        click.echo(f"{len(after):,} scores written to {write}")
    if before is not None:
        found = differences(before, after)
        for kind, sentences in found.items():
            click.echo("".join(f"{kind:8}{sentence}\n" for sentence in sentences), nl=False)
        counts = ", ".join(f"{len(sentences):,} {kind}" for kind, sentences in found.items())
        click.echo(f"{len(before):,} scores before, {len(after):,} now; different: {counts}")
        sys.exit(bool(found["points"] or found["gone"]))


if __name__ == "__main__":
    main()
