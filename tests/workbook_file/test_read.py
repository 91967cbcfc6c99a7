"""What becomes of cells."""

from __future__ import annotations

import pytest

from chainmap.workbook_file import Refusal, column_letter, read_workbook
from tests.workbook_file.parts import PLAIN, book, cell, pack, parts, sheet, strings, tab, workbook

AS_TEXT = "Format the cell as text and type the value again."
UNSAVED = Refusal(
    "the cell holds a formula without a saved value.",
    "Open the file in a spreadsheet program and save it, or paste the values in place of the formulas.",
)


def only(data: bytes):
    found = read_workbook(data, file="a.xlsx")
    assert found.problems == ()
    (one,) = found.sheets
    return one


def one_cell(inner: str, kind: str = "", style: str = "", shared: str | None = None) -> str:
    read = only(workbook('<row r="1">' + cell("A1", inner, kind, style) + "</row>", shared=shared))
    assert read.refused == {}
    return read.rows[0][1][0]


@pytest.mark.parametrize(
    ("inner", "kind", "style", "text"),
    [
        ("<v>5</v>", "", "", "5"),
        ("<v>5.0</v>", "n", "", "5"),
        ("<v>-3</v>", "", "", "-3"),
        ("<v>2022</v>", "", "", "2022"),
        ("<v>0.45</v>", "", "5", "0.45"),
        ("<v>0.10000000000000001</v>", "", "", "0.1"),
        ("<v>0.30000000000000004</v>", "", "", "0.30000000000000004"),
        ("<v>1E-7</v>", "", "", "1e-07"),
        ("<v>123456789012</v>", "", "", "123456789012"),
        ("<v>1</v>", "b", "", "yes"),
        ("<v>0</v>", "b", "", "no"),
        ("<v>two words</v>", "str", "", "two words"),
        ("<v>a&amp;b &lt;c&gt;</v>", "str", "", "a&b <c>"),
        ("<is><t>in place</t></is>", "inlineStr", "", "in place"),
        ("<is><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></is>", "inlineStr", "", "rich"),
        ('<is><t xml:space="preserve"> both </t></is>', "inlineStr", "", " both "),
        ("<is><t>_x0041__x005F_x0041_</t></is>", "inlineStr", "", "A_x0041_"),
        ("<f>A2*2</f><v>8</v>", "", "", "8"),
        ('<f>""</f><v>kept</v>', "str", "", "kept"),
    ],
)
def test_values(inner: str, kind: str, style: str, text: str) -> None:
    assert one_cell(inner, kind, style) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>plain</t>", "plain"),
        ('<r><t xml:space="preserve">two </t></r><r><t>runs</t></r>', "two runs"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh>', "東京"),
        ("<t>line\nbreak</t>", "line\nbreak"),
        ("<t>0012</t>", "0012"),
    ],
)
def test_shared_strings(item: str, text: str) -> None:
    assert one_cell("<v>1</v>", "s", shared=strings("<t>other</t>", item)) == text


