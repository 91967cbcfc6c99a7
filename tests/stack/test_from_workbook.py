"""A workbook with one sheet a table: the same stack as the folder, problems in its sheets and cells."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from openpyxl.comments import Comment

import chainmap as cm
from chainmap.errors import Problem
from chainmap.stack import problems_of, read_stack
from chainmap.stack.from_file import is_whole
from chainmap.stack.from_workbook import has_tables, intake_of_sheets
from chainmap.stack.read import Reading, reading_of
from chainmap.workbook_file import Sheet
from tests.stack.files import GOOD, write_files
from tests.stack.sheets import sheet, xlsx

SETTINGS = [("setting", "value"), ("id", "small"), ("title_en", "A small stack"), ("title_zh", "小")]
SETTINGS += [("home", "CHN"), ("lens", "owner"), ("as_of", "2025")]


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


TABLES = {name.removesuffix(".csv"): table(text) for name, text in GOOD.items() if name.endswith(".csv")}
WHOLE: dict[str, list[list[object]]] = {
    "Read me": [["Fill in the sheets."]],
    "stack": [list(row) for row in SETTINGS],
    **{name: [list(row) for row in rows] for name, rows in TABLES.items()},
    "lists": [["yes"], ["no"]],
}


def sheets(**changes: list[list[object]] | None) -> list[Sheet]:
    found = {**WHOLE, **changes}
    return [sheet(*rows, name=name) for name, rows in found.items() if rows is not None]


def of(*found: Sheet) -> Reading:
    return reading_of(intake_of_sheets(tuple(found), file="my.xlsx", stem="my"))


def changed(name: str, row: int, column: str, value: object) -> list[list[object]]:
    """Return the rows of a sheet with one cell changed; rows are counted as in the sheet."""
    rows = [list(cells) for cells in WHOLE[name]]
    rows[row - 1][rows[0].index(column)] = value
    return rows


def only(reading: Reading) -> Problem:
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def test_a_workbook_is_the_folder_with_the_same_tables(tmp_path: Path) -> None:
    path = tmp_path / "any name.xlsx"
    path.write_bytes(xlsx(WHOLE)[1]())
    folder = write_files(tmp_path / "folder")
    assert problems_of(path) == ()
    assert read_stack(path).digest == read_stack(folder).digest


def test_numbers_may_be_numbers(tmp_path: Path) -> None:
    def number(cell: object) -> object:
        try:
            return float(str(cell))
        except ValueError:
            return cell

    path = tmp_path / "numbers.xlsx"
    path.write_bytes(
        xlsx({name: [[number(cell) for cell in row] for row in rows] for name, rows in WHOLE.items()})[1]()
    )
    assert read_stack(path).digest == read_stack(write_files(tmp_path / "folder")).digest


@pytest.mark.parametrize("write", [str.upper, str.title, lambda name: f" {name} "])
def test_sheets_in_any_case(write: object) -> None:
    names = [sheet(*rows, name=write(name)) for name, rows in WHOLE.items()]  # type: ignore[operator]
    assert of(*names).stack == of(*sheets()).stack is not None
    assert of(*names).problems == ()


def test_without_settings_it_is_called_like_the_file() -> None:
    stack = of(*sheets(stack=None)).stack
    assert stack is not None
    assert (stack.settings.id, stack.settings.home) == ("my", ())


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "cell", "text"),
    [
        ("offers", 2, "share", "1.5", "F2", "'1.5' is outside 0 to 1"),
        ("offers", 3, "actor", "nobody", "C3", "there is no actor 'nobody'"),
        ("offers", 2, "share_high", "0.55", "F2", "share 0.6 is above share_high 0.55"),
        ("actors", 2, "hq", "Atlantis", "D2", "is not an ISO 3166 alpha-3 code"),
        ("components", 3, "supply", "open", "D3", "supply of chip is open"),
        ("components", 2, "component", "", "A2", "the cell is empty"),
        ("needs", 2, "input", "phone", "B2", "phone needs itself"),
        ("layers", 1, "name_en", "nam_en", "C1", "layers has no column 'nam_en'"),
        ("layers", 1, "name_en", "Nam_En", "C1", "layers has no column 'Nam_En'"),
    ],
)
def test_problems_name_sheet_row_and_letter(name: str, row: int, column: str, value: str, cell: str, text: str) -> None:
    reading = of(*sheets(**{name: changed(name, row, column, value)}))
    found = next(one for one in reading.problems if text in one.text)
    assert (found.file, found.sheet, found.cell, found.line) == ("my.xlsx", name, cell, row)
    assert str(found).startswith(f"my.xlsx, sheet {name}, {cell}: ")
    assert all(".csv" not in f"{one.file} {one.text}" for one in reading.problems)


def test_a_column_that_is_missing_has_no_letter() -> None:
    rows = [[cell for cell in row if cell != row[1]] for row in WHOLE["layers"]]
    found = next(one for one in of(*sheets(layers=rows)).problems if "column is missing" in one.text)
    assert (found.sheet, found.cell, found.line, found.column) == ("layers", None, 1, "rank")


def test_short_rows_and_columns_without_a_name() -> None:
    short = Sheet("layers", False, ((1, ("layer", "rank", "name_en")), (2, ("parts", "1"))))
    assert of(*sheets(layers=None), short).problems == ()
    more = [[*row, extra] for row, extra in zip(WHOLE["layers"], ("", "see below"), strict=True)]
    found = only(of(*sheets(layers=more)))
    assert (found.sheet, found.text) == ("layers", "column 4 has cells but no name.")


def test_empty_rows_are_left_out_but_not_those_with_refused_cells() -> None:
    rows = [*WHOLE["layers"], [" ", "", ""], ["tools", "2", "Tools"]]
    assert of(*sheets(layers=rows)).problems == ()
    refused = sheet(*WHOLE["layers"], ("", "", ""), name="layers", refused={(3, 1): "the cell holds a date."})
    found = next(one for one in of(*sheets(layers=None), refused).problems if "date" in one.text)
    assert (found.cell, found.level) == ("A3", "error")


def test_two_sheets_of_one_name() -> None:
    found = only(of(*sheets(), sheet(*WHOLE["layers"], name="LAYERS ")))
    assert (found.level, found.sheet) == ("error", "layers")
    assert found.text == "two sheets are called layers and LAYERS ."


def test_a_sheet_that_is_not_read_is_named() -> None:
    reading = of(*sheets(), sheet(("offer",), name="ofers"), sheet(("x",), name="My notes"), sheet(name="Sheet1"))
    found = {one.sheet: one for one in reading.problems}
    assert reading.stack is not None
    assert set(found) == {"ofers", "My notes"}
    assert {one.level for one in found.values()} == {"warning"}
    assert found["ofers"].remedy == "Did you mean offers?"
    assert {one.file for one in found.values()} == {"my.xlsx"}


def test_a_hidden_table_is_refused_and_a_hidden_list_is_not() -> None:
    hidden = [sheet(*rows, name=name, hidden=name in ("lists", "offers")) for name, rows in WHOLE.items()]
    found = only(of(*hidden))
    assert (found.sheet, found.text, found.level) == ("offers", "the sheet is hidden.", "error")


def test_merged_cells_are_refused_with_their_place() -> None:
    merged = sheet(*WHOLE["offers"], name="offers", merged=[(2, 2, 3, 2)])
    found = only(of(*sheets(offers=None), merged))
    assert (found.sheet, found.line, found.text) == ("offers", 2, "the cells B2:B3 are merged.")


@pytest.mark.parametrize(
    ("row", "cell", "text"),
    [
        (("hom", "CHN"), "B8", "there is no setting 'hom'"),
        (("id", "other"), "B8", "the setting is already on line 2"),
        (("threshold", "150%"), "B8", "outside 0 to 1"),
        (("mode", "both"), "B8", "is not one of supply, use"),
        (("", "something"), "B8", "there is no setting ''"),
    ],
)
def test_wrong_settings(row: tuple[str, str], cell: str, text: str) -> None:
    found = only(of(*sheets(stack=[*WHOLE["stack"], list(row)])))
    assert (found.sheet, found.cell, text in found.text) == ("stack", cell, True)


def test_settings() -> None:
    rows: list[list[object]] = [["Home", "CHN; USA"], ["", ""], ["threshold", "50%"], ["title_en", ""], ["id"]]
    stack = of(*sheets(stack=rows)).stack
    assert stack is not None
    assert (stack.settings.home, stack.settings.threshold, stack.settings.id) == (("CHN", "USA"), 0.5, "my")
    dated = sheet(("as_of", ""), name="stack", refused={(1, 2): "the cell holds the date 2025-01-01."})
    found = only(of(*sheets(stack=None), dated))
    assert (found.cell, found.text) == ("B1", "the cell holds the date 2025-01-01.")


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        ({"components": ["component", "name_en"], "offers": ["offer"]}, True),
        ({"components": ["component", "supplier", "country"]}, False),
        ({"Supply": ["component", "supplier", "country"], "Sources": ["source", "title"]}, False),
        ({"components": ["component"], "raw": ["component", "supplier", "country"]}, True),
        ({"offers": ["offer", "component", "actor"]}, True),
        ({"Supply": ["component", "supplier", "country"]}, False),
        ({"Anything": ["what"]}, False),
    ],
)
def test_which_form_a_workbook_has(names: dict[str, list[str]], whole: bool) -> None:
    made = tuple(sheet(header, ["x"] * len(header), name=name) for name, header in names.items())
    assert is_whole(made) == whole
    assert has_tables(made) >= whole


def test_a_real_workbook_with_dates_errors_and_formulas(tmp_path: Path) -> None:
    book, data = xlsx(WHOLE)
    book["offers"]["F2"] = "=0.3+0.3"
    book["offers"]["F3"] = datetime.date(2025, 4, 1)
    book["offers"]["D3"] = "#REF!"
    book["offers"]["D3"].data_type = "e"
    book["layers"]["A1"].comment = Comment("the id of a layer", "me")
    path = tmp_path / "my.xlsx"
    path.write_bytes(data())
    found = {one.cell: one for one in problems_of(path)}
    assert set(found) == {"F2", "F3", "D3"}
    assert "formula without a saved value" in found["F2"].text
    assert "2025-04-01" in found["F3"].text
    assert "#REF!" in found["D3"].text
    assert cm.check(path)["sheet"].tolist() == ["offers"] * 3
