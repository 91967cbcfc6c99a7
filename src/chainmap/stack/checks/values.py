"""Values that stand beside each other agree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from ...errors import Problem
from ...schema import TABLES, Row, columns_of
from ..draft import Draft, Entry, problem

__all__ = ["ROUNDING", "box", "ranges_are_in_order", "too_little", "too_much", "total"]

ROUNDING = 0.01
"""Shares may miss their sum by this much, because sources print rounded figures."""


def box(low: float | None, value: float | None, high: float | None) -> tuple[float, float]:
    """Return the range of three cells of a share; a value alone is a point, an open end is 0 or 1."""
    if low is None and high is None and value is not None:
        return value, value
    return (0.0 if low is None else low), (1.0 if high is None else high)


def total(values: list[float]) -> float:
    """Return a sum as it would be added by hand, free of binary digits."""
    return round(sum(values), 9)


def too_much(entry: Entry[Row], column: str, what: str, reached: float) -> Problem:
    """Return the problem of shares above 1: a warning where rounding explains it."""
    if reached <= 1 + ROUNDING:
        return problem(entry, column, what, "Taken as rounding.", "warning")
    return problem(entry, column, what, "Lower them, or state ranges, so that they can add up to 1.")


def too_little(entry: Entry[Row], column: str, what: str, reached: float) -> Problem:
    """Return the problem of shares that cannot reach 1: a warning where rounding explains it."""
    if reached >= 1 - ROUNDING:
        return problem(entry, column, what, "Taken as rounding.", "warning")
    return problem(entry, column, what, "Raise them, or leave those that are not known empty.")


@cache
def ordered_columns(model: type[Row]) -> tuple[tuple[str, ...], ...]:
    """Return the columns of a table that may not fall from left to right."""
    names = [column.name for column in columns_of(model)]
    found = [
        tuple(name for name in (f"{stem}_low", stem, f"{stem}_high") if name in names)
        for stem in dict.fromkeys(name.removesuffix("_low") for name in names if name.endswith("_low"))
    ]
    found += [("low", "value", "high"), ("from_year", "to_year"), ("since", "until")]
    return tuple(kept for group in found if len(kept := tuple(name for name in group if name in names)) > 1)


def ranges_are_in_order(draft: Draft) -> Iterator[Problem]:
    """The low end of a range is not above its value, nor the value above the high end."""
    for model in TABLES.values():
        for entry in draft.of(model):
            for names in ordered_columns(model):
                given = [(name, getattr(entry.row, name)) for name in names]
                known = [(name, value) for name, value in given if value is not None]
                for (left, low), (right, high) in combinations(known, 2):
                    if low > high:
                        yield problem(
                            entry,
                            left,
                            f"{left} {low:g} is above {right} {high:g}.",
                            "Swap or correct them."
                            if len(names) == 2
                            else "A value lies between its low and its high.",
                        )
                        break
