"""Tables: read as platforms write them, written so that nothing in them is run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet, guarded, parse_sheet, plain, read_sheet, written

CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_what_is_written_is_read_again(rows, delimiter) -> None:
    head = ("one", "two", "three")
    found = parse_sheet(written([head, *rows], delimiter))

    assert (found.head, found.rows, found.delimiter) == (head, tuple(rows), delimiter)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_platforms_use(tmp_path, encoding) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Student,ID\nZoë,1\n", encoding=encoding)

    assert read_sheet(path).rows == (("Zoë", "1"),)


def test_a_mark_at_the_beginning_stays_there() -> None:
    sheet = parse_sheet("\ufeffa,b\n1,2\n")

    assert sheet.head == ("a", "b")
    assert sheet.text() == '\ufeff"a","b"\n"1","2"\n'


def test_a_column_is_found_whatever_its_capitals() -> None:
    sheet = Sheet(("Full name", "SIS Login ID"), ())

    assert sheet.column("Email", "sis login id ") == 1
    assert sheet.column("nothing") is None


@pytest.mark.parametrize(
    ("text", "said"), [("", "It is empty"), ("a,b\n1,2,3\n", "Row 2 has 3"), ('a,b\n"1,2\n', "It is not one")]
)
def test_what_is_no_table_is_said_in_a_sentence(text, said) -> None:
    with pytest.raises(CourseError, match=said):
        parse_sheet(text)


def test_a_file_in_another_encoding_is_said_in_a_sentence(tmp_path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(b"Student,ID\nZo\xeb,1\n")

    with pytest.raises(CourseError, match="export it again as UTF-8"):
        read_sheet(path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_a_formula_becomes_text(text) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("x;=1+1;y", "x;'=1+1;y"),
        ('x", +1', "x\", '+1"),
        ("x;\t@SUM(A1)", "x;\t'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("-", "-"),
    ],
)
def test_a_formula_behind_a_mark_that_others_split_at_becomes_text(text, safe) -> None:
    assert guarded(text) == safe


def test_every_cell_is_quoted() -> None:
    assert written([("a", 1), ("", 'b"c')]) == '"a","1"\n"","b""c"\n'


def test_names_are_compared_as_people_would() -> None:
    assert plain(" Problem_set  2") == plain("problem set 2")
