"""Every id that stands for another row leads to one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...countries import bloc_members, is_country, nearest_country
from ...errors import Problem
from ...schema import TABLES, Bloc, Change, Column, Row, Trade, columns_of
from ..cells import parse_cell
from ..draft import Draft, Entry, id_column, problem
from ..nearest import did_you_mean, nearest, shown

__all__ = ["changes_can_be_applied", "homes_of_trade_exist", "references_exist"]

MAX_SUGGESTIONS = 200
"""Unknown ids for which a similar one is looked up; the others are only named."""


class _Suggestions:
    """Looks up similar ids, each unknown word once and not without end."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.known: dict[tuple[str, tuple[str, ...]], str] = {}

    def remedy(self, word: str, tables: tuple[str, ...]) -> str:
        if (word, tables) not in self.known:
            add = f"Add it to the table {' or '.join(tables)}, or correct it."
            if len(self.known) >= MAX_SUGGESTIONS:
                return add
            ids = [key for table in tables for key in self.draft.ids.get(table, ())]
            self.known[word, tables] = did_you_mean(word, ids, add)
        return self.known[word, tables]


def references_exist(draft: Draft) -> Iterator[Problem]:
    """Every id in a column that refers to another table is the id of a row there."""
    suggestions = _Suggestions(draft)
    for model in TABLES.values():
        columns = [column for column in columns_of(model) if column.ref]
        for entry in draft.of(model):
            for column in columns:
                yield from _leads_nowhere(draft, entry, column, getattr(entry.row, column.name), suggestions)


def _leads_nowhere(
    draft: Draft, entry: Entry[Row], column: Column, value: object, suggestions: _Suggestions
) -> Iterator[Problem]:
    tables = tuple(ref.partition(".")[0] for ref in column.ref)
    for key in value if isinstance(value, tuple) else (value,):
        if key is not None and not any(draft.knows(table, key) for table in tables):
            kind = " or ".join(id_column(table) or table for table in tables)
            what = f"there is no {kind} {shown(key)}."
            yield problem(entry, column.name, what, suggestions.remedy(key, tables))


def homes_of_trade_exist(draft: Draft) -> Iterator[Problem]:
    """The home of a trade figure is a country or a bloc."""
    blocs = bloc_members([entry.row for entry in draft.of(Bloc)], None)
    for entry in draft.of(Trade):
        if "home" in entry.unread or is_country(entry.row.home) or entry.row.home in blocs:
            continue
        near = nearest_country(entry.row.home) or nearest(entry.row.home, blocs)
        what = f"{shown(entry.row.home)} is neither an ISO 3166 alpha-3 code nor a bloc."
        yield problem(entry, "home", what, f"Write {near}." if near else "Write a code such as CHN, or add the bloc.")


def changes_can_be_applied(draft: Draft) -> Iterator[Problem]:
    """A dated change names a row and a column that exist, and a value that may stand there."""
    suggestions = _Suggestions(draft)
    for entry in draft.of(Change):
        row, bad = entry.row, partial(problem, entry)
        with_ids = [table for table in TABLES if id_column(table)]
        if row.table not in with_ids:
            what = f"{shown(row.table)} is not a table whose rows have ids."
            yield bad("table", what, did_you_mean(row.table, with_ids, f"Write one of {', '.join(with_ids)}."))
            continue
        if not draft.knows(row.table, row.row):
            what = f"there is no {id_column(row.table)} {shown(row.row)}."
            yield bad("row", what, suggestions.remedy(row.row, (row.table,)))
        columns = {column.name: column for column in columns_of(TABLES[row.table]) if column.kind != "id"}
        if row.column not in columns:
            what = f"{row.table} has no column {shown(row.column)} that can change."
            yield bad("column", what, did_you_mean(row.column, columns, f"Write one of {', '.join(columns)}."))
            continue
        column = columns[row.column]
        if row.value is None:
            if column.required:
                yield bad("value", f"{row.column} may not be empty.", "Fill in the new value.")
            continue
        cell = parse_cell(row.value, column)
        for complaint in cell.complaints:
            yield bad("value", complaint.text, complaint.remedy)
        if cell.ok and column.ref:
            for found in _leads_nowhere(draft, entry, column, cell.value, suggestions):
                yield bad("value", found.text, found.remedy)
