"""Rows whose cells all stand in the first one: the columns of the sheet were never separated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...errors import Problem
from ..grid import Grid, Record
from .fields import field_called
from .place import Place

if TYPE_CHECKING:
    from .header import Header

__all__ = ["header_in_one_cell", "rows_in_one_cell"]

_SIGNS = {";": "semicolons", "；": "full-width semicolons", "\t": "tabs", "|": "bars", ",": "commas"} | {
    "，": "full-width commas",
    "、": "Chinese commas (、)",
}
_MAX_LENGTH = 2_000
"""Characters in a cell that can still be a row."""


def header_in_one_cell(grid: Grid, place: Place, look_down: int) -> Problem | None:
    """Return the problem of a sheet whose header stands in one cell; None if none does."""
    for record in grid.records[:look_down]:
        cell = _only(record)
        for sign, called in _SIGNS.items():
            parts = (field_called(part.strip()) for part in cell.split(sign)) if sign in cell else ()
            fields = {found[0] for found in parts if found}
            if len(fields) > 1 and fields & {"component", "supplier", "product"}:
                what = f"the header stands in one cell, its columns separated by {called}."
                return place.error(record.line, 0, what, _remedy(place, called))
    return None


def rows_in_one_cell(grid: Grid, header: Header, place: Place) -> list[Problem]:
    """Return the problem of a sheet most of whose rows stand in one cell each, unlike its header."""
    rows = [record for record in grid.records if record.line > header.line]
    width = header.width - len(header.nameless)
    found = [(record.line, sign) for record in rows if (sign := _sign(_only(record), width))]
    if 2 * len(found) < len(rows) or not found:
        return []
    sign = Counter(sign for _, sign in found).most_common(1)[0][0]
    more = f" (and {len(found) - 1:,} more)" if len(found) > 1 else ""
    what = f"the whole row{more} stands in one cell, its columns separated by {_SIGNS[sign]}."
    return [place.error(found[0][0], 0, what, _remedy(place, _SIGNS[sign]))]


def _only(record: Record) -> str:
    """Return the first cell of a row that has no other."""
    filled = [cell for cell in record.cells if cell.strip()]
    return filled[0] if len(filled) == 1 and record.cells[0].strip() and len(filled[0]) <= _MAX_LENGTH else ""


def _sign(cell: str, width: int) -> str:
    """Return the sign that separates a cell into columns: a comma, which names have too, into all of the header."""
    parts = ((sign, cell.count(sign) + 1) for sign in _SIGNS)
    return next((sign for sign, count in parts if count == width or (count >= 3 and sign in ";；\t|")), "")


def _remedy(place: Place, called: str) -> str:
    if place.sheet is not None:
        return f"Select the column, then Data > Text to Columns, separated by {called}."
    return "Open it in a spreadsheet program, use Data > Text to Columns, and save it as CSV UTF-8."
