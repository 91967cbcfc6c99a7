"""Which rows of a sheet were added, removed or changed?

A stack made from one sheet holds rows that nobody wrote: a claim for each line, numbered as it stands, and the file as
their source. A line put in above moves all of them, and that is no change of what the sheet says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ..schema import TABLES, Offer
from ..schema.answers import RowChange
from ..stack import Stack
from ..stack.names import name_of
from .frames import frame
from .row_changes import row_changes

__all__ = ["from_one_sheet", "sheet_changes"]

_LINE = re.compile(r"row-[1-9][0-9]*")


def from_one_sheet(stack: Stack) -> bool:
    """Say whether every claim is a line of one sheet, as in a stack read from one.

    Examples
    --------
    >>> import chainmap as cm
    >>> from_one_sheet(cm.bundled("euv"))
    False
    """
    return bool(stack.evidence) and all(
        claim.basis == "own" and _LINE.fullmatch(claim.evidence) for claim in stack.evidence
    )


def sheet_changes(old: Stack, new: Stack) -> pd.DataFrame:
    """List what changed between two sheets, a line of the sheet once.

    Parameters
    ----------
    old, new
        Stacks of which :func:`from_one_sheet` is true.

    Returns
    -------
    pandas.DataFrame
        As :func:`chainmap.row_changes`, without the names of the sheets, sources, claims and links to
        claims. A supplier or component that comes or goes with an offer is told with the offer, and what a new
        component needs with the component.
    """
    changes = row_changes(_said(old), _said(new))
    rows = [
        RowChange.model_validate(row) for row in changes.astype(object).where(changes.notna(), None).to_dict("records")
    ]
    offers = {"removed": _offers(old), "added": _offers(new)}
    told: set[tuple[str, str, str]] = set()
    for row in rows:
        if row.table == "offers" and row.change in offers:
            offer = offers[row.change][row.row]
            told |= {("actors", row.change, offer.actor), ("components", row.change, offer.component)}
    gone_or_come = {(row.change, row.row) for row in rows if row.table == "components" and row.change in offers}
    found = []
    for row in rows:
        dependent = row.row.partition(" / ")[0]
        if (row.table, row.change, row.row) in told or (
            row.table == "needs" and (row.change, dependent) in gone_or_come
        ):
            continue
        whole = row.table == "offers" and row.change in offers
        stack = new if row.change == "added" else old
        found.append(_spelt_out(row, stack, offers[row.change][row.row]) if whole else row)
    return frame(found, RowChange)


def _said(stack: Stack) -> Stack:
    """Return the stack without what the reader of sheets made up."""
    tables: dict[str, Any] = {"sources": (), "evidence": ()}
    for table, model in TABLES.items():
        if table not in tables and "evidence" in model.model_fields:
            tables[table] = tuple(row.model_copy(update={"evidence": ()}) for row in stack.table(table))
    settings = stack.settings.model_copy(update={"id": "sheet", "title_en": None, "title_zh": None})
    return replace(stack, settings=settings, **tables)


def _offers(stack: Stack) -> Mapping[str, Offer]:
    return {offer.offer: offer for offer in stack.offers}


def _spelt_out(row: RowChange, stack: Stack, offer: Offer) -> RowChange:
    """Say of an offer who supplies what, and from where, as the sheet does."""
    actor = next(one for one in stack.actors if one.actor == offer.actor)
    texts = {}
    for lang, before, after in (("en", " (", ")"), ("zh", "（", "）")):
        who, what = (name_of(stack, unit, lang) for unit in (f"actor:{offer.actor}", f"component:{offer.component}"))
        where = [name_of(stack, f"country:{code}", lang) for code in actor.hq] or list(actor.label)
        place = before + (", " if lang == "en" else "、").join(where) + after if where else ""
        texts[lang] = (who, what, place)
    (who, what, place), (who_zh, what_zh, place_zh) = texts["en"], texts["zh"]
    word, word_zh = ("Added", "新增") if row.change == "added" else ("Removed", "删除")
    return row.model_copy(
        update={
            "text_en": f"{word}: {who} supplies {what}{place}.",
            "text_zh": f"{word_zh}：{who_zh}供应{what_zh}{place_zh}。",
        }
    )
