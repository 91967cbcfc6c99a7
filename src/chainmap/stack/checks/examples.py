"""Rows of the template that nobody has replaced yet."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...schema import KEYS, TABLES, Row
from ..draft import Draft, problem
from ..model import Stack

__all__ = ["examples_are_replaced", "has_examples"]

EXAMPLE = "example-"
"""How the ids of the example rows of a form begin."""


def examples_are_replaced(draft: Draft) -> Iterator[Problem]:
    """No row is one of the examples that ``chainmap new`` writes, nor about one."""
    for table, model in TABLES.items():
        for entry in draft.of(model):
            if _is_example(table, entry.row):
                what = "this is an example row of the template."
                yield problem(entry, None, what, "Replace or delete it.", "warning")


def has_examples(stack: Stack) -> bool:
    """Say whether a stack still has example rows."""
    return any(_is_example(table, row) for table in TABLES for row in stack.table(table))


def _is_example(table: str, row: Row) -> bool:
    names = (getattr(row, column) for column in KEYS[table])
    return any(isinstance(name, str) and name.casefold().startswith(EXAMPLE) for name in names)