@pytest.mark.parametrize(
    ("inner", "kind", "style", "text", "remedy"),
    [
        ("<v>44684</v>", "", "1", "the cell holds the date 2022-05-03.", AS_TEXT),
        ("<v>44684.5</v>", "", "3", "the cell holds the date 2022-05-03 12:00:00.", AS_TEXT),
        ("<v>0.5</v>", "", "2", "the cell holds the time 12:00:00.", AS_TEXT),
        ("<v>1.5</v>", "", "4", "the cell holds the time 1 day, 12:00:00.", AS_TEXT),
        ("<v>2022-05-03</v>", "d", "", "the cell holds the date 2022-05-03.", AS_TEXT),
        ("<v>1E400</v>", "", "", "the cell holds a number out of range.", "Type the number again."),
        ("<f>1+1</f>", "", "", UNSAVED.text, UNSAVED.remedy),
        ("<f>1+1</f><v></v>", "", "", UNSAVED.text, UNSAVED.remedy),
        ("<f>1+1</f><v/>", "", "", UNSAVED.text, UNSAVED.remedy),
    ]
    + [
        (
            f"{formula}<v>{error}</v>",
            "e",
            "",
            f"the cell holds the error {error}.",
            "Mend the formula, or empty the cell if the value is not known.",
        )
        for error in ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
        for formula in ("", "<f>B1</f>")
    ],
)
def test_refused_cells(inner: str, kind: str, style: str, text: str, remedy: str) -> None:
    """A refused cell is empty, keeps its row, and touches no neighbour; with and without a prefix (x:c)."""
    row = cell("B3", inner, kind, style) + cell("C3", "<v>7</v>")
    alone = '<row r="9">' + cell("D9", inner, kind, style) + "</row>"
    rows = f'<row r="3">{row}</row>{alone}'
    for data in (rows, rows.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")):
        read = only(workbook(data))
        assert read.refused == {(3, 2): Refusal(text, remedy), (9, 4): Refusal(text, remedy)}
        assert read.rows == ((3, ("", "", "7", "")), (9, ("", "", "", "")))


def test_a_formula_with_an_empty_text_as_its_value_is_an_empty_cell() -> None:
    read = only(workbook('<row r="1">' + cell("A1", '<f>""</f><v></v>', "str") + cell("B1", "<v>1</v>") + "</row>"))
    assert read.rows == ((1, ("", "1")),)
    assert read.refused == {}


def test_formulas_outside_of_cells_are_nobodys() -> None:
    after = "<extLst><ext><x14:s><xm:f>A1</xm:f></x14:s></ext></extLst>"
    assert only(workbook(PLAIN, after)).refused == {}


def test_dates_from_1904() -> None:
    """Day 0 is 1904-01-01 there, so day 366 is 1905-01-01 (1904 was a leap year)."""
    found = parts(sheet('<row r="1">' + cell("A1", "<v>366</v>", "", "1") + "</row>"))
    found["xl/workbook.xml"] = book(tab("Sheet1", 1), extra='<workbookPr date1904="1"/>')
    assert only(pack(found)).refused[1, 1].text == "the cell holds the date 1905-01-01."


def test_an_error_that_the_reader_does_not_know_is_named_with_its_place() -> None:
    (problem,) = read_workbook(
        workbook('<row r="1">' + cell("B1", "<v>#ERROR!</v>", "e") + "</row>"), file="a.xlsx"
    ).problems
    assert str(problem).startswith("a.xlsx, sheet Sheet1, B1: the cell holds the error #ERROR!.")


def test_rows_are_numbered_and_equally_wide() -> None:
    rows = '<row r="2">' + cell("B2", "<v>1</v>") + '</row><row r="3"/><row r="4" hidden="1">'
    rows += cell("A4", "<v>2</v>") + cell("D4", "", style="1") + '</row><row r="7">' + cell("C7", "<v>3</v>") + "</row>"
    assert only(workbook(rows)).rows == ((2, ("", "1", "")), (4, ("2", "", "")), (7, ("", "", "3")))


def test_an_empty_sheet() -> None:
    assert only(workbook("")).rows == ()


def test_merged_ranges_are_cut_to_what_holds_something() -> None:
    rows = '<row r="1">' + cell("A1", "<v>1</v>") + '</row><row r="4">' + cell("C4", "<v>2</v>") + "</row>"
    ranges = ("A1:A3", "B2:XFD1048576", "C4:F4", "D1:F2", "C4:A1")
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    read = only(workbook(rows, f'<mergeCells count="5">{merged}</mergeCells>'))
    assert read.merged == ((1, 1, 3, 1), (2, 2, 4, 3))


def test_sheets_in_order_hidden_and_very_hidden() -> None:
    found = parts(*(sheet(PLAIN.replace("<v>1<", f"<v>{n}<")) for n in (1, 2, 3)))
    found["xl/workbook.xml"] = book(
        tab("供应商", 3), tab("a &amp; b", 1, 'state="hidden"'), tab("c", 2, 'state="veryHidden"')
    )
    read = read_workbook(pack(found), file="a.xlsx")
    assert [(one.name, one.hidden, one.rows[0][1]) for one in read.sheets] == [
        ("供应商", False, ("3",)),
        ("a & b", True, ("1",)),
        ("c", True, ("2",)),
    ]


def test_values_that_nobody_calculated_are_a_warning() -> None:
    """Libraries write 0 as the value of a formula and ask for a calculation when the file is opened."""
    formula = '<row r="2">' + cell("B2", "<f>1+1</f><v>0</v>") + "</row>"
    for rows, asks, expected in ((formula, "1", 1), (formula, "0", 0), (PLAIN, "1", 0)):
        found = parts(sheet(rows))
        found["xl/workbook.xml"] = book(tab("Sheet1", 1), extra=f'<calcPr fullCalcOnLoad="{asks}"/>')
        read = read_workbook(pack(found), file="a.xlsx")
        assert len(read.sheets) == 1
        assert [(p.level, p.sheet, p.cell, p.line) for p in read.problems] == [("warning", "Sheet1", "B2", 2)][
            :expected
        ]


def test_column_letters() -> None:
    assert [column_letter(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    with pytest.raises(ValueError, match="from 1"):
        column_letter(0)
