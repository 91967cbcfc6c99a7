"""Answers as CSV, JSON, Markdown, workbook and Parquet; no cell of data ever becomes a formula."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

import chainmap as cm
from chainmap.exchange import FILE_FORMATS, FORMATS, render, write_table
from chainmap.exchange.tables import for_language
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, part, tiny

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0", "-2+3"]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_data_is_run_by_a_spreadsheet(text):
    stack = tiny(part("a", name_en=text, name_zh=text), firm("x", "USA", name_en=text), made("a", "x", product_en=text))
    for table in (
        cm.available(stack, deny=["country:USA"]),
        cm.coverage(stack),
        cm.levels(stack),
        cm.substitutes(stack, "x"),
    ):
        for row in rows_of(render(table, "csv")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())
    assert rows_of(render(cm.coverage(stack), "csv"))[0]["name_en"] == f"'{text}".replace("\r", "\n")


def test_a_return_inside_a_text_begins_no_new_row():
    (row,) = rows_of(render(cm.coverage(tiny(part("a", name_en="x\r=1+1", name_zh="y\r\n=1"))), "csv"))
    assert (row["name_en"], row["name_zh"]) == ("x\n=1+1", "y\n=1")


def test_tuples_are_guarded_too():
    table = pd.DataFrame({"members": [("=cmd", "b")], "n": [-1.5]}).astype({"members": object})
    assert rows_of(render(table, "csv")) == [{"members": "'=cmd;b", "n": "-1.5"}], "numbers stay numbers"


def test_csv_for_people_begins_with_a_byte_order_mark_and_json_does_not(tmp_path):
    for form in FILE_FORMATS:
        write_table(cm.coverage(EUV), tmp_path / f"t.{form}")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "t.json").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r" not in (tmp_path / "t.csv").read_bytes()
    workbook = pd.read_excel(tmp_path / "t.xlsx", engine="openpyxl")
    for table in (pd.read_csv(tmp_path / "t.csv"), workbook, pd.read_parquet(tmp_path / "t.parquet")):
        assert table.component.tolist() == cm.coverage(EUV).component.tolist()


def test_every_column_and_every_row_is_in_every_format():
    table = cm.single_points_of_failure(INDUSTRY, by="country")
    data = json.loads(render(table, "json", {"stack": "tiny"}))
    assert data["about"] == {"stack": "tiny"} and len(data["rows"]) == len(table)
    assert list(data["rows"][0]) == list(table.columns) == list(rows_of(render(table, "csv"))[0])
    lines = render(table, "md").splitlines()
    assert len(lines) == len(table) + 2 and lines[0].count("|") == len(table.columns) + 1


def test_empty_cells_are_empty_and_null_and_never_zero_or_nan():
    table = cm.substitutes(EUV, "TSMC")
    assert json.loads(render(table, "json"))["rows"][0]["months"] is None
    assert rows_of(render(table, "csv"))[0]["months"] == ""
    assert "nan" not in render(table, "md").lower().replace("finance", "")
    years = json.loads(render(cm.coverage(INDUSTRY), "json"))["rows"]
    assert {row["component"]: row["oldest_year"] for row in years}["gpu"] == 2018
    assert {row["component"]: row["oldest_year"] for row in years}["eda"] is None


def test_yes_and_no_are_words_in_csv_and_truths_in_json():
    table = cm.available(EUV)
    assert [row["target"] for row in rows_of(render(table, "csv"))] == ["yes", "no", "no", "no"]
    assert [row["target"] for row in json.loads(render(table, "json"))["rows"]] == [True, False, False, False]
    assert render(table, "md").splitlines()[2].split(" | ")[3] == "yes"


def test_several_values_are_joined_in_csv_and_lists_in_json():
    table = cm.explain(EUV, "ASML", "p")
    assert rows_of(render(table, "csv"))[0]["evidence"] == "k-euv;k-owners"
    assert json.loads(render(table, "json"))["rows"][0]["evidence"] == ["k-euv", "k-owners"]


def test_markdown_cannot_be_broken_by_data():
    stack = tiny(part("a", name_en="a|b\nc"))
    lines = render(cm.available(stack), "md").splitlines()
    assert len(lines) == 3 and "a\\|b c" in lines[2]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_answer_still_has_its_columns(form):
    text = render(cm.substitutes(EUV, "ASML"), form)
    assert ("substitute" in text) if form != "json" else json.loads(text)["rows"] == []


def test_the_same_table_is_the_same_bytes():
    for form in FORMATS:
        assert render(cm.levels(INDUSTRY), form) == render(cm.levels(INDUSTRY), form)


def test_one_language_keeps_its_columns_and_drops_empty_ones():
    table = cm.available(EUV)
    english, chinese = for_language(table, "en"), for_language(table, "zh")
    assert {"name", "state"} <= set(english.columns) == set(chinese.columns)
    assert english.name.tolist()[0] == "Product" and chinese.name.tolist()[0] == "产品"
    assert "because" not in english, "nothing stops, so nothing is said"


@pytest.mark.parametrize("form", FORMATS)
def test_whole_numbers_with_gaps_are_written_in_every_format(form):
    text = render(pd.DataFrame({"rank": pd.Series([1, None], dtype="Int64"), "name": ["a", ""]}), form)
    assert "1" in text and "NA" not in text and "nan" not in text
