"""A stack as of a later year: its dated changes applied, nothing else touched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from ..errors import InvalidStack, Problem, WrongQuestion
from ..schema import TABLES, Change, Row, columns_of
from .cells import parse_cell
from .checks import validate
from .draft import id_column
from .model import Stack

__all__ = ["as_of"]


def as_of(stack: Stack, year: int) -> Stack:
    """Return the stack as it was in a year: every change since then or earlier applied, oldest first.

    Parameters
    ----------
    stack
        An industry, with ``changes`` such as "since 2025 the owner of ansys is synopsys".
    year
        The year. The stack's own year applies no change, because its tables describe that year already.

    Returns
    -------
    Stack
        A new stack whose ``as_of`` is the year; changes that are applied leave the table and add their
        evidence to the row. Checked.

    Raises
    ------
    WrongQuestion
        For a year before the stack's own: its past is not written down.
    InvalidStack
        When a change names a row or column that is not there, or leaves the stack contradicting itself.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.as_of(cm.bundled("euv"), 2030).settings.as_of
    2030
    """
    own = stack.settings.as_of
    if own is not None and year < own:
        raise WrongQuestion(f"the stack describes {own}; what was so in {year} is not written down")
    due = [change for change in stack.changes if change.since <= year]
    later = tuple(change for change in stack.changes if change.since > year)
    by_row: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in sorted(due, key=lambda one: one.since):
        by_row[change.table, change.row].append(change)
    problems: list[Problem] = []
    tables: dict[str, Any] = {}
    for table in {change.table for change in due}:
        key = id_column(table) if table in TABLES else None
        if key is None:
            problems.append(_problem(f"there is no table {table!r} whose rows have ids"))
            continue
        names = {getattr(row, key) for row in stack.table(table)}
        missing = [name for one, name in by_row if one == table and name not in names]
        problems += [_problem(f"{table} has no row {name!r}") for name in missing]
        changed = []
        for row in stack.table(table):
            done, wrong = _changed(row, by_row.get((table, getattr(row, key)), []))
            changed.append(done)
            problems += wrong
        tables[table] = tuple(changed)
    if problems:
        raise InvalidStack(problems)
    settings = stack.settings.model_copy(update={"as_of": year})
    made = replace(stack, settings=settings, changes=later, **tables)
    errors = [found for found in validate(made) if found.level == "error"]
    if errors:
        raise InvalidStack(errors)
    return made


def _changed(row: Row, changes: list[Change]) -> tuple[Row, list[Problem]]:
    """Return the row with its changed cells and their evidence."""
    columns = {column.name: column for column in columns_of(type(row))}
    update: dict[str, Any] = {}
    problems = []
    for change in changes:
        column = columns.get(change.column)
        if column is None:
            problems.append(_problem(f"{change.table} has no column {change.column!r}"))
            continue
        cell = parse_cell(change.value or "", column)
        problems += [
            _problem(f"{change.row} {change.column}: {one.text}") for one in cell.complaints if not one.warning
        ]
        update[change.column] = column.default if cell.value is None else cell.value
        if "evidence" in columns:
            before = update.get("evidence", getattr(row, "evidence", ()))
            update["evidence"] = tuple(dict.fromkeys((*before, *change.evidence)))
    return row.model_copy(update=update), problems


def _problem(text: str) -> Problem:
    return Problem("changes.csv", None, None, f"{text}.", "Mend the row of changes.")
