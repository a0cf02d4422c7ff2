"""`python -m data.drawing`: each verb does what its help says."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from data.drawing import dataset, draw_pictures
from data.drawing.__main__ import main
from data.drawing.dataset import Part, read_pictures, sha256


@pytest.fixture
def small_parts(monkeypatch):
    parts = tuple(Part(part.file, part.prefix, count) for part, count in zip(dataset.PARTS, (7, 4, 6), strict=True))
    monkeypatch.setattr(dataset, "PARTS", parts)
    return parts


def run(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_help_has_examples() -> None:
    assert "draw --count 500 --seed 7 --out more.h5" in run("--help")


def test_build_writes_every_part_and_prints_its_digest(tmp_path, small_parts) -> None:
    output = run("build", "--folder", tmp_path)

    for part in small_parts:
        assert f"{sha256(tmp_path / part.file)}  {part.file}" in output
        assert len(read_pictures(tmp_path / part.file)[1]) == part.count


def test_draw_writes_what_draw_pictures_returns(tmp_path) -> None:
    run("draw", "--count", 4, "--seed", 7, "--out", tmp_path / "more.h5")

    images, labels = read_pictures(tmp_path / "more.h5")

    assert np.array_equal(images, draw_pictures(4, seed=7)[0])
    assert np.array_equal(labels, draw_pictures(4, seed=7)[1])


def test_sheet_is_a_picture_of_72(tmp_path) -> None:
    run("sheet", "--out", tmp_path / "sheet.png")

    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (768, 384)


@pytest.mark.parametrize("arguments", [("draw", "--count", "0", "--seed", "1", "--out", "x.h5"), ("draw",), ("paint",)])
def test_bad_usage_exits_with_2(arguments) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2
