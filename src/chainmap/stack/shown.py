"""Which tables and columns are written: those that say something, or all that a form to fill in offers."""

from __future__ import annotations

from ..schema import TABLES, Column, Row, columns_of
from .model import Stack

__all__ = ["BEGIN_WITH", "FORM_TABLES", "columns_shown", "tables_shown"]

BEGIN_WITH = ("components", "actors", "offers", "needs")
"""The tables with which one begins."""
FORM_TABLES = ("sources", "evidence", "layers", *BEGIN_WITH, "switches", "facts")
"""The tables of a form even where they have no rows; the others are rarely needed."""


def tables_shown(stack: Stack, *, form: bool = False) -> tuple[str, ...]:
    """Return the tables to write, in the order in which they are declared."""
    return tuple(table for table in TABLES if stack.table(table) or (form and table in FORM_TABLES))


def columns_shown(model: type[Row], rows: tuple[Row, ...], *, form: bool = False) -> tuple[Column, ...]:
    """Return the columns to write; without ``form`` one in which every row has the default is left out."""
    return tuple(
        column
        for column in columns_of(model)
        if form or column.required or any(getattr(row, column.name) != column.default for row in rows)
    )
