"""The command line: `python -m data.drawing --help`, from the repository's root."""

from __future__ import annotations

from pathlib import Path

import click

from data.drawing.dataset import PARTS, SEED, build, draw_pictures, read_pictures, sha256, write_pictures
from data.drawing.measurement import measure
from data.drawing.sheet import write_sheet

FOLDER = Path(__file__).resolve().parents[1]
folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    help="Where the .h5 files are [data/].",
)


@click.group(epilog="Run it from the repository's root. The same seed always draws the same pictures.")
def main() -> None:
    """Draw the cat and non-cat pictures, look at them, and measure how hard they are.

    \b
    Examples:
      python -m data.drawing build
      python -m data.drawing sheet
      python -m data.drawing measure
      python -m data.drawing draw --count 500 --seed 7 --out more.h5
    """


@main.command("build")
@folder_option
@click.option("--seed", default=SEED, show_default=True, help="Of the one stream that all parts come from.")
def build_command(folder: Path, seed: int) -> None:
    """Draw all parts; print each SHA-256."""
    for path in build(folder, seed):
        click.echo(f"{sha256(path)}  {path.name}  {path.stat().st_size:,} bytes")


@main.command("draw")
@click.option("--count", type=click.IntRange(1), required=True, help="How many pictures; half of them are cats.")
@click.option("--seed", type=click.IntRange(0), required=True, help="Another seed draws other pictures.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .h5 file to write.")
def draw_command(count: int, seed: int, out: Path) -> None:
    """Draw further pictures into one file.

    Its layout is that of more_drawings.h5.
    """
    write_pictures(out, "more_set", *draw_pictures(count, seed))
    click.echo(f"{out}: {count} pictures")


@main.command("sheet")
@folder_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=FOLDER / "contact_sheet.png")
def sheet_command(folder: Path, out: Path) -> None:
    """Lay training pictures side by side.

    The PNG has three rows of cats above three rows of others.
    """
    write_sheet(out, *read_pictures(folder / PARTS[0].file), rows=6, columns=12)
    click.echo(f"{out}: {out.stat().st_size:,} bytes")


@main.command("measure")
@folder_option
@click.option(
    "--sets", type=click.IntRange(0), default=8, show_default=True, help="Further training sets of 209 to try."
)
def measure_command(folder: Path, sets: int) -> None:
    """Print accuracy, baselines, overfitting.

    Trains on the files and on further sets; takes about a minute.
    """
    for finding in measure(folder, sets):
        click.echo(f"{finding.name:38} {finding.value}")


if __name__ == "__main__":
    main(prog_name="python -m data.drawing")
