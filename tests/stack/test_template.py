"""What ``new`` writes passes ``check``, answers, and says of each example row that it is one."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from chainmap import minimal_cut_sets, single_points_of_failure
from chainmap.errors import ChainmapError
from chainmap.schema import TABLES, Settings, columns_of
from chainmap.stack import Stack, bundled, problems_of, read_stack
from chainmap.stack.fresh import write_fresh
from chainmap.stack.meanings_zh import MEANINGS_ZH
from chainmap.stack.shown import FORM_TABLES
from chainmap.stack.template import (
    ONE_SHEET_HEADER,
    example_stack,
    folder_form,
    one_sheet_csv,
    one_sheet_workbook,
)
from chainmap.stack.write import readable_workbook

LANGS = ("en", "zh")


def rows_of(stack: Stack) -> int:
    return sum(len(stack.table(table)) for table in TABLES)


def folder(tmp_path: Path, lang: str = "en", stack: Stack | None = None) -> Path:
    write_fresh(tmp_path / "mine", folder_form(stack or example_stack("mine"), lang))
    return tmp_path / "mine"


# --- The full form


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_folder_is_a_stack_whose_every_row_is_called_an_example(tmp_path: Path, lang: str) -> None:
    place = folder(tmp_path, lang)
    assert read_stack(place) == example_stack("mine")
    found = problems_of(place, strict=True)
    assert {(one.level, one.text) for one in found} == {("warning", "this is an example row of the template.")}
    assert len({(one.file, one.line) for one in found}) == len(found) == rows_of(example_stack("mine"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_workbook_is_the_same_stack(tmp_path: Path, lang: str) -> None:
    place = tmp_path / "mine.xlsx"
    write_fresh(place, readable_workbook(example_stack("mine"), form=True, lang=lang))
    assert read_stack(place) == example_stack("mine")
    found = problems_of(place, strict=True)
    assert {one.level for one in found} == {"warning"} and len(found) == rows_of(example_stack("mine"))
    assert all(one.sheet and "example row" in one.text for one in found)


def test_rows_that_were_replaced_are_not_examples_any_more(tmp_path: Path) -> None:
    place = folder(tmp_path)
    for file in place.glob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"example-", b"my-"))
    assert problems_of(place, strict=True) == ()


def test_a_row_about_an_example_is_one_too(tmp_path: Path) -> None:
    """A need has no id of its own; a row that only cites an example claim is no example."""
    place = folder(tmp_path)
    (place / "actors.csv").write_text(
        "actor,hq,evidence\nexample-firm-a,DEU,\nEXAMPLE-firm-b,JPN,\nmine,FRA,example-claim\n"
    )
    flagged = {(one.file, one.line) for one in problems_of(place) if "example row" in one.text}
    assert ("needs.csv", 2) in flagged
    assert {line for file, line in flagged if file == "actors.csv"} == {2, 3}


def test_the_example_answers(tmp_path: Path) -> None:
    """The product needs one part; two firms make it, so no one stops it and both together do."""
    stack = read_stack(folder(tmp_path))
    assert single_points_of_failure(stack, by="actor").empty
    (cut,) = minimal_cut_sets(stack, "example-product", by="actor").members
    assert cut == ("actor:example-firm-a", "actor:example-firm-b")


def test_a_folder_has_every_column_and_a_mark_for_spreadsheets(tmp_path: Path) -> None:
    place = folder(tmp_path)
    assert {path.name for path in place.iterdir()} == {
        "stack.yaml",
        "read-me.txt",
        *(f"{one}.csv" for one in FORM_TABLES),
    }
    for table in FORM_TABLES:
        data = (place / f"{table}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), "Excel takes a CSV without it for another encoding"
        header = next(csv.reader(data.decode("utf-8-sig").splitlines()))
        assert header == [column.name for column in columns_of(TABLES[table])]


@pytest.mark.parametrize("lang", LANGS)
def test_the_settings_explain_themselves(tmp_path: Path, lang: str) -> None:
    lines = (folder(tmp_path, lang) / "stack.yaml").read_text(encoding="utf-8").splitlines()
    for column in columns_of(Settings):
        if column.name == "encoding":
            continue
        at = next(i for i, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{column.name}:"))
        first, second = column.about, MEANINGS_ZH[column.about]
        if lang == "zh":
            first, second = second, first
        assert lines[at - 1].startswith(f"# {first} / {second}")


def test_settings_that_are_comments_can_be_filled_in(tmp_path: Path) -> None:
    file = folder(tmp_path) / "stack.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("# home:", "home: DEU;JPN").replace("# title_en:", "title_en: Mine"), encoding="utf-8")
    settings = read_stack(tmp_path / "mine").settings
    assert (settings.home, settings.title_en, settings.currency) == (("DEU", "JPN"), "Mine", None)


@pytest.mark.parametrize("name", ["euv", "metaverse"])
def test_a_form_filled_with_a_stack_is_that_stack(tmp_path: Path, name: str) -> None:
    place = folder(tmp_path, stack=bundled(name))
    assert read_stack(place).digest == bundled(name).digest
    assert not problems_of(place)
    assert "example-" not in (place / "read-me.txt").read_text(encoding="utf-8")


# --- One sheet


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_one_sheet_is_a_stack_whose_three_rows_are_called_examples(tmp_path: Path, lang: str, ending: str) -> None:
    place = tmp_path / f"mine{ending}"
    place.write_bytes(one_sheet_csv(lang) if ending == ".csv" else one_sheet_workbook(lang))
    found = problems_of(place)
    warned = [one.line for one in found if one.level == "warning"]
    assert warned == [2, 3, 4] and not [one for one in found if one.level == "error"]
    stack = read_stack(place)
    shares = sorted((row.share_low, row.share, row.share_high) for row in stack.offers if row.share is None)
    assert shares == [(0.3, None, 0.5)] and {row.share for row in stack.offers} == {0.6, None}
    assert sorted(code for row in stack.actors for code in row.hq) == ["DEU", "JPN"]
    (cut,) = minimal_cut_sets(stack, by="country").members
    assert cut == ("country:DEU", "country:JPN")


def test_one_sheet_in_both_files_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(one_sheet_csv())
    (tmp_path / "a.xlsx").write_bytes(one_sheet_workbook())
    left, right = read_stack(tmp_path / "a.csv"), read_stack(tmp_path / "a.xlsx")
    assert (left.components, left.actors, left.offers) == (right.components, right.actors, right.offers)


@pytest.mark.parametrize("lang", LANGS)
def test_one_sheet_has_notes_in_both_languages(tmp_path: Path, lang: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(one_sheet_workbook(lang))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["read me", "suppliers"]
    assert tuple(cell.value for cell in book["suppliers"][1]) == ONE_SHEET_HEADER
    for cell in book["suppliers"][1]:
        english, chinese = cell.comment.text.split("\n\n")[:: 1 if lang == "en" else -1]
        assert MEANINGS_ZH[english] == chinese


# --- New places


def test_nothing_is_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "empty").mkdir()
    for name in ("link", "file", "empty"):
        for content in (b"x", {"a": b"x"}):
            with pytest.raises(ChainmapError, match="already there"):
                write_fresh(tmp_path / name, content)
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "file", "link"]


@pytest.mark.parametrize("name", ["nul\0byte", "a" * 5000, "no/such/place", "file/inside"])
def test_a_place_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(ChainmapError, match=r"cannot be written|there is no folder"):
        write_fresh(tmp_path / name, {"a": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_crash_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        if self.name.startswith("b"):
            raise OSError(28, "No space left on device")
        with self.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ChainmapError, match="No space left"):
        write_fresh(tmp_path / "new", {"a": b"x", "b": b"y"})
    assert not list(tmp_path.iterdir())
