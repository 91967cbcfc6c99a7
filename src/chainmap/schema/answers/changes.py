"""What is different between two stacks, row by row and answer by answer."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import READINGS

__all__ = ["AnswerChange", "RowChange"]


class RowChange(Row):
    """One row that is in one of two stacks only, or one cell that differs."""

    table: str = col("text", "the table; stack: the settings in stack.yaml", required=True)
    row: str = col("text", "the row by its key, parts joined by ' / '", required=True)
    change: Literal["removed", "renamed", "added", "changed"] = col(
        "choice",
        "removed: only in the old stack; added: only in the new one; renamed: another id and the same names; "
        "changed: one cell differs",
        required=True,
        choices=("removed", "renamed", "added", "changed"),
    )
    column: str = col("text", "the column of the cell; empty: the whole row", default="")
    before: str | None = col("text", "the cell in the old stack; empty: unknown")
    after: str | None = col("text", "the cell in the new stack; empty: unknown")
    text_en: str = col("text", "the change in English", required=True)
    text_zh: str = col("text", "the change in Chinese", required=True)


class AnswerChange(Row):
    """One answer that differs between two stacks."""

    answer: Literal[
        "seat", "targets", "available", "single_points", "cut_sets", "complete_to", "dependency", "chokepoints"
    ] = col(
        "choice",
        "which answer; seat: the two stacks are asked from different seats; complete_to: the order up to which cut "
        "sets could be compared",
        required=True,
        choices=(
            "seat",
            "targets",
            "available",
            "single_points",
            "cut_sets",
            "complete_to",
            "dependency",
            "chokepoints",
        ),
    )
    by: str = col("text", "cut sets and chokepoints: of which kind of unit", default="")
    subject: str = col("text", "what it is about, as kind:id; or the words seat, cut_sets", required=True)
    members: tuple[str, ...] = col("units", "cut sets: the units; dependency: the country, or foreign for all but home")
    reading: Literal["as_listed", "proved", "both", ""] = col(
        "choice",
        "the reading in which it differs; both: in both alike; empty: readings do not matter",
        default="",
        choices=(*READINGS, "both", ""),
    )
    change: Literal["differs", "lost", "gained", "up", "down", "wider", "narrower"] = col(
        "choice",
        "lost, gained: only before, only after; up, down: share, or rank (up: nearer to 1); wider, narrower: bounds",
        required=True,
        choices=("differs", "lost", "gained", "up", "down", "wider", "narrower"),
    )
    before: str | None = col("text", "the answer of the old stack; empty: none")
    after: str | None = col("text", "the answer of the new stack; empty: none")
    text_en: str = col("text", "the change in English", required=True)
    text_zh: str = col("text", "the change in Chinese", required=True)
