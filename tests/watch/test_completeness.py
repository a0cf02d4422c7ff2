"""A submission is whole when nbgrader's last step is done, or when all is there and nothing changes any more."""

from __future__ import annotations

from autograder.watch.completeness import ABANDONED, QUIET, CompletenessTracker, State


def write(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text("x")
    folder.chmod(0o755)
    return folder


def test_nbgraders_last_step_makes_it_whole_at_once(tmp_path) -> None:
    folder = write(tmp_path / "a", "nb.ipynb", "timestamp.txt", "submission_secret.txt")
    assert CompletenessTracker().state(folder, 0) is State.writing
    folder.chmod(0o777)
    assert CompletenessTracker().state(folder, 0) is State.whole


def test_without_that_step_it_is_whole_when_it_is_still(tmp_path) -> None:
    folder, look = write(tmp_path / "a", "timestamp.txt", "submission_secret.txt"), CompletenessTracker()

    assert look.state(folder, 0) is State.writing
    write(folder, "late.ipynb")
    assert look.state(folder, QUIET) is State.writing
    assert look.state(folder, 2 * QUIET) is State.whole


def test_what_lacks_a_part_is_abandoned_after_a_while_even_if_it_looks_done(tmp_path) -> None:
    folder, look = write(tmp_path / "a", "timestamp.txt"), CompletenessTracker()
    (folder / "submission_secret.txt").touch()
    folder.chmod(0o777)

    assert look.state(folder, 0) is State.writing
    assert look.state(folder, ABANDONED) is State.abandoned
    (folder / "submission_secret.txt").write_text("x")
    assert look.state(folder, ABANDONED) is State.whole


def test_what_is_gone_is_gone_and_a_link_is_never_whole(tmp_path) -> None:
    look = CompletenessTracker()
    assert look.state(tmp_path / "none", 0) is State.gone
    folder = write(tmp_path / "a", "timestamp.txt", "submission_secret.txt")
    folder.chmod(0o777)
    (tmp_path / "link").symlink_to(folder)
    assert look.state(tmp_path / "link", 0) is State.writing
    assert look.state(tmp_path / "link", ABANDONED) is State.abandoned
