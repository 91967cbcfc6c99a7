"""Workbooks of answers: numbers to sum, texts that never run, notes that say what a column means."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chainmap as cm
from chainmap.analysis.frames import frame
from chainmap.errors import WrongQuestion
from chainmap.exchange import answer_workbook as module
from chainmap.exchange.answer_workbook import Part, answer_workbook, joint_workbook, sheet_names
from chainmap.schema import columns_of
from chainmap.schema.answers import ANSWERS
from chainmap.workbook_file import read_workbook
from tests.analysis.stacks import EUV, INDUSTRY
from tests.analysis.test_frames import ASKED, STACKS
from tests.structure.tiny import firm, made, part, tiny

INJECTED = ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "-2+3", "=1+1", '=HYPERLINK("x")', "{=1}", "'=1", "007", "1E5"]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_value_comes_back_as_what_it_is(name):
    texts = numbers = 0
    for stack, unit in STACKS.values():
        table = ASKED[name](stack, unit)
        sheet = opened(answer_workbook(table))["answer"]
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == list(table.columns) and len(rows) == len(table)
        for at, row in enumerate(table.to_dict("records")):
            for before, after in zip(row.values(), rows[at], strict=True):
                if isinstance(before, tuple):
                    assert (after or "") == ";".join(before)
                elif isinstance(before, bool):
                    assert after == ("yes" if before else "no")
                elif isinstance(before, str):
                    assert (after or "") == before.replace("\r", "\n")
                    texts += 1
                elif pd.isna(before):
                    assert after is None, "unknown is not zero"
                else:
                    assert after == pytest.approx(before, rel=1e-15) and not isinstance(after, str)
                    numbers += 1
    kinds = {column.kind for column in columns_of(ANSWERS[name])}
    assert texts and (numbers or not kinds & {"share", "number", "integer"} or name == "problems")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_without_rows_still_has_its_heads_and_notes(name):
    sheet = opened(answer_workbook(frame((), ANSWERS[name])))["answer"]
    declared = columns_of(ANSWERS[name])
    assert [cell.value for cell in sheet[1]] == [column.name for column in declared]
    assert sheet.max_row == 1
    for cell, column in zip(sheet[1], declared, strict=True):
        assert column.about in cell.comment.text
        if column.unit:
            assert ("0 to 1" if column.unit == "share" else column.unit) in cell.comment.text


@pytest.mark.parametrize("text", INJECTED)
def test_no_text_of_the_data_is_run_or_becomes_a_number(text):
    stack = tiny(part("a", name_en=text, name_zh=text), firm("x", "USA", name_en=text), made("a", "x", product_en=text))
    data = answer_workbook(cm.coverage(stack), {"stack": text, text: "x"})
    cells = [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 4, "two names, and twice in about"
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_several_values_that_begin_with_a_sign_are_a_text():
    table = pd.DataFrame({"members": [("=cmd", "b")], "n": [-1.5]}).astype({"members": object})
    cells = opened(answer_workbook(table))["answer"][2]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=cmd;b", "s"), (-1.5, "n")]


def test_our_own_reader_reads_it():
    table = cm.single_points_of_failure(INDUSTRY, by="country")
    book = read_workbook(answer_workbook(table, {"stack": "industry", "as_of": 2022}), file="answer.xlsx")
    assert not book.problems and [sheet.name for sheet in book.sheets] == ["answer", "about"]
    head, *rows = [texts for _, texts in book.sheets[0].rows]
    assert list(head) == list(table.columns)
    at = head.index("members")
    assert [row[at] for row in rows] == [";".join(members) for members in table.members]


def test_about_says_where_it_comes_from():
    about = {"stack": "euv", "home": ["CHN", "JPN"], "as_of": 2022, "basis": None, "count": True}
    rows = list(opened(answer_workbook(cm.available(EUV), about))["about"].iter_rows(values_only=True))
    assert rows == [
        ("what", "value"),
        ("answer", "What still works after a denial, and because of what it does not."),
        ("stack", "euv"),
        ("home", "CHN;JPN"),
        ("as_of", 2022),
        ("basis", None),
        ("count", "yes"),
    ]


def test_one_workbook_lists_its_sheets_first():
    parts = [Part("levels", cm.levels(EUV), "=how much"), Part("about", cm.coverage(EUV), "what is known")]
    book = opened(joint_workbook(parts, {"stack": "euv"}, lang="zh"))
    assert book.sheetnames == ["about", "levels", "about~2"]
    rows = [row for row in book["about"].iter_rows(values_only=True) if any(row)]
    assert rows == [
        ("工作表", "内容", "行数"),
        ("levels", "=how much", len(cm.levels(EUV))),
        ("about~2", "what is known", len(cm.coverage(EUV))),
        ("stack", "euv", None),
    ]
    assert book["levels"].max_row == len(cm.levels(EUV)) + 1


def test_names_that_a_workbook_keeps_for_itself():
    assert sheet_names(["About", "HISTORY", "lists", "", "'", "a" * 32]) == [
        "About~2",
        "HISTORY~2",
        "lists~2",
        "~2",
        "~3",
        "a" * 17 + "~" + "a" * 13,
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8))
def test_names_of_sheets_are_allowed_and_told_apart(names):
    found = sheet_names([*names, *names])
    assert len({name.casefold() for name in found}) == len(found) == 2 * len(names)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\") and not name.startswith("'") and not name.endswith("'")
        assert name.casefold() not in ("about", "history", "lists")


def test_more_than_a_sheet_holds_is_refused_and_never_cut(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert len(cm.available(EUV)) == 4
    with pytest.raises(WrongQuestion, match=r"4 rows.*\.csv or \.parquet"):
        answer_workbook(cm.available(EUV))


@pytest.mark.parametrize(("text", "said"), [("x" * 32_768, "longer than 32,767"), ("bell \x07", "control character")])
def test_a_text_that_no_cell_holds_is_refused_with_its_place(text, said):
    table = cm.available(EUV)
    table["because_en"] = text
    with pytest.raises(WrongQuestion, match=f"sheet answer, G2: .*{said}.*Write .csv"):
        answer_workbook(table)


def test_the_same_answer_is_the_same_bytes():
    assert answer_workbook(cm.levels(EUV), {"stack": "e"}) == answer_workbook(cm.levels(EUV), {"stack": "e"})
