"""A stack to give away: without what is confidential, and without what its owner keeps back.

Whatever is made from such a stack cannot hold what was left out, because it is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from ..errors import WrongQuestion
from ..schema import TABLES, Change, Column, Evidence, Row, columns_of
from .model import Stack

__all__ = ["PARTS", "asked_parts", "without"]

PARTS = ("notes", "evidence", "costs")
"""What can be left out of a stack, beside what is confidential."""


def asked_parts(parts: str | Iterable[str]) -> tuple[str, ...]:
    """Return the parts that somebody asks to leave out, in the order of ``PARTS``.

    Parameters
    ----------
    parts
        Words of ``PARTS``; a text may hold several, separated by commas.

    Raises
    ------
    WrongQuestion
        For a word that is none of them.

    Examples
    --------
    >>> asked_parts("costs, notes")
    ('notes', 'costs')
    """
    several = [parts] if isinstance(parts, str) else list(parts)
    words = {word.strip() for text in several for word in text.replace(";", ",").split(",")} - {""}
    if wrong := ", ".join(sorted(words - set(PARTS))):
        raise WrongQuestion(f"{wrong} cannot be left out: use some of {', '.join(PARTS)}")
    return tuple(one for one in PARTS if one in words)


def without(stack: Stack, parts: str | Iterable[str] = ()) -> Stack:
    """Return the stack to give away.

    Parameters
    ----------
    stack
        The industry.
    parts
        What to leave out besides: ``notes`` (every column ``note_en`` and ``note_zh``), ``evidence`` (claims,
        sources, locators and every reference to them), ``costs`` (every column in currency, and the currency).

    Returns
    -------
    Stack
        Of a confidential claim only this is left: that it exists, how it is known (``basis``) and which columns it
        supports, under a running number; so what rests on it still says that it does. Its text, source, locator,
        year, confidence and id are gone, and so is a source that only confidential claims cite. The figures that
        it supports stay. Dated changes of what is gone are gone. The stack itself when there is nothing to take.

    Notes
    -----
    Names, figures and ids stay as they are: whoever writes a secret into a product name or an id shares it.

    Examples
    --------
    >>> import chainmap as cm
    >>> stack = cm.without(cm.bundled("euv"), "evidence")
    >>> len(stack.evidence), len(stack.sources), stack.offers[0].evidence
    (0, 0, ())
    >>> cm.without(cm.bundled("euv")) == cm.bundled("euv")
    True
    """
    left_out = asked_parts(parts)
    names = {} if "evidence" in left_out else _numbered(stack)
    kept = _sources(stack)
    found: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        rows = stack.table(table)
        if table in ("evidence", "sources") and "evidence" in left_out:
            rows = ()
        elif table == "sources":
            rows = tuple(row for row in stack.sources if row.source in kept)
        elif table == "evidence":
            rows = tuple(_claim(row, names) for row in stack.evidence)
        elif table == "changes":
            changes = (_change(row, stack, left_out, names, kept) for row in stack.changes)
            rows = tuple(row for row in changes if row is not None)
        columns = columns_of(TABLES[table])
        found[table] = tuple(_row(row, columns, left_out, names) for row in rows)
    settings = stack.settings.model_copy(update={"currency": None}) if "costs" in left_out else stack.settings
    return replace(stack, settings=settings, **found)  # type: ignore[arg-type]  # each table keeps its own rows


def _numbered(stack: Stack) -> Mapping[str, str]:
    """Return a neutral name for every confidential claim: an id can say as much as a text."""
    taken = {row.evidence for row in stack.evidence if not row.confidential}
    free = (name for at in count(1) if (name := f"confidential-{at}") not in taken)
    return {row.evidence: next(free) for row in stack.evidence if row.confidential}


def _sources(stack: Stack) -> set[str]:
    """Return the sources to keep: all but those that only confidential claims cite."""
    secret = {row.source for row in stack.evidence if row.confidential}
    told = {row.source for row in stack.evidence if not row.confidential}
    return {row.source for row in stack.sources if row.source in told or row.source not in secret}


def _claim(row: Evidence, names: Mapping[str, str]) -> Evidence:
    if not row.confidential:
        return row
    return Evidence(evidence=names[row.evidence], basis=row.basis, supports=row.supports, confidential=True)


def _row(row: Row, columns: Iterable[Column], left_out: tuple[str, ...], names: Mapping[str, str]) -> Row:
    """Return a row without the cells that go, and with the claims it cites under their new names."""
    update: dict[str, Any] = {}
    for column in columns:
        value = getattr(row, column.name)
        if _goes(column, left_out):
            update[column.name] = column.default
        elif column.kind == "refs" and column.ref == ("evidence.evidence",):
            update[column.name] = tuple(names.get(one, one) for one in value)
    changed = {name: value for name, value in update.items() if value != getattr(row, name)}
    return row.model_copy(update=changed) if changed else row


def _goes(column: Column, left_out: tuple[str, ...]) -> bool:
    part = (
        "notes"
        if column.name.startswith("note_")
        else "costs"
        if column.unit == "currency"
        else "evidence"
        if column.ref in (("evidence.evidence",), ("sources.source",))
        else ""
    )
    return part in left_out


def _change(
    row: Change, stack: Stack, left_out: tuple[str, ...], names: Mapping[str, str], kept: set[str]
) -> Change | None:
    """Return a dated change, or None when it is about something that is gone."""
    if row.table in ("evidence", "sources"):
        secret = {claim.evidence for claim in stack.evidence if claim.confidential}
        gone = row.row in secret or (row.table == "sources" and row.row not in kept)
        return None if gone or "evidence" in left_out else row
    columns = {column.name: column for column in columns_of(TABLES[row.table])} if row.table in TABLES else {}
    column = columns.get(row.column)
    if column is not None and _goes(column, left_out):
        return None
    if column is not None and column.ref == ("evidence.evidence",) and row.value:
        told = "; ".join(names.get(one.strip(), one.strip()) for one in row.value.split(";"))
        return row.model_copy(update={"value": told}) if told != row.value and names else row
    return row
