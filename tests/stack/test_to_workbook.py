"""A stack as a workbook: every text and number comes back, and what helps to fill it in is really there."""

from __future__ import annotations

import dataclasses
import errno
import io
import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from chainmap.errors import ChainmapError, InvalidStack
from chainmap.schema import TABLES, Actor, Change, Component, Fact, Need, Settings, columns_of
from chainmap.stack import Stack, bundled, bundled_names, read_stack, write_stack
from chainmap.stack.meanings_zh import MEANINGS_ZH, TABLES_ZH
from chainmap.stack.notes import column_note
from chainmap.stack.one_sheet import FIELDS
from chainmap.stack.to_workbook import sheets_of, workbook_of
from chainmap.stack.write import readable_workbook, stack_files
from tests.random_stacks import cases, random_stack
from tests.stack.files import write_files

LONG = "一二三四五六七八九十" * 2000
TEXTS = (
    *("007", "850760", "1e5", "0.10", "2026", "2026-01-02", "1-2", "3/4", "12:30", "45%", "1,234", "true", "FALSE"),
    *("yes", "NULL", "nan", "#N/A", "#REF!", "_x0041_", "_x000D_", "'quoted", '5" disc, "fast"', "a,b", "a<b>&c;d"),
    *(
        "first\nsecond\n\nlast",
        "a\tb",
        "西门子（中国）",
        "naïve Łódź",
        "\N{GRINNING FACE}",
        "{=1+1}",
        "x" * 20_000,
        LONG,
    ),
)
NUMBERS = (0.1 + 0.2, 1 / 3, 1e-300, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, 1e15, 123456789.123456789, -0.5, 0.0)


def odd_stack(texts: tuple[str, ...], numbers: tuple[float, ...]) -> Stack:
    """Return a stack whose only point is what stands in its cells."""
    return Stack(
        settings=Settings(id="odd", title_en=texts[0], home=("DEU", "JPN"), threshold=0.1 + 0.2, as_of=2026),
        components=(
            Component(component="c", supply="open", weight=0.1 + 0.2, hs6=("850760", "010121")),
            *(Component(component=f"c{at}", supply="unknown", name_zh=text) for at, text in enumerate(texts)),
        ),
        actors=(Actor(actor="007", aliases=("true", "1e5"), label=("foreign",)),),
        needs=(Need(dependent="c", input="c0", at_least=1, essential=False),),
        facts=tuple(Fact(fact=f"f{at}", metric="m", value=value, year=1999) for at, value in enumerate(numbers)),
        changes=(Change(since=2030, table="components", row="c", column="weight", value="0.10"),),
    )


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


# --- Round trips


@pytest.mark.parametrize("name", bundled_names())
def test_folder_to_workbook_to_folder_keeps_the_digest(name: str, tmp_path: Path) -> None:
    stack = bundled(name)
    book = write_stack(stack, tmp_path / "a.XLSX")
    folder = write_stack(read_stack(book), tmp_path / "folder")
    assert read_stack(folder).digest == stack.digest
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(stack_files(stack)), (
        "rows in their order"
    )


@pytest.mark.parametrize("form", [False, True])
def test_texts_and_numbers_that_spreadsheets_like_to_change(form: bool, tmp_path: Path) -> None:
    stack = odd_stack(TEXTS, NUMBERS)
    (tmp_path / "odd.xlsx").write_bytes(readable_workbook(stack, form=form))
    back = read_stack(tmp_path / "odd.xlsx")
    assert [row.name_zh for row in back.components[1:]] == list(TEXTS)
    assert [row.value for row in back.facts] == list(NUMBERS)
    assert back.digest == stack.digest


def test_random_stacks() -> None:
    full = 0
    for seed in cases(15):
        stack = random_stack(seed)
        readable_workbook(stack, form=bool(seed % 2))  # it raises when anything came back changed
        full += bool(stack.offers and stack.needs and stack.actors)
    assert full >= 0.9 * len(cases(15))


