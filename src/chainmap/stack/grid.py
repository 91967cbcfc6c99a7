"""The cells of one table as they stand in a file or a sheet, before anybody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import Problem
from .complaint import Complaint

__all__ = ["Grid", "Record"]


@dataclass(frozen=True)
class Record:
    """The cells of one row, and the line of the file (or the row of the sheet) on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """What a table holds, its header first.

    ``complete`` is False when reading had to stop before the end. ``refused`` holds the cells whose value
    cannot be taken as it is, such as dates in a sheet, by line and place in the row (from 0).
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    refused: Mapping[tuple[int, int], Complaint] = field(default_factory=dict)
