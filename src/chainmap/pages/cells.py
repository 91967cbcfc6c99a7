"""Where a number of a page comes from, so that anybody can compare it with its table.

A page writes each number as a cell: the name of its table, what is taken from it, and of which rows.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

__all__ = ["Cell", "cell"]


class Cell(NamedTuple):
    """A number as a page shows it, and its place.

    ``of`` is ``TABLE.TAKEN?COLUMN=VALUE&...``: the rows of the table in which every column named has the value, and
    what is taken from them: a column (of one row; of a list its length), ``count`` (how many rows),
    ``distinct:COLUMN`` (how many different values) or ``sum:COLUMN``.
    """

    value: str
    of: str


def cell(value: Any, table: str, taken: str, **where: object) -> Cell:
    """Return a number with its place.

    Examples
    --------
    >>> cell(3, "coverage", "sum:shares_known", component="chip").of
    'coverage.sum:shares_known?component=chip'
    >>> cell(6.0, "substitutes", "months").value
    '6'
    """
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return Cell(shown, f"{table}.{taken}" + (f"?{urlencode(where)}" if where else ""))
