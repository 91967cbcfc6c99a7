"""What a workbook is here: sheets whose cells are texts, and what a sheet to be written says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import Problem

__all__ = ["DropDown", "Refusal", "Refused", "Sheet", "SheetOut", "Workbook", "column_letter"]


@dataclass(frozen=True)
class Refusal:
    """Why one cell cannot be taken as it is, and what its author can do."""

    text: str
    remedy: str


class Refused(Exception):
    """Carries the one reason why a workbook is not read out of the checks; never leaves this package."""

    def __init__(self, text: str, remedy: str, *, sheet: str | None = None, at: tuple[int, int] | None = None) -> None:
        super().__init__(text)
        self.text, self.remedy, self.sheet, self.at = text, remedy, sheet, at

    def on(self, sheet: str) -> Refused:
        """Return the same reason with the name of the sheet."""
        return Refused(self.text, self.remedy, sheet=sheet, at=self.at)


@dataclass(frozen=True)
class Sheet:
    """One worksheet as texts.

    Attributes
    ----------
    name
        The name on the tab.
    hidden
        True where the tab is not shown, by whatever means.
    rows
        Row number from 1 and the cells from column A, all rows equally wide; rows wholly empty are left
        out. A refused cell is the empty text, and its row is there.
    merged
        First row, first column, last row and last column of merged ranges, from 1, as far as they lie
        inside the cells that hold something.
    refused
        Cells that cannot be taken as they are, by row and column from 1.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    refused: Mapping[tuple[int, int], Refusal] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """What a file holds, or why it is not read: an error among the problems leaves ``sheets`` empty."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class DropDown:
    """What a cell offers to choose from: a fixed list, or the cells under a header of another sheet."""

    choices: tuple[str, ...] = ()
    source: tuple[str, str] | None = None


@dataclass(frozen=True)
class SheetOut:
    r"""One sheet to be written.

    Attributes
    ----------
    name
        At most 31 characters, none of ``[]:*?/\``.
    header
        Texts of the first row; with none the rows begin at once.
    rows
        None, text, bool, int or float. A text is always written as text and never as a formula; True and
        False become ``yes`` and ``no``.
    notes
        Comments on header cells, by header.
    lists
        Drop-downs under headers, by header. Other values cause a question and are not forbidden.
    widths
        Widths of columns in characters, by header; others follow their content.
    plain
        True for a sheet of prose: no style of the header, nothing frozen, no filter, long lines wrapped.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    notes: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, DropDown] = field(default_factory=dict)
    widths: Mapping[str, float] = field(default_factory=dict)
    plain: bool = False


def column_letter(number: int) -> str:
    """Return the letters over a column.

    Examples
    --------
    >>> column_letter(1), column_letter(28), column_letter(16384)
    ('A', 'AB', 'XFD')
    """
    if number < 1:
        raise ValueError(f"columns are counted from 1, not {number}")
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
