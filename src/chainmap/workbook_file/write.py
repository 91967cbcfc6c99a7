"""Tables become a workbook: the same bytes for the same tables, and a text is always a text.

openpyxl takes a text that begins with ``=`` for a formula and ``#N/A`` for an error, drops the 17th digit
of a number, cuts long texts short and stamps the hour on the file. So every text is marked as one, every
number is handed over as its shortest exact text, what does not fit is refused, and the zip is packed anew
with a fixed date.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING

from .sheets import DropDown, SheetOut, column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_workbook"]

_LISTS = "lists"  # the hidden sheet with the choices that are too long for the drop-down itself
_LIST_ROWS = 2_000
_MAX_INLINE = 250
_MAX_TEXT = 32_767
_MAX_WIDTH = 60
_EPOCH = datetime.datetime(2000, 1, 1)

_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_workbook(sheets: Sequence[SheetOut]) -> bytes:
    r"""Write an .xlsx workbook.

    Parameters
    ----------
    sheets
        At least one; names differ by more than small and capital letters.

    Returns
    -------
    bytes
        The same for the same sheets.

    Raises
    ------
    ValueError
        If a workbook cannot hold what a sheet says; the message names sheet and cell.

    Examples
    --------
    >>> data = write_workbook([SheetOut("actors", ("actor", "name_en"), [("asml", "ASML")])])
    >>> data == write_workbook([SheetOut("actors", ("actor", "name_en"), [("asml", "ASML")])])
    True
    >>> write_workbook([SheetOut("a", ("x",), [("bell \x07",)])])
    Traceback (most recent call last):
    ValueError: sheet a, A2: the text holds the control character U+0007
    """
    from openpyxl import Workbook  # noqa: PLC0415  (takes a while, and only writing needs it)

    _check_names(sheets)
    by_name = {sheet.name: sheet for sheet in sheets}
    long_lists = _long_lists(sheets)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.created = "chainmap", _EPOCH
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _fill(page, sheet)
        _style(page, sheet)
        for header, drop_down in sheet.lists.items():
            _offer(page, sheet, header, _source(drop_down, by_name, long_lists))
    if long_lists:
        page = book.create_sheet(_LISTS)
        page.sheet_state = "hidden"
        for column, choices in enumerate(long_lists, start=1):
            for row, choice in enumerate(choices, start=1):
                _put(page, (row, column), choice)
    written = io.BytesIO()
    book.save(written)
    return _packed_anew(written)


def _check_names(sheets: Sequence[SheetOut]) -> None:
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    seen = {_LISTS}
    for sheet in sheets:
        name = sheet.name
        bad = not name.strip() or _units(name) > 31 or re.search(r"[][:*?/\\]", name) or _NOT_XML.search(name)
        if bad or name.startswith("'") or name.endswith("'") or name.casefold() == "history":
            raise ValueError(f"{name!r} cannot be the name of a sheet (1 to 31 characters, none of []:*?/\\)")
        if name.casefold() in seen:
            raise ValueError(f"the name of the sheet {name!r} is taken")
        seen.add(name.casefold())
        for header in (*sheet.notes, *sheet.lists, *sheet.widths):
            if header not in sheet.header:
                raise ValueError(f"sheet {name} has no column {header!r}")


def _fill(page: Worksheet, sheet: SheetOut) -> None:
    rows = ([sheet.header] if sheet.header else []) + list(sheet.rows)
    for row, values in enumerate(rows, start=1):
        if sheet.header and len(values) > len(sheet.header):
            raise ValueError(f"sheet {sheet.name}, row {row}: more cells than the header")
        for column, value in enumerate(values, start=1):
            if value is not None and value != "":
                _put(page, (row, column), value)


def _put(page: Worksheet, at: tuple[int, int], value: object) -> None:
    """Write one value, a text as text whatever it looks like."""
    cell = page.cell(*at)
    place = f"sheet {page.title}, {column_letter(at[1])}{at[0]}"
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str):
        cell.value, cell.data_type = _escaped(value, place), "s"
        if value[0] in "=+-@\t":
            cell.quotePrefix = True
    elif isinstance(value, (int, float)):
        if not isfinite(value) or float(value) != value:
            raise ValueError(f"{place}: {value} is no number that a workbook can hold")
        cell.value, cell.data_type = repr(value), "n"
    else:
        raise ValueError(f"{place}: {type(value).__name__} is neither text nor number")


def _escaped(text: str, place: str) -> str:
    """Return the text as XML can hold it: ``_x0041_`` means A, a bare return is lost, and so are mere blanks."""
    if bad := _NOT_XML.search(text):
        raise ValueError(f"{place}: the text holds the control character U+{ord(bad[0]):04X}")
    escaped = _ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
    if not escaped.strip():
        escaped = f"_x{ord(escaped[0]):04X}_{escaped[1:]}"
    if _units(escaped) > _MAX_TEXT:
        raise ValueError(f"{place}: the text is longer than {_MAX_TEXT:,} characters")
    return escaped


def _units(text: str) -> int:
    """Return the length as spreadsheet programs count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _style(page: Worksheet, sheet: SheetOut) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415  (as above)
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for column, header in enumerate(sheet.header, start=1):
        cell = page.cell(1, column)
        if not sheet.plain:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="E8EEF4")
        if note := sheet.notes.get(header):
            lines = sum(1 + _wide(line) // 45 for line in note.split("\n"))
            text = _escaped(note, f"sheet {sheet.name}, {cell.coordinate}")
            cell.comment = Comment(text, "chainmap", height=20 + 18 * lines, width=320)
    if sheet.header and not sheet.plain:
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
    for column, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[column_letter(column)].width = width
    if sheet.plain:
        for row in page.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _widths(sheet: SheetOut) -> list[float]:
    """Return the width of every column: as given, or as its content asks for, up to a limit."""
    longest = [_wide(header) + 3.0 for header in sheet.header]  # room for the button of the filter
    for values in sheet.rows:
        longest += [0.0] * (len(values) - len(longest))
        for column, value in enumerate(values):
            if value is not None and longest[column] < _MAX_WIDTH:
                longest[column] = max(longest[column], *(_wide(line) + 1.0 for line in str(value).split("\n")))
    widths = [min(max(width, 8.0), float(_MAX_WIDTH)) for width in longest]
    return [
        *(sheet.widths.get(h, width) for h, width in zip(sheet.header, widths, strict=False)),
        *widths[len(sheet.header) :],
    ]


def _wide(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _long_lists(sheets: Sequence[SheetOut]) -> dict[tuple[str, ...], int]:
    """Return the choices that need cells of their own, with their columns on the hidden sheet."""
    found: dict[tuple[str, ...], int] = {}
    for sheet in sheets:
        for drop_down in sheet.lists.values():
            if drop_down.choices and not _inline(drop_down.choices):
                found.setdefault(drop_down.choices, len(found) + 1)
    return found


def _inline(choices: tuple[str, ...]) -> str | None:
    """Return the choices as they stand in the drop-down itself, if they can."""
    joined = ",".join(choices)
    plain = all(choice and choice == choice.strip() and not set(choice) & set(',"\n\r\t_') for choice in choices)
    return f'"{joined}"' if plain and _units(joined) <= _MAX_INLINE and not _NOT_XML.search(joined) else None


def _source(drop_down: DropDown, sheets: Mapping[str, SheetOut], long_lists: Mapping[tuple[str, ...], int]) -> str:
    """Return the formula of a drop-down."""
    if (drop_down.source is None) == (not drop_down.choices):
        raise ValueError("a drop-down has either choices or a source")
    if drop_down.source is None:
        inline = _inline(drop_down.choices)
        if inline is not None:
            return inline
        letter = column_letter(long_lists[drop_down.choices])
        return f"{_LISTS}!${letter}$1:${letter}${len(drop_down.choices)}"
    name, header = drop_down.source
    if name not in sheets or header not in sheets[name].header:
        raise ValueError(f"a drop-down refers to the column {header!r} of the sheet {name!r}, which is not there")
    letter = column_letter(sheets[name].header.index(header) + 1)
    quoted = name.replace("'", "''")
    return f"'{quoted}'!${letter}$2:${letter}${max(_LIST_ROWS, len(sheets[name].rows) + 1)}"


def _offer(page: Worksheet, sheet: SheetOut, header: str, formula: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  (as above)

    offered = DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=True, errorStyle="warning"
    )
    letter = column_letter(sheet.header.index(header) + 1)
    offered.add(f"{letter}2:{letter}{max(_LIST_ROWS, len(sheet.rows) + 1)}")
    page.add_data_validation(offered)


def _packed_anew(written: io.BytesIO) -> bytes:
    """Pack the zip again without the time of day."""
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + stamp, content)
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH.timetuple()[:6])
            fixed.compress_type, fixed.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(fixed, content)
    return packed.getvalue()
