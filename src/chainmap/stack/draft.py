"""A stack on its way in: its rows with the lines they stand on, and what could not be read.

Checks look at a draft, never at files; a stack made in memory is a draft without line numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, cast

from ..errors import Problem
from ..schema import KEYS, TABLES, Row, columns_of
from .model import Stack

__all__ = ["Draft", "Entry", "draft_of", "id_column", "problem", "table_of"]

R = TypeVar("R", bound=Row)
R_co = TypeVar("R_co", bound=Row, covariant=True)

_TABLE_OF = {model: name for name, model in TABLES.items()}


def table_of(model: type[Row]) -> str:
    """Return the name of the table whose rows are of this model."""
    return _TABLE_OF[model]


def id_column(table: str) -> str | None:
    """Return the column that names the rows of a table; None where rows have no id of their own."""
    first = columns_of(TABLES[table])[0]
    return first.name if first.kind == "id" and KEYS[table] == (first.name,) else None


@dataclass(frozen=True)
class Entry(Generic[R_co]):
    """One row, the line it begins on, and the columns whose cells could not be read."""

    row: R_co
    line: int | None = None
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Draft:
    """All rows that could be read, and what is known about those that could not.

    Attributes
    ----------
    entries
        Rows by table.
    ids
        Every id by table, also of rows that could not be read, with its line.
    partial
        Tables of which something could not be read: what is absent there proves nothing.
    broken
        Tables whose ids are not even known: references to them cannot be checked.
    """

    entries: Mapping[str, tuple[Entry[Row], ...]] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()

    def of(self, model: type[R]) -> tuple[Entry[R], ...]:
        """Return the rows of one table."""
        return cast("tuple[Entry[R], ...]", self.entries.get(table_of(model), ()))

    def whole(self, *models: type[Row]) -> bool:
        """Say whether every row of these tables was read, so that what is absent is really absent."""
        return not {table_of(model) for model in models} & self.partial

    def knows(self, table: str, key: str) -> bool:
        """Say whether a row of this id exists, or may exist because the table could not be read."""
        return table in self.broken or key in self.ids.get(table, {})


def problem(
    entry: Entry[Row],
    column: str | None,
    text: str,
    remedy: str,
    level: Literal["error", "warning"] = "error",
) -> Problem:
    """Return a problem with one row."""
    return Problem(f"{table_of(type(entry.row))}.csv", entry.line, column, text, remedy, level)


def draft_of(stack: Stack) -> Draft:
    """Return the draft of a stack in memory."""
    entries: dict[str, tuple[Entry[Row], ...]] = {}
    ids: dict[str, dict[str, int | None]] = {}
    for table in TABLES:
        rows = stack.table(table)
        entries[table] = tuple(Entry(row) for row in rows)
        if key := id_column(table):
            ids[table] = {getattr(row, key): None for row in rows}
    return Draft(entries, ids)
