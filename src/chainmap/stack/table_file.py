"""The cells of one table -> its rows, each read by the declaration of its column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ..errors import Problem
from ..schema import TABLES, Column, Row, columns_of
from .cells import Cell, parse_cell
from .draft import Entry, id_column
from .grid import Grid, Record
from .nearest import did_you_mean, printable, shown
from .texts import tidy

__all__ = ["MAX_COLUMNS", "MAX_PROBLEMS", "TableFile", "read_table"]

MAX_COLUMNS = 1000
"""Columns in one file."""
MAX_PROBLEMS = 1000
"""Problems listed of one file; the rest is counted."""


@dataclass(frozen=True)
class TableFile:
    """The rows of one table, and what is wrong with the others.

    ``ids`` also holds the ids of rows that could not be read. ``whole`` is False when a row is missing,
    ``named`` when not even all ids are known.
    """

    entries: tuple[Entry[Row], ...] = ()
    ids: Mapping[str, int | None] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    named: bool = True


class _Problems(list[Problem]):
    """Collects the problems of one file, and only counts those beyond the limit."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file, self.more = file, 0

    def add(self, line: int | None, column: str | None, text: str, remedy: str, *, warning: bool = False) -> None:
        if len(self) < MAX_PROBLEMS:
            self.append(Problem(self.file, line, column, text, remedy, "warning" if warning else "error"))
        else:
            self.more += 1

    def finished(self) -> tuple[Problem, ...]:
        if self.more:
            what = f"{self.more:,} more problems are not listed."
            self.append(Problem(self.file, None, None, what, f"Mend the first {MAX_PROBLEMS:,}, then check again."))
        return tuple(self)


def read_table(table: str, grid: Grid) -> TableFile:
    """Read one table.

    Parameters
    ----------
    table
        Its name in ``docs/tables.md``.
    grid
        Its cells, header first.

    Returns
    -------
    TableFile
        Never raises on any cells. Problems name the file ``TABLE.csv``, wherever the cells come from.
    """
    problems = _Problems(f"{table}.csv")
    problems.extend(grid.problems)
    if not grid.records:
        if grid.complete:
            problems.add(None, None, "the table is empty.", "Write its header line, or delete it.")
        return TableFile(problems=problems.finished(), whole=False, named=False)
    header, records = grid.records[0], grid.records[1:]
    places = _header(table, header, records, problems)
    if places is None:
        return TableFile(problems=problems.finished(), whole=False, named=False)
    key = id_column(table)
    entries: list[Entry[Row]] = []
    ids: dict[str, int | None] = {}
    for record in records:
        values, unread = _cells(record, len(header.cells), places, grid, problems)
        if key and key in values:
            ids.setdefault(values[key], record.line)
        row = _row(TABLES[table], values, unread, record.line, problems)
        if row is not None:
            entries.append(Entry(row, record.line, frozenset(unread)))
    whole = grid.complete and len(entries) == len(records)
    return TableFile(tuple(entries), ids, problems.finished(), whole, grid.complete)


def _header(table: str, header: Record, records: tuple[Record, ...], problems: _Problems) -> dict[int, Column] | None:
    """Return the column at each place of the header; None when the rows cannot be read by it."""
    columns = {column.name: column for column in columns_of(TABLES[table])}
    names = [unicodedata.normalize("NFKC", tidy(cell)).casefold() for cell in header.cells]
    if len(names) == 1 and (mark := next((sign for sign in ";\t|" if sign in names[0]), None)):
        what = f"the columns are separated by {'a tab' if mark == chr(9) else mark} instead of a comma."
        problems.add(header.line, None, what, "Save the file as CSV with commas.")
        return None
    if len(names) > MAX_COLUMNS:
        what = f"the header has {len(names):,} columns; the limit is {MAX_COLUMNS:,}."
        problems.add(header.line, None, what, "Delete those that are not in docs/tables.md.")
        return None
    places: dict[int, Column] = {}
    for place, (name, cell) in enumerate(zip(names, header.cells, strict=True)):
        if not name:
            if any(place < len(record.cells) and tidy(record.cells[place]) for record in records):
                what = f"column {place + 1} has cells but no name."
                problems.add(header.line, None, what, "Write its name in the header, or delete it.")
        elif name not in columns:
            remedy = did_you_mean(name, columns, f"The columns are {', '.join(columns)}.")
            problems.add(header.line, printable(tidy(cell)), f"{table} has no column {shown(tidy(cell))}.", remedy)
        elif any(column.name == name for column in places.values()):
            problems.add(header.line, name, "the column stands in the header twice.", "Delete one of them.")
        else:
            places[place] = columns[name]
    there = {column.name for column in places.values()}
    missing = [column for column in columns.values() if column.required and column.name not in there]
    for column in missing:
        what = f"the column is missing: {column.about}."
        problems.add(header.line, column.name, what, "Add it; no cell of it may be empty.")
    return None if missing else places


def _cells(
    record: Record, width: int, places: Mapping[int, Column], grid: Grid, problems: _Problems
) -> tuple[dict[str, Any], set[str]]:
    """Return the values of a row by column, and the columns that could not be read."""
    cells = record.cells
    if len(cells) < width or any(tidy(cell) for cell in cells[width:]):
        what = f"the row has {len(cells)} cells; the header has {width}."
        comma = "Put a text that contains a comma in quotes, or delete what is too much."
        problems.add(record.line, None, what, "Add the missing commas." if len(cells) < width else comma)
        ids = [(place, column) for place, column in places.items() if column.kind == "id" and place < len(cells)]
        read = {column.name: parse_cell(cells[place], column) for place, column in ids}
        return {name: cell.value for name, cell in read.items() if cell.value is not None}, {"all"}
    values: dict[str, Any] = {}
    unread: set[str] = set()
    for place, column in places.items():
        refused = grid.refused.get((record.line, place))
        cell = Cell(None, (refused,)) if refused else parse_cell(cells[place], column)
        for complaint in cell.complaints:
            problems.add(record.line, column.name, complaint.text, complaint.remedy, warning=complaint.warning)
        if not cell.ok:
            unread.add(column.name)
        elif cell.value is not None:
            values[column.name] = cell.value
        elif column.required:
            unread.add(column.name)
            problems.add(record.line, column.name, f"the cell is empty: {column.about}.", "Fill it in.")
    return values, unread


def _row(model: type[Row], values: Mapping[str, Any], unread: set[str], line: int, problems: _Problems) -> Row | None:
    """Return the row, with cells that could not be read at their defaults; None if it cannot stand so."""
    if unread and ("all" in unread or any(column.required and column.name in unread for column in columns_of(model))):
        return None
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        for found in error.errors():
            column = str(found["loc"][0]) if found["loc"] else None
            problems.add(line, column, f"the cell cannot be read: {found['msg']}.", "Correct it.")
        return None
