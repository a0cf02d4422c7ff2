"""Fresh tests follow from the course's secret, the student and the notebook; the secret is its owner's alone."""

from __future__ import annotations

import stat
from types import SimpleNamespace

import pytest

from autograder.course.secret import course_secret
from autograder.judge.judge import Judge
from autograder.judge.seeds import generator
from autograder.sandbox import Level


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path) -> None:
    folder = tmp_path / "state"
    first = course_secret(folder)

    assert course_secret(folder) == first
    assert len(first) == 32
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600


def test_the_same_parts_give_the_same_numbers_and_any_other_part_gives_others() -> None:
    def draw(secret=b"s", *parts):
        return generator(secret, *parts).integers(0, 2**60)

    assert draw(b"s", "ada", "1") == draw(b"s", "ada", "1")
    others = [draw(b"t", "ada", "1"), draw(b"s", "ada", "2"), draw(b"s", "ben", "1"), draw(b"s", "ada1", "")]
    assert len({draw(b"s", "ada", "1"), *others}) == 5


@pytest.mark.parametrize("level", Level)
def test_where_code_can_leave_files_behind_each_judging_draws_its_own_numbers(level: Level) -> None:
    judge = Judge.__new__(Judge)
    judge.sandbox = SimpleNamespace(level=level)  # type: ignore[assignment]

    assert (judge._once() == judge._once()) == (level >= Level.confined)


def test_a_name_of_any_characters_will_do() -> None:
    assert generator(b"s", "\udcff", "🐈").integers(10) in range(10)