def test_random_texts_and_numbers(tmp_path: Path) -> None:
    """Whatever a folder can hold a workbook can hold too, and both come back the same."""
    rng = random.Random("odd cells")
    signs = "abcXYZ019 .,;:-+=@'\"_x<>&#%()\n\t中文，（é\u00a0\u3000\N{GRINNING FACE}"
    written = refused = 0
    for _ in cases(40):
        texts = tuple("".join(rng.choices(signs, k=rng.randint(1, 12))) for _ in range(3))
        numbers = tuple(rng.choice((rng.random(), rng.gauss(0, 1) * 10.0 ** rng.randint(-30, 30))) for _ in range(3))
        stack = odd_stack(texts, numbers)
        try:
            folder = write_stack(stack, tmp_path / f"folder{written}")
        except InvalidStack:  # spaces around a text, or a text that begins like a formula
            refused += 1
            with pytest.raises(InvalidStack):
                write_stack(stack, tmp_path / "refused.xlsx")
            continue
        book = write_stack(stack, tmp_path / f"book{written}.xlsx")
        assert read_stack(book).digest == read_stack(folder).digest == stack.digest
        written += 1
    assert min(written, refused) >= 0.2 * len(cases(40))


# --- What stands in the file


def test_the_same_bytes_every_time() -> None:
    stack = odd_stack(TEXTS, NUMBERS)
    assert workbook_of(stack) == workbook_of(stack)


