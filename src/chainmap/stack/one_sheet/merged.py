"""Merged cells of a sheet: what stands for several rows is understood, everything else refused."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from ...errors import Problem
from ...workbook_file import Sheet, column_letter
from ..from_workbook import grid_of
from ..grid import Grid, Record
from .header import likely_header, places_in
from .place import Place

__all__ = ["unmerged"]

MAX_FILLED = 1_000_000
"""Cells that merged ones may stand for."""
_OF_ONE_ROW = ("share", "quality")
"""What two suppliers have together, nobody can take apart."""


def unmerged(sheet: Sheet, place: Place) -> tuple[Grid, list[Problem]]:
    """Take a value that is merged down a column for each of its rows; refuse other merged cells.

    Merged cells above the header do not matter.
    """
    grid, problems = grid_of(sheet), list[Problem]()
    header = likely_header(grid)
    top = header.line if header else 0
    fields = {at: field for field, at in places_in(header).found.items()} if header else {}
    lines = [record.line for record in grid.records]
    cells = {record.line: list(record.cells) for record in grid.records}
    refused = dict(grid.refused)
    taken: list[str] = []
    filled = 0
    for row, left, last, right in sheet.merged:
        if last < top or not header or (row, left) == (last, right):
            continue
        area, at = f"{column_letter(left)}{row}:{column_letter(right)}{last}", left - 1
        if wrong := _wrong(area, fields.get(at), across=left != right, in_header=row <= top):
            problems.append(place.error(row, at, *wrong))
            continue
        value = _cell(cells.get(row, []), at)
        below = lines[bisect_right(lines, row) : bisect_left(lines, last + 1)]
        filled += len(below)
        if filled > MAX_FILLED:
            problems.append(place.error(row, at, "too many cells are merged.", "Unmerge them."))
            break
        for line in below:
            cells[line] += [""] * (left - len(cells[line]))
            cells[line][at] = value
            if (row, at) in refused:
                refused[line, at] = refused[row, at]
        taken.append(area)
    if taken:
        listed = ", ".join(taken[:8]) + (f" and {len(taken) - 8} more" if len(taken) > 8 else "")
        problems.append(place.note(top, None, f"merged cells, taken for each of their rows: {listed}."))
    records = tuple(Record(line, tuple(row)) for line, row in cells.items())
    return replace(grid, records=records, refused=refused), problems


def _wrong(area: str, field: str | None, *, across: bool, in_header: bool) -> tuple[str, str] | None:
    """Say why merged cells cannot be understood, and what to do; None where they can."""
    each = "Unmerge them and write each value in its own cell."
    if across:
        return f"the cells {area} are merged across columns.", each
    if in_header:
        return f"the cells {area} are merged with the header.", each
    if field in _OF_ONE_ROW:
        return f"the cells {area} are merged; a {field} belongs to one supplier.", each
    return None


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
