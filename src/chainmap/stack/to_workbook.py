"""A stack -> a workbook: one sheet a table, notes at the headers, lists where a word or an id is chosen."""

from __future__ import annotations

from typing import Any

from ..errors import ChainmapError
from ..schema import TABLES, Column, Row, Settings, columns_of
from ..workbook_file import DropDown, SheetOut, write_workbook
from .checks.examples import has_examples
from .from_workbook import SETTINGS_SHEET
from .model import Stack
from .notes import column_note, read_me, setting_note
from .shown import columns_shown, tables_shown

__all__ = ["READ_ME", "prose", "sheets_of", "workbook_of"]

READ_ME = "read me"
MOST_ROWS = 1_048_575
"""Rows below the header of one sheet; what every spreadsheet program allows."""


def workbook_of(stack: Stack, *, form: bool = False, lang: str = "en") -> bytes:
    """Return the bytes of a workbook that reads back as the same stack.

    Parameters
    ----------
    stack
        The industry.
    form
        Whether it is to be filled in: then every common table and every column is there, also empty ones.
        Otherwise tables without rows and columns that say nothing are left out.
    lang
        ``en`` or ``zh``: which of the two languages of notes and first sheet comes first.
    """
    return write_workbook(sheets_of(stack, form=form, lang=lang))


def sheets_of(stack: Stack, *, form: bool = False, lang: str = "en") -> tuple[SheetOut, ...]:
    """Return the sheets: what explains, the settings, then the tables in the order of their declaration."""
    tables = tables_shown(stack, form=form)
    return (
        prose(READ_ME, read_me(tables, lang, examples=has_examples(stack))),
        _settings(stack.settings, form=form, lang=lang),
        *(_table(stack, table, frozenset(tables), form=form, lang=lang) for table in tables),
    )


def prose(name: str, lines: tuple[str, ...]) -> SheetOut:
    """Return a sheet for people."""
    return SheetOut(name, (), tuple((line,) for line in lines), plain=True)


def _settings(settings: Settings, *, form: bool, lang: str) -> SheetOut:
    header = ("setting", "value", "meaning")
    rows: list[tuple[object, ...]] = []
    for column in columns_of(Settings):
        value = getattr(settings, column.name)
        if column.name == "encoding" or (value in (None, ()) and not form):
            continue
        rows.append((column.name, _cell(value), setting_note(column, lang)))
    notes = {"value": "several values: separated by ;\n\n多个值用 ; 分隔"}
    return SheetOut(SETTINGS_SHEET, header, tuple(rows), notes=notes, widths={"value": 30, "meaning": 90})


def _table(stack: Stack, table: str, tables: frozenset[str], *, form: bool, lang: str) -> SheetOut:
    model, rows = TABLES[table], stack.table(table)
    if len(rows) > MOST_ROWS:
        what = f"the table {table} has {len(rows):,} rows; a sheet holds {MOST_ROWS:,}."
        raise ChainmapError(f"{what} Write the stack as a folder.")
    columns = columns_shown(model, rows, form=form)
    lists = {column.name: found for column in columns if (found := _list(column, tables)) is not None}
    return SheetOut(
        table,
        tuple(column.name for column in columns),
        tuple(_cells(row, columns) for row in rows),
        notes={column.name: column_note(column, lang) for column in columns},
        lists=lists,
    )


def _list(column: Column, tables: frozenset[str]) -> DropDown | None:
    """Return what a cell of the column offers to choose from, if anything.

    Where the ids of two tables may stand, those of the first are offered; others can be typed.
    """
    if column.choices:
        return DropDown(choices=column.choices)
    if column.kind == "yesno":
        return DropDown(choices=("yes", "no"))
    for ref in column.ref:
        sheet, _, header = ref.partition(".")
        if sheet in tables:
            return DropDown(source=(sheet, header))
    return None


def _cells(row: Row, columns: tuple[Column, ...]) -> tuple[object, ...]:
    return tuple(_cell(getattr(row, column.name)) for column in columns)


def _cell(value: Any) -> object:
    """Return what stands in a cell; a whole number that a spreadsheet would round stands there as text."""
    if isinstance(value, tuple):
        return ";".join(value) or None
    return str(value) if type(value) is int and abs(value) >= 10**15 else value
