"""What a watcher says: how it stands, and one line for each event, in the log too."""

from __future__ import annotations

from autograder.watch.events import Event, Status
from autograder.watch.log import event_sink, standing


def test_it_says_how_it_stands() -> None:
    assert standing(Status()) == "0 judged"
    assert standing(Status(12, 1, 2, 3)) == "12 judged, 1 being judged, 2 wait for the hour, 3 to try again"


def test_an_event_is_one_line_whatever_it_holds(tmp_path, capsys) -> None:
    with event_sink(tmp_path / "state" / "watch.log") as tell:
        tell(Status(1))
        tell(Event("[red]ada\nhanded \x1b[31min"))
        tell(Event("trouble", True, ValueError("unforeseen")))

    log = (tmp_path / "state" / "watch.log").read_text()
    assert "INFO    [red]ada handed" in log
    assert "\x1b" not in log
    assert "WARNING trouble\n" in log
    assert "ValueError: unforeseen" in log
    said = capsys.readouterr().err
    assert "· [red]ada handed" in said
    assert "ValueError" not in said
