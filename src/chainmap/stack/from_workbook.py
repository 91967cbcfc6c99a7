"""A workbook with one sheet a table -> an intake; problems name sheet, row and cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..errors import Problem
from ..schema import TABLES
from ..workbook_file import Sheet, column_letter
from .complaint import Complaint
from .grid import Grid, Record
from .intake import Intake, draft_of_grids
from .nearest import nearest, printable
from .settings_file import STACK_FILE, Said, SettingsFile, settings_said
from .texts import tidy

__all__ = ["README_SHEETS", "SETTINGS_SHEET", "grid_of", "has_components", "has_tables", "intake_of_sheets"]

SETTINGS_SHEET = "stack"
"""The sheet that stands for ``stack.yaml``: a setting in column A, its value in column B."""
README_SHEETS = frozenset({"read me", "readme", "说明", "lists"})
"""Sheets for people, and the lists behind the drop-downs: never read."""

_FILES = {**{table: f"{table}.csv" for table in TABLES}, SETTINGS_SHEET: STACK_FILE}


def has_tables(sheets: tuple[Sheet, ...]) -> bool:
    """Say whether a workbook is a whole stack: one of its sheets, shown or hidden, is called like a table."""
    return any(_table(sheet.name) in TABLES for sheet in sheets)


def has_components(sheets: tuple[Sheet, ...]) -> bool:
    """Say whether the sheet ``components`` is the table: its first row has that column, and none for suppliers."""
    for sheet in sheets:
        if _table(sheet.name) == "components" and sheet.rows:
            names = {_column(cell) for cell in sheet.rows[0][1]}
            return "component" in names and not names & {"supplier", "country"}
    return False


def intake_of_sheets(sheets: tuple[Sheet, ...], *, file: str, stem: str, problems: tuple[Problem, ...] = ()) -> Intake:
    """Read the sheets that are called like tables, and name the others.

    Parameters
    ----------
    sheets
        Of the workbook.
    file
        Its name, for problems.
    stem
        Its name without ending: the id of the stack when the workbook gives none.
    problems
        What reading the workbook found.
    """
    found: list[Problem] = []
    grids: dict[str, Grid] = {}
    names: dict[str, str] = {}
    unreadable: set[str] = set()
    settings = settings_said((), name=stem)
    for sheet in sheets:
        table = _table(sheet.name)
        if table not in _FILES:
            found += _stranger(sheet, file)
            continue
        wrong = _unreadable(sheet, _FILES[table], names.get(table))
        names.setdefault(table, printable(sheet.name))
        found += wrong
        if wrong:
            unreadable |= {table} & set(TABLES)
            settings = SettingsFile(None) if table == SETTINGS_SHEET else settings
        elif table == SETTINGS_SHEET:
            settings = _settings(sheet, stem)
        else:
            grids[table] = grid_of(sheet)
    draft, wrong_rows = draft_of_grids(grids, unreadable)
    place = _Places(file, names, {table: _letters(grid) for table, grid in grids.items()})
    placed = [place(problem) for problem in (*found, *wrong_rows)]
    return Intake(stem, settings, draft, (*problems, *placed), place)


def grid_of(sheet: Sheet) -> Grid:
    """Return the cells of a sheet; rows without any text are left out, as in files, unless a cell is refused."""
    refused = {(row, column - 1): Complaint(one.text, one.remedy) for (row, column), one in sheet.refused.items()}
    kept = {row for row, _ in refused}
    width = len(sheet.rows[0][1]) if sheet.rows else 0
    records = [
        Record(row, cells if len(cells) >= width else (*cells, *[""] * (width - len(cells))))
        for row, cells in sheet.rows
        if row in kept or any(map(tidy, cells))
    ]
    return Grid(tuple(records), refused=refused)


@dataclass(frozen=True)
class _Places:
    """Says in which sheet and cell of a workbook a problem stands."""

    file: str
    names: Mapping[str, str]
    letters: Mapping[str, Mapping[str, str]]

    def __call__(self, problem: Problem) -> Problem:
        table = next((table for table, file in _FILES.items() if file == problem.file), None)
        if table is None:
            return problem
        if table == SETTINGS_SHEET:
            letter: str | None = "B"
        else:
            letter = self.letters.get(table, {}).get(_column(problem.column or ""))
        cell = f"{letter}{problem.line}" if letter and problem.line is not None else None
        return replace(problem, file=self.file, sheet=self.names.get(table, table), cell=cell)


def _table(name: str) -> str:
    return tidy(name).casefold()


def _column(cell: str) -> str:
    return unicodedata.normalize("NFKC", tidy(cell)).casefold()


def _letters(grid: Grid) -> dict[str, str]:
    """Return the letter of each column that the header names."""
    if not grid.records:
        return {}
    header = grid.records[0].cells
    return {_column(cell): column_letter(at) for at, cell in reversed(list(enumerate(header, start=1)))}


def _stranger(sheet: Sheet, file: str) -> list[Problem]:
    """Warn of a sheet that is not read, unless it is there for people."""
    if _table(sheet.name) in README_SHEETS or not sheet.rows:
        return []
    near = nearest(sheet.name, _FILES)
    remedy = f"Did you mean {near}?" if near else "See docs/tables.md for the names of the tables."
    return [Problem(file, None, None, "the sheet is not read.", remedy, "warning", sheet=printable(sheet.name))]


def _unreadable(sheet: Sheet, file: str, before: str | None) -> list[Problem]:
    """Say why a sheet that is called like a table cannot be taken as one."""
    if before is not None:
        what = f"two sheets are called {before} and {printable(sheet.name)}."
        return [Problem(file, None, None, what, "Give one of them another name.")]
    if sheet.hidden:
        return [Problem(file, None, None, "the sheet is hidden.", "Unhide it, or give it another name.")]
    return [
        Problem(
            file,
            row,
            None,
            f"the cells {column_letter(left)}{row}:{column_letter(right)}{last} are merged.",
            "Unmerge them and write the value in each row.",
        )
        for row, left, last, right in sheet.merged
    ]


def _settings(sheet: Sheet, stem: str) -> SettingsFile:
    """Read the sheet ``stack``; a header ``setting, value`` is optional."""
    said = []
    for row, cells in sheet.rows:
        key, value = (tidy(cell) for cell in (*cells, "", "")[:2])
        refused = sheet.refused.get((row, 2))
        if (key.casefold(), value.casefold()) == ("setting", "value") or not (key or value):
            continue
        if value or refused:
            complaint = Complaint(refused.text, refused.remedy) if refused else None
            said.append(Said(key.casefold(), (value,), row, complaint))
    return settings_said(said, name=stem)
