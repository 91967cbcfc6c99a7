"""Tables become workbooks and come back as they were."""

from __future__ import annotations

import io
import time
import zipfile
from collections import Counter
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.workbook_file import DropDown, SheetOut, read_workbook, write_workbook

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20),
    st.text("_x0041F=+-@'\"\t\r\n <&;,. 光刻😀\u3000\xa0", min_size=1, max_size=12),
    st.sampled_from(
        ["=1+1", "+1", "-1", "@SUM(A1)", "0012", "1e5", "#N/A", "TRUE", "2022-05-03", "_x0041_", "_x005F_", " ", "\n"]
    ),
)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), TEXTS
)


def back(*sheets: SheetOut) -> list[tuple[tuple[int, tuple[str, ...]], ...]]:
    read = read_workbook(write_workbook(sheets), file="a.xlsx")
    assert read.problems == ()
    assert all(sheet.refused == {} for sheet in read.sheets)
    return [sheet.rows for sheet in read.sheets]


def expected(value: object) -> str:
    """The text of a value by the rule of the reader: a float by its repr, a whole number without .0."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, str):
        return value
    return repr(float(value)).removesuffix(".0")


seen: Counter[str] = Counter()


@given(st.lists(st.tuples(VALUES, VALUES, TEXTS), min_size=1, max_size=6))
def check_round_trip(rows: list[tuple[object, ...]]) -> None:
    (read,) = back(SheetOut("表 1", ("a", "=b", "c"), rows))
    texts = [tuple(expected(value) for value in row) for row in rows]
    kept = ((number, row) for number, row in enumerate(texts, start=2) if any(row))
    assert read == ((1, ("a", "=b", "c")), *kept)
    for value in (value for row in rows for value in row if value):
        seen[type(value).__name__] += 1
        if isinstance(value, str):
            seen["like a formula"] += value[0] in "=+-@\t"
            seen["blank at an end"] += value != value.strip()
            seen["not ascii"] += not value.isascii()
        if isinstance(value, float):
            seen["17 digits"] += float(f"{value:.16g}") != value


def test_what_is_written_is_read_again() -> None:
    seen.clear()
    check_round_trip()
    kinds = ("str", "int", "float", "bool", "like a formula", "blank at an end", "not ascii", "17 digits")
    assert min(seen[kind] for kind in kinds) >= 10, seen


def test_plain_sheets_and_sheets_without_a_header() -> None:
    assert back(
        SheetOut("About", (), [("How to fill this in",), (), (None, "=no formula")], plain=True),
        SheetOut("Words", ("Word", "Meaning"), [("offer", "line one\nline two")], plain=True),
        SheetOut("Empty", (), []),
    ) == [
        ((1, ("How to fill this in", "")), (3, ("", "=no formula"))),
        ((1, ("Word", "Meaning")), (2, ("offer", "line one\nline two"))),
        (),
    ]


FULL = SheetOut(
    "offers",
    ("component", "actor", "rights", "share", "origin"),
    [("euv", "asml", "open", 0.9, None), ("=cmd|' /C calc'!A0", "#REF!", "source", 2, True)],
    notes={"actor": "Who supplies it.\n谁供应它。 _x0041_"},
    lists={
        "rights": DropDown(("source", "licence", "open")),
        "component": DropDown(source=("the actor's list", "actor")),
        "origin": DropDown(tuple(f"CODE{n}" for n in range(100))),
    },
    widths={"actor": 33},
)
OTHER = SheetOut("the actor's list", ("name", "actor"), [("ASML " * 40, "asml")])


def test_same_bytes_whatever_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_workbook([FULL, OTHER])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    assert write_workbook([FULL, OTHER]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert core.count("2000-01-01T00:00:00Z") == 2
        assert str(time.gmtime(now).tm_year) not in core


def test_what_a_spreadsheet_program_shows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([FULL, OTHER])))
    page = book["offers"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E3"
    assert page["A1"].font.bold
    assert not page["A2"].font.bold
    assert page["B1"].comment.text == "Who supplies it.\n谁供应它。 _x005F_x0041_"
    assert page.column_dimensions["B"].width == 33
    assert book["the actor's list"].column_dimensions["A"].width == 60
    assert page["D2"].data_type == "n"
    # Texts that look like formulas are texts, and stay texts when they are edited.
    assert (page["A3"].value, page["A3"].data_type, page["A3"].quotePrefix) == (FULL.rows[1][0], "s", True)
    assert (page["B3"].value, page["B3"].data_type) == ("#REF!", "s")
    assert not page["A2"].quotePrefix
    offered = {str(one.sqref): one for one in page.data_validations.dataValidation}
    assert {place: one.formula1 for place, one in offered.items()} == {
        "C2:C2000": '"source,licence,open"',
        "A2:A2000": "'the actor''s list'!$B$2:$B$2000",
        "E2:E2000": "lists!$A$1:$A$100",
    }
    assert {(one.type, one.errorStyle, one.showErrorMessage, one.allowBlank) for one in offered.values()} == {
        ("list", "warning", True, True)
    }
    assert book["lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["lists"]["A"]] == [f"CODE{n}" for n in range(100)]
    with zipfile.ZipFile(io.BytesIO(write_workbook([FULL, OTHER]))) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_plain_sheet_has_no_table_about_it() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write_workbook([SheetOut("a", ("x",), [("y",)], plain=True)])))["a"]
    assert (page.freeze_panes, page.auto_filter.ref, page["A1"].font.bold) == (None, None, False)
    assert page["A2"].alignment.wrap_text


def test_choices_go_to_the_hidden_sheet_only_where_they_must() -> None:
    """250 characters with their commas stand in the cell; one more, a comma or a quote does not."""
    exact = ("x" * 124, "y" * 125)
    for choices, inline in ((exact, True), ((*exact[:1], "y" * 126), False), (("a,b",), False), (('"',), False)):
        data = write_workbook([SheetOut("a", ("h",), [], lists={"h": DropDown(choices)})])
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert ("lists" not in book.sheetnames) == inline
        hidden = [one for one in read_workbook(data, file="a.xlsx").sheets if one.hidden]
        assert [row for one in hidden for _, row in one.rows] == ([] if inline else [(choice,) for choice in choices])


def test_lists_reach_beyond_long_tables() -> None:
    rows = [(f"c{n}",) for n in range(3_000)]
    sheets = [SheetOut("a", ("h",), rows), SheetOut("b", ("h",), [], lists={"h": DropDown(source=("a", "h"))})]
    page = openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))["b"]
    assert page.data_validations.dataValidation[0].formula1 == "'a'!$A$2:$A$3001"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("bell \x07", "sheet s, B3: the text holds the control character U\\+0007"),
        ("half \ud800", "sheet s, B3: the text holds the control character U\\+D800"),
        ("\uffff", "sheet s, B3: the text holds the control character U\\+FFFF"),
        ("x" * 32_768, "sheet s, B3: the text is longer than 32,767 characters"),
        ("😀" * 16_384, "sheet s, B3: the text is longer than 32,767 characters"),
        (float("nan"), "sheet s, B3: nan is no number that a workbook can hold"),
        (float("inf"), "sheet s, B3: inf is no number that a workbook can hold"),
        (2**53 + 1, "sheet s, B3: 9007199254740993 is no number that a workbook can hold"),
        (b"bytes", "sheet s, B3: bytes is neither text nor number"),
    ],
)
def test_what_a_cell_cannot_hold(value: object, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        write_workbook([SheetOut("s", ("a", "b"), [("x", "y"), (None, value)])])


def test_a_text_of_full_length_fits() -> None:
    assert back(SheetOut("s", ("a",), [("光" * 32_767,)]))[0][1] == (2, ("光" * 32_767,))


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 32, "a/b", "a\\b", "a:b", "a*b", "a?b", "[a", "a]", "'a", "a'", "History", "a\x01"]
)
def test_names_that_no_sheet_can_have(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a sheet"):
        write_workbook([SheetOut(name, ("a",), [])])


@pytest.mark.parametrize(
    ("sheets", "text"),
    [
        ([], "at least one sheet"),
        ([SheetOut("a", ("x",), []), SheetOut("A", ("x",), [])], "the name of the sheet 'A' is taken"),
        ([SheetOut("Lists", ("x",), [])], "the name of the sheet 'Lists' is taken"),
        ([SheetOut("a", ("x",), [(1, 2)])], "sheet a, row 2: more cells than the header"),
        ([SheetOut("a", ("x",), [], notes={"y": "?"})], "sheet a has no column 'y'"),
        ([SheetOut("a", ("x",), [], lists={"x": DropDown()})], "either choices or a source"),
        ([SheetOut("a", ("x",), [], lists={"x": DropDown(source=("b", "x"))})], "column 'x' of the sheet 'b'"),
        ([SheetOut("a", ("x",), [], lists={"x": DropDown(source=("a", "y"))})], "column 'y' of the sheet 'a'"),
    ],
)
def test_what_a_workbook_cannot_be(sheets: list[SheetOut], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        write_workbook(sheets)


def test_the_box_of_a_comment_grows_with_its_text() -> None:
    notes = ("short", "three\nlines\nhere", "光" * 200)
    heights = []
    for note in notes:
        data = write_workbook([SheetOut("a", ("x",), [], notes={"x": note})])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            drawing = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml"))
        heights.append(float(drawing.partition("height:")[2].partition("px")[0]))
    assert all(lower < higher for lower, higher in pairwise(heights))
