"""A stack from one file: which form it has, and everything that can be wrong before a cell is looked at."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chainmap.errors import InvalidStack, Problem
from chainmap.stack import problems_of, read_stack
from chainmap.stack.from_file import intake_of_file
from tests.stack.sheets import CAR, xlsx

CHINESE = "部件,供应商,国家\n电池,宁德时代,中国\n电机,博世,德国\n"
ROWS = [["component", "supplier", "country", "share"], ["Chip", "TSMC", "Taiwan", 0.6], ["Chip", "Intel", "USA", 0.2]]


def only(path: Path, **how: str) -> Problem:
    problems = [found for found in problems_of(path, **how) if found.level == "error"]
    assert len(problems) == 1, problems
    assert problems[0].remedy
    assert str(path.parent) not in str(problems[0])
    with pytest.raises(InvalidStack):
        read_stack(path, **how)
    return problems[0]


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("name", ["mine.csv", "MINE.CSV", "my list (2025).csv", "电池.csv"])
def test_a_csv_file(tmp_path: Path, name: str) -> None:
    stack = read_stack(write(tmp_path / name, CAR))
    assert len(stack.offers) == 4
    assert stack.settings.title_en == name[:-4] or stack.settings.title_zh == "电池"


def test_a_workbook_with_one_sheet(tmp_path: Path) -> None:
    stack = read_stack(write(tmp_path / "chips.xlsx", xlsx({"Sheet1": ROWS})[1]()))
    assert [(row.actor, row.share) for row in stack.offers] == [("TSMC", 0.6), ("Intel", 0.2)]
    assert (stack.settings.id, stack.settings.title_en) == ("chips", "chips")


def test_sheet_and_file_say_the_same(tmp_path: Path) -> None:
    rows = [line.split(",") for line in CAR.splitlines()]
    book = read_stack(write(tmp_path / "mine.xlsx", xlsx({"Sheet1": rows})[1]()))
    text = read_stack(write(tmp_path / "mine.csv", CAR))
    for table in ("components", "actors", "offers", "needs"):
        assert book.table(table) == text.table(table)


def test_percent_formats_and_merged_cells_of_a_real_workbook(tmp_path: Path) -> None:
    book, data = xlsx({"Supply": ROWS})
    book["Supply"]["D2"].number_format = "0%"
    book["Supply"].merge_cells("A2:A3")
    stack = read_stack(write(tmp_path / "chips.xlsx", data()))
    assert [(row.component, row.share) for row in stack.offers] == [("Chip", 0.6), ("Chip", 0.2)]
    book["Supply"]["D1"] = "Share (%)"
    problem = only(write(tmp_path / "percent.xlsx", data()))
    assert (problem.cell, "no number in the column is above 1" in problem.text) == ("D1", True)


def test_a_sheet_called_like_a_table_may_be_the_one_sheet(tmp_path: Path) -> None:
    path = write(tmp_path / "chips.xlsx", xlsx({"Components": ROWS, "Sources": [["book", "year"], ["A", 2024]]})[1]())
    assert len(read_stack(path).offers) == 2
    assert any("not read: Sources" in found.text for found in problems_of(path))


def test_formulas_dates_and_errors_name_their_cell(tmp_path: Path) -> None:
    book, data = xlsx({"Supply": ROWS})
    book["Supply"]["C3"] = '=IF(1=1,"USA","")'
    problem = only(write(tmp_path / "chips.xlsx", data()))
    assert (problem.sheet, problem.cell, problem.column) == ("Supply", "C3", "country")
    assert str(problem).startswith("chips.xlsx, sheet Supply, C3: country: the cell holds a formula")


def test_hidden_sheets_of_a_real_workbook(tmp_path: Path) -> None:
    book, data = xlsx({"Old": ROWS, "New": ROWS})
    book["Old"].sheet_state = "veryHidden"
    path = write(tmp_path / "chips.xlsx", data())
    assert len(read_stack(path).offers) == 2
    assert any("not read: Old" in found.text for found in problems_of(path))


# --- Encodings


@pytest.mark.parametrize("encoding", ["gb18030", "GBK", "gb2312", "cp936"])
def test_gb18030_when_asked_for(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "mine.csv", CHINESE.encode("gb18030"))
    assert {row.name_zh for row in read_stack(path, encoding=encoding).actors} == {"宁德时代", "博世"}


def test_gb18030_unasked_is_refused_with_what_to_do(tmp_path: Path) -> None:
    problem = only(write(tmp_path / "mine.csv", CHINESE.encode("gb18030")))
    assert "it looks like GB18030" in problem.text
    assert "--encoding gb18030" in problem.remedy
    assert "stack.yaml" not in problem.remedy


@pytest.mark.parametrize("encoding", ["latin-1", "no-such", "utf-16", ""])
def test_other_encodings_are_not_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "mine.csv", CHINESE)
    if encoding:
        assert f"the encoding '{encoding}' is not read" in only(path, encoding=encoding).text
    else:
        assert read_stack(path, encoding=encoding).actors


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_makes_no_difference(tmp_path: Path, mark: bytes) -> None:
    assert len(read_stack(write(tmp_path / "mine.csv", mark + CHINESE.encode())).actors) == 2


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CHINESE.encode("utf-16"), "the file is in UTF-16"),
        (b"component,supplier,country\nCh\0ip,A,China\n", "NUL byte"),
        (b"component,supplier,country\nCaf\xe9,Soci\xe9t\xe9,France\n", "it looks like Windows-1252"),
        (b"", "the file is empty"),
        (b" \n\n", "the sheet is empty"),
        (b"\xef\xbb\xbf", "the sheet is empty"),
        (b"\xff" * 1000, "is not UTF-8"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, text: str) -> None:
    assert text in only(write(tmp_path / "mine.csv", data)).text


# --- What is not read


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.xls", "an old Excel file"),
        ("mine.xlsm", "a workbook with macros"),
        ("mine.xlsb", "a binary workbook"),
        ("mine.ods", "an OpenDocument sheet"),
        ("mine.tsv", "separated by tabs"),
        ("mine.pdf", "not a folder of tables, a workbook or a CSV sheet"),
        ("mine", "not a folder of tables, a workbook or a CSV sheet"),
        ("~$mine.xlsx", "the lock file that a spreadsheet program keeps"),
        ("~$mine.csv", "the lock file"),
    ],
)
def test_other_files_are_named(tmp_path: Path, name: str, text: str) -> None:
    assert text in only(write(tmp_path / name, b"x")).text


def test_a_workbook_called_csv(tmp_path: Path) -> None:
    problem = only(write(tmp_path / "mine.csv", xlsx({"Sheet1": ROWS})[1]()))
    assert (problem.text, problem.remedy) == ("this is a workbook that is called .csv.", "Rename it to .xlsx.")


@pytest.mark.parametrize(
    "data", [CAR.encode(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, b"PK\x03\x04" + b"\0" * 50]
)
def test_something_else_called_xlsx(tmp_path: Path, data: bytes) -> None:
    assert only(write(tmp_path / "mine.xlsx", data)).file == "mine.xlsx"


def test_a_truncated_workbook(tmp_path: Path) -> None:
    data = xlsx({"Sheet1": ROWS})[1]()
    only(write(tmp_path / "mine.xlsx", data[: len(data) // 2]))


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mine.xlsx", "w") as made:
        made.writestr("../../outside.txt", "x")
    only(tmp_path / "mine.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.xlsx"]


def test_a_folder_called_like_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").mkdir()
    assert "the folder has no table of a stack" in only(tmp_path / "mine.xlsx").text


def test_a_file_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "mine.xlsx", b"x")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", locked)
    problem = only(path)
    assert "perhaps another program holds it" in problem.text
    assert "Close it" in problem.remedy


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "mine.csv", b"x")

    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(Path, "open", broken)
    assert "Input/output error" in only(path).text


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chainmap.stack.from_file.MAX_BYTES", 1_000_000)
    assert only(write(tmp_path / "mine.csv", b"x" * 1_000_001)).text == "the file has more than 1 MB."


def test_a_cell_of_a_million_characters(tmp_path: Path) -> None:
    text = f"component,supplier,country\nChip,{'A' * 1_000_000},China\n"
    problem = only(write(tmp_path / "mine.csv", text))
    assert "more than 131,072 characters" in problem.text
    assert len(str(problem)) < 500


@pytest.mark.parametrize("name", ["a\nb.csv", "x\x1b[2J.csv", "\u202egnp.csv"])
def test_names_of_files_cannot_harm_a_terminal(tmp_path: Path, name: str) -> None:
    try:
        path = write(tmp_path / name, CAR + "Chip,A,Atlantis,\n")
    except OSError:
        pytest.skip("this system has no such names")
    assert "".join(map(str, intake_of_file(path).problems)).isprintable()