def test_codes_are_texts_and_shares_are_numbers() -> None:
    book = opened(workbook_of(bundled("euv")))
    sheet = book["components"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.cell(5, header.index("component") + 1).value == "p"
    assert sheet.cell(5, header.index("weight") + 1).value == 1
    codes = opened(workbook_of(odd_stack(TEXTS, NUMBERS)))["components"]
    cell = codes.cell(2, [one.value for one in codes[1]].index("hs6") + 1)
    assert (cell.value, cell.data_type) == ("850760;010121", "s")


def test_an_export_leaves_out_what_says_nothing() -> None:
    names = [sheet.name for sheet in sheets_of(bundled("euv"))]
    assert names == ["read me", "stack", "sources", "evidence", "layers", "components", "actors", "offers", "needs"]
    needs = next(sheet for sheet in sheets_of(bundled("euv")) if sheet.name == "needs")
    assert needs.header == ("dependent", "input", "evidence")
    assert not any("example" in str(row) for row in sheets_of(bundled("euv"))[0].rows)


def test_a_form_has_every_column_with_a_note() -> None:
    book = opened(workbook_of(bundled("euv"), form=True))
    assert book.sheetnames[:2] == ["read me", "stack"]
    tables = [name for name in book.sheetnames[2:] if book[name].sheet_state == "visible"]
    assert tables == [table for table in TABLES if table in tables], "in the order of their declaration"
    assert {"sources", "evidence", "layers", "components", "actors", "offers", "needs", "switches"} <= set(tables)
    for table in tables:
        columns = columns_of(TABLES[table])
        assert [cell.value for cell in book[table][1]] == [column.name for column in columns]
        for cell, column in zip(book[table][1], columns, strict=True):
            note = cell.comment.text
            assert column.about in note and MEANINGS_ZH[column.about] in note
            assert all(choice in note for choice in column.choices)
            assert ("required" in note) == ("必填" in note) == column.required
            assert all(ref.partition(".")[0] in note for ref in column.ref)
            assert column.unit in ("", "share") or column.unit in note


def test_drop_downs_offer_the_choices_and_the_ids() -> None:
    """In every row that is filled in, and in many below; each list of ids points at the column of ids."""
    book = opened(workbook_of(bundled("euv"), form=True))
    with_choices = with_ids = 0
    for table in set(TABLES) & set(book.sheetnames):
        sheet = book[table]
        for at, column in enumerate(columns_of(TABLES[table]), start=1):
            letter = get_column_letter(at)
            mine = [one for one in sheet.data_validations.dataValidation if f"{letter}2" in one.sqref]
            choices = ("yes", "no") if column.kind == "yesno" else column.choices
            if not (choices or column.ref):
                assert not mine
                continue
            (rule,) = mine
            assert rule.type == "list" and rule.allow_blank
            assert f"{letter}{sheet.max_row + 500}" in rule.sqref
            if choices:
                assert rule.formula1.strip('"').split(",") == list(choices)
                with_choices += 1
            else:
                name, _, area = rule.formula1.replace("'", "").replace("$", "").partition("!")
                first, _, last = area.partition(":")
                assert book[name][f"{first[0]}1"].value == column.ref[0].partition(".")[2]
                assert f"{name}.{book[name][f'{first[0]}1'].value}" == column.ref[0]
                assert first[1:] == "2" and int(last[1:]) > book[name].max_row
                with_ids += 1
    assert with_choices >= 8 and with_ids >= 15


def test_the_first_sheet_is_short_and_in_both_languages() -> None:
    for lang, first in (("en", "A stack of chainmap"), ("zh", "chainmap 数据")):
        sheet = opened(workbook_of(bundled("euv"), form=True, lang=lang)).worksheets[0]
        lines = [row[0].value or "" for row in sheet.iter_rows()]
        assert lines[0].startswith(first) and len(lines) <= 40
        text = "\n".join(lines)
        assert all(word in text for word in ("components, actors, offers", "chainmap check", "not known", "未知"))


def test_notes_in_chinese_come_first_when_asked_for() -> None:
    cell = opened(workbook_of(bundled("euv"), lang="zh"))["offers"]["A1"]
    assert cell.comment.text.index("供应项的编号") < cell.comment.text.index("id of the offer")
    assert cell.value == "offer", "headers stay what the tables are read by"


def test_every_meaning_is_said_in_chinese_and_none_is_left_over() -> None:
    models = (Settings, *TABLES.values())
    abouts = {column.about for model in models for column in columns_of(model)} | {field.about for field in FIELDS}
    assert set(MEANINGS_ZH) == abouts
    assert set(TABLES_ZH) == set(TABLES)


def test_a_note_says_the_same_in_both_orders() -> None:
    """Of every column there is, also of tables that no form holds."""
    for model in TABLES.values():
        for column in columns_of(model):
            english, chinese = column_note(column).split("\n\n")
            assert column_note(column, "zh") == f"{chinese}\n\n{english}"
            assert english.isascii() and not chinese.isascii()
            assert len(english.split("\n")) == len(chinese.split("\n"))


# --- Writing


def test_a_workbook_of_ours_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "euv.xlsx"
    assert write_stack(bundled("euv"), target) == target
    changed = dataclasses.replace(bundled("euv"), settings=Settings(id="other"))
    write_stack(changed, target)
    assert read_stack(target) == changed
    assert [path.name for path in tmp_path.iterdir()] == ["euv.xlsx"]


def test_what_is_no_stack_is_left_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "budget"
    book.save(tmp_path / "budget.xlsx")
    (tmp_path / "notes.xlsx").write_bytes(b"mine")
    (tmp_path / "folder.xlsx").mkdir()
    before = (tmp_path / "budget.xlsx").read_bytes()
    for name in ("budget.xlsx", "notes.xlsx", "folder.xlsx"):
        with pytest.raises(ChainmapError, match="it is no stack"):
            write_stack(bundled("euv"), tmp_path / name)
    assert (tmp_path / "budget.xlsx").read_bytes() == before
    assert (tmp_path / "notes.xlsx").read_bytes() == b"mine"


def test_a_workbook_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = write_stack(bundled("euv"), tmp_path / "euv.xlsx")
    before = target.read_bytes()

    def held(self: Path, to: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied", str(to))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ChainmapError, match=r"is it open in another program\? Close it and run again"):
        write_stack(bundled("euv"), target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["euv.xlsx"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ChainmapError, match="cannot be written: No such file or directory"):
        write_stack(bundled("euv"), tmp_path / "no" / "euv.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["=1+1", " padded", "control\x07", "half \ud800", "cr\rlf", "x" * 20_001])
def test_a_text_that_could_not_be_read_back_is_not_written(name: str, tmp_path: Path) -> None:
    stack = dataclasses.replace(read_stack(write_files(tmp_path / "given")), facts=(Fact(fact="f", metric=name),))
    with pytest.raises(InvalidStack):
        write_stack(stack, tmp_path / "written.xlsx")
    assert not (tmp_path / "written.xlsx").exists()


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chainmap.stack.to_workbook.MOST_ROWS", 2)
    with pytest.raises(ChainmapError, match=r"the table evidence has 5 rows; a sheet holds 2\..*as a folder"):
        readable_workbook(bundled("euv"))
