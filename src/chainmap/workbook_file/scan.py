"""What is in a sheet, and in the list of shared strings, before calamine sees them?

calamine allocates a dense table up to the last cell and gives up the whole process when that fails, and
it returns the empty text for errors and for formulas without a value; so both are found here.

Bounded: every cell that holds something has an address, at most :data:`MAX_ROWS` down and
:data:`MAX_COLUMNS` across; at most :data:`MAX_MERGED` merged ranges, :data:`MAX_REFUSED` cells that
cannot be taken as they are, and :data:`MAX_TEXTS` shared strings; and what :mod:`.xml_part` bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from .sheets import Refusal, Refused, column_letter
from .xml_part import damaged, feed

__all__ = [
    "AS_TEXT",
    "MAX_COLUMNS",
    "MAX_MERGED",
    "MAX_REFUSED",
    "MAX_ROWS",
    "MAX_TEXTS",
    "Scan",
    "scan_sheet",
    "scan_strings",
    "too_many",
]

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_MERGED = 20_000
MAX_REFUSED = 100_000
MAX_TEXTS = 5_000_000

_DIGITS = "0123456789"
_COLUMNS = {column_letter(number): number for number in range(1, 16_385)}
AS_TEXT = "Format the cell as text and type the value again."
_MEND = "Mend the formula, or empty the cell if the value is not known."
_UNSAVED = Refusal(
    "the cell holds a formula without a saved value.",
    "Open the file in a spreadsheet program and save it, or paste the values in place of the formulas.",
)
_KNOWN_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}  # calamine stops at others


@dataclass
class Scan:
    """What a pass over one sheet found; rows and columns are counted from 1."""

    last_row: int = 0
    last_column: int = 0
    value_cells: int = 0
    string_cells: int = 0
    shared_characters: int = 0
    merged: int = 0
    first_formula: tuple[int, int] | None = None
    refused: dict[tuple[int, int], Refusal] = field(default_factory=dict)

    def reach(self, at: tuple[int, int]) -> None:
        """Stretch the extent to a cell."""
        self.last_row = max(self.last_row, at[0])
        self.last_column = max(self.last_column, at[1])


def scan_strings(chunks: Iterable[bytes], part: str, size: int) -> list[int]:
    """Return the length in characters of every shared string (phonetic guides included)."""
    lengths: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "si" or name.endswith(":si"):
            lengths.append(0)
            if len(lengths) > MAX_TEXTS:
                raise Refused(f"the file holds more than {MAX_TEXTS:,} texts.", "Split the file.")
        elif name == "sst" or name.endswith(":sst"):
            declared = attributes.get("uniqueCount", "").strip()  # calamine reserves memory for so many
            if declared and not (declared.isdecimal() and len(declared) < 12 and int(declared) * 5 <= size):
                raise damaged(f"its part {part} declares more texts than it can hold")

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    feed(parser, chunks, part)
    return lengths


def scan_sheet(chunks: Iterable[bytes], part: str, lengths: Sequence[int] | None = None) -> Scan:
    """Find the extent of a sheet and the cells that calamine would pass over in silence.

    With the ``lengths`` of the shared strings their characters are added up over all cells; this takes
    longer and is asked for only where the product of cells and longest text is too large.
    """
    found = Scan()
    parser = expat.ParserCreate("utf-8")
    cell: dict[str, str] | None = None
    at = (0, 0)
    formula = valued = False  # of the cell that is open
    texts: list[str] | None = None  # the value of the cell that is open, where it must be looked at
    columns, last_digits = set[str](), ""
    watched = ("e", "d", "s") if lengths is not None else ("e", "d")

    def close() -> None:
        """Judge the cell, now that all of it is known."""
        nonlocal formula, valued, texts
        if cell is not None and (formula or texts is not None):
            _judge(found, at, cell.get("t"), "".join(texts or ()).strip(), formula, valued, lengths)
        formula, valued, texts = False, False, None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell, at, formula, valued, texts, last_digits
        if name == "c":
            if formula or texts is not None:
                parser.CharacterDataHandler = None
                close()
            cell = attributes
        elif name == "v" or name == "is":  # noqa: PLR1714  (once for every cell)
            if cell is None:
                raise damaged(f"its part {part} has a value outside of a cell")
            address = cell.get("r", "")
            letters = address.rstrip(_DIGITS)
            digits = address[len(letters) :]
            if digits != last_digits or letters not in columns:  # else it widens nothing, and was checked
                found.reach(_place(address, part))
                last_digits = digits
                columns.add(letters)
            found.value_cells += 1
            kind = cell.get("t")
            found.string_cells += kind == "s"
            if formula or kind in watched:
                at, valued, texts = _place(address, part), True, []
                parser.CharacterDataHandler = texts.append
        elif name != "t":
            other(name, attributes)

    def other(name: str, attributes: dict[str, str]) -> None:
        """Deal with what is rarer: formulas, ends of tables, and names with a prefix (``x:c``)."""
        nonlocal cell, at, formula
        parser.CharacterDataHandler = None
        local = name.rpartition(":")[2]
        if local != name and local in ("c", "v", "is"):
            start(local, attributes)
        elif local == "f" and cell is not None:
            formula = True
            found.reach(at := _place(cell.get("r", ""), part))
        elif local == "extLst":
            close()
            cell = None  # what follows has formulas of its own
        elif local == "mergeCell":
            found.merged += 1
            if found.merged > MAX_MERGED:
                raise Refused(f"the sheet has more than {MAX_MERGED:,} merged ranges.", "Unmerge the cells.")

    parser.StartElementHandler = start
    feed(parser, chunks, part)
    close()
    return found


def _judge(
    found: Scan,
    at: tuple[int, int],
    kind: str | None,
    text: str,
    formula: bool,
    valued: bool,
    lengths: Sequence[int] | None,
) -> None:
    """Note what is to be known about a cell with a formula, an error, a date or, at times, a shared string."""
    if formula and (not valued or (not text and kind != "str")):
        found.refused[at] = _UNSAVED
    elif kind == "e" and text:
        found.refused[at] = Refusal(f"the cell holds the error {text[:40]}.", _MEND)
        if text not in _KNOWN_ERRORS:
            raise Refused(f"the cell holds the error {text[:40]}.", _MEND, at=at)
    elif kind == "d" and text:
        found.refused[at] = Refusal(f"the cell holds the date {text[:40]}.", AS_TEXT)
    elif kind == "s" and lengths is not None and text.isdecimal():
        index = int(text[:9])
        found.shared_characters += lengths[index] if index < len(lengths) else 0
    if len(found.refused) > MAX_REFUSED:
        raise too_many(found.refused[at])
    if formula and found.first_formula is None and at not in found.refused:
        found.first_formula = at


def _place(address: str, part: str) -> tuple[int, int]:
    """Return row and column of an address, if it is one and inside the bounds."""
    letters = address.rstrip(_DIGITS)
    digits = address[len(letters) :]
    column = _COLUMNS.get(letters)
    if column is None or not digits or len(digits) > 7 or digits[0] == "0":
        reason = f"{address[:20]!r} is no address of a cell" if address else "a cell has no address"
        raise damaged(f"in its part {part} {reason}")
    row = int(digits)
    if row > MAX_ROWS or column > MAX_COLUMNS:
        limit = f"{MAX_ROWS:,} rows" if row > MAX_ROWS else f"{MAX_COLUMNS:,} columns"
        raise Refused(
            f"the sheet has a cell beyond {limit}.",
            "Delete the rows and columns that do not belong to the table, or split the table.",
            at=(row, column),
        )
    return row, column


def too_many(last: Refusal) -> Refused:
    """Refuse a sheet of which most cells cannot be taken as they are."""
    text = f"more than {MAX_REFUSED:,} cells cannot be taken as they are; in the last one, {last.text}"
    return Refused(text, last.remedy)
