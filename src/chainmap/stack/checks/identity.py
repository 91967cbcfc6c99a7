"""Every id means one row, and every row is told apart from the others."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...schema import KEYS, TABLES, Component, Offer
from ..draft import Draft, id_column, problem

__all__ = ["ids_mean_one_thing", "rows_are_told_apart"]


def rows_are_told_apart(draft: Draft) -> Iterator[Problem]:
    """No two rows of a table have the same key; ids that differ only in upper and lower case are the same."""
    for table, model in TABLES.items():
        key = KEYS[table]
        first: dict[tuple[object, ...], tuple[int | None, tuple[object, ...]]] = {}
        for entry in draft.of(model):
            if entry.unread & set(key):
                continue
            values = tuple(getattr(entry.row, name) for name in key)
            folded = tuple(value.casefold() if isinstance(value, str) else value for value in values)
            if folded not in first:
                first[folded] = (entry.line, values)
                continue
            line, others = first[folded]
            where = f" as on line {line}" if line is not None else ""
            same = ", ".join(f"{name} {value}" for name, value in zip(key, values, strict=True) if value is not None)
            if values != others:
                what = f"{same} differs from {', '.join(map(str, others))} only in upper and lower case."
                yield problem(entry, key[0], what, "Choose another id, or delete the row.")
            elif id_column(table):
                yield problem(
                    entry, key[0], f"{same} is already there{where}.", "Choose another id, or delete the row."
                )
            else:
                yield problem(entry, key[0], f"{same}: the same row{where}.", "Keep one of them.")


def ids_mean_one_thing(draft: Draft) -> Iterator[Problem]:
    """No offer is called like a component, because a need may be on either."""
    components = {entry.row.component for entry in draft.of(Component)}
    for entry in draft.of(Offer):
        if entry.row.offer in components:
            what = f"{entry.row.offer} is also the id of a component; a need on it could mean either."
            yield problem(entry, "offer", what, f"Rename the offer, for example {entry.row.actor}-{entry.row.offer}.")
