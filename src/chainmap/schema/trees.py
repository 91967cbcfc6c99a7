"""The tables of answers about cut sets alone: those of a fault tree, and how many there are."""

from __future__ import annotations

from .column import Row, col

__all__ = ["CutCount", "TreeCutSet"]


class TreeCutSet(Row):
    """A smallest set of basic events of a fault tree that bring about its top event."""

    order: int = col("integer", "number of events in the set", required=True, low=0)
    members: tuple[str, ...] = col("texts", "the events, sorted")
    complete_to: int = col("integer", "all sets up to this order are listed", required=True, low=0)


class CutCount(Row):
    """How many minimal cut sets of one order there are."""

    target: str = col("text", "the target; empty for a fault tree", default="")
    order: int = col("integer", "number of members of each set", required=True, low=0)
    count: int = col("integer", "minimal cut sets of this order", required=True, low=0)
    proved: int | None = col("integer", "of these, proved; empty for a fault tree", low=0)
    as_listed: int | None = col("integer", "of these, as the suppliers are listed", low=0)
    possible: int | None = col("integer", "of these, only possible", low=0)
    complete_to: int = col("integer", "all sets up to this order are counted", required=True, low=0)
