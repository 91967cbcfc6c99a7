"""What does each column of an answer mean?

A frame does not carry the model of its rows; its column names tell it, because no two answers have
the same ones (a test says so).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ..schema import Column, Kind, Row, col, columns_of
from ..schema.answers import ANSWERS
from ..schema.trees import CutCount, TreeCutSet

__all__ = ["answer_columns", "model_of"]


class _InFront(Row):
    """What the main job puts before the answers of several questions that it joins."""

    lens: str = col("text", "the lens under which it holds", default="")
    by: str = col("text", "the kind of unit: country, actor, offer, component, ...", default="")


def model_of(names: Iterable[str]) -> type[Row] | None:
    """Return the row model of the answer with these columns, or ``None`` for a table that is no answer.

    Columns beside those of the model do no harm; of several models that fit, the largest is meant.

    Examples
    --------
    >>> model_of(["by", "target", "order", "members", "reading", "complete_to"]).__name__
    'PathSet'
    """
    given = set(names)
    models: tuple[type[Row], ...] = (*ANSWERS.values(), TreeCutSet, CutCount)
    fitting = [model for model in models if {column.name for column in columns_of(model)} <= given]
    return max(fitting, key=lambda model: len(columns_of(model)), default=None)


def answer_columns(table: pd.DataFrame) -> tuple[Column, ...]:
    """Return what every column of a table means, in its order.

    A column that nobody declared (the scenarios of :func:`chainmap.compare`) has the kind that its
    values show and no meaning.

    Examples
    --------
    >>> import chainmap as cm
    >>> columns = answer_columns(cm.levels(cm.bundled("euv")))
    >>> [(column.kind, column.unit) for column in columns if column.name == "level_low"]
    [('share', "share of today's supply")]
    """
    model = model_of(table.columns)
    declared = {column.name: column for row in (_InFront, model) if row is not None for column in columns_of(row)}
    return tuple(declared.get(name) or _shown(table[name]) for name in table.columns)


def _shown(values: pd.Series[Any]) -> Column:
    """Return a column as its values show it."""
    kind: Kind = "text"
    if pd.api.types.is_bool_dtype(values):
        kind = "yesno"
    elif pd.api.types.is_integer_dtype(values):
        kind = "integer"
    elif pd.api.types.is_numeric_dtype(values):
        kind = "number"
    elif any(isinstance(value, tuple | list) for value in values):
        kind = "texts"
    return Column(name=str(values.name), kind=kind, about="", required=False, default=None)
