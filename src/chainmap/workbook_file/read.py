"""Cells become texts: what a person sees in a workbook, as a table of texts with places.

Numbers become the shortest text that means the same number (``45 %`` is ``0.45``, ``12`` has no ``.0``),
truth values ``yes`` and ``no``, texts stay as they are. Dates, errors and formulas that nobody has
calculated are refused cell by cell: a date is often a code that a spreadsheet program took for one
(``1-2``), and an empty cell must mean "unknown" and nothing else.
"""

from __future__ import annotations

import datetime
from math import isfinite
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from ..errors import Problem
from .package import CheckedSheet, Package, check_package
from .scan import AS_TEXT, MAX_REFUSED, too_many
from .sheets import Refusal, Refused, Sheet, Workbook, column_letter
from .xml_part import SAVE_AGAIN

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, file: str) -> Workbook:
    """Read an .xlsx workbook.

    Parameters
    ----------
    data
        The bytes of the file; the modules of this package from :mod:`.container` on say what is bounded.
    file
        How problems name the file.

    Returns
    -------
    Workbook
        Never raises on any bytes: with an error among ``problems`` there are no sheets.

    Examples
    --------
    >>> from chainmap.workbook_file import SheetOut, write_workbook
    >>> data = write_workbook([SheetOut("offers", ("actor", "share"), [("=ASML", 0.9), ("0012", None)])])
    >>> read_workbook(data, file="stack.xlsx").sheets[0].rows
    ((1, ('actor', 'share')), (2, ('=ASML', '0.9')), (3, ('0012', '')))
    >>> print(*read_workbook(b"actor,share", file="stack.xlsx").problems)
    stack.xlsx: this is not an .xlsx workbook. Save the tables as .xlsx.
    """
    try:
        package = check_package(data)
        return Workbook(_sheets(package), _warnings(package, file))
    except Refused as refused:
        row, column = refused.at or (None, 0)
        cell = None if row is None else f"{column_letter(column)}{row}"
        problem = Problem(file, row, None, refused.text, refused.remedy, sheet=refused.sheet, cell=cell)
        return Workbook(problems=(problem,))


def _sheets(package: Package) -> tuple[Sheet, ...]:
    sheet: CheckedSheet | None = None
    found = []
    try:
        with CalamineWorkbook.from_filelike(package.clean) as book:
            for index, sheet in enumerate(package.sheets):
                found.append(_sheet(book.get_sheet_by_index(index), sheet))
    except Refused as refused:
        raise refused.on(package.sheets[len(found)].name) from None
    except BaseException as error:
        # calamine's own panics are no Exception; whatever it is, the file is at fault and not the user.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        reason = (str(error).splitlines() or [type(error).__name__])[0][:120].rstrip(".")
        name = sheet.name if sheet is not None else None
        raise Refused(f"it cannot be read ({reason}).", SAVE_AGAIN, sheet=name) from None
    return tuple(found)


def _sheet(read: CalamineSheet, checked: CheckedSheet) -> Sheet:
    refused = dict(checked.scan.refused)
    blank = set(refused)  # what calamine gives there means nothing
    held = read.to_python(skip_empty_area=False)
    width = max(len(held[0]) if held else 0, max((column for _, column in blank), default=0))
    waiting = {row for row, _ in blank}
    rows: list[tuple[int, tuple[str, ...]]] = []
    for row, values in enumerate(held, start=1):
        before = len(refused)
        # Spelt out for speed: nearly all cells are texts or finite numbers.
        cells = [
            value
            if type(value) is str
            else repr(value).removesuffix(".0")
            if type(value) is float and isfinite(value)
            else _text(value, (row, column), refused)
            for column, value in enumerate(values, start=1)
        ]
        cells += [""] * (width - len(cells))
        if row in waiting:
            waiting.remove(row)
            cells = ["" if (row, column) in blank else cell for column, cell in enumerate(cells, start=1)]
            before = -1
        if len(refused) > MAX_REFUSED:
            raise too_many(list(refused.values())[-1])
        if len(refused) > before or any(cells):
            rows.append((row, tuple(cells)))
    rows += [(row, ("",) * width) for row in sorted(waiting)]
    last = rows[-1][0] if rows else 0
    return Sheet(checked.name, checked.hidden, tuple(rows), _merged(read, last, width), refused)


def _text(value: object, at: tuple[int, int], refused: dict[tuple[int, int], Refusal]) -> str:
    """Return the text of a cell that is no text and no ordinary number, or refuse it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        refused[at] = Refusal("the cell holds a number out of range.", "Type the number again.")
    elif isinstance(value, datetime.datetime):
        refused[at] = Refusal(f"the cell holds the date {value.isoformat(' ')}.", AS_TEXT)
    elif isinstance(value, datetime.date):
        refused[at] = Refusal(f"the cell holds the date {value.isoformat()}.", AS_TEXT)
    else:
        refused[at] = Refusal(f"the cell holds the time {value}.", AS_TEXT)
    return ""


def _merged(read: CalamineSheet, last_row: int, last_column: int) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged ranges, cut to the cells that hold something; what is left of one cell is none."""
    found = []
    for (top, left), (bottom, right) in read.merged_cell_ranges or ():
        down, across = min(bottom + 1, last_row), min(right + 1, last_column)
        if down >= top + 1 and across >= left + 1 and (down, across) != (top + 1, left + 1):
            found.append((top + 1, left + 1, down, across))
    return tuple(found)


def _warnings(package: Package, file: str) -> tuple[Problem, ...]:
    """Say where saved values of formulas cannot be trusted."""
    first = next(((sheet.name, at) for sheet in package.sheets if (at := sheet.scan.first_formula)), None)
    if first is None or not package.recalculate:
        return ()
    name, (row, column) = first
    text = "the values of formulas were saved by a program that may not have calculated them."
    remedy = "Open the file in a spreadsheet program and save it."
    cell = f"{column_letter(column)}{row}"
    return (Problem(file, row, None, text, remedy, "warning", sheet=name, cell=cell),)
