"""Bytes -> text -> records: what RFC 4180 says, and what people's files look like."""

from __future__ import annotations

import pytest

from chainmap.stack.csv_file import known_encoding, read_csv, read_text


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b\n1,2\n", [(1, ("a", "b")), (2, ("1", "2"))]),
        ("a,b\r\n1,2", [(1, ("a", "b")), (2, ("1", "2"))]),
        ("a,b\r1,2\r", [(1, ("a", "b")), (2, ("1", "2"))]),
        ('a,b\n"x ""y"", z",2\n', [(1, ("a", "b")), (2, ('x "y", z', "2"))]),
        ('a,b\n"x\ny",2\n3,4\n', [(1, ("a", "b")), (2, ("x\ny", "2")), (4, ("3", "4"))]),
        ("a,b\n\n,\n  , \n1,2\n", [(1, ("a", "b")), (5, ("1", "2"))]),
        ('a,5" pipe\n', [(1, ("a", '5" pipe'))]),
        ("", []),
    ],
)
def test_records(text: str, records: list[tuple[int, tuple[str, ...]]]) -> None:
    found = read_csv(text, file="x.csv")
    assert [(record.line, record.cells) for record in found.records] == records
    assert found.problems == ()
    assert found.complete


@pytest.mark.parametrize(
    ("text", "line"),
    [('a\n1\n"2\n3\n4\n', 3), ('a,b\n1,"2\n' + "x,y\n" * 200_000, 2), ('a\n"x"y\n', 2), ('a\n"one\ntwo\n"three"\n', 2)],
)
def test_a_quote_that_goes_wrong_is_placed_where_its_row_begins(text: str, line: int) -> None:
    found = read_csv(text, file="x.csv")
    assert [problem.line for problem in found.problems] == [line]
    assert not found.complete


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("UTF-8", "utf-8"),
        ("utf_8", "utf-8"),
        ("utf8", "utf-8"),
        ("GBK", "gb18030"),
        ("cp936", "gb18030"),
        ("GB2312", "gb18030"),
        ("latin-1", None),
        ("zlib", None),
        ("", None),
    ],
)
def test_known_encodings(name: str, known: str | None) -> None:
    assert known_encoding(name) == known


def test_the_byte_order_mark_of_utf8_wins_over_a_wrong_encoding() -> None:
    assert read_text("\ufeff光".encode(), file="x.csv", encoding="gb18030") == ("光", ())


def test_a_cell_beyond_all_limits() -> None:
    found = read_csv("a\n" + "x" * 200_000 + "\n", file="x.csv")
    assert [problem.line for problem in found.problems] == [2]
    assert "a cell has more than 131,072 characters" in found.problems[0].text


def test_the_place_of_a_wrong_byte() -> None:
    text, problems = read_text(b"one\ntwo,\xe9t\xe9\n", file="x.csv")
    assert text == ""
    assert problems[0].line == 2
    assert "byte 0xE9 (byte 5 of the line, 9 of the file)" in problems[0].text
