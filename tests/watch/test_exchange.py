"""The exchange: names that nbgrader gives, pages where nbgrader looks, owners that must be the student."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest
from nbgrader.utils import notebook_hash
from traitlets.config import Config

from autograder.course.folders import CourseError
from autograder.watch.exchange import Exchange, exchange_of, page_name

TIME = "2026-03-01 12:00:00.000000 UTC"


def exchange(root: Path) -> Exchange:
    (root / "week" / "inbound").mkdir(parents=True)
    return Exchange(root, "week")


def test_a_page_has_the_name_that_nbgrader_gives_it() -> None:
    assert (
        page_name("5ecret", "2_broadcasting") == f"{notebook_hash(secret='5ecret', notebook_id='2_broadcasting')}.html"
    )


@pytest.mark.parametrize(
    ("name", "student", "assignment"),
    [(f"ada+hw+{TIME}+AbCd", "ada", "hw"), (f"ada+hw+{TIME}", "ada", "hw"), (f"a+b+hw+{TIME}+AbCd", "a+b", "hw")],
)
def test_a_name_is_read_as_nbgrader_reads_it(tmp_path, name, student, assignment) -> None:
    found = exchange(tmp_path).arrival(name)

    assert found is not None
    assert (found.student, found.assignment) == (student, assignment)


@pytest.mark.parametrize("name", ["ada+hw", "", f"..+hw+{TIME}+A", f"+hw+{TIME}+A", f"ada++{TIME}+A"])
def test_other_names_are_none_of_its(tmp_path, name) -> None:
    assert exchange(tmp_path).arrival(name) is None


def owner_trouble(root: Path, student: str, uid: int) -> str | None:
    """What is said of a folder with a student's name that belongs to this uid."""
    found = exchange(root)
    arrival = found.arrival(f"{student}+hw+{TIME}+A")
    assert arrival is not None
    arrival.folder.mkdir()
    os.chown(arrival.folder, uid, -1)
    return found.owner_trouble(arrival)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_an_account_hands_in_for_itself_only(tmp_path) -> None:
    found = exchange(tmp_path)
    account, other = pwd.getpwnam("daemon"), pwd.getpwnam("nobody")
    arrival = found.arrival(f"daemon+hw+{TIME}+A")
    assert arrival is not None
    arrival.folder.mkdir()
    assert found.owner_trouble(arrival) is None
    os.chown(arrival.folder, account.pw_uid, -1)
    assert found.owner_trouble(arrival) is None
    os.chown(arrival.folder, other.pw_uid, -1)
    assert "It must belong to daemon. It belongs to nobody" in (found.owner_trouble(arrival) or "")
    assert Exchange(tmp_path, "week", checks_owner=False).owner_trouble(arrival) is None


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize(
    ("student", "uid", "trouble"),
    [
        ("ghost", 65534, "It must belong to ghost. It belongs to nobody"),
        ("Nobody", 65534, "It must belong to Nobody. It belongs to nobody"),
        ("nobody ", 65534, "It must belong to nobody . It belongs to nobody"),
        ("nobody", 65534, None),
        ("nobody", 54321, "It belongs to the unknown account 54321"),
        ("ghost", 54321, None),
        ("ghost", 0, None),
    ],
)
def test_an_account_hands_in_under_its_own_name_alone(tmp_path, student, uid, trouble) -> None:
    said = owner_trouble(tmp_path, student, uid)

    assert said is None if trouble is None else trouble in (said or "")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("holder", ["nobody", "65534"])
@pytest.mark.parametrize(
    ("student", "uid", "trouble"),
    [
        ("ghost", 200_000, "It must belong to ghost. It belongs to nobody"),
        ("ghost", 265_535, "It must belong to ghost. It belongs to nobody"),
        ("daemon", 200_000, "It must belong to daemon. It belongs to nobody"),
        ("nobody", 200_000, None),
        ("ghost", 265_536, None),
    ],
)
def test_an_account_hands_in_under_its_own_name_with_the_uids_of_a_namespace_too(
    tmp_path, monkeypatch, student, uid, trouble, holder
) -> None:
    given = tmp_path / "subuid"
    given.write_text(f"# a comment\nodd:line\ngone:100000:65536\n{holder}:200000:65536\n")
    monkeypatch.setattr("autograder.watch.exchange.SUBORDINATE", given)

    said = owner_trouble(tmp_path, student, uid)

    assert said is None if trouble is None else trouble in (said or "")


def test_what_is_missing_is_said_in_a_sentence(tmp_path) -> None:
    config = Config()
    with pytest.raises(CourseError, match="must name the course"):
        exchange_of(config, tmp_path)
    config.CourseDirectory.course_id = "week"
    with pytest.raises(CourseError, match=r"must have the course's folder .*inbound.*release_assignment"):
        exchange_of(config, tmp_path)
    exchange(tmp_path)
    assert exchange_of(config, tmp_path) == Exchange(tmp_path, "week")
